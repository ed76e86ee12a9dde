using Recto.App.Shell;
using Recto.App.Shell.Feeds;
using Recto.Journals.Exchange.Feeds;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Lists;

namespace Recto.App.Features.Harvest.Feeds;

/// <summary>Feeds of the site, its journals, issues, sections and people, in Atom and in RSS 1.0. Those of a search stand with the search.</summary>
internal static class FeedsFeature
{
    /// <summary>Maps them.</summary>
    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        foreach (var ending in FeedAnswer.Endings)
        {
            routes.MapMachine($"/feed.{ending}", (HttpContext context, FeedStore feeds, string? after, CancellationToken ct) => SiteAsync(context, feeds, after, ending, ct));
            routes.MapMachine($"/journals/{{key}}/feed.{ending}", (HttpContext context, FeedStore feeds, JournalStore journals, string key, string? after, CancellationToken ct) =>
                JournalAsync(context, feeds, journals, key, after, ending, ct));
            routes.MapMachine($"/journals/{{key}}/{{issue}}/feed.{ending}", (HttpContext context, FeedStore feeds, IssueStore issues, string key, string issue, string? after, CancellationToken ct) =>
                IssueAsync(context, feeds, issues, key, issue, after, ending, ct));
            routes.MapMachine($"/journals/{{key}}/sections/{{section}}/feed.{ending}", (HttpContext context, FeedStore feeds, JournalStore journals, IssueStore issues, string key, string section, string? after, CancellationToken ct) =>
                SectionAsync(context, feeds, journals, issues, key, section, after, ending, ct));
            routes.MapMachine($"/authors/{{key}}/feed.{ending}", (HttpContext context, FeedStore feeds, PersonStore people, string key, string? after, CancellationToken ct) =>
                AuthorAsync(context, feeds, people, key, after, ending, ct));
        }
    }

    private static async Task SiteAsync(HttpContext context, FeedStore feeds, string? after, string ending, CancellationToken ct)
    {
        if (!Place(after, out var cursor))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        await WriteAsync(context, feeds, ending, new FeedSubject(null, "New articles", "/articles") { Language = "en" }, "", after, await feeds.ListAsync(FeedAnswer.PageSize, cursor, ct), ct);
    }

    private static async Task JournalAsync(HttpContext context, FeedStore feeds, JournalStore journals, string key, string? after, string ending, CancellationToken ct)
    {
        if (!Place(after, out var cursor) || await journals.FindAsync(key, ct) is not { } found)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var path = $"/journals/{Uri.EscapeDataString(found.Journal.Key)}";
        await WriteAsync(context, feeds, ending, Of(found.Journal, $"urn:uuid:{found.Id:D}", found.Journal.Title, path), path, after, await feeds.ListOfJournalAsync(found.Id, FeedAnswer.PageSize, cursor, ct), ct);
    }

    private static async Task IssueAsync(HttpContext context, FeedStore feeds, IssueStore issues, string key, string issue, string? after, string ending, CancellationToken ct)
    {
        if (!Place(after, out var cursor) || await issues.FindPageAsync(key, issue, ct) is not { } found || found.Issue.Issue.IsDraft)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var journal = found.Journal.Journal;
        var path = $"/journals/{Uri.EscapeDataString(journal.Key)}/{Uri.EscapeDataString(found.Issue.Issue.Key)}";
        await WriteAsync(context, feeds, ending, Of(journal, $"urn:uuid:{found.Issue.Id:D}", $"{journal.Title}, {NameOf(found.Issue.Issue)}", path), path, after,
            await feeds.ListOfIssueAsync(found.Issue.Id, FeedAnswer.PageSize, cursor, ct), ct);
    }

    private static async Task SectionAsync(HttpContext context, FeedStore feeds, JournalStore journals, IssueStore issues, string key, string section, string? after, string ending, CancellationToken ct)
    {
        if (!Place(after, out var cursor) || await journals.FindAsync(key, ct) is not { } found)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var page = await feeds.ListOfSectionAsync(found.Id, section, FeedAnswer.PageSize, cursor, ct);
        var known = page.Items.Count > 0 ? null : (await issues.ListSectionsAsync(found.Id, ct)).FirstOrDefault(one => one.Key == section);
        if (page.Items.Count == 0 && known is null)
        {
            await NotFound.WriteAsync(context); // A heading that nobody has written, or all of whose articles are drafts.
            return;
        }

        var path = $"/journals/{Uri.EscapeDataString(found.Journal.Key)}/sections/{Uri.EscapeDataString(section)}";
        var name = page.Items.Select(row => row.Article.Section).FirstOrDefault(one => one is not null) ?? known?.Names.Values.FirstOrDefault() ?? section;
        await WriteAsync(context, feeds, ending, Of(found.Journal, null, $"{found.Journal.Title}, {name}", path), path, after, page, ct);
    }

    private static async Task AuthorAsync(HttpContext context, FeedStore feeds, PersonStore people, string key, string? after, string ending, CancellationToken ct)
    {
        if (!Place(after, out var cursor) || await people.FindAsync(key, ct) is not { } person)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var path = $"/authors/{Uri.EscapeDataString(person.Key)}";
        await WriteAsync(context, feeds, ending, new FeedSubject(null, person.Name, path), path, after, await feeds.ListOfPersonAsync(person.Key, FeedAnswer.PageSize, cursor, ct), ct);
    }

    private static async Task WriteAsync(HttpContext context, FeedStore feeds, string ending, FeedSubject subject, string path, string? after, Page<FeedRow> page, CancellationToken ct)
    {
        var first = $"{path}/feed.{ending}";
        await FeedAnswer.WriteAsync(context, ending, subject, page.Items, after is null ? first : $"{first}?after={after}", first, page.Next is { } next ? $"{first}?after={next}" : null, await feeds.LastChangeAsync(ct));
    }

    private static FeedSubject Of(Journal journal, string? id, string title, string path) => new(id, title, path)
    {
        Subtitle = JournalMasthead.FirstSentence(journal.About),
        Language = journal.Language,
        Publisher = journal.Publisher,
        Journal = new FeedJournal(journal.Title, journal.PrintIssn?.Value, journal.OnlineIssn?.Value),
    };

    // For machines, so in English.
    private static string NameOf(Issue issue) => (issue.Volume, issue.Number) switch
    {
        ({ } volume, { } number) => $"volume {volume}, issue {number}",
        ({ } volume, null) => $"volume {volume}",
        (null, { } number) => $"issue {number}",
        _ => issue.Title ?? issue.Published?.ToString() ?? issue.Key,
    };

    private static bool Place(string? after, out Cursor? cursor)
    {
        cursor = Cursor.TryParse(after, out var place) ? place : null;
        return after is null || cursor is not null;
    }
}
