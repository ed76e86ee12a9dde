using Recto.Journals.Access;
using Recto.Journals.Search;
using Recto.Storage.Search;

namespace Recto.App.Features.Search;

/// <summary>Chooses what a result shows of its article: the places where most of the query stands, and only what is open to this reader.</summary>
internal sealed class ResultBuilder(SearchPlan plan, Asker reader)
{
    private const int Length = 220;
    private const int MostNotes = 8;
    private const int MostParagraphs = 6;

    private readonly TextMatcher _abstract = new(plan, SearchFields.Abstract);
    private readonly TextMatcher _text = new(plan, SearchFields.Text);
    private readonly TextMatcher _notes = new(plan, SearchFields.Notes);
    private readonly TextMatcher _sources = new(plan, SearchFields.Sources);
    private readonly int _wanted = plan.Clauses.Count(clause => !clause.IsNegated);

    public ResultView Build(SearchHit hit, FoundArticle article)
    {
        var decision = reader.Decide(hit.Terms);
        var notes = decision.Notes ? Notes(article) : [];
        var source = decision.Record ? Source(article, decision.Notes) : null;
        var best = new[]
        {
            decision.Body ? Paragraph(PlaceKind.Text, article.Body, _text, article.Language) : null,
            decision.Record ? Paragraph(PlaceKind.Abstract, article.Abstract, _abstract, article.Language) : null,
            notes.FirstOrDefault(),
            source,
        }.OfType<PlaceView>().OrderByDescending(place => place.Excerpt.Clauses).ToList();
        var places = best.Take(1).ToList();
        if (places is [{ Kind: not PlaceKind.Note }] && notes.Count > 0 && notes[0].Excerpt.Clauses >= places[0].Excerpt.Clauses)
        {
            places.Add(notes[0]);
        }

        // A file that is cited by ibid. too: the notes in which its number is not printed are told by the source alone.
        if (source is not null && source.Excerpt.Clauses == _wanted && _wanted > 0 && !places.Contains(source))
        {
            places.Add(source);
        }

        return new ResultView
        {
            Article = article,
            Hit = hit,
            Decision = decision,
            Places = places,
            MoreNotes = [.. notes.Select(note => note.Note!).Where(note => places.All(place => place.Note != note)).Take(MostNotes)],
            IsInClosedText = !decision.Body && places.Count == 0 && article.Body.AsSpan().Length > 0 && _text.MayFind(article.Body),
        };
    }

    private List<PlaceView> Notes(FoundArticle article) =>
    [
        .. article.Notes.Where(note => _notes.MayFind(note.Text)).Select(note => (Note: note, Excerpt: Excerpt.Of(note.Text, _notes, Length))).Where(found => found.Excerpt is not null)
            .OrderByDescending(found => found.Excerpt!.Clauses).Select(found => new PlaceView(PlaceKind.Note, found.Excerpt!, found.Note.Language ?? article.Language, found.Note, [])),
    ];

    private PlaceView? Paragraph(PlaceKind kind, string text, TextMatcher matcher, string? language)
    {
        Excerpt? best = null;
        var (at, seen) = (0, 0);
        while (at < text.Length && seen < MostParagraphs)
        {
            var end = text.IndexOf('\n', at) is >= 0 and var found ? found : text.Length;
            if (matcher.MayFind(text.AsSpan(at, end - at)) && Excerpt.Of(text[at..end], matcher, Length) is { } excerpt)
            {
                seen++;
                best = best is null || excerpt.Clauses > best.Clauses ? excerpt : best;
                if (best.Clauses == _wanted)
                {
                    break;
                }
            }

            at = end + 1;
        }

        return best is null ? null : new PlaceView(kind, best, language, null, []);
    }

    private PlaceView? Source(FoundArticle article, bool notesAreOpen) => article.Sources.Where(source => _sources.MayFind(source.Label))
        .Select(source => (Source: source, Excerpt: Excerpt.Of(source.Label, _sources, Length))).Where(found => found.Excerpt is not null)
        .OrderByDescending(found => found.Excerpt!.Clauses)
        .Select(found => new PlaceView(PlaceKind.Source, found.Excerpt!, null, null, notesAreOpen ? found.Source.Notes : [])).FirstOrDefault();
}
