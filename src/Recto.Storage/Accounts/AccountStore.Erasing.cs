using Recto.Storage.Sql;

namespace Recto.Storage.Accounts;

/// <summary>Taking a person out of their account.</summary>
public sealed partial class AccountStore
{
    /// <summary>
    /// Takes the person out: name, address, password, passkeys, links, sign-ins and roles go. The row stays without them, so that what the law keeps (a receipt, the log) hangs on an id that means nobody.
    /// </summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The account.</param>
    /// <param name="stamp">Its new security stamp.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where it is gone or erased already.</returns>
    public async Task<bool> EraseAsync(WriteTransaction tx, Guid id, string stamp, DateTimeOffset now, CancellationToken ct)
    {
        await HoldAsync(tx, ct);
        var nobody = $"{id:N}@erased.invalid"; // RFC 2606: no such address can be, and no two accounts have the same.
        if (await WriteAsync(tx, """
            UPDATE accounts SET email = @nobody, email_key = @key, name = '–', name_key = '–', language = NULL, password_hash = NULL, security_stamp = @stamp, failed_count = 0, locked_until = NULL,
                signed_in_at = NULL, deactivated_at = COALESCE(deactivated_at, @now), erased_at = @now, edit_version = edit_version + 1, updated_at = @now
            WHERE id = @id AND erased_at IS NULL
            """, new { id, nobody, key = nobody.ToUpperInvariant(), stamp, now }, ct) != 1)
        {
            return false;
        }

        foreach (var table in new[] { "account_sessions", "account_passkeys", "account_links", "account_grants" })
        {
            await WriteAsync(tx, $"DELETE FROM {table} WHERE account_id = @id", new { id }, ct);
        }

        return true;
    }
}
