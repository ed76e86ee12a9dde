using System.Runtime.CompilerServices;
using Recto.Notes.Text;

namespace Recto.Notes.Tokens;

/// <summary>The tokens of one note, with the partner of every bracket, the quoted stretches, and what is set in italics. Made once a note, in linear time.</summary>
public sealed class NoteTokens
{
    // As long as the note itself is kept: an editor's next reading meets the same notes but for one.
    private static readonly ConditionalWeakTable<Note, NoteTokens> Known = [];

    private readonly List<Token> _tokens;
    private readonly int[] _partner;
    private readonly int[] _depth;
    private readonly int[] _quotation;
    private readonly bool[]? _italic;
    private string? _language;

    /// <summary>The tokens of a note, cut once however often it is asked for. Safe for use by several threads.</summary>
    public static NoteTokens Of(Note note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return Known.GetValue(note, static note => new NoteTokens(note));
    }

    /// <summary>Cuts and pairs the note's text.</summary>
    public NoteTokens(Note note)
    {
        ArgumentNullException.ThrowIfNull(note);
        Text = note.Text;
        _tokens = Tokenizer.List(Text);
        _partner = new int[_tokens.Count];
        _depth = new int[_tokens.Count];
        _quotation = new int[_tokens.Count];
        Quotations = new QuotationFinder(Text, _tokens).Find();
        Pair();
        Array.Fill(_quotation, -1);
        for (var q = 0; q < Quotations.Count; q++)
        {
            Array.Fill(_quotation, q, Quotations[q].Open, Quotations[q].Close - Quotations[q].Open + 1);
        }

        _italic = ItalicTokens(note);
    }

    /// <summary>The note's text.</summary>
    public string Text { get; }

    /// <summary>The language that most of its small words belong to, as a BCP 47 tag of two letters; null where nothing tells. Guessed once.</summary>
    internal string? Language => (_language ??= NoteLanguage.Of(this) ?? "") is { Length: > 0 } found ? found : null;

    /// <summary>Number of tokens.</summary>
    public int Count => _tokens.Count;

    /// <summary>The outermost quoted stretches, in order.</summary>
    public IReadOnlyList<Quotation> Quotations { get; }

    /// <summary>The token at <paramref name="index"/>.</summary>
    public Token this[int index] => _tokens[index];

    /// <summary>The words of a token.</summary>
    public ReadOnlySpan<char> TextOf(int index) => _tokens[index].Span.In(Text);

    /// <summary>Whether there is a token at that index and it is that mark.</summary>
    public bool Is(int index, char mark) => index >= 0 && index < Count && _tokens[index].Span.Length == 1 && Text[_tokens[index].Start] == mark;

    /// <summary>Whether there is a token at that index and it is of that kind.</summary>
    public bool Is(int index, TokenKind kind) => index >= 0 && index < Count && _tokens[index].Kind == kind;

    /// <summary>Whether there is a token at that index and it is that word, whatever its case.</summary>
    public bool Is(int index, string word) => index >= 0 && index < Count && TextOf(index).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Index of the bracket that closes (or opened) the one at <paramref name="index"/>; -1 where it has no partner or is no bracket.</summary>
    public int Partner(int index) => _partner[index];

    /// <summary>How many paired brackets are open around the token; a bracket itself is not counted.</summary>
    public int Depth(int index) => _depth[index];

    /// <summary>The quoted stretch that the token is in, its marks included; -1 where it is in none.</summary>
    public int QuotationAt(int index) => index >= 0 && index < Count ? _quotation[index] : -1;

    /// <summary>Whether the note's typography sets the token in italics.</summary>
    public bool IsItalic(int index) => _italic is not null && index >= 0 && index < Count && _italic[index];

    /// <summary>Whether the note has any italics.</summary>
    public bool HasItalics => _italic is not null;

    /// <summary>Whether white space stands before the token (or it is the first).</summary>
    public bool HasGapBefore(int index) => index <= 0 || _tokens[index - 1].End < _tokens[index].Start;

    /// <summary>The text span of the tokens from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    public TextSpan Span(int from, int to) => to <= from ? new TextSpan(_tokens[from].Start, _tokens[from].Start) : new TextSpan(_tokens[from].Start, _tokens[to - 1].End);

    /// <summary>Index of the first token that starts at or after <paramref name="position"/>.</summary>
    public int IndexFrom(int position)
    {
        var low = 0;
        var high = Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_tokens[middle].Start < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void Pair()
    {
        Array.Fill(_partner, -1);
        var open = new Stack<int>();
        for (var i = 0; i < Count; i++)
        {
            if (_tokens[i].Kind == TokenKind.Opening)
            {
                open.Push(i);
            }
            else if (_tokens[i].Kind == TokenKind.Closing && open.Count > 0)
            {
                var start = open.Pop();
                _partner[start] = i;
                _partner[i] = start;
            }
        }

        var depth = 0;
        for (var i = 0; i < Count; i++)
        {
            if (_tokens[i].Kind == TokenKind.Closing && _partner[i] >= 0)
            {
                depth--;
            }

            _depth[i] = depth;
            if (_tokens[i].Kind == TokenKind.Opening && _partner[i] >= 0)
            {
                depth++;
            }
        }
    }

    private bool[]? ItalicTokens(Note note)
    {
        // How many more runs are open at a token than at the one before: runs may overlap, and there may be many.
        int[]? changes = null;
        foreach (var run in note.Emphasis)
        {
            if (run.Emphasis != Emphasis.Italic || run.Span.IsEmpty || run.Span.Start < 0)
            {
                continue;
            }

            changes ??= new int[Count + 1];
            var from = IndexFrom(run.Span.Start);
            var to = IndexFrom(run.Span.End);
            to -= to > from && _tokens[to - 1].End > run.Span.End ? 1 : 0;
            if (to > from)
            {
                changes[from]++;
                changes[to]--;
            }
        }

        if (changes is null)
        {
            return null;
        }

        var italic = new bool[Count];
        var open = 0;
        for (var i = 0; i < Count; i++)
        {
            open += changes[i];
            italic[i] = open > 0;
        }

        return italic;
    }
}
