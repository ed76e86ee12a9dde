using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Reading;

/// <summary>Gathers what a note is found to hold; joins neighbouring stretches of commentary.</summary>
internal sealed class FoundStretches(NoteTokens tokens)
{
    private readonly List<Reference> _references = [];
    private readonly List<TextSpan> _commentary = [];
    private static readonly WordSet Connectors = new("and und sowie et y e и");

    // "Source:", "Zum Folgenden s.": they send on, as a signal does.
    private static readonly WordSet Leads = new("source sources quelle quellen источник fuente fonte zum folgenden dazu hierzu");

    private int _end;
    private bool _lastIsCommentary;

    /// <summary>Adds a reference, unless it reaches back over what was found before.</summary>
    public void Add(Reference reference)
    {
        if (reference.Span.IsEmpty || reference.Span.Start < _end)
        {
            return;
        }

        if (_lastIsCommentary)
        {
            EndBeforeSignals();
        }

        _references.Add(reference);
        _end = reference.Span.End;
        _lastIsCommentary = false;
    }

    /// <summary>Adds commentary: trimmed of marks, dropped where no word is left, joined with commentary just before.</summary>
    public void AddCommentary(TokenRange range)
    {
        var (from, to) = range;
        while (from < to && tokens[from].Kind is TokenKind.Mark or TokenKind.Closing or TokenKind.Dash)
        {
            from++;
        }

        while (to > from && (tokens[to - 1].Kind is TokenKind.Mark or TokenKind.Dash || (tokens[to - 1].Kind == TokenKind.Opening)))
        {
            to--;
        }

        // "(zur Heiligenmemoria)", "sowie die Beiträge in": brackets around all of it and a connector behind a reference are no part of it.
        if (from < to && tokens[from].Kind == TokenKind.Opening && tokens.Partner(from) == to - 1)
        {
            (from, to) = (from + 1, to - 1);
        }

        if (!_lastIsCommentary && _references.Count > 0 && from + 1 < to && Connectors.Contains(tokens, from))
        {
            from++;
        }

        if (from >= to || tokens[from].Start < _end || !HoldsWords(from, to))
        {
            return;
        }

        var span = tokens.Span(from, to);
        if (_lastIsCommentary)
        {
            span = new TextSpan(_commentary[^1].Start, span.End);
            _commentary.RemoveAt(_commentary.Count - 1);
        }

        _commentary.Add(span);
        _end = span.End;
        _lastIsCommentary = true;
    }

    // "On X, see": a signal at its end belongs to nothing.
    private void EndBeforeSignals()
    {
        var last = _commentary[^1];
        _commentary.RemoveAt(_commentary.Count - 1);
        var from = tokens.IndexFrom(last.Start);
        var to = tokens.IndexFrom(last.End);
        while (to > from && (tokens[to - 1].Kind is TokenKind.Mark or TokenKind.Dash or TokenKind.Opening || Published.Vocabulary.Signals.Contains(tokens, to - 1)
            || (tokens.Is(to - 1, "a") && tokens.Is(to - 2, '.') && (tokens.Is(to - 3, "s") || tokens.Is(to - 3, "u")))))
        {
            to--;
        }

        if (to > from)
        {
            _commentary.Add(tokens.Span(from, to));
        }
    }

    public NoteReading ToReading() => new(_references, _commentary);

    // "and", "see also" alone are connectors and signals, not commentary.
    private bool HoldsWords(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (tokens[i].Kind is TokenKind.Word or TokenKind.Number && !Published.Vocabulary.Signals.Contains(tokens, i) && !tokens.Is(i, "in") && !Leads.Contains(tokens, i))
            {
                return true;
            }
        }

        return false;
    }
}
