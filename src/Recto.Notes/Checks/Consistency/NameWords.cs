namespace Recto.Notes.Checks.Consistency;

/// <summary>Cuts names and titles into words for comparing.</summary>
internal static class NameWords
{
    /// <summary>One word.</summary>
    /// <param name="Printed">As printed, apostrophes included.</param>
    /// <param name="Start">Where it begins in the text that was cut.</param>
    internal readonly record struct Word(string Printed, int Start)
    {
        public int End => Start + Printed.Length;

        /// <summary>Lower case, accents kept, without apostrophes of any sort.</summary>
        public string Lower => new([.. Printed.ToLowerInvariant().Where(char.IsLetterOrDigit)]);
    }

    /// <summary>The words of a text, at most so many; hyphens part them, apostrophes do not.</summary>
    public static List<Word> Of(string text, int most = 64)
    {
        var words = new List<Word>();
        var start = -1;
        for (var i = 0; i <= text.Length && words.Count < most; i++)
        {
            var inWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || char.GetUnicodeCategory(text[i]) == System.Globalization.UnicodeCategory.NonSpacingMark
                || (IsApostrophe(text[i]) && start >= 0 && i + 1 < text.Length && char.IsLetter(text[i + 1])));
            if (inWord && start < 0)
            {
                start = i;
            }
            else if (!inWord && start >= 0)
            {
                words.Add(new Word(text[start..i], start));
                start = -1;
            }
        }

        return words;
    }

    private static bool IsApostrophe(char c) => c is '’' or '\'' or '‘' or '\u02B9' or '\u02BC';
}
