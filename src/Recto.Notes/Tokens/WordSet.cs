namespace Recto.Notes.Tokens;

/// <summary>A set of words, compared without case and looked up without copying.</summary>
internal sealed class WordSet
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _words;

    /// <param name="words">The words, parted by white space.</param>
    public WordSet(string words) =>
        _words = new HashSet<string>(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public bool Contains(ReadOnlySpan<char> word) => _words.Contains(word);

    public bool Contains(NoteTokens tokens, int index) => index >= 0 && index < tokens.Count && tokens[index].Kind == TokenKind.Word && _words.Contains(tokens.TextOf(index));
}
