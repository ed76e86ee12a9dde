using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Federation;

/// <summary>Providers of OpenID Connect. There are few: every list is whole.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class IdentityProviderStore(Database database)
{
    private const string Columns = "id, key, kind, name, issuer, client_id, client_secret, scopes, affiliation_claim, entitlement_claim, is_on, edit_version";

    /// <summary>All of them, by name.</summary>
    public async Task<IReadOnlyList<IdentityProvider>> ListAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition($"SELECT {Columns} FROM identity_providers ORDER BY kind, key", cancellationToken: ct))).Select(row => row.ToProvider())];
    }

    /// <summary>The one of that key, on or off; null where there is none.</summary>
    public async Task<IdentityProvider?> FindAsync(string key, CancellationToken ct)
    {
        if (!StoredText.CanStand(key))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition($"SELECT {Columns} FROM identity_providers WHERE key = @key", new { key }, cancellationToken: ct)))?.ToProvider();
    }

    /// <summary>Adds one.</summary>
    /// <returns>False where its key is taken: nothing was changed then.</returns>
    public async Task<bool> AddAsync(WriteTransaction tx, IdentityProvider provider, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO identity_providers (id, key, kind, name, issuer, client_id, client_secret, scopes, affiliation_claim, entitlement_claim, is_on, created_at, updated_at)
            VALUES (@Id, @Key, @kind, @Name, @Issuer, @ClientId, @ClientSecret, @Scopes, @AffiliationClaim, @EntitlementClaim, @on, @now, @now) ON CONFLICT (key) DO NOTHING
            """, Values(provider, now), tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Writes one, where nobody has written since it was shown. Its key and kind stay.</summary>
    /// <returns>False where somebody else was faster, or it is gone: nothing was changed then.</returns>
    public async Task<bool> SaveAsync(WriteTransaction tx, IdentityProvider provider, int shownVersion, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var values = Values(provider, now);
        values.Add("shownVersion", shownVersion);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE identity_providers SET name = @Name, issuer = @Issuer, client_id = @ClientId, client_secret = @ClientSecret, scopes = @Scopes, affiliation_claim = @AffiliationClaim, entitlement_claim = @EntitlementClaim,
                is_on = @on, edit_version = edit_version + 1, updated_at = @now
            WHERE id = @Id AND edit_version = @shownVersion
            """, values, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Removes one. Accounts keep what they are known by: it holds again when the provider comes back.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveAsync(WriteTransaction tx, Guid id, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM identity_providers WHERE id = @id", new { id }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    private static DynamicParameters Values(IdentityProvider provider, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(provider);
        foreach (var text in new[] { provider.Key, provider.Name, provider.Issuer, provider.ClientId, provider.Scopes, provider.AffiliationClaim, provider.EntitlementClaim })
        {
            StoredText.Require(text, "The provider");
        }

        return new DynamicParameters(new
        {
            provider.Id,
            provider.Key,
            kind = Words.Of(provider.Kind),
            provider.Name,
            provider.Issuer,
            provider.ClientId,
            provider.ClientSecret,
            provider.Scopes,
            provider.AffiliationClaim,
            provider.EntitlementClaim,
            on = provider.IsOn ? 1 : 0,
            now,
        });
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public string Key { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Name { get; init; } = "";
        public string Issuer { get; init; } = "";
        public string ClientId { get; init; } = "";
        public string? ClientSecret { get; init; }
        public string Scopes { get; init; } = "";
        public string AffiliationClaim { get; init; } = "";
        public string EntitlementClaim { get; init; } = "";
        public long IsOn { get; init; }
        public int EditVersion { get; init; }

        public IdentityProvider ToProvider() => new()
        {
            Id = Id,
            Key = Key,
            Kind = Words.Read<ProviderKind>(Kind),
            Name = Name,
            Issuer = Issuer,
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            Scopes = Scopes,
            AffiliationClaim = AffiliationClaim,
            EntitlementClaim = EntitlementClaim,
            IsOn = IsOn == 1,
            EditVersion = EditVersion,
        };
    }
}
