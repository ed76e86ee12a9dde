using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Accounts;

/// <summary>The passkeys of accounts.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class PasskeyStore(Database database)
{
    private const string Columns = "credential_id, name, public_key, created_at, sign_count, transports, is_user_verified, is_backup_eligible, is_backed_up, attestation_object, client_data_json";

    /// <summary>An account's passkeys, oldest first.</summary>
    public async Task<IReadOnlyList<Passkey>> ListAsync(Guid accountId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Kept>(new CommandDefinition($"SELECT {Columns} FROM account_passkeys WHERE account_id = @accountId ORDER BY created_at, credential_id", new { accountId }, cancellationToken: ct))).Select(row => row.ToPasskey())];
    }

    /// <summary>One passkey of an account; null where it has no such.</summary>
    public async Task<Passkey?> FindAsync(Guid accountId, byte[] credentialId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition($"SELECT {Columns} FROM account_passkeys WHERE credential_id = @credentialId AND account_id = @accountId", new { accountId, credentialId }, cancellationToken: ct)))?.ToPasskey();
    }

    /// <summary>Adds a passkey, or writes what changes with use: name, count, verification, backup. One of another account stays as it is.</summary>
    /// <returns>False where another account has it.</returns>
    public async Task<bool> SaveAsync(WriteTransaction tx, Guid accountId, Passkey passkey, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(passkey);
        StoredText.Require(passkey.Name, "The name of the passkey");
        return await tx.Connection.ExecuteAsync(new CommandDefinition($"""
            INSERT INTO account_passkeys (account_id, {Columns})
            VALUES (@accountId, @CredentialId, @Name, @PublicKey, @CreatedAt, @SignCount, @Transports, @IsUserVerified, @IsBackupEligible, @IsBackedUp, @AttestationObject, @ClientDataJson)
            ON CONFLICT (credential_id) DO UPDATE SET
                name = excluded.name, sign_count = excluded.sign_count, is_user_verified = excluded.is_user_verified, is_backed_up = excluded.is_backed_up
            WHERE account_passkeys.account_id = excluded.account_id
            """, new
        {
            accountId,
            passkey.CredentialId,
            Name = StoredText.Worded(passkey.Name),
            passkey.PublicKey,
            passkey.CreatedAt,
            passkey.SignCount,
            Transports = passkey.Transports.Count == 0 ? null : string.Join(',', passkey.Transports),
            IsUserVerified = passkey.IsUserVerified ? 1 : 0,
            IsBackupEligible = passkey.IsBackupEligible ? 1 : 0,
            IsBackedUp = passkey.IsBackedUp ? 1 : 0,
            passkey.AttestationObject,
            passkey.ClientDataJson,
        }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Removes a passkey of an account.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveAsync(WriteTransaction tx, Guid accountId, byte[] credentialId, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM account_passkeys WHERE credential_id = @credentialId AND account_id = @accountId", new { accountId, credentialId }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    private sealed record Kept
    {
        public byte[] CredentialId { get; init; } = [];
        public string? Name { get; init; }
        public byte[] PublicKey { get; init; } = [];
        public long CreatedAt { get; init; }
        public long SignCount { get; init; }
        public string? Transports { get; init; }
        public bool IsUserVerified { get; init; }
        public bool IsBackupEligible { get; init; }
        public bool IsBackedUp { get; init; }
        public byte[] AttestationObject { get; init; } = [];
        public byte[] ClientDataJson { get; init; } = [];

        public Passkey ToPasskey() => new()
        {
            CredentialId = CredentialId,
            Name = Name,
            PublicKey = PublicKey,
            CreatedAt = Instants.FromStored(CreatedAt),
            SignCount = SignCount,
            Transports = Transports?.Split(',') ?? [],
            IsUserVerified = IsUserVerified,
            IsBackupEligible = IsBackupEligible,
            IsBackedUp = IsBackedUp,
            AttestationObject = AttestationObject,
            ClientDataJson = ClientDataJson,
        };
    }
}
