using System.Buffers;
using Recto.Notes.Archives;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>A run of letters and digits.</summary>
internal readonly record struct NoteWord(int Start, int End, string Folded);

/// <summary>The words of a stretch, and the partner of every bracket and quotation mark in it. One pass, made once a stretch.</summary>
internal sealed class NoteWords
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("()[]“”„«»\"");

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
        Array.Fill(_partner, -1);
        Array.Fill(_enclosing, -1);
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

    // Goes from mark to mark: most of a note is none.
    private void Pair()
    {
        var first = NextMark(Within.Start);
        if (first < 0)
        {
            return;
        }

        var brackets = new Stack<int>();
        var quotes = new Stack<int>();
        for (var i = first; i >= 0; i = NextMark(i + 1))
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

        brackets.Clear();
        Enclose(first, brackets);
    }

    private void Enclose(int first, Stack<int> open)
    {
        var quotedUntil = -1;
        for (var i = first; i >= 0;)
        {
            // What holds between two marks holds from behind the one to the other.
            var partner = _partner[i - _offset];
            if (Text[i] is ')' or ']' && open.Count > 0 && partner == open.Peek())
            {
                open.Pop();
            }

            _enclosing[i - _offset] = open.Count > 0 ? open.Peek() : -1;
            _quoted[i - _offset] = i < quotedUntil;
            if (Text[i] is '(' or '[' && partner >= 0)
            {
                open.Push(i);
            }
            else if (Text[i] is '“' or '«' or '„' or '"')
            {
                quotedUntil = Math.Max(quotedUntil, partner);
            }

            var next = NextMark(i + 1);
            var between = new Range(i + 1 - _offset, (next < 0 ? Within.End : next) - _offset);
            if (open.Count > 0)
            {
                _enclosing.AsSpan(between).Fill(open.Peek());
            }

            if (i + 1 < quotedUntil)
            {
                _quoted.AsSpan(between).Fill(true);
            }

            i = next;
        }
    }

    private int NextMark(int from) => Text.AsSpan(from, Within.End - from).IndexOfAny(Marks) is >= 0 and var at ? from + at : -1;

    private void Marry(int open, int close)
    {
        _partner[open - _offset] = close;
        _partner[close - _offset] = open;
    }
}
