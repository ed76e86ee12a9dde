using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Notes.Text;
using Recto.Storage.Issues;
using Recto.Storage.Lists;

namespace Recto.App.Features.JournalDesk;

/// <summary>The journals that somebody may work on.</summary>
/// <param name="Person">Who.</param>
/// <param name="Journals">A page of them.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether it is the first.</param>
/// <param name="Search">What was sought; null for everything.</param>
/// <param name="Notice">What was just done.</param>
public sealed record JournalListView(DeskPerson Person, IReadOnlyList<JournalDeskRow> Journals, string? Next, bool First, string? Search, string? Notice);

/// <summary>The list of journals at the desk.</summary>
internal static class JournalList
{
    private const int Size = 50;

    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(HttpContext context, JournalStore journals, Shell.Language.Say say, string? q, string? after, CancellationToken ct)
    {
        var person = context.Person()!;
        if (!DeskRule.MaySomewhere(person, DeskAct.EditIssues))
        {
            await Shell.Desk.DeskDoor.ForbiddenAsync(context);
            return;
        }

        Cursor? cursor = Cursor.TryParse(after, out var place) ? place : null;
        if (after is not null && cursor is null)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var search = Typed(q);
        var page = await journals.ListForDeskAsync(Editable(person), search, Size, cursor, ct);
        await PageWriter.WriteAsync<JournalListPage>(context, new JournalListView(person, page.Items, page.Next?.ToString(), cursor is null, search, Notices.Of(say, context)));
    }

    /// <summary>What somebody sought, cut to a length that is sought; null for nothing.</summary>
    public static string? Typed(string? q) => string.IsNullOrWhiteSpace(q) ? null : BoundedText.Cut(q.Trim(), 100);

    // Null for all: whoever has the role without a journal.
    private static HashSet<Guid>? Editable(DeskPerson person) => DeskRule.May(person, DeskAct.EditIssues)
        ? null
        : person.Grants.Select(grant => grant.JournalId).OfType<Guid>().Where(id => DeskRule.May(person, DeskAct.EditIssues, id)).ToHashSet();
}
