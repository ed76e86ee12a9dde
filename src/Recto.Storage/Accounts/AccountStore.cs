using Dapper;
using Recto.Journals.Desk;
using Recto.Storage.Sql;

namespace Recto.Storage.Accounts;

/// <summary>The accounts of the site.</summary>
/// <param name="database">Where they are kept.</param>
public sealed partial class AccountStore(Database database)
{
    private const string From = "FROM accounts a LEFT JOIN account_grants g ON g.account_id = a.id";

    /// <summary>The account of that id; null where there is none.</summary>
    public Task<Account?> FindAsync(Guid id, CancellationToken ct) => FindOneAsync("a.id = @id", new { id }, ct);

    /// <summary>The account of that address; null where there is none.</summary>
    /// <param name="emailKey">The address folded for comparing.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Account?> FindByEmailAsync(string emailKey, CancellationToken ct) =>
        StoredText.CanStand(emailKey) ? FindOneAsync("a.email_key = @emailKey", new { emailKey }, ct) : Task.FromResult<Account?>(null);

    /// <summary>The account that a passkey opens; null where none has it.</summary>
    public Task<Account?> FindByPasskeyAsync(byte[] credentialId, CancellationToken ct) =>
        FindOneAsync("a.id = (SELECT account_id FROM account_passkeys WHERE credential_id = @credentialId)", new { credentialId }, ct);

    /// <summary>Whether there is any account at all.</summary>
    public async Task<bool> AnyAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM (SELECT 1 FROM accounts LIMIT 1) AS any_account", cancellationToken: ct)) > 0;
    }

    /// <summary>The same inside a transaction, which holds back everybody else who changes administrators until it ends.</summary>
    public async Task<bool> AnyAsync(WriteTransaction tx, CancellationToken ct)
    {
        await HoldAsync(tx, ct);
        return await tx.Connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM (SELECT 1 FROM accounts LIMIT 1) AS any_account", transaction: tx.Transaction, cancellationToken: ct)) > 0;
    }

    /// <summary>Adds an account with its grants.</summary>
    /// <returns>False where another has the address already; nothing is written then.</returns>
    public async Task<bool> AddAsync(WriteTransaction tx, Account account, DateTimeOffset now, CancellationToken ct)
    {
        await HoldAsync(tx, ct);
        RequireKeepable(account);
        var added = await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO accounts (id, email, email_key, name, name_key, language, password_hash, security_stamp, created_at, updated_at)
            VALUES (@Id, @Email, @EmailKey, @Name, @NameKey, @Language, @PasswordHash, @SecurityStamp, @now, @now)
            ON CONFLICT (email_key) DO NOTHING
            """, new { account.Id, account.Email, account.EmailKey, account.Name, NameKey = AccountRow.NameKey(account.Name), account.Language, account.PasswordHash, account.SecurityStamp, now }, tx.Transaction, cancellationToken: ct));
        if (added == 1)
        {
            await WriteGrantsAsync(tx, account.Id, account.Grants, ct);
        }

        return added == 1;
    }

    /// <summary>Writes what the account's owner or the framework changes: address, name, language, password, stamp. Grants, locks and the desk's own counts stay.</summary>
    /// <returns>False where the account is gone.</returns>
    public async Task<bool> UpdateAsync(WriteTransaction tx, Account account, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        RequireKeepable(account);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE accounts SET email = @Email, email_key = @EmailKey, name = @Name, name_key = @NameKey, language = @Language, password_hash = @PasswordHash, security_stamp = @SecurityStamp, updated_at = @now
            WHERE id = @Id
            """, new { account.Id, account.Email, account.EmailKey, account.Name, NameKey = AccountRow.NameKey(account.Name), account.Language, account.PasswordHash, account.SecurityStamp, now }, tx.Transaction, cancellationToken: ct)) == 1
            && await WriteAsync(tx, "DELETE FROM account_sessions WHERE account_id = @Id AND stamp <> @SecurityStamp", new { account.Id, account.SecurityStamp }, ct) >= 0;
    }

    /// <summary>Gives an account another address for mail. Every sign-in before ends.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="before">The account as it was when that was asked for: its address and stamp must still be those.</param>
    /// <param name="email">The new address.</param>
    /// <param name="emailKey">The new address folded for comparing.</param>
    /// <param name="stamp">Its new security stamp.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<AddressOutcome> ChangeAddressAsync(WriteTransaction tx, Account before, string email, string emailKey, string stamp, DateTimeOffset now, CancellationToken ct)
    {
        await HoldAsync(tx, ct); // Nobody takes the address between the question and the change.
        ArgumentNullException.ThrowIfNull(before);
        StoredText.Require(email, "The account's address");
        StoredText.Require(emailKey, "The account's address");
        var values = new { before.Id, was = before.EmailKey, wasStamp = before.SecurityStamp, email, emailKey, stamp, now };
        if (await tx.Connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM accounts WHERE email_key = @emailKey AND id <> @Id", values, tx.Transaction, cancellationToken: ct)) > 0)
        {
            return AddressOutcome.Taken;
        }

        await EndSessionsAsync(tx, before.Id, null, ct);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE accounts SET email = @email, email_key = @emailKey, security_stamp = @stamp, updated_at = @now WHERE id = @Id AND email_key = @was AND security_stamp = @wasStamp
            """, values, tx.Transaction, cancellationToken: ct)) == 1 ? AddressOutcome.Changed : AddressOutcome.ChangedMeanwhile;
    }

    /// <summary>Counts a wrong password, whoever else does so at the same time.</summary>
    /// <returns>Wrong passwords in a row, this one among them.</returns>
    public async Task<int> CountFailureAsync(WriteTransaction tx, Guid id, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteScalarAsync<int>(new CommandDefinition("UPDATE accounts SET failed_count = failed_count + 1 WHERE id = @id RETURNING failed_count", new { id }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Begins the count of wrong passwords anew.</summary>
    public Task ForgetFailuresAsync(WriteTransaction tx, Guid id, CancellationToken ct) => WriteAsync(tx, "UPDATE accounts SET failed_count = 0 WHERE id = @id", new { id }, ct);

    /// <summary>Takes no password until then.</summary>
    public Task LockAsync(WriteTransaction tx, Guid id, DateTimeOffset? until, CancellationToken ct) => WriteAsync(tx, "UPDATE accounts SET locked_until = @until WHERE id = @id", new { id, until }, ct);

    /// <summary>Remembers that the owner is told that somebody tries passwords.</summary>
    /// <returns>False where that was done since <paramref name="notSince"/>: of many tries at once one is told.</returns>
    public async Task<bool> MarkWarnedAsync(WriteTransaction tx, Guid id, DateTimeOffset now, DateTimeOffset notSince, CancellationToken ct) =>
        await WriteAsync(tx, "UPDATE accounts SET warned_at = @now WHERE id = @id AND (warned_at IS NULL OR warned_at <= @notSince)", new { id, now, notSince }, ct) == 1;

    /// <summary>Remembers the last sign-in.</summary>
    public Task MarkSignedInAsync(WriteTransaction tx, Guid id, DateTimeOffset now, CancellationToken ct) => WriteAsync(tx, "UPDATE accounts SET signed_in_at = @now WHERE id = @id", new { id, now }, ct);

    private async Task<Account?> FindOneAsync(string condition, object values, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return AccountRow.Gather(await connection.QueryAsync<AccountRow>(new CommandDefinition($"SELECT {AccountRow.Columns} {From} WHERE {condition} ORDER BY g.ordinal", values, cancellationToken: ct))).SingleOrDefault();
    }

    private Task<int> WriteAsync(WriteTransaction tx, string sql, object values, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return tx.Connection.ExecuteAsync(new CommandDefinition(sql, values, tx.Transaction, cancellationToken: ct));
    }

    private static async Task WriteGrantsAsync(WriteTransaction tx, Guid id, IReadOnlyList<DeskGrant> grants, CancellationToken ct)
    {
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM account_grants WHERE account_id = @id", new { id }, tx.Transaction, cancellationToken: ct));
        foreach (var (ordinal, grant) in grants.Distinct().Index())
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition("INSERT INTO account_grants (account_id, ordinal, role, journal_id) VALUES (@id, @ordinal, @Role, @JournalId)",
                new { id, ordinal, Role = Words.Of(grant.Role), grant.JournalId }, tx.Transaction, cancellationToken: ct));
        }
    }

    private static void RequireKeepable(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        StoredText.Require(account.Email, "The account's address");
        StoredText.Require(account.EmailKey, "The account's address");
        StoredText.Require(account.Name, "The account's name");
        StoredText.Require(account.Language, "The account's language");
    }
}

/// <summary>What became of another address for an account.</summary>
public enum AddressOutcome
{
    /// <summary>It holds now.</summary>
    Changed = 1,

    /// <summary>Another account has it; nothing was written.</summary>
    Taken,

    /// <summary>The account has another address or stamp by now, or is gone; nothing was written.</summary>
    ChangedMeanwhile,
}
