using System.Text.Json.Nodes;
using Recto.App.Features.Shop.Window;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.Storage.Audit;
using Recto.Storage.Sql;

namespace Recto.App.Features.Shop.Desk;

/// <summary>Changes the shop at the desk: in one transaction with its line in the log, and what readers see follows at once.</summary>
internal sealed class ShopChange(Database database, AuditStore audit, LayOut layOut, TimeProvider time)
{
    /// <summary>The instant.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A key for something new.</summary>
    public Guid NewId() => Guid.CreateVersion7(Now);

    /// <summary>Makes a change and logs it.</summary>
    /// <param name="change">What is done; false where nothing is to be kept.</param>
    /// <param name="entry">The line of the log.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether it was kept.</returns>
    public async Task<bool> MakeAsync(Func<WriteTransaction, DateTimeOffset, Task<bool>> change, AuditEntry entry, CancellationToken ct)
    {
        await using (var tx = await database.BeginAsync(ct))
        {
            var now = Now;
            if (!await change(tx, now))
            {
                return false;
            }

            await audit.AppendAsync(tx, entry, now, ct);
            await tx.CommitAsync(ct);
        }

        await layOut.RenewAsync(ct);
        return true;
    }

    /// <summary>What two who saved at once have written.</summary>
    public async Task<EditConflict> ConflictAsync(FormValues yours, FormValues theirs, int version, IEnumerable<(string Name, string Label)> labels, string subject, CancellationToken ct)
    {
        var (person, at) = await DeskLog.LastAsync(audit, subject, ct);
        return EditConflict.Of(yours, theirs, version, labels, null, person, at);
    }

    /// <summary>What has changed, for the log; a new thing as it is.</summary>
    public static JsonObject? Changes(FormValues? before, FormValues after, IEnumerable<string> fields) => DeskLog.Changes(before ?? new FormValues(), after, fields);
}
