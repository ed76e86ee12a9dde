using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>
/// RN0119: characters that nobody sees and that break searching, sorting and addresses: zero width spaces, soft hyphens, byte order marks, control characters, and private letters. What can be no letter at all is <see cref="ReplacementCharacter"/>.
/// Joiners and marks of direction are right where a note has letters of a script that needs them, or an emoji.
/// </summary>
internal sealed class InvisibleCharacter : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0119", "invisible-character", "A character cannot be seen", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            bool? needsJoiners = null;
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] is >= ' ' and < '\u007f' or '\n' || InvisibleLetters.NameOf(text[i]) is not { } name)
                {
                    continue;
                }

                var end = i + 1;
                while (end < text.Length && text[end] == text[i])
                {
                    end++;
                }

                if (!(IsJoiner(text[i]) && (needsJoiners ??= NeedsJoiners(text))))
                {
                    var span = new TextSpan(i, end);
                    var code = ((int)text[i]).ToString("X4", CultureInfo.InvariantCulture);
                    yield return At(note, span, $"{name} (U+{code}) stands {InvisibleLetters.Place(text, i, end)}; {Step(text[i])}.", Mend(text, span));
                }

                i = end - 1;
            }
        }
    }

    private static bool IsJoiner(char c) => c is '\u200c' or '\u200d' or '\u200e' or '\u200f' or '\u200b' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    // Hebrew, Arabic, the scripts of India and South-East Asia, emoji.
    private static bool NeedsJoiners(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is (>= 0x0590 and <= 0x10FF) or (>= 0x1780 and <= 0x18AF) or (>= 0x1900 and <= 0x1CFF) or (>= 0xA800 and <= 0xABFF) or (>= 0xFB1D and <= 0xFEFC and not 0xFE0F) or >= 0x10000 or (>= 0x2600 and <= 0x27BF))
            {
                return true;
            }
        }

        return false;
    }

    private static string Step(char c) => c switch
    {
        >= '\ue000' and <= '\uf8ff' => "it looks different in every fount; set a letter of Unicode",
        >= '\u0080' and <= '\u009f' when WindowsLetters.Of(c) is { } letter => $"{letter} was meant",
        _ => "take it out",
    };

    private static SuggestedFix? Mend(string text, TextSpan span)
    {
        var c = text[span.Start];
        if (c is >= '\ue000' and <= '\uf8ff')
        {
            return null;
        }

        if (c is >= '\u0080' and <= '\u009f' && WindowsLetters.Of(c) is { } letter)
        {
            return Suggest(span, new string(letter, span.Length));
        }

        if (c is '\u2028' or '\u2029' || char.IsControl(c))
        {
            return Suggest(span, span.Start > 0 && char.IsLetterOrDigit(text[span.Start - 1]) && span.End < text.Length && char.IsLetterOrDigit(text[span.End]) ? " " : "");
        }

        return c == '\u00ad' ? MendSoftHyphen(text, span) : Safe(span, "");
    }

    // In a word it does nothing. Elsewhere it is what is left of a hyphen or dash: a word parted at a line's end, a range, a dash for a name.
    private static SuggestedFix MendSoftHyphen(string text, TextSpan span)
    {
        var (before, after) = (span.Start > 0 ? text[span.Start - 1] : ' ', span.End < text.Length ? text[span.End] : ' ');
        if ((char.IsLetter(before) && char.IsLetter(after)) || IsDash(before) || IsDash(after))
        {
            return Safe(span, "");
        }

        if (char.IsAsciiDigit(before) && char.IsAsciiDigit(after))
        {
            return Suggest(span, "–");
        }

        var isParted = char.IsLower(before) && after == ' ' && span.End + 1 < text.Length && char.IsLower(text[span.End + 1]);
        return Suggest(isParted ? new TextSpan(span.Start, span.End + 1) : span, "");
    }

    private static bool IsDash(char c) => c is '-' or '‐' or '‑' or '–' or '—';
}
