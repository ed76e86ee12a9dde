using System.Text;

namespace Recto.Journals.Exchange.Typst;

/// <summary>Typst markup as it grows: calls of functions, content blocks, and text in literals. Blanks are folded as in HTML; none stands at the beginning or end of a block.</summary>
internal sealed class TypstMarkup
{
    private readonly StringBuilder _out = new();
    private bool _isFresh = true;
    private bool _hasBlank;

    /// <summary>Whether nothing was written.</summary>
    public bool IsEmpty => _out.Length == 0;

    /// <summary>Length so far, in UTF-16 code units.</summary>
    public int Length => _out.Length;

    /// <summary>Appends printed text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">Longest run of letters without a place to break, UTF-16 code units.</param>
    public TypstMarkup Text(string text, int longest = TypstText.LongestWord)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character is ' ' or '\t' or '\n' or '\r')
            {
                _hasBlank = true;
                continue;
            }

            if (_hasBlank && !_isFresh)
            {
                folded.Append(' ');
            }

            _hasBlank = false;
            _isFresh = false;
            folded.Append(character);
        }

        if (folded.Length > 0)
        {
            TypstText.Literal(_out.Append('#'), TypstText.Breakable(folded.ToString(), longest));
        }

        return this;
    }

    /// <summary>A blank, if one is due: before something that is no text.</summary>
    public TypstMarkup Due()
    {
        if (_hasBlank && !_isFresh)
        {
            _out.Append("#\" \"");
        }

        _hasBlank = false;
        return this;
    }

    /// <summary>Says that something was set that is no text, so that a blank after it counts.</summary>
    public TypstMarkup Set()
    {
        _isFresh = false;
        return this;
    }

    /// <summary>Says that a line begins: blanks here do not count.</summary>
    public TypstMarkup Fresh()
    {
        _isFresh = true;
        _hasBlank = false;
        return this;
    }

    /// <summary>Appends code of ours.</summary>
    public TypstMarkup Code(string code)
    {
        _out.Append(code);
        return this;
    }

    /// <summary>Appends a string literal, in code.</summary>
    public TypstMarkup Literal(string text)
    {
        TypstText.Literal(_out, text);
        return this;
    }

    /// <summary>A call in a line: <c>#name(arguments)[content]</c>.</summary>
    public TypstMarkup Inline(string call, Action content)
    {
        Due();
        _out.Append('#').Append(call).Append('[');
        var before = _out.Length;
        content();
        if (_out.Length > before)
        {
            _isFresh = false;
        }

        _out.Append(']');
        return this;
    }

    /// <summary>A call that stands by itself: <c>#name(arguments)[content]</c> and a line's end.</summary>
    public TypstMarkup Block(string call, Action content)
    {
        Fresh();
        _out.Append('#').Append(call).Append('[');
        content();
        _out.Append("]\n");
        return Fresh();
    }

    /// <inheritdoc/>
    public override string ToString() => _out.ToString();
}
