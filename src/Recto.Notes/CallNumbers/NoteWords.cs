using Recto.Notes.Archives;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>A run of letters and digits.</summary>
internal readonly record struct NoteWord(int Start, int End, string Folded);

/// <summary>The words of a stretch, and the partner of every bracket and quotation mark in it. One pass, made once a stretch.</summary>
internal sealed class NoteWords
{
    private readonly int _offset;
    private readonly int[] _partner;
    private readonly int[] _enclosing;
    private readonly bool[] _quoted;

    public NoteWords(string text, TextSpan within)
    {
        Text = text;
        Within = within;
        _offset = within.Start;
        _partner = new int[within.Length];
        _enclosing = new int[within.Length];
        _quoted = new bool[within.Length];
        Words = Read();
        Pair();
    }

    public string Text { get; }

    public TextSpan Within { get; }

    public List<NoteWord> Words { get; }

    /// <summary>Where the bracket or quotation mark at <paramref name="position"/> is closed (or was opened); -1 where it has no partner.</summary>
    public int Partner(int position) => _partner[position - _offset];

    /// <summary>The innermost paired round or square bracket that is open at <paramref name="position"/>; -1 where none is.</summary>
    public int EnclosingBracket(int position) => _enclosing[position - _offset];

    /// <summary>Whether <paramref name="position"/> stands between paired quotation marks.</summary>
    public bool IsQuoted(int position) => _quoted[position - _offset];

    /// <summary>Index of the first word that starts at or after <paramref name="position"/>.</summary>
    public int IndexFrom(int position)
    {
        var low = 0;
        var high = Words.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Words[middle].Start < position)
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

    private List<NoteWord> Read()
    {
        var words = new List<NoteWord>(Within.Length / 6 + 1);
        var start = -1;
        for (var i = Within.Start; i <= Within.End; i++)
        {
            var inWord = i < Within.End && char.IsLetterOrDigit(Text[i]);
            if (inWord && start < 0)
            {
                start = i;
            }
            else if (!inWord && start >= 0)
            {
                words.Add(new NoteWord(start, i, NameFolding.Word(Text.AsSpan(start, i - start))));
                start = -1;
            }
        }

        return words;
    }

    private void Pair()
    {
        Array.Fill(_partner, -1);
        Array.Fill(_enclosing, -1);
        var brackets = new Stack<int>();
        var quotes = new Stack<int>();
        for (var i = Within.Start; i < Within.End; i++)
        {
            switch (Text[i])
            {
                case '(' or '[': brackets.Push(i); break;
                case ')' or ']' when brackets.Count > 0: Marry(brackets.Pop(), i); break;
                case '“' or '«' or '„': quotes.Push(i); break;
                case '”' or '»' when quotes.Count > 0: Marry(quotes.Pop(), i); break;
                case '"' when quotes.Count > 0 && Text[quotes.Peek()] == '"': Marry(quotes.Pop(), i); break;
                case '"': quotes.Push(i); break;
            }
        }

        var quotedUntil = -1;
        for (var i = Within.Start; i < Within.End; i++)
        {
            _quoted[i - _offset] = i < quotedUntil;
            if (Text[i] is '“' or '«' or '„' or '"')
            {
                quotedUntil = Math.Max(quotedUntil, _partner[i - _offset]);
            }
        }

        var open = new Stack<int>();
        for (var i = Within.Start; i < Within.End; i++)
        {
            if (Text[i] is ')' or ']' && open.Count > 0 && _partner[i - _offset] == open.Peek())
            {
                open.Pop();
            }

            _enclosing[i - _offset] = open.Count > 0 ? open.Peek() : -1;
            if (Text[i] is '(' or '[' && _partner[i - _offset] >= 0)
            {
                open.Push(i);
            }
        }
    }

    private void Marry(int open, int close)
    {
        _partner[open - _offset] = close;
        _partner[close - _offset] = open;
    }
}
