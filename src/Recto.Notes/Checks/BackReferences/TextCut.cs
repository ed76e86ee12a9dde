namespace Recto.Notes.Checks.BackReferences;

/// <summary>Shortens what a message quotes.</summary>
internal static class TextCut
{
    /// <summary>The whole words at the beginning, with an ellipsis where more follow.</summary>
    public static string At(string words, int longest)
    {
        if (words.Length <= longest)
        {
            return words;
        }

        var blank = words.LastIndexOf(' ', longest);
        return (blank > 0 ? words[..blank] : words[..(char.IsHighSurrogate(words[longest - 1]) ? longest - 1 : longest)]).TrimEnd(',', ';', ':', '.', ' ') + " …";
    }
}
