using System.Text.Json.Nodes;
using Recto.App.Features.Subscriptions.Terms;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.Storage.Access;
using Recto.Storage.Audit;
using Recto.Storage.Sql;

namespace Recto.App.Features.Subscriptions.Desk;

/// <summary>A change of a right with its line of the log, in one transaction.</summary>
internal sealed class RightChange(Database database, RightStore rights, AuditStore audit, TimeProvider time)
{
    /// <summary>The rights.</summary>
    public RightStore Rights => rights;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Makes the change.</summary>
    /// <param name="context">The request of whoever makes it.</param>
    /// <param name="act">What is done: <c>right.made</c>.</param>
    /// <param name="id">To which right.</param>
    /// <param name="name">Its name in the log.</param>
    /// <param name="details">What it was and what it is; null where the act says enough.</param>
    /// <param name="change">Makes it; false where it could not be made, and nothing is kept then.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether it was made.</returns>
    public async Task<bool> MakeAsync(HttpContext context, string act, Guid id, string name, JsonNode? details, Func<WriteTransaction, DateTimeOffset, Task<bool>> change, CancellationToken ct)
    {
        var now = Now;
        await using var tx = await database.BeginAsync(ct);
        if (!await change(tx, now))
        {
            return false;
        }

        await audit.AppendAsync(tx, DeskLog.Entry(context, act, $"right/{id}", name, null, details), now, ct);
        await tx.CommitAsync(ct);
        return true;
    }

    /// <summary>Who changed a right last, for whoever came too late.</summary>
    public Task<(string? Person, DateTimeOffset? At)> LastAsync(Guid id, CancellationToken ct) => DeskLog.LastAsync(audit, $"right/{id}", ct);

    /// <summary>What a right is called in the log: what it is for, and whose it is where that is an institution. A reader's address stands in no log.</summary>
    public static string NameOf(RightRow row, Say say) => row.Institution is { } institution ? $"{institution.Name}: {RightWords.What(row, say)}" : RightWords.What(row, say);
}
