namespace Recto.Notes.Text;

/// <summary>Capitals and small letters of words.</summary>
internal static class WordCase
{
    /// <summary>The word with a capital where the other begins with one.</summary>
    /// <param name="word">The word, in small letters; not empty.</param>
    /// <param name="like">What it is to stand for; not empty.</param>
    public static string Like(string word, ReadOnlySpan<char> like) => char.IsUpper(like[0]) ? char.ToUpperInvariant(word[0]) + word[1..] : word;

    /// <summary>Whether a word is all small letters; false where it is empty.</summary>
    public static bool IsLower(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsLower(c))
            {
                return false;
            }
        }

        return !word.IsEmpty;
    }

    /// <summary>Whether a word is all capitals; false where it is empty.</summary>
    public static bool IsUpper(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsUpper(c))
            {
                return false;
            }
        }

        return !word.IsEmpty;
    }
}
