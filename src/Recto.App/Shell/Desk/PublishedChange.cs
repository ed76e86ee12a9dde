using Recto.Storage.Sql;

namespace Recto.App.Shell.Desk;

/// <summary>A change at the desk that readers see: one transaction, and finished pages thrown away after it.</summary>
internal sealed class PublishedChange(Database database, PublishedPages published, TimeProvider time)
{
    /// <summary>When a change of now is made.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Does something in one transaction, as the other; it is committed where the answer is yes.</summary>
    public async Task<bool> MakeAsync(Func<WriteTransaction, DateTimeOffset, Task<bool>> change, CancellationToken ct) =>
        await MakeAsync<object>(async (tx, now) => await change(tx, now) ? this : null, ct) is not null;

    /// <summary>Does something in one transaction; it is committed where the answer is not null, and then finished pages are thrown away.</summary>
    /// <typeparam name="T">What came of it.</typeparam>
    /// <param name="change">What is done; null where nothing is to be kept.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<T?> MakeAsync<T>(Func<WriteTransaction, DateTimeOffset, Task<T?>> change, CancellationToken ct) where T : class
    {
        T? result;
        await using (var tx = await database.BeginAsync(ct))
        {
            result = await change(tx, Now);
            if (result is null)
            {
                return null;
            }

            await tx.CommitAsync(ct);
        }

        await published.RenewAsync(ct);
        return result;
    }
}
