namespace Recto.Notes.Tokens;

/// <summary>A set of words, compared without case and looked up without copying.</summary>
internal sealed class WordSet
{
    private const int Initials = 32;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _words;

    // For each length the initials of the words of that length, a bit each: most words of a note are told to be none of the set without a hash.
    private readonly uint[] _initials;

    /// <param name="words">The words, parted by white space.</param>
    public WordSet(string words)
    {
        var all = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        _words = new HashSet<string>(all, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _initials = new uint[all.Max(word => word.Length) + 1];
        foreach (var word in all)
        {
            _initials[word.Length] |= Bit(char.ToUpperInvariant(word[0])) | Bit(char.ToLowerInvariant(word[0]));
        }
    }

    public bool Contains(ReadOnlySpan<char> word) => (uint)(word.Length - 1) < (uint)(_initials.Length - 1) && (_initials[word.Length] & Bit(word[0])) != 0 && _words.Contains(word);

    public bool Contains(NoteTokens tokens, int index) => index >= 0 && index < tokens.Count && tokens[index].Kind == TokenKind.Word && Contains(tokens.TextOf(index));

    /// <summary>The first token of a stretch that is a word of the set; -1 where none is.</summary>
    public int IndexIn(NoteTokens tokens, TokenRange range)
    {
        for (var i = range.From; i < range.To; i++)
        {
            if (Contains(tokens, i))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a stretch holds a word of the set.</summary>
    public bool IsIn(NoteTokens tokens, TokenRange range) => IndexIn(tokens, range) >= 0;

    private static uint Bit(char initial) => 1u << (initial % Initials);
}
