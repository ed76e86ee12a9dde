using Recto.Journals.Access;
using Recto.Journals.Exchange.Feeds;
using Recto.Journals.Identifiers;
using Recto.Storage.Articles;

namespace Recto.App.Shell.Feeds;

/// <summary>Makes entries of articles.</summary>
internal static class FeedEntries
{
    /// <summary>What a feed tells of an article: the article; and where it was retracted, that, as an entry of its own, which readers who know the article are shown as new.</summary>
    /// <param name="row">The article.</param>
    /// <param name="origin">Scheme and host of this site.</param>
    /// <param name="anybody">Whom the feed tells.</param>
    public static IEnumerable<FeedEntry> Of(FeedRow row, string origin, Asker anybody)
    {
        if (!anybody.Decide(row.Terms).Record)
        {
            yield break;
        }

        var entry = Entry(row, origin);
        if (row.RetractedBy is { } notice)
        {
            yield return entry with
            {
                Id = entry.Id + "#retracted",
                Title = "Retracted: " + entry.Title,
                Published = entry.Updated,
                Summary = null,
                News = FeedNews.Retracted,
                Related = AddressOf(notice, origin),
            };
        }

        yield return entry;
    }

    /// <summary>Absolute address of an article.</summary>
    public static string AddressOf(string slug, string origin) => $"{origin}/articles/{Uri.EscapeDataString(slug)}";

    private static FeedEntry Entry(FeedRow row, string origin)
    {
        var article = row.Article;
        var told = article.Abstracts.FirstOrDefault(one => one.Type is null) ?? (article.Abstracts is [var first, ..] ? first : null);
        return new FeedEntry
        {
            Id = Doi.TryParse(row.Doi, out var doi) ? doi.Address : $"urn:uuid:{row.Id:D}",
            Title = string.IsNullOrWhiteSpace(article.Subtitle) ? article.Title : $"{article.Title.TrimEnd(':', ' ')}: {article.Subtitle}",
            Language = row.Language ?? row.JournalLanguage,
            Address = AddressOf(row.Slug, origin),
            Published = article.Published is { Month: { } month, Day: { } day } date ? new DateTimeOffset(date.Year, month, day, 0, 0, 0, TimeSpan.Zero) : row.PublishedAt,
            Updated = row.RecordAt,
            Authors = [.. article.Contributors.Where(person => person.Role == "author" || !article.Authors.Any() && person.Role == "editor").Select(person => new FeedPerson(person.DisplayName, person.Orcid))],
            Summary = told?.Text,
            SummaryLanguage = told?.Language ?? row.Language,
            Journal = new FeedJournal(row.JournalTitle, row.PrintIssn, row.OnlineIssn),
            Publisher = row.Publisher,
            Volume = row.IssueKey is null ? article.Volume : row.IssueVolume,
            Number = row.IssueKey is null ? article.Issue : row.IssueNumber,
            FirstPage = article.FirstPage ?? article.ElocationId,
            LastPage = article.LastPage,
            Doi = row.Doi,
            Date = article.Published?.ToString(),
            CoverDate = row.IssuePublished,
            Section = article.Section,
            Licence = Licences.Link(article.Licence?.Address) is { } licence ? new Uri(licence).AbsoluteUri : null,
            Rights = article.Copyright,
            News = row.NoticeType switch
            {
                "retracted-article" => FeedNews.Retraction,
                "corrected-article" => FeedNews.Correction,
                "object-of-concern" => FeedNews.Concern,
                _ => null,
            },
        };
    }
}
