using Recto.App.Features.Api.Answers;
using Recto.App.Features.Api.Describing;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Lists;

namespace Recto.App.Features.Api;

/// <summary>Journals and issues.</summary>
internal static class JournalOperations
{
    private static readonly Parameter Key = Parameter.Part("key", "Key of the journal.", "lower-margin");

    /// <summary>The addresses.</summary>
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new(new() { Id = "listJournals", Path = "/journals", Tag = "Journals", Summary = "Journals, by key", Parameters = [Parameter.Limit(), Parameter.Cursor], Answer = typeof(JournalList) }, ListAsync),
        new(new() { Id = "getJournal", Path = "/journals/{key}", Tag = "Journals", Summary = "One journal", Parameters = [Key], Answer = typeof(JournalRecord), Problems = [404] }, FindAsync),
        new(new() { Id = "listIssues", Path = "/journals/{key}/issues", Tag = "Journals", Summary = "Public issues of a journal, newest first", Parameters = [Key, Parameter.Limit(), Parameter.Cursor], Answer = typeof(IssueList), Problems = [404] }, ListIssuesAsync),
        new(new()
        {
            Id = "getIssue",
            Path = "/journals/{key}/issues/{issue}",
            Tag = "Journals",
            Summary = "One issue with its contents in order",
            Parameters = [Key, Parameter.Part("issue", "Key of the issue under its journal.", "1-1"), Parameter.Limit(500, 200), Parameter.Cursor],
            Answer = typeof(IssueRecord),
            Problems = [404],
        }, FindIssueAsync),
    ];

    private static async Task ListAsync(ApiRequest request, CancellationToken ct)
    {
        var (rows, hasMore) = await request.Get<JournalStore>().ListToldAsync(request.Limit, request.Cursor?.Sort, ct);
        var (next, cursor) = request.Next(hasMore ? new Cursor(rows[^1].Journal.Key, rows[^1].Id) : null);
        await ApiDoor.WriteAsync(request.Context, new JournalList { Items = [.. rows.Select(row => Telling.Of(request, row))], Next = next, NextCursor = cursor }, ApiWriter.Json.JournalList);
    }

    private static async Task FindAsync(ApiRequest request, CancellationToken ct)
    {
        var row = await JournalAsync(request, ct);
        await ApiDoor.WriteAsync(request.Context, Telling.Of(request, row), ApiWriter.Json.JournalRecord, row.Updated);
    }

    private static async Task ListIssuesAsync(ApiRequest request, CancellationToken ct)
    {
        var journal = await JournalAsync(request, ct);
        var page = await request.Get<IssueStore>().ListAsync(journal.Id, request.Limit, request.Cursor, ct);
        var (next, cursor) = request.Next(page.Next);
        await ApiDoor.WriteAsync(request.Context, new IssueList { Items = [.. page.Items.Select(row => Telling.Of(request, journal.Journal, row))], Next = next, NextCursor = cursor }, ApiWriter.Json.IssueList);
    }

    private static async Task FindIssueAsync(ApiRequest request, CancellationToken ct)
    {
        if (await request.Get<IssueStore>().FindPageAsync(request.Part("key"), request.Part("issue"), ct) is not { Issue.Issue.IsDraft: false } row)
        {
            throw ApiRefusedException.NotFound("No public issue has this address.");
        }

        var (journal, issue) = (row.Journal.Journal, row.Issue.Issue);
        var page = await request.Get<ArticleStore>().ListToldOfIssueAsync(row.Issue.Id, request.Limit, request.Cursor, ct);
        var (next, cursor) = request.Next(page.Next);
        await ApiDoor.WriteAsync(request.Context, new IssueRecord
        {
            Key = issue.Key,
            Volume = issue.Volume,
            Number = issue.Number,
            Title = issue.Title,
            Published = issue.Published?.ToString(),
            Kind = issue.Kind,
            Editors = issue.Details.Editors,
            Description = issue.Details.Description,
            Journal = Telling.Name(request, journal.Key, journal.Title, (journal.OnlineIssn ?? journal.PrintIssn)?.Value),
            Url = request.Page("journals", journal.Key, issue.Key),
            Self = request.Self("journals", journal.Key, "issues", issue.Key),
            PreviousIssue = row.Previous is { } previous ? Telling.Name(request, journal.Key, previous) : null,
            NextIssue = row.Next is { } following ? Telling.Name(request, journal.Key, following) : null,
            Articles = [.. page.Items.Select(article => (article, Decision: Telling.Decide(request, article.Terms))).Where(pair => pair.Decision.Record).Select(pair => Telling.Of(request, pair.article, pair.Decision))],
            Next = next,
            NextCursor = cursor,
        }, ApiWriter.Json.IssueRecord);
    }

    private static async Task<ToldJournal> JournalAsync(ApiRequest request, CancellationToken ct) =>
        await request.Get<JournalStore>().FindToldAsync(request.Part("key"), ct) ?? throw ApiRefusedException.NotFound("No journal has this key.");
}
