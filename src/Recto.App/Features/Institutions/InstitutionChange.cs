using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Audit;
using Recto.Storage.Sql;

namespace Recto.App.Features.Institutions;

/// <summary>What every change at the desk of institutions needs: one transaction, a line in the log, and memory and finished pages made anew after it.</summary>
internal sealed class InstitutionChange(PublishedChange published, InstitutionStore institutions, AccessKeyStore keys, AuditStore audit)
{
    public InstitutionStore Institutions => institutions;

    public AccessKeyStore Keys => keys;

    public DateTimeOffset Now => published.Now;

    /// <summary>The institution of an address at the desk, for whoever may work on it; null where the answer is written already.</summary>
    public async Task<Institution?> EnterAsync(HttpContext context, string key, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManageInstitutions, null))
        {
            return null;
        }

        if (await institutions.FindAsync(key, ct) is { } institution)
        {
            return institution;
        }

        await NotFound.WriteAsync(context);
        return null;
    }

    /// <summary>Does something in one transaction; it is committed where the answer is not null.</summary>
    /// <typeparam name="T">What came of it.</typeparam>
    /// <param name="change">What is done; null where nothing is to be kept.</param>
    /// <param name="ct">Cancels.</param>
    public Task<T?> MakeAsync<T>(Func<WriteTransaction, DateTimeOffset, Task<T?>> change, CancellationToken ct) where T : class => published.MakeAsync(change, ct);

    /// <summary>Adds a line to the log.</summary>
    public Task LogAsync(HttpContext context, WriteTransaction tx, string act, Institution institution, JsonNode? details, DateTimeOffset now, CancellationToken ct) =>
        audit.AppendAsync(tx, DeskLog.Entry(context, act, $"institution/{institution.Id}", institution.Name, null, details), now, ct);

    /// <summary>Adds a line to the log about a matter of no institution.</summary>
    public Task LogAsync(HttpContext context, WriteTransaction tx, string act, string subject, string name, DateTimeOffset now, CancellationToken ct) =>
        audit.AppendAsync(tx, DeskLog.Entry(context, act, subject, name, null), now, ct);

    /// <summary>Who changed an institution last, for whoever came too late.</summary>
    public Task<(string? Person, DateTimeOffset? At)> LastAsync(Guid id, CancellationToken ct) => DeskLog.LastAsync(audit, $"institution/{id}", ct);
}
