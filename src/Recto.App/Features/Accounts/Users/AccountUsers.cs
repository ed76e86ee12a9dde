using Microsoft.AspNetCore.Identity;
using Recto.Storage.Accounts;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts.Users;

/// <summary>What ASP.NET Core Identity asks of a store, over ours. The address for mail is the user's name; roles are grants, which the desk writes and Identity never sees.</summary>
internal sealed partial class AccountUsers(Database database, AccountStore accounts, PasskeyStore passkeys, TimeProvider time)
    : IUserPasswordStore<Account>, IUserEmailStore<Account>, IUserSecurityStampStore<Account>, IUserLockoutStore<Account>, IUserPasskeyStore<Account>
{
    private static readonly IdentityError Gone = new() { Code = "Gone", Description = "The account is gone." };
    private static readonly IdentityError Taken = new() { Code = nameof(IdentityErrorDescriber.DuplicateEmail), Description = "Another account has the address." };

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => SetEmailAsync(user, userName, cancellationToken);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.EmailKey);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => SetNormalizedEmailAsync(user, normalizedName, cancellationToken);

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        await using var tx = await database.BeginAsync(cancellationToken);
        var added = await accounts.AddAsync(tx, user, time.GetUtcNow(), cancellationToken);
        await tx.CommitAsync(cancellationToken);
        return added ? IdentityResult.Success : IdentityResult.Failed(Taken);
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        await using var tx = await database.BeginAsync(cancellationToken);
        var found = await accounts.UpdateAsync(tx, user, time.GetUtcNow(), cancellationToken);
        await tx.CommitAsync(cancellationToken);
        return found ? IdentityResult.Success : IdentityResult.Failed(Gone);
    }

    /// <summary>Accounts are taken out of use, never deleted: the log of changes names them.</summary>
    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException("Accounts are deactivated.");

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? accounts.FindAsync(id, cancellationToken) : Task.FromResult<Account?>(null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => accounts.FindByEmailAsync(normalizedUserName, cancellationToken);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => Done(user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetEmailAsync(Account user, string? email, CancellationToken cancellationToken) => Done(user.Email = email!);

    public Task<string?> GetEmailAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    /// <summary>Whoever signs in by a link has shown that the address is theirs; nothing else hangs on it.</summary>
    public Task<bool> GetEmailConfirmedAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetEmailConfirmedAsync(Account user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) => accounts.FindByEmailAsync(normalizedEmail, cancellationToken);

    public Task<string?> GetNormalizedEmailAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.EmailKey);

    public Task SetNormalizedEmailAsync(Account user, string? normalizedEmail, CancellationToken cancellationToken) => Done(user.EmailKey = normalizedEmail!);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Done(user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public void Dispose()
    {
        // Nothing is held.
    }

    private static Task Done(object? _) => Task.CompletedTask;
}
