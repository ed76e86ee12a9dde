using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0116: an accent, a prime or an opening mark in the place of an apostrophe: <c>Stalin´s</c>, <c>l`armée</c>. The soft sign of transliteration (al′manakh) and an ayn (Ka‘ba) are right.</summary>
internal sealed class WrongApostrophe : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0116", "wrong-apostrophe", "A mark that is no apostrophe stands for one", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        // What the article itself takes; most have one of the two.
        string? right = null;
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            Untouchables? untouchables = null;
            foreach (var apostrophe in Apostrophes.Find(text).Where(apostrophe => apostrophe.Mark is not ('\'' or '’' or 'ʼ')))
            {
                if ((untouchables ??= Untouchables.Of(text)).Has(apostrophe.At))
                {
                    continue;
                }

                right ??= Enumerable.Range(0, context.Count).SelectMany(i => Apostrophes.Find(context.Text(i))).Count(other => other.Mark == '\'') is var straight && straight > 0
                    && straight > Enumerable.Range(0, context.Count).SelectMany(i => Apostrophes.Find(context.Text(i))).Count(other => other.Mark == '’') ? "'" : "’";
                var span = new TextSpan(apostrophe.At, apostrophe.At + 1);
                var code = ((int)apostrophe.Mark).ToString("X4", CultureInfo.InvariantCulture);
                yield return At(note, span, $"The apostrophe in “{Words.Around(text, span)}” is {NameOf(apostrophe.Mark)} (U+{code}); set {right}.", Safe(span, right));
            }
        }
    }

    private static string NameOf(char mark) => mark switch
    {
        '´' => "an acute accent",
        '`' => "a grave accent",
        '′' => "a prime",
        'ʹ' => "the soft sign of transliteration",
        _ => "an opening quotation mark",
    };
}
