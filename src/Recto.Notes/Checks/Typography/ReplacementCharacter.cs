using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0130: the sign of a lost letter (U+FFFD), half a letter or no character at all: a file was read wrongly on the way, and what stood there is gone. A sign that is itself spoken of (“�”) is right.</summary>
internal sealed class ReplacementCharacter : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0130", "replacement-character", "A letter was lost on the way", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            for (var i = 0; i < text.Length; i++)
            {
                if (!IsLost(text, i))
                {
                    continue;
                }

                var end = i + 1;
                while (end < text.Length && IsLost(text, end))
                {
                    end++;
                }

                if (!(i > 0 && end < text.Length && text[i - 1] is '“' or '‘' or '"' or '«' or '(' && text[end] is '”' or '’' or '"' or '»' or ')'))
                {
                    var code = ((int)text[i]).ToString("X4", CultureInfo.InvariantCulture);
                    yield return At(note, new TextSpan(i, end), $"{(text[i] == '\ufffd' ? "The sign of a lost letter" : char.IsSurrogate(text[i]) ? "Half a letter" : "No character at all")} (U+{code}) stands {InvisibleLetters.Place(text, i, end)}; look up what stood there.");
                }

                i = end - 1;
            }
        }
    }

    // What can be no letter.
    private static bool IsLost(string text, int i) => text[i] switch
    {
        '\ufffd' or '\ufffe' or '\uffff' => true,
        >= '\ud800' and <= '\udbff' => !(i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])),
        >= '\udc00' and <= '\udfff' => !(i > 0 && char.IsHighSurrogate(text[i - 1])),
        _ => false,
    };
}
