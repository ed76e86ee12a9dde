namespace Recto.Journals.Exchange.Citations;

/// <summary>
/// Puts a citation together: parts that may be missing, and between them signs that wait until a part follows. No stop stands twice; where the style sets commas and stops inside quotation marks
/// (American styles), they go there.
/// </summary>
/// <param name="isAmerican">Whether double quotation marks stand outside and commas and stops inside them; else single ones, and signs behind them.</param>
internal sealed class CitationLine(bool isAmerican)
{
    private const string Closers = "’”\"»";

    private readonly List<CitationRun> _runs = [];
    private string _waiting = "";
    private string? _close;

    /// <summary>Whether nothing stands yet.</summary>
    public bool IsEmpty => _runs.Count == 0;

    /// <summary>Lets a sign wait for the next part: <c>", "</c>, <c>". "</c>, <c>" "</c>.</summary>
    public CitationLine Then(string sign)
    {
        _waiting = sign;
        return this;
    }

    /// <summary>Plain words; nothing for null.</summary>
    public CitationLine Text(string? words) => Add(words, RunStyle.Plain);

    /// <summary>Words in italics that are no title.</summary>
    public CitationLine Italic(string? words) => Add(words, RunStyle.Italic);

    /// <summary>A title that stands by itself, in italics; quotation marks in it become those of the style.</summary>
    public CitationLine Title(string? words) => Add(words is null ? null : QuoteMarks.Nested(words, !isAmerican), RunStyle.Title);

    /// <summary>A title without italics or quotation marks; those in it become those of the style.</summary>
    public CitationLine Roman(string? words) => Add(words is null ? null : QuoteMarks.Nested(words, !isAmerican), RunStyle.Plain);

    /// <summary>A title in quotation marks; marks inside it change their kind.</summary>
    public CitationLine Quoted(string? title)
    {
        if (string.IsNullOrEmpty(title))
        {
            return this;
        }

        Add((isAmerican ? "“" : "‘") + QuoteMarks.Nested(title, isAmerican), RunStyle.Plain);
        _close = isAmerican ? "”" : "’";
        if (!isAmerican)
        {
            Close();
        }

        return this;
    }

    /// <summary>An address that leads there.</summary>
    public CitationLine Link(string? address, string before = "", string? shown = null)
    {
        if (address is not null)
        {
            Text(before);
            Add(shown ?? address, RunStyle.Plain, address);
        }

        return this;
    }

    /// <summary>Another line as a part of this one.</summary>
    public CitationLine Runs(IEnumerable<CitationRun> runs)
    {
        foreach (var run in runs)
        {
            Add(run.Text, run.Style, run.Address);
        }

        return this;
    }

    /// <summary>The citation, ended by a stop where it has none.</summary>
    public CitationText End()
    {
        Mark(".");
        return new CitationText([.. _runs]);
    }

    /// <summary>The citation as it stands, without a stop.</summary>
    public CitationText EndOpen()
    {
        Close();
        return new CitationText([.. _runs]);
    }

    private CitationLine Add(string? words, RunStyle style, string? address = null)
    {
        if (string.IsNullOrEmpty(words))
        {
            return this;
        }

        if (!IsEmpty)
        {
            Mark(_waiting);
        }

        _waiting = "";
        Put(words, style, address);
        return this;
    }

    // The sign that waited: a stop falls away behind a stop, a comma behind a comma; both go inside an American quotation mark.
    private void Mark(string sign)
    {
        var mark = sign.Length > 0 && sign[0] is '.' or ',' ? sign[..1] : "";
        var rest = sign[mark.Length..];
        if (mark == "." && EndsSentence() || mark == "," && _runs is [.., { Text: [.., ','] }])
        {
            mark = "";
        }

        if (isAmerican && mark.Length > 0 && _runs is [.., { Address: null } last] && (_close is not null || last.Text.EndsWith('”')))
        {
            var at = last.Text.Length;
            while (at > 1 && (last.Text[at - 1] == '”' || (last.Text[at - 1] == '’' && IsQuotation(last.Text, at - 1))))
            {
                at--;
            }

            _runs[^1] = last with { Text = last.Text.Insert(at, mark) };
            mark = "";
        }

        Close();
        Put(mark + rest, RunStyle.Plain, null);
    }

    // The end of a quotation, not the apostrophe of a plural: something is open.
    private static bool IsQuotation(string text, int at) => text.AsSpan(0, at).Count('‘') > 0;

    private void Close()
    {
        if (_close is { } close)
        {
            _close = null;
            Put(close, RunStyle.Plain, null);
        }
    }

    private void Put(string words, RunStyle style, string? address)
    {
        if (words.Length == 0)
        {
            return;
        }

        if (_runs is [.., { Address: null } last] && last.Style == style && address is null)
        {
            _runs[^1] = last with { Text = last.Text + words };
        }
        else
        {
            _runs.Add(new CitationRun(words, style, address));
        }
    }

    private bool EndsSentence()
    {
        for (var i = _runs.Count - 1; i >= 0; i--)
        {
            // The last sign of an address is no stop.
            if (_runs[i].Address is not null)
            {
                return false;
            }

            if (_runs[i].Text.AsSpan().TrimEnd(Closers) is { Length: > 0 } text)
            {
                return text[^1] is '.' or '?' or '!' or '…' or '。' or '？' or '！';
            }
        }

        return false;
    }
}
