using Recto.Notes.Labelling.Features;

namespace Recto.Notes.Labelling.Generation;

/// <summary>Learns from records of works in which fields words and names stand.</summary>
public static class WorkLexicon
{
    /// <summary>The lexicon of the records.</summary>
    public static Lexicon Learn(IEnumerable<WorkRecord> works)
    {
        ArgumentNullException.ThrowIfNull(works);
        return Lexicon.Learn(works.SelectMany(Fields));
    }

    private static IEnumerable<(LexiconField Field, string Text)> Fields(WorkRecord work)
    {
        yield return (LexiconField.Title, work.Title);
        if (work.Container is { } container)
        {
            yield return (work.Type is null or "journal-article" ? LexiconField.Journal : LexiconField.Container, container);
        }

        if (work.Publisher is { } publisher)
        {
            yield return (LexiconField.Publisher, publisher);
        }

        if (work.Place is { } place)
        {
            yield return (LexiconField.Place, place);
        }

        foreach (var author in work.Authors)
        {
            yield return (LexiconField.Family, author.Family);
            if (author.Given is { } given)
            {
                yield return (LexiconField.Given, given);
            }
        }
    }
}
