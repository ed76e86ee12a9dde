using Recto.Notes.Text;

namespace Recto.App.Shell.Language;

/// <summary>Texts that are cut where a reader expects it.</summary>
internal static class Shortened
{
    /// <summary>The text, where it is not longer; else its beginning up to the last blank, where it has one, and an ellipsis.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">UTF-16 code units at most, the ellipsis among them; 2 or more.</param>
    public static string AtWord(string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= longest ? text : text.LastIndexOf(' ', longest - 1) is > 0 and var end ? text[..end] + "…" : BoundedText.Shortened(text, longest);
    }
}
