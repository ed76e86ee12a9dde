using System.Text;

namespace Recto.Notes.Labelling;

/// <summary>Text of which stretches are marked with a label, put together piece by piece. A word bears the label of its first marked letter or digit, as hand-marked sets leave the punctuation outside.</summary>
internal sealed class MarkedText
{
    private readonly StringBuilder _text = new();
    private readonly List<string?> _marks = [];

    public int Length => _text.Length;

    public char this[int position] => _text[position];

    /// <summary>Adds a stretch; null where it is not marked.</summary>
    public void Append(string text, string? label)
    {
        _text.Append(text);
        for (var i = 0; i < text.Length; i++)
        {
            _marks.Add(label);
        }
    }

    public void Append(char one, string? label)
    {
        _text.Append(one);
        _marks.Add(label);
    }

    /// <summary>The label at a position.</summary>
    public string? MarkAt(int position) => _marks[position];

    /// <summary>Puts the marks on a text that has the same characters but for white space, so that its spacing is kept; null where it has others.</summary>
    public MarkedText? On(string text)
    {
        var marked = new MarkedText();
        var own = 0;
        foreach (var one in text)
        {
            if (char.IsWhiteSpace(one))
            {
                marked.Append(one, null);
                continue;
            }

            while (own < _text.Length && char.IsWhiteSpace(_text[own]))
            {
                own++;
            }

            if (own == _text.Length || _text[own] != one)
            {
                return null;
            }

            marked.Append(one, _marks[own++]);
        }

        while (own < _text.Length && char.IsWhiteSpace(_text[own]))
        {
            own++;
        }

        return own == _text.Length ? marked : null;
    }

    /// <summary>The stretch with new marks.</summary>
    public MarkedText Slice(int start, int end, Func<string?, string?> mark)
    {
        var slice = new MarkedText();
        for (var i = start; i < end; i++)
        {
            slice.Append(_text[i], mark(_marks[i]));
        }

        return slice;
    }

    /// <summary>The words with the label of each, null where no part of it is marked.</summary>
    public (WordSequence Sequence, string?[] Marks) Words()
    {
        var text = new StringBuilder(_text.Length);
        var marks = new List<string?>();
        foreach (var word in WordSequence.Cut(_text.ToString()).Words)
        {
            string? first = null;
            string? firstOfWord = null;
            for (var i = word.Start; i < word.End && firstOfWord is null; i++)
            {
                first ??= _marks[i];
                firstOfWord = char.IsLetterOrDigit(_text[i]) ? _marks[i] : null;
            }

            marks.Add(firstOfWord ?? first);
            text.Append(text.Length > 0 ? " " : "").Append(_text, word.Start, word.Length);
        }

        return (WordSequence.Cut(text.ToString()), [.. marks]);
    }
}
