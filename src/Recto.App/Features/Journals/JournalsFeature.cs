using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.App.Features.Journals;

/// <summary>Front page, journals, issues, lists of articles.</summary>
internal static class JournalsFeature
{
    private const int FrontSize = 50;
    private const int FrontIssues = 6;
    private const int JournalSize = 12;
    private const int IssueSize = 200;
    private const int ListSize = 50;

    /// <summary>Maps its pages.</summary>
    public static void MapJournals(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/", FrontAsync);
        routes.MapPage("/articles", ArticlesAsync);
        routes.MapPage("/journals/{key}", JournalAsync);
        routes.MapPage("/journals/{key}/articles", ArticlesOfJournalAsync);
        routes.MapPage("/journals/{key}/{issue}", IssueAsync);
    }

    private static async Task FrontAsync(HttpContext context, JournalStore journals, IssueStore issues, ArticleStore articles, CancellationToken ct)
    {
        var all = await journals.ListAsync(ct);
        var ofOnly = all is [var only] ? (await issues.ListAsync(only.Id, FrontIssues, null, ct)).Items : [];
        var newest = await articles.ListAsync(FrontSize, null, ct);
        await PageWriter.WriteAsync<FrontPage>(context, new FrontView(all, newest.Items, newest.Next is not null, ofOnly));
    }

    private static async Task ArticlesAsync(HttpContext context, ArticleStore articles, string? after, CancellationToken ct)
    {
        if (!Place(after, out var cursor))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var page = await articles.ListAsync(ListSize, cursor, ct);
        await PageWriter.WriteAsync<ArticlesPage>(context, new ArticlesView("All articles, newest first", "/articles", page.Items, page.Next?.ToString(), cursor is null,
            new Masthead { Title = "Articles", Address = "/articles" }));
    }

    private static async Task JournalAsync(HttpContext context, JournalStore journals, IssueStore issues, ArticleStore articles, string key, string? after, CancellationToken ct)
    {
        if (!Place(after, out var cursor) || await journals.FindAsync(key, ct) is not { } found)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var newest = cursor is null ? await articles.ListOfJournalAsync(found.Id, JournalSize, null, ct) : new Page<ArticleListRow>([], null);
        var page = await issues.ListAsync(found.Id, ListSize, cursor, ct);
        await PageWriter.WriteAsync<JournalPage>(context, new JournalView(found.Journal, page.Items, page.Next?.ToString(), newest.Items, cursor is null));
    }

    private static async Task ArticlesOfJournalAsync(HttpContext context, JournalStore journals, ArticleStore articles, string key, string? after, CancellationToken ct)
    {
        if (!Place(after, out var cursor) || await journals.FindAsync(key, ct) is not { } found)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var journal = found.Journal;
        var address = $"/journals/{journal.Key}/articles";
        var page = await articles.ListOfJournalAsync(found.Id, ListSize, cursor, ct);
        await PageWriter.WriteAsync<ArticlesPage>(context, new ArticlesView($"Articles of {journal.Title}", address, page.Items, page.Next?.ToString(),
            cursor is null, JournalMasthead.Of(journal.Key, journal.Title, journal.Publisher, journal.OnlineIssn?.Value ?? journal.PrintIssn?.Value) with { Title = "Articles", Address = address }));
    }

    private static async Task IssueAsync(HttpContext context, JournalStore journals, IssueStore issues, ArticleStore articles, string key, string issue, string? after, CancellationToken ct)
    {
        if (!Place(after, out var cursor) || await journals.FindAsync(key, ct) is not { } journal || await issues.FindAsync(key, issue, ct) is not { } found
            || (found.Issue.IsDraft && !DeskRule.May(context.Person(), DeskAct.SeeDrafts, journal.Id)))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var page = await articles.ListOfIssueAsync(found.Id, IssueSize, cursor, ct);
        await PageWriter.WriteAsync<IssuePage>(context, new IssueView(journal.Journal, found.Issue, page.Items, page.Next?.ToString(), cursor is null));
    }

    private static bool Place(string? after, out Cursor? cursor)
    {
        cursor = Cursor.TryParse(after, out var place) ? place : null;
        return after is null || cursor is not null;
    }
}
