using Recto.App.Features.Deposits.Sending;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Journals.Exchange.Crossref;
using Recto.Journals.Identifiers;
using Recto.Storage.Audit;
using Recto.Storage.Deposits;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.Deposits;

/// <summary>One DOI at the desk.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Row">The DOI, and what the register says of it.</param>
/// <param name="Matches">Citations that the register has matched.</param>
/// <param name="Notice">What was just done.</param>
public sealed record DepositOneView(DeskPerson Person, JournalRow Journal, DepositRow Row, IReadOnlyList<(string Key, string Doi)> Matches, string? Notice);

/// <summary>What the register says of one DOI, what would be sent, and sending it again.</summary>
internal static class DepositOne
{
    public static async Task ShowAsync(HttpContext context, JournalDoor door, DepositStore deposits, Say say, string key, Guid id, CancellationToken ct)
    {
        if (await FindAsync(context, door, deposits, key, id, ct) is var (journal, row))
        {
            var matches = Doi.TryParse(row.Doi, out var doi) ? await deposits.ListMatchesAsync(doi, ct) : [];
            await PageWriter.WriteAsync<DepositOnePage>(context, new DepositOneView(context.Person()!, journal, row, matches, DepositWords.Notice(say, context)));
        }
    }

    /// <summary>Asks to send it again.</summary>
    public static async Task AgainAsync(HttpContext context, JournalDoor door, DepositStore deposits, Database database, AuditStore audit, DepositsBell bell, TimeProvider time, string key, Guid id, CancellationToken ct)
    {
        if (await FindAsync(context, door, deposits, key, id, ct) is not var (journal, row))
        {
            return;
        }

        await using (var tx = await database.BeginAsync(ct))
        {
            if (!await deposits.AskAgainAsync(tx, journal.Id, id, time.GetUtcNow(), ct))
            {
                DeskDoor.Done(context, $"/desk/journals/{journal.Journal.Key}/deposits/{id}?done=on-its-way");
                return;
            }

            await audit.AppendAsync(tx, DeskLog.Entry(context, "article.depositAgain", $"{row.Kind.ToString().ToLowerInvariant()}/{id}", row.Title ?? row.Doi, journal.Id, new System.Text.Json.Nodes.JsonObject { ["doi"] = row.Doi }), time.GetUtcNow(), ct);
            await tx.CommitAsync(ct);
        }

        bell.Ring();
        DeskDoor.Done(context, $"/desk/journals/{journal.Journal.Key}/deposits/{id}?done=again");
    }

    /// <summary>What would be sent now, as XML.</summary>
    public static async Task SendXmlAsync(HttpContext context, JournalDoor door, DepositStore deposits, PrepareDeposit prepare, TimeProvider time, Say say, string key, Guid id, CancellationToken ct)
    {
        if (await FindAsync(context, door, deposits, key, id, ct) is not var (journal, _))
        {
            return;
        }

        var settings = (await deposits.FindSettingsAsync(journal.Id, ct)).Settings;
        if (await deposits.FindDueAsync(journal.Id, id, prepare.Told, ct) is not { } due || await prepare.PrepareAsync(journal, settings, due, ct) is not { } prepared || prepared.Deposit.Articles.Any(article => string.IsNullOrWhiteSpace(article.Article.Title)))
        {
            await ErrorPages.WriteAsync(context, StatusCodes.Status404NotFound, say["Nothing would be sent of this now: readers do not see it, or its file can no longer be read."]);
            return;
        }

        var document = DepositWriter.WriteBytes(PrepareDeposit.Together([prepared], "preview", PrepareDeposit.TimestampOf(time.GetUtcNow())));
        context.Response.ContentType = "application/xml; charset=utf-8";
        context.Response.ContentLength = document.Length;
        await context.Response.Body.WriteAsync(document, ct);
    }

    private static async Task<(JournalRow Journal, DepositRow Row)?> FindAsync(HttpContext context, JournalDoor door, DepositStore deposits, string key, Guid id, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is not { } journal)
        {
            return null;
        }

        if (await deposits.FindAsync(journal.Id, id, ct) is { } row)
        {
            return (journal, row);
        }

        await NotFound.WriteAsync(context);
        return null;
    }
}
