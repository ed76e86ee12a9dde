using System.Globalization;
using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0101: a curly quotation closed by a straight mark, a prime or a soft sign: <c>‘… années 1930ʹ,</c>.</summary>
internal sealed class WrongClosingQuotationMark : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0101", "wrong-closing-quotation-mark", "A quotation is closed by a mark that is no quotation mark", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var apparatus = context.Apparatus;
        for (var index = 0; index < apparatus.Notes.Count; index++)
        {
            var text = apparatus.Notes[index].Note.Text;
            foreach (var quotation in Quotations.Find(text))
            {
                if (quotation is not { Close: { } close, IsRight: false })
                {
                    continue;
                }

                var mark = text[close];
                var code = ((int)mark).ToString("X4", CultureInfo.InvariantCulture);
                yield return At(index, new TextSpan(close, close + 1),
                    $"The quotation that opens with {text[quotation.Open]} is closed by {mark} (U+{code}, {NameOf(mark)}); {quotation.Right} closes it.",
                    Safe(new TextSpan(close, close + 1), quotation.Right.ToString()));
            }
        }
    }

    private static string NameOf(char mark) => mark switch
    {
        'ʹ' => "the soft sign of transliteration",
        'ʺ' => "the hard sign of transliteration",
        '\'' or '"' => "a straight mark",
        '′' or '″' => "a prime",
        '´' => "an accent",
        '`' => "a grave accent",
        '“' => "an opening mark",
        _ => "a letter",
    };
}
