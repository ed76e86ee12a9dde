using System.Data.Common;

namespace Recto.Storage.Sql;

/// <summary>Articles that somebody has in hand.</summary>
/// <param name="Work">In which work.</param>
/// <param name="Lease">The word by which whoever has them is known.</param>
/// <param name="Ids">The articles.</param>
public sealed record ArticleClaim(string Work, string Lease, IReadOnlyList<Guid> Ids)
{
    /// <summary>The last of them in the order of ids, which both databases compare byte by byte.</summary>
    public Guid Last => Ids.MaxBy(id => id.ToString("N"), StringComparer.Ordinal);
}

/// <summary>
/// Divides the articles of a work among all who do it, processes and machines: what one has in hand no other is given, until it is given back or the lease lapses, because whoever had it is gone.
/// A lease is reckoned by the clock of the database where there is one (PostgreSQL), so that clocks of machines may differ. Whoever outlives its own lease may meet another at the same article:
/// the works that are done so write an article whole, whoever comes second in place of what the first wrote.
/// </summary>
/// <param name="database">Where claims are kept.</param>
public sealed class ArticleClaims(Database database)
{
    /// <summary>How long what was taken is held: many times what some articles take.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Gives articles back that were taken: they are done, or another is to do them.</summary>
    public async Task GiveBackAsync(ArticleClaim claim, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(claim);
        await using var tx = await database.BeginAsync(ct);
        await using var command = tx.Command("DELETE FROM node_claims WHERE work = @work AND lease = @lease", ("work", claim.Work), ("lease", claim.Lease));
        await command.ExecuteNonQueryAsync(ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>Whether anybody has articles of that work in hand whose lease holds.</summary>
    public async Task<bool> AreInHandAsync(string work, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"SELECT 1 FROM node_claims WHERE work = @work AND leased_until > {Now} LIMIT 1", ("work", work));
        AddNow(command);
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    /// <summary>Takes some articles that are to be done and that nobody has in hand.</summary>
    /// <param name="work">The work.</param>
    /// <param name="select">A statement that gives the ids of what is to be done, up to the end of its condition.</param>
    /// <param name="column">The column that it gives.</param>
    /// <param name="size">Most to give.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="values">Values of the statement.</param>
    /// <returns>Null where nothing is left that is free.</returns>
    internal async Task<ArticleClaim?> TakeAsync(string work, string select, string column, int size, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        await using (var connection = await database.OpenAsync(ct))
        await using (var look = connection.Command($"{select} LIMIT 1", values))
        {
            if (await look.ExecuteScalarAsync(ct) is null)
            {
                return null; // As a rule: nobody waits for a transaction.
            }
        }

        var lease = Guid.NewGuid().ToString("N");
        var ids = new List<Guid>(size);
        await using var tx = await database.BeginAsync(ct);
        await database.Dialect.LockAsync(tx, ["claims " + work], ct); // One after the other: whoever comes next sees what this one took.
        await using (var lapsed = tx.Command($"DELETE FROM node_claims WHERE work = @work AND leased_until <= {Now}", ("work", work)))
        {
            AddNow(lapsed);
            await lapsed.ExecuteNonQueryAsync(ct);
        }

        await using (var take = tx.Command($"""
            INSERT INTO node_claims (work, article_id, lease, leased_until)
            SELECT @work, x.id, @lease, {Now} + @length FROM (
                {select.Replace($"SELECT {column} ", $"SELECT {column} AS id ", StringComparison.Ordinal)} AND NOT EXISTS (SELECT 1 FROM node_claims c WHERE c.work = @work AND c.article_id = {column}) ORDER BY {column} LIMIT @size) x
            WHERE 1 = 1 RETURNING article_id
            """, [.. values, ("work", work), ("lease", lease), ("length", (long)Lease.TotalMicroseconds), ("size", size)]))
        {
            AddNow(take);
            await using var reader = await take.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                ids.Add(reader.GetGuid(0));
            }
        }

        await tx.CommitAsync(ct);
        return ids.Count == 0 ? null : new ArticleClaim(work, lease, ids);
    }

    private string Now => database.Dialect.HasOneWriter ? "@clock" : Instants.OfPostgres;

    private void AddNow(DbCommand command)
    {
        if (database.Dialect.HasOneWriter)
        {
            command.Add("clock", Instants.ToStored(TimeProvider.System.GetUtcNow())); // All processes of one file have one clock.
        }
    }
}
