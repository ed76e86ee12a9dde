using Dapper;
using Recto.Journals.Desk;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Accounts;

/// <summary>What administrators see and change.</summary>
public sealed partial class AccountStore
{
    /// <summary>Accounts by name.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="size">Most accounts to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<Account>> ListAsync(AccountFilter filter, int size, Cursor? after, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Paging.RequireSize(size);
        if (!StoredText.CanStand(filter.Text ?? "", after?.Sort ?? ""))
        {
            return new Page<Account>([], null);
        }

        var conditions = new List<string> { "p.erased_at IS NULL" };
        var values = new DynamicParameters(new { limit = size + 1 });
        if (filter.Text is { } text)
        {
            conditions.Add($"(p.name_key LIKE @name {LikePart.Escape} OR p.email_key LIKE @email {LikePart.Escape})");
            values.Add("name", LikePart.Of(AccountRow.NameKey(text)));
            values.Add("email", LikePart.Of(text.ToUpperInvariant()));
        }

        if (filter.Role is { } role)
        {
            conditions.Add("EXISTS (SELECT 1 FROM account_grants r WHERE r.account_id = p.id AND r.role = @role)");
            values.Add("role", Words.Of(role));
        }

        if (!filter.AlsoDeactivated)
        {
            conditions.Add("p.deactivated_at IS NULL");
        }

        if (after is { } place)
        {
            conditions.Add("(p.name_key, p.id) > (@Sort, @AfterId)");
            values.Add("Sort", place.Sort);
            values.Add("AfterId", place.Id);
        }

        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<AccountRow>(new CommandDefinition($"""
            SELECT {AccountRow.Columns}
            FROM (SELECT p.* FROM accounts p WHERE {string.Join(" AND ", conditions)} ORDER BY p.name_key, p.id LIMIT @limit) a
            LEFT JOIN account_grants g ON g.account_id = a.id
            ORDER BY a.name_key, a.id, g.ordinal
            """, values, cancellationToken: ct));
        return Paging.Cut(AccountRow.Gather(rows), size, account => new Cursor(AccountRow.NameKey(account.Name), account.Id), account => account);
    }

    /// <summary>Writes name and grants as an administrator says them.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="account">The account as it is to be; its <see cref="Account.EditVersion"/> is the one that was edited.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where somebody else has changed it meanwhile, or it is gone; nothing is written then.</returns>
    public async Task<bool> ChangeAsync(WriteTransaction tx, Account account, DateTimeOffset now, CancellationToken ct)
    {
        RequireKeepable(account);
        await HoldAsync(tx, ct);
        var changed = await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE accounts SET name = @Name, name_key = @NameKey, edit_version = edit_version + 1, updated_at = @now WHERE id = @Id AND edit_version = @EditVersion
            """, new { account.Id, account.Name, NameKey = AccountRow.NameKey(account.Name), account.EditVersion, now }, tx.Transaction, cancellationToken: ct));
        if (changed == 1)
        {
            await WriteGrantsAsync(tx, account.Id, account.Grants, ct);
        }

        return changed == 1;
    }

    /// <summary>Takes an account out of use, or back into it. Every sign-in before ends.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The account.</param>
    /// <param name="stamp">Its new security stamp.</param>
    /// <param name="isActive">Whether it can sign in from now on.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where it was so already, or the account is gone.</returns>
    public async Task<bool> SetActiveAsync(WriteTransaction tx, Guid id, string stamp, bool isActive, DateTimeOffset now, CancellationToken ct)
    {
        await HoldAsync(tx, ct);
        await EndSessionsAsync(tx, id, null, ct);
        return await tx.Connection.ExecuteAsync(new CommandDefinition($"""
            UPDATE accounts SET deactivated_at = @at, security_stamp = @stamp, edit_version = edit_version + 1, updated_at = @now
            WHERE id = @id AND erased_at IS NULL AND deactivated_at IS {(isActive ? "NOT NULL" : "NULL")}
            """, new { id, stamp, now, at = isActive ? (DateTimeOffset?)null : now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>How many administrators can sign in, as this transaction leaves it. A site must keep one.</summary>
    public async Task<long> CountAdministratorsAsync(WriteTransaction tx, CancellationToken ct)
    {
        await HoldAsync(tx, ct);
        return await tx.Connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT COUNT(*) FROM accounts a WHERE a.deactivated_at IS NULL AND EXISTS (SELECT 1 FROM account_grants g WHERE g.account_id = a.id AND g.role = 'administrator')", transaction: tx.Transaction, cancellationToken: ct));
    }

    // Two administrators who take each other's rights at once would both find the other still there.
    private Task HoldAsync(WriteTransaction tx, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return database.Dialect.LockAsync(tx, ["accounts"], ct);
    }

}

/// <summary>Which accounts are asked for.</summary>
/// <param name="Text">Part of the name or the address; null for all.</param>
/// <param name="Role">Only those who have that role somewhere; null for all.</param>
/// <param name="AlsoDeactivated">Whether those that are out of use are among them.</param>
public sealed record AccountFilter(string? Text = null, DeskRole? Role = null, bool AlsoDeactivated = true);
