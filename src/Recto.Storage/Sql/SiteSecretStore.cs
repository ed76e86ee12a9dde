using System.Security.Cryptography;
using Dapper;

namespace Recto.Storage.Sql;

/// <summary>Keys by which the site knows its own signatures again: made by chance when first asked for, shared by all its processes, kept for good.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class SiteSecretStore(Database database)
{
    private const int Length = 32;

    /// <summary>The key of that name, 32 bytes. Of two processes that ask at once for a new one, both get the same.</summary>
    public async Task<byte[]> GetAsync(string name, DateTimeOffset now, CancellationToken ct)
    {
        StoredText.Require(name, "The name of a key");
        if (await FindAsync(name, ct) is { } kept)
        {
            return kept;
        }

        await using (var tx = await database.BeginAsync(ct))
        {
            await using var command = tx.Command("INSERT INTO site_secrets (name, secret, created_at) VALUES (@name, @secret, @now) ON CONFLICT (name) DO NOTHING",
                ("name", name), ("secret", RandomNumberGenerator.GetBytes(Length)), ("now", Instants.ToStored(now)));
            await command.ExecuteNonQueryAsync(ct);
            await tx.CommitAsync(ct);
        }

        return (await FindAsync(name, ct))!;
    }

    private async Task<byte[]?> FindAsync(string name, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<byte[]?>(new CommandDefinition("SELECT secret FROM site_secrets WHERE name = @name", new { name }, cancellationToken: ct));
    }
}
