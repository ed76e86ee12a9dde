using Recto.Notes.References;

namespace Recto.Journals.Works;

/// <summary>Chooses the record that describes a work best, and fills in what it leaves out from the others.</summary>
public static class BestRecord
{
    /// <summary>The best record of one work: the fullest one, with fields that only others print. The order of the records does not matter.</summary>
    /// <param name="records">Records of the work, one at least.</param>
    public static WorkRecord Of(IEnumerable<WorkRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var ordered = records.Select(record => (Record: record, Fullness: Fullness(record), Key: Key(record)))
            .OrderByDescending(found => found.Fullness).ThenBy(found => found.Key, StringComparer.Ordinal).Select(found => found.Record).ToList();
        if (ordered.Count == 0)
        {
            throw new ArgumentException("A work has a record.", nameof(records));
        }

        var best = ordered[0];
        string? First(Func<WorkRecord, string?> field) => ordered.Select(field).FirstOrDefault(text => text is not null);
        var isPart = best.Title is not null && best.Container is not null;
        var parts = ordered.Where(record => record.Title is not null && record.Container is not null == isPart).ToList();
        string? Alike(Func<WorkRecord, string?> field) => parts.Select(field).Prepend(field(best)).FirstOrDefault(text => text is not null);
        return best with
        {
            IsFull = ordered.Any(record => record.IsFull),
            Authors = best.Authors.Count > 0 || best.Editors.Count > 0 ? best.Authors : ordered.Select(record => record.Authors).FirstOrDefault(names => names.Count > 0) ?? [],
            Translators = best.Translators.Count > 0 ? best.Translators : ordered.Select(record => record.Translators).FirstOrDefault(names => names.Count > 0) ?? [],
            Place = Alike(record => record.Place),
            Publisher = Alike(record => record.Publisher),
            Year = First(record => record.Year),
            Volume = best.Kind == ReferenceKind.Article ? First(record => record.Volume) : ordered.Select(record => record.Volume).OfType<string>().Distinct().Count() == 1 ? First(record => record.Volume) : null,
            Issue = Alike(record => record.Issue),
            Series = Alike(record => record.Series),
            Edition = First(record => record.Edition),
            FirstPage = best.FirstPage ?? Alike(record => record.FirstPage),
            LastPage = best.FirstPage is null ? parts.Where(record => record.FirstPage is not null).Select(record => record.LastPage).FirstOrDefault() : best.LastPage,
            Doi = First(record => record.Doi),
            Isbn = First(record => record.Isbn),
            Oclc = First(record => record.Oclc),
            Url = First(record => record.Url),
        };
    }

    /// <summary>How much a record tells: the best record of a work is its fullest.</summary>
    public static double Fullness(WorkRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        double Has(string? text, double worth) => text is null ? 0 : worth;
        return (record.IsFull ? 3 : 0) + (record.People.Count > 0 ? 2 : 0) + (record.People is [{ Given.Length: > 2 }, ..] ? 0.5 : 0)
            + Has(record.Title, 2) + Has(record.Container, 1) + Has(record.Place, 1) + Has(record.Publisher, 1) + Has(record.Year, 1.5) + Has(record.Volume, 0.3) + Has(record.FirstPage, 0.5)
            + Has(record.Doi, 0.5) + Has(record.Series, 0.2) + Has(record.Isbn, 0.2)
            + (Math.Min(record.Title?.Length ?? 0, 160) / 400.0) - ((record.Title?.Length ?? 0) > 200 ? 2 : 0);
    }

    private static string Key(WorkRecord record) =>
        string.Join('\u001f', record.Title, record.Container, record.Year, record.Place, record.Publisher, string.Join(';', record.People.Select(person => person.Inverted)), record.Volume, record.FirstPage, record.Edition);
}
