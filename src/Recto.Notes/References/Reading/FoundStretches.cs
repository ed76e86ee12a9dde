using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Reading;

/// <summary>Gathers what a note is found to hold; joins neighbouring stretches of commentary.</summary>
internal sealed class FoundStretches(NoteTokens tokens)
{
    private readonly List<Reference> _references = [];
    private readonly List<TextSpan> _commentary = [];
    private int _end;
    private bool _lastIsCommentary;

    /// <summary>Adds a reference, unless it reaches back over what was found before.</summary>
    public void Add(Reference reference)
    {
        if (reference.Span.IsEmpty || reference.Span.Start < _end)
        {
            return;
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

    public NoteReading ToReading() => new(_references, _commentary);

    // "and", "see also" alone are connectors and signals, not commentary.
    private bool HoldsWords(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (tokens[i].Kind is TokenKind.Word or TokenKind.Number && !Published.Vocabulary.Signals.Contains(tokens, i) && !tokens.Is(i, "in"))
            {
                return true;
            }
        }

        return false;
    }
}
