using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Audit;
using Recto.Storage.Lists;
using Recto.Storage.Reports;
using Recto.Storage.Sql;

namespace Recto.App.Features.Proof;

/// <summary>What readers report, at the desk.</summary>
internal static class ReportDesk
{
    private const int Size = 50;
    private const int LongestAnswer = 500;

    /// <summary>GET: the list.</summary>
    public static async Task ListAsync(HttpContext context, ReportStore reports, Say say, string? show, string? after, string? done, CancellationToken ct)
    {
        var person = context.Person()!;
        if (!DeskRule.MaySomewhere(person, DeskAct.CorrectReadings))
        {
            await DeskDoor.ForbiddenAsync(context);
            return;
        }

        Cursor cursor = default;
        if (after is not null && !Cursor.TryParse(after, out cursor))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var closed = show == "closed";
        var page = await reports.ListAsync(closed, person.Journals, Size, after is null ? null : cursor, ct);
        await PageWriter.WriteAsync<ReportsPage>(context, new ReportsView(person, closed, page.Items, page.Next?.ToString(), after is null,
            done switch { "closed" => say["The report is closed."], "gone" => say["Somebody else closed that report already."], _ => null }));
    }

    /// <summary>POST: closes a report.</summary>
    public static async Task CloseAsync(HttpContext context, Database database, ReportStore reports, AuditStore audit, TimeProvider time, Say say, Guid report, CancellationToken ct)
    {
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (await reports.FindAsync(report, ct) is not { } row)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        if (!await DeskDoor.MayAsync(context, DeskAct.CorrectReadings, row.JournalId))
        {
            return;
        }

        var answer = form.Text("answer");
        if (answer?.Length > LongestAnswer || answer is not null && StoredText.FindUnkeepable(answer) >= 0)
        {
            await ErrorPages.WriteAsync(context, StatusCodes.Status422UnprocessableEntity, say["The word for the record is longer than {0} characters, or holds a broken character. Go back and shorten it; it is still in the form.", LongestAnswer]);
            return;
        }

        var person = context.Person()!;
        var now = time.GetUtcNow();
        bool isClosed;
        await using (var tx = await database.BeginAsync(ct))
        {
            isClosed = await reports.CloseAsync(tx, report, person.Name, answer, now, ct);
            if (isClosed)
            {
                await audit.AppendAsync(tx, new AuditEntry
                {
                    PersonId = person.Id,
                    Person = person.Name,
                    Act = "report.closed",
                    Subject = $"article/{row.ArticleId:D}",
                    SubjectName = row.Title,
                    JournalId = row.JournalId,
                    Details = new JsonObject { ["note"] = row.NoteLabel, ["report"] = row.Words, ["answer"] = answer }.ToJsonString(),
                }, now, ct);
                await tx.CommitAsync(ct);
            }
        }

        var proof = ProofFeature.Address(row.ArticleId);
        var done = isClosed ? "closed" : "gone";
        DeskDoor.Done(context, form.Text("from") == proof ? $"{proof}?done={done}&at={Uri.EscapeDataString(row.NoteId)}#{Uri.EscapeDataString(row.NoteId)}" : $"{ProofFeature.Reports}?done={done}");
    }
}

/// <summary>The list of reports.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="IsClosed">Whether closed ones are shown.</param>
/// <param name="Reports">One page of them.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether it is the first page.</param>
/// <param name="Notice">What was just done; null where nothing was.</param>
public sealed record ReportsView(DeskPerson Person, bool IsClosed, IReadOnlyList<ReportRow> Reports, string? Next, bool First, string? Notice);
