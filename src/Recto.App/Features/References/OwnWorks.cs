using System.Globalization;
using Recto.Journals.Access;
using Recto.Journals.Matching.Works;
using Recto.Storage.Articles;
using Recto.Storage.Matching;

namespace Recto.App.Features.References;

/// <summary>The site's own articles in its index of works: those that are public and have a DOI. Only what changed since the last time is appended.</summary>
internal static class OwnWorks
{
    private const int AtOnce = 400;

    /// <summary>Appends what is new.</summary>
    /// <param name="harvest">What is public, in order of change.</param>
    /// <param name="folder">The index.</param>
    /// <param name="now">Now.</param>
    /// <param name="ct">Stops; the index stays as it was.</param>
    /// <returns>How many articles were appended.</returns>
    public static async Task<long> AppendAsync(HarvestStore harvest, WorksFolder folder, DateTimeOffset now, CancellationToken ct)
    {
        var before = await harvest.SettledAsync(now, ct);
        var range = new HarvestRange { From = Instant(folder.Manifest().Mark), Before = before };
        var works = new List<Work>();
        for (var more = true; more;)
        {
            (var rows, more) = await harvest.ListAsync(range, withRecords: true, AtOnce, ct);
            works.AddRange(rows.Select(row => Read(row, Asker.Anybody(now))).OfType<Work>());
            range = rows.Count == 0 ? range : range with { After = rows[^1].Place };
        }

        return works.Count == 0 ? 0 : folder.Append(works, before.ToString("O", CultureInfo.InvariantCulture), ct);
    }

    private static Work? Read(HarvestRow row, Asker anybody)
    {
        if (row.ArticleJson.Length == 0 || !anybody.Decide(row.Terms).Record)
        {
            return null;
        }

        var article = row.ReadArticle();
        return article.Doi is not { } doi ? null : new Work
        {
            Doi = doi.Value,
            Title = article.Title,
            Subtitle = article.Subtitle,
            Authors = [.. article.Authors.Select(author => author.IsGroup ? new WorkName(null, null, author.Family) : new WorkName(author.Family, author.Given))],
            Year = article.Published?.Year.ToString(CultureInfo.InvariantCulture),
            Container = row.JournalTitle,
            Volume = row.Volume ?? article.Volume,
            Issue = row.Number ?? article.Issue,
            Pages = article.FirstPage is { } first ? article.LastPage is { } last ? $"{first}–{last}" : first : article.ElocationId,
            Type = "journal-article",
            Publisher = row.Publisher,
        };
    }

    private static DateTimeOffset? Instant(string? mark) => DateTimeOffset.TryParse(mark, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
}
