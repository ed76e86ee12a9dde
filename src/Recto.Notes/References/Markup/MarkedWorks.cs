using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Markup;

/// <summary>Parts one tagged stretch into the works that it cites: files put a whole note into one element (<c>Smith, History (London, 1990), 5; Jones, Town (n. 3)</c>).</summary>
/// <param name="tokens">The note.</param>
/// <param name="citation">The stretch.</param>
internal sealed class MarkedWorks(NoteTokens tokens, CitationMarkup citation)
{
    // So many longer words between two fields are a sentence of their own.
    private const int Sentence = 4;

    private readonly List<MarkedWork> _works = [];
    private MarkedWork? _work;
    private MarkedRole? _told;
    private int _end = citation.Span.Start;

    /// <summary>The works in order.</summary>
    public IReadOnlyList<MarkedWork> Part()
    {
        var persons = citation.Persons.Select(person => (person.Span, Act: (Action)(() => Take(person))));
        var fields = citation.Fields.Select(field => (field.Span, Act: (Action)(() => Take(field))));
        foreach (var (span, act) in persons.Concat(fields).OrderBy(item => item.Span))
        {
            act();
            _end = Math.Max(_end, span.End);
        }

        return _works;
    }

    private void Take(MarkedPerson person)
    {
        var gap = GapTo(person.Span);
        _told = gap.Role ?? (gap.Words > 0 ? null : _told);
        var role = _told ?? person.Role;
        if (_work is { HasTitle: true } work)
        {
            if (role == MarkedRole.Author)
            {
                // "Klein and Spary, Introduction, in Klein and Spary, Materials": those of the book around it.
                role = !gap.Parts && !work.HasTail && work.HasAuthors && work.Has(MarkedLabel.Title) && !work.Has(MarkedLabel.Source) ? MarkedRole.Editor : role;
                Begin(role == MarkedRole.Author && (work.HasTail || gap.Parts || (work.HasAuthors && work.Has(MarkedLabel.Source) && work.Persons[^1].Span.End < work.HeadEnd)));
            }
            else
            {
                Begin(gap.Parts && work.HasTail);
            }
        }

        Current().Add(person with { Role = role });
    }

    private void Take(MarkedField field)
    {
        _told = null;
        var gap = GapTo(field.Span);
        if (field.Label is MarkedLabel.Title or MarkedLabel.Source)
        {
            var isNext = _work is { HasTitle: true } work && (field.Label == MarkedLabel.Title
                ? work.HasTail || gap.Parts || work.Has(MarkedLabel.Source)
                : work.Has(MarkedLabel.Source) ? work.HasTail || gap.Parts : work.HasTail && gap.Parts);
            Begin(isNext);
            Current().Add(field);
        }
        else if (_work is null || !gap.IsSentence)
        {
            // What stands behind a sentence is told of something untagged in it.
            Current().Add(field);
        }
    }

    private void Begin(bool isNext) => _work = isNext ? null : _work;

    private MarkedWork Current()
    {
        if (_work is null)
        {
            // The kind is told of the first alone.
            _works.Add(_work = new MarkedWork(_works.Count == 0 ? citation.Kind : null));
        }

        return _work;
    }

    private Gap GapTo(TextSpan next)
    {
        var (parts, words, longer) = (false, 0, 0);
        MarkedRole? role = null;
        for (var i = tokens.IndexFrom(_end); i < tokens.Count && tokens[i].End <= next.Start; i++)
        {
            parts |= tokens.Is(i, ';') || Vocabulary.StrongSignals.Contains(tokens, i);
            if (tokens[i].Kind == TokenKind.Word)
            {
                words += tokens.Is(i, "and") ? 0 : 1;
                longer += tokens[i].Span.Length > 3 ? 1 : 0;
                role = Vocabulary.Editor.Contains(tokens, i) ? MarkedRole.Editor : Vocabulary.Translator.Contains(tokens, i) ? MarkedRole.Translator : role;
            }
        }

        return new Gap(parts || longer >= Sentence, longer >= Sentence, words, role);
    }

    // What stands untagged between two tagged things.
    private readonly record struct Gap(bool Parts, bool IsSentence, int Words, MarkedRole? Role);
}
