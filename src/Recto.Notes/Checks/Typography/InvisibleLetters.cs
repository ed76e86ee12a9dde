using System.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>Characters that nobody sees, and how a message speaks of them.</summary>
internal static class InvisibleLetters
{
    /// <summary>What a character is called, at the beginning of a sentence; null where it can be seen.</summary>
    public static string? NameOf(char character) => character switch
    {
        '\u00ad' => "A soft hyphen",
        '\u200b' => "A zero width space",
        '\u200c' or '\u200d' => "A joiner",
        '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => "A mark of direction",
        '\u2060' => "A word joiner",
        '\ufeff' => "A byte order mark",
        '\u2028' or '\u2029' => "A line separator",
        >= '\ue000' and <= '\uf8ff' => "A letter of private use",
        '\t' or '\r' => null,
        var c when char.IsControl(c) => "A control character",
        _ => null,
    };

    /// <summary>Where a stretch stands, for a message, without what cannot be seen.</summary>
    public static string Place(string text, int start, int end)
    {
        var before = text[Math.Max(0, start - 12)..start].Replace('\n', ' ');
        var after = text[end..Math.Min(text.Length, end + 12)].Replace('\n', ' ');
        return before.Length > 0 ? $"behind “{Shown(before)}”" : $"before “{Shown(after)}”";
    }

    // A message must not hide a character itself.
    private static string Shown(string text)
    {
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            shown.Append(NameOf(text[i]) is null && !char.IsSurrogate(text[i]) ? text[i] : '·');
        }

        return shown.ToString();
    }
}
