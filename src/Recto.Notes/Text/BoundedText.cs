namespace Recto.Notes.Text;

/// <summary>Text that is no longer than it may be. A cut falls between characters: half of a surrogate pair is no text, and neither JSON nor a database takes it.</summary>
public static class BoundedText
{
    /// <summary>The beginning of a text; the text itself where it is no longer.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">UTF-16 code units at most, 1 or more; one less where the last would be half a character.</param>
    public static string Cut(string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        return text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
    }

    /// <summary>The same, where an ellipsis stands for what is left out.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">UTF-16 code units at most, the ellipsis among them; 2 or more.</param>
    public static string Shortened(string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= longest ? text : Cut(text, longest - 1) + "…";
    }
}
