using Microsoft.AspNetCore.Identity;
using Recto.Storage.Accounts;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts.Users;

/// <summary>Wrong passwords. Each act is written at once and by itself, so that of many tries at the same time none goes uncounted.</summary>
internal sealed partial class AccountUsers
{
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.LockedUntil);

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        user.LockedUntil = lockoutEnd;
        return WriteAsync(tx => accounts.LockAsync(tx, user.Id, lockoutEnd, cancellationToken), cancellationToken);
    }

    public async Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken)
    {
        await WriteAsync(async tx => user.FailedCount = await accounts.CountFailureAsync(tx, user.Id, cancellationToken), cancellationToken);
        return user.FailedCount;
    }

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken)
    {
        user.FailedCount = 0;
        return WriteAsync(tx => accounts.ForgetFailuresAsync(tx, user.Id, cancellationToken), cancellationToken);
    }

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.FailedCount);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task WriteAsync(Func<WriteTransaction, Task> write, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await write(tx);
        await tx.CommitAsync(ct);
    }
}
