using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0131: a comma for the low opening mark ‚ : <c>,Titel‘</c>, and two commas for „ : <c>,,Titel“</c>. Reported only where the quotation is closed as one.</summary>
internal sealed class CommaForOpeningQuotationMark : Check
{
    private const int Longest = 200;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0131", "comma-for-opening-quotation-mark", "A comma stands for a low opening quotation mark", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            Untouchables? untouchables = null;
            for (var i = 0; i + 2 < text.Length; i++)
            {
                if (text[i] != ',' || !(i == 0 || char.IsWhiteSpace(text[i - 1]) || text[i - 1] is '(' or '[' or '„' or '-' or '–' or '—'))
                {
                    continue;
                }

                var end = text[i + 1] == ',' ? i + 2 : i + 1;
                var isDouble = end == i + 2;
                if (char.IsLetter(text[end]) && Close(text, end, isDouble) is { } close && !(untouchables ??= Untouchables.Of(text)).Has(i))
                {
                    var (span, right) = (new TextSpan(i, end), isDouble ? "„" : "‚");
                    yield return At(note, span, $"{(isDouble ? "Two commas open" : "A comma opens")} the quotation {text[i..Math.Min(close + 1, i + 40)]}; the mark is {right} (U+{(isDouble ? "201E" : "201A")}).", Safe(span, right));
                }

                i = end;
            }
        }
    }

    // Behind a word and before no letter; before any other mark opens.
    private static int? Close(string text, int start, bool isDouble)
    {
        for (var i = start + 1; i < text.Length && i - start < Longest; i++)
        {
            var isBehindWord = !char.IsWhiteSpace(text[i - 1]) && (i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1]));
            if (text[i] is '‚' or '„' || (!isDouble && text[i] is '‘' or '“' && !isBehindWord))
            {
                return null;
            }

            if (isBehindWord && (isDouble ? text[i] is '“' or '”' or '"' : text[i] == '‘'))
            {
                return i;
            }
        }

        return null;
    }
}
