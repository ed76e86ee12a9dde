using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Notes;
using Recto.Notes.Diagnostics;
using Recto.Storage.Articles;
using Recto.Storage.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>A draft that would become public, and what is not in order with it.</summary>
/// <param name="Article">The article.</param>
/// <param name="Errors">Notes with a certain error; null where they were not counted.</param>
/// <param name="Lacks">What its record lacks, in words.</param>
public sealed record DraftToPublish(IssueArticleRow Article, int? Errors, IReadOnlyList<string> Lacks);

/// <summary>The question before an issue is published.</summary>
/// <param name="Person">Who is asked.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Issue">The issue.</param>
/// <param name="Drafts">What would become public with it.</param>
/// <param name="Public">How many of its articles are public already.</param>
/// <param name="Withdrawn">How many stay withdrawn.</param>
/// <param name="Fault">Why nothing was published; null where nothing went wrong.</param>
public sealed record PublishIssueView(DeskPerson Person, JournalRow Journal, IssueRow Issue, IReadOnlyList<DraftToPublish> Drafts, int Public, int Withdrawn, string? Fault);

/// <summary>Publishing an issue: the issue and its drafts become public in one transaction.</summary>
internal static class PublishIssue
{
    // Notes are checked while the editor waits: so many articles, and the others are said not to have been.
    private const int MostChecked = 60;

    public static async Task ConfirmAsync(HttpContext context, IssueDoor door, IssueContentsStore contents, ApparatusStore apparatus, NotesEngine engine, Say say, string key, string issue, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, issue, DeskAct.Publish, ct) is { } place)
        {
            await AskAsync(context, place, contents, apparatus, engine, say, null, 200, ct);
        }
    }

    public static async Task PublishAsync(HttpContext context, IssueDoor door, JournalChange change, ApparatusStore apparatus, NotesEngine engine, RemakeArticle remake, Say say, string key, string issue, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, issue, DeskAct.Publish, ct) is not { } place || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var chosen = form.All("article").Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).ToHashSet();
        var undated = new List<Guid>();
        var done = await change.MakeAsync<object>(async (tx, now) =>
        {
            var drafts = (await change.Contents.ListAsync(tx, place.Issue.Id, ct)).Where(row => row.IsDraft && !row.IsWithdrawn).ToList();
            if (!drafts.Select(row => row.Id).ToHashSet().SetEquals(form.All("shown").Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)))
            {
                return null; // Nothing becomes public that nobody was shown.
            }

            var published = new JsonArray();
            foreach (var row in drafts.Where(row => chosen.Contains(row.Id)))
            {
                if (await change.PublishAsync(context, tx, row.Id, now, ct))
                {
                    published.Add(row.Title);
                    undated.AddRange(row.Published is null ? [row.Id] : Array.Empty<Guid>());
                    await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "article.published", $"article/{row.Id}", row.Title, place.Journal.Id, new JsonObject { ["issue"] = issue }), now, ct);
                }
            }

            await change.Issues.SetDraftAsync(tx, place.Issue.Id, isDraft: false, now, ct);
            await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "issue.published", $"issue/{place.Issue.Id}", IssueWords.Name(place.Issue.Issue), place.Journal.Id, new JsonObject { ["articles"] = published }), now, ct);
            return published;
        }, ct);
        if (done is null)
        {
            await AskAsync(context, place, change.Contents, apparatus, engine, say, say["The drafts of the issue have changed since you were asked. Nothing was published; look again."], StatusCodes.Status409Conflict, ct);
            return;
        }

        foreach (var id in undated)
        {
            await remake(id, ct); // Its pages say the date from now on.
        }

        DeskDoor.Done(context, $"/desk/journals/{key}/issues/{issue}?done=published");
    }

    private static async Task AskAsync(HttpContext context, (JournalRow Journal, IssueRow Issue) place, IssueContentsStore contents, ApparatusStore apparatus, NotesEngine engine, Say say, string? fault, int status, CancellationToken ct)
    {
        var rows = await contents.ListAsync(place.Issue.Id, ct);
        var drafts = new List<DraftToPublish>();
        foreach (var row in rows.Where(row => row.IsDraft && !row.IsWithdrawn))
        {
            var errors = drafts.Count < MostChecked ? await ErrorsAsync(apparatus, engine, row.Id, ct) : null;
            drafts.Add(new DraftToPublish(row, errors, [.. Lacks(row, place.Journal, say)]));
        }

        await PageWriter.WriteAsync<PublishIssuePage>(context,
            new PublishIssueView(context.Person()!, place.Journal, place.Issue, drafts, rows.Count(row => !row.IsDraft), rows.Count(row => row.IsWithdrawn), fault), status: status);
    }

    private static async Task<int?> ErrorsAsync(ApparatusStore apparatus, NotesEngine engine, Guid article, CancellationToken ct) =>
        await apparatus.FindAsync(article, ct) is { } read ? engine.CheckWithin(read, null, ct).Where(found => found.Descriptor.Severity == Severity.Error).Select(found => found.NoteIndex).Distinct().Count() : 0;

    private static IEnumerable<string> Lacks(IssueArticleRow row, JournalRow journal, Say say)
    {
        if (row.Authors is null)
        {
            yield return say["no author"];
        }

        if (row.Published is null)
        {
            yield return say["no date"];
        }

        if (row.Pages is null)
        {
            yield return say["no pages"];
        }

        if (row.Doi is null && journal.Journal.Details.DoiPrefix is not null)
        {
            yield return say["no DOI"];
        }
    }
}
