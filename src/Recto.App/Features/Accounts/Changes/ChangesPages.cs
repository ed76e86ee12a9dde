using System.Globalization;
using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Audit;
using Recto.Storage.Issues;
using Recto.Storage.Lists;

namespace Recto.App.Features.Accounts.Changes;

/// <summary>The log of changes: all of it for administrators, that of their journals for editors.</summary>
internal static class ChangesPages
{
    private const string Address = "/desk/log";
    private const int PageSize = 100;
    private const int LongestSubject = 300;

    /// <summary>Maps the page.</summary>
    public static void MapChanges(this IEndpointRouteBuilder routes) => routes.MapDeskPage(Address, ShowAsync);

    private static async Task ShowAsync(HttpContext context, AuditStore audit, JournalStore journals, Say say, CancellationToken ct)
    {
        var person = context.Person()!;
        if (!DeskRule.MaySomewhere(person, DeskAct.SeeAudit))
        {
            await DeskDoor.ForbiddenAsync(context);
            return;
        }

        var query = context.Request.Query;
        var all = await journals.ListAsync(ct);
        Guid? who = Guid.TryParse(query["person"], out var id) ? id : null;
        var subject = query["subject"].ToString() is { Length: > 0 and <= LongestSubject } text ? text : null;
        Cursor? after = Cursor.TryParse(query["after"], out var cursor) ? cursor : null;
        var page = await audit.ListAsync(new AuditFilter(subject, who, Visible(person, all)), PageSize, after, ct);

        var address = Address + (who is null && subject is null ? "" : "?" + string.Join('&', new[] { who is { } one ? $"person={one}" : null, subject is null ? null : $"subject={Uri.EscapeDataString(subject)}" }.OfType<string>()));
        await PageWriter.WriteAsync<ChangesPage>(context, new ChangesView
        {
            Person = person,
            Lines = [.. page.Items.Select(row => LineOf(row, all, say))],
            Only = OnlyOf(page.Items, who, subject, say),
            Address = address,
            Next = page.Next?.ToString(),
            IsFirst = after is null,
        });
    }

    private static string NameOf(AuditEntry entry, Say say) => entry.Person.StartsWith(AuditStore.ErasedPrefix, StringComparison.Ordinal) ? say["somebody who was erased"] : entry.Person;

    // Matters of the site, as people and their roles, are for administrators; whoever has a role for all journals sees all journals.
    private static HashSet<Guid>? Visible(DeskPerson person, IReadOnlyList<JournalListRow> journals) =>
        person.IsAdministrator ? null : [.. journals.Select(journal => journal.Id).Where(journal => DeskRule.May(person, DeskAct.SeeAudit, journal))];

    private static string? OnlyOf(IReadOnlyList<AuditRow> rows, Guid? who, string? subject, Say say) => (who, subject, rows) switch
    {
        (null, null, _) => null,
        (_, _, []) => say["Only a part of the log is asked for, and it has no line."],
        ({ }, null, [var first, ..]) => say["Only what {0} did.", NameOf(first.Entry, say)],
        (null, { }, [var first, ..]) => say["Only what was done to {0}.", first.Entry.SubjectName ?? subject],
        (_, _, [var first, ..]) => say["Only what {0} did to {1}.", NameOf(first.Entry, say), first.Entry.SubjectName ?? subject],
    };

    private static ChangeLine LineOf(AuditRow row, IReadOnlyList<JournalListRow> journals, Say say) => new()
    {
        At = Dates.Iso(row.At),
        Day = row.At.ToString(say.Language == "en" ? "dddd, d MMMM yyyy" : say.Culture.DateTimeFormat.LongDatePattern, say.Culture),
        Time = row.At.ToString("HH:mm", CultureInfo.InvariantCulture),
        Person = row.Entry.PersonId is null && row.Entry.Person == "recto user" ? say["by the command “recto user”"] : NameOf(row.Entry, say),
        PersonAddress = row.Entry.PersonId is { } person ? $"{Address}?person={person}" : null,
        Sentence = ActSentences.Of(row.Entry, say),
        SubjectAddress = $"{Address}?subject={Uri.EscapeDataString(row.Entry.Subject)}",
        Journal = row.Entry.JournalId is { } journal ? journals.FirstOrDefault(one => one.Id == journal)?.Title : null,
        // Roles name their journals by id, which tells nobody anything.
        Details = [.. ActSentences.DetailsOf(row.Entry, say).Select(detail => journals.Aggregate(detail, (text, journal) => text.Replace(journal.Id.ToString("N"), journal.Title, StringComparison.Ordinal)))],
    };
}
