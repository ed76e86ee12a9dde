using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Issues;
using Recto.Storage.Lists;

namespace Recto.App.Features.JournalDesk;

/// <summary>The issues of a journal, drafts included.</summary>
/// <param name="Person">Who works on them.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Issues">A page of them, newest first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether it is the first.</param>
/// <param name="Search">What was sought; null for everything.</param>
/// <param name="Notice">What was just done.</param>
public sealed record IssueListView(DeskPerson Person, JournalRow Journal, IReadOnlyList<IssueDeskRow> Issues, string? Next, bool First, string? Search, string? Notice);

/// <summary>The list of a journal's issues at the desk.</summary>
internal static class IssueList
{
    private const int Size = 50;

    public static async Task ShowAsync(HttpContext context, JournalDoor door, IssueStore issues, Say say, string key, string? q, string? after, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditIssues, ct) is not { } journal)
        {
            return;
        }

        Cursor? cursor = Cursor.TryParse(after, out var place) ? place : null;
        if (after is not null && cursor is null)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var search = JournalList.Typed(q);
        var page = await issues.ListForDeskAsync(journal.Id, search, Size, cursor, ct);
        await PageWriter.WriteAsync<IssueListPage>(context, new IssueListView(context.Person()!, journal, page.Items, page.Next?.ToString(), cursor is null, search, Notices.Of(say, context)));
    }
}
