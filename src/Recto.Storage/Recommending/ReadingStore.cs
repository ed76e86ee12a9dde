using System.Data.Common;
using System.Globalization;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Recommending;

/// <summary>What readers with a list of their own have read, by account, and what is near to each article. Of all others nothing is kept here.</summary>
/// <param name="database">Where it is kept.</param>
public sealed partial class ReadingStore(Database database)
{
    /// <summary>So many articles are kept of one reader; the oldest go.</summary>
    public const int MostReads = 1000;

    /// <summary>Whether somebody has a list of their own; null where not.</summary>
    public async Task<KeptReading?> FindAsync(Guid account, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT r.since, (SELECT COUNT(*) FROM account_reads a WHERE a.account_id = r.account_id) FROM reading_accounts r WHERE r.account_id = @account", ("account", account));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new(reader.Instant(0), (int)reader.GetInt64(1)) : null;
    }

    /// <summary>Whether anybody has.</summary>
    public async Task<bool> AnyAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT 1 FROM reading_accounts LIMIT 1");
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    /// <summary>Switches a list of one’s own on: what is read from now on is kept.</summary>
    /// <returns>False where it was on already.</returns>
    public async Task<bool> SwitchOnAsync(Guid account, DateTimeOffset now, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var changed = await tx.RunAsync("INSERT INTO reading_accounts (account_id, since, kept_from) VALUES (@account, @now, @now) ON CONFLICT (account_id) DO NOTHING", ct, ("account", account), ("now", Instants.ToStored(now)));
        await tx.CommitAsync(ct);
        return changed > 0;
    }

    /// <summary>Switches it off: everything that was kept goes with it, in one transaction.</summary>
    public async Task SwitchOffAsync(Guid account, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await SwitchOffAsync(tx, account, ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>The same in a transaction that does more, as one that erases an account.</summary>
    public async Task SwitchOffAsync(WriteTransaction tx, Guid account, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await LockAsync(tx, account, ct);
        await tx.RunAsync("DELETE FROM account_reads WHERE account_id = @account", ct, ("account", account));
        await tx.RunAsync("DELETE FROM reading_accounts WHERE account_id = @account", ct, ("account", account));
    }

    /// <summary>Deletes everything that was kept until now; the list stays switched on.</summary>
    public async Task ClearAsync(Guid account, DateTimeOffset now, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await LockAsync(tx, account, ct);
        await tx.RunAsync("UPDATE reading_accounts SET kept_from = @now WHERE account_id = @account", ct, ("account", account), ("now", Instants.ToStored(now)));
        await tx.RunAsync("DELETE FROM account_reads WHERE account_id = @account", ct, ("account", account));
        await tx.CommitAsync(ct);
    }

    /// <summary>Deletes one read.</summary>
    public async Task RemoveAsync(Guid account, Guid article, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await tx.RunAsync("DELETE FROM account_reads WHERE account_id = @account AND article_id = @article", ct, ("account", account), ("article", article));
        await tx.CommitAsync(ct);
    }

    /// <summary>Keeps what was read by those who have a list of their own, and after they switched it on; all else is dropped here. Of one article the first day stays; of more than <see cref="MostReads"/> articles the latest.</summary>
    public async Task AddAsync(IReadOnlyCollection<AccountRead> reads, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(reads);
        foreach (var ofAccount in reads.GroupBy(read => read.AccountId))
        {
            if (!await IsOnAsync(ofAccount.Key, ct))
            {
                continue;
            }

            await using var tx = await database.BeginAsync(ct);
            await LockAsync(tx, ofAccount.Key, ct);
            var added = 0;
            foreach (var read in ofAccount.OrderBy(read => read.At))
            {
                added += await tx.RunAsync("""
                    INSERT INTO account_reads (account_id, article_id, day) SELECT r.account_id, a.id, @day FROM reading_accounts r, articles a WHERE r.account_id = @account AND r.kept_from <= @at AND a.id = @article AND a.is_draft = 0
                    ON CONFLICT (account_id, article_id) DO NOTHING
                    """, ct, ("account", read.AccountId), ("article", read.ArticleId), ("day", DayNumber.Of(DateOnly.FromDateTime(read.At.UtcDateTime))), ("at", Instants.ToStored(read.At)));
            }

            if (added > 0)
            {
                await tx.RunAsync("""
                    DELETE FROM account_reads WHERE account_id = @account AND article_id IN (SELECT article_id FROM account_reads WHERE account_id = @account ORDER BY day DESC, article_id LIMIT 1000000 OFFSET @most)
                    """, ct, ("account", ofAccount.Key), ("most", MostReads));
            }

            await tx.CommitAsync(ct);
        }
    }

    /// <summary>Deletes what was read before a day.</summary>
    /// <returns>How many reads went.</returns>
    public async Task<int> FadeAsync(DateOnly before, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var gone = await tx.RunAsync("DELETE FROM account_reads WHERE day < @day", ct, ("day", DayNumber.Of(before)));
        await tx.CommitAsync(ct);
        return gone;
    }

    /// <summary>A page of what is kept of somebody, the latest first.</summary>
    public async Task<Page<KeptRead>> ListAsync(Guid account, int size, Cursor? after, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT r.article_id, a.slug, a.title, a.language, a.is_draft, r.day FROM account_reads r JOIN articles a ON a.id = r.article_id WHERE r.account_id = @account
            {(after is null ? "" : "AND (r.day < @day OR (r.day = @day AND r.article_id > @id))")} ORDER BY r.day DESC, r.article_id LIMIT @size
            """, ("account", account), ("size", size + 1));
        if (after is { } place)
        {
            command.Add("day", int.TryParse(place.Sort, NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : 0);
            command.Add("id", place.Id);
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<KeptRead>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(ReadOf(reader));
        }

        return rows.Count <= size ? new(rows, null) : new(rows[..size], new Cursor(DayNumber.Of(rows[size - 1].Day).ToString(CultureInfo.InvariantCulture), rows[size - 1].ArticleId));
    }

    /// <summary>What is kept of somebody, the latest first, each article with what is near to it.</summary>
    public async Task<IReadOnlyList<ReadWithNear>> ListWithNearAsync(Guid account, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT r.article_id, a.slug, a.title, a.language, a.is_draft, r.day, n.near, (SELECT MIN(CAST(x.to_id AS TEXT)) FROM article_relations x WHERE x.from_id = a.id AND x.type IN ({ShownArticles.NoticeTypes}))
            FROM account_reads r JOIN articles a ON a.id = r.article_id LEFT JOIN near_articles n ON n.article_id = r.article_id WHERE r.account_id = @account ORDER BY r.day DESC, r.article_id
            """, ("account", account));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<ReadWithNear>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new(ReadOf(reader), reader.TextOrNull(7) is { } about ? Guid.Parse(about) : null, reader.IsDBNull(6) ? [] : reader.Bytes(6)));
        }

        return rows;
    }

    /// <summary>Of some articles those that may be shown: public, not retracted, and no notice of another.</summary>
    public async Task<IReadOnlyList<CandidateRow>> ListCandidatesAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count == 0)
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("");
        command.CommandText = $"""
            SELECT a.id, a.slug, a.title, a.authors, a.published, a.language, COALESCE(a.published_at, a.created_at), p.person_key
            FROM articles a LEFT JOIN article_people p ON p.article_id = a.id AND p.role = 'author'
            WHERE {command.In("a.id", "a", ids)} AND a.is_draft = 0 AND {ShownArticles.NotRetracted} AND {ShownArticles.NoNotice}
            """;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (rows, people) = (new Dictionary<Guid, CandidateRow>(), new Dictionary<Guid, List<string>>());
        while (await reader.ReadAsync(ct))
        {
            var id = reader.GetGuid(0);
            if (!people.TryGetValue(id, out var authors))
            {
                people.Add(id, authors = []);
                rows.Add(id, new CandidateRow
                {
                    Id = id,
                    Slug = reader.GetString(1),
                    Title = reader.GetString(2),
                    Authors = reader.TextOrNull(3),
                    Published = reader.TextOrNull(4),
                    Language = reader.TextOrNull(5),
                    Since = reader.Instant(6),
                    People = authors,
                });
            }

            if (reader.TextOrNull(7) is { } person)
            {
                authors.Add(person);
            }
        }

        return [.. rows.Values];
    }

    /// <summary>What readers with a list of their own have read, the latest first; who they are is not told.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Guid>>> ListReadersAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT r.account_id, r.article_id FROM account_reads r ORDER BY r.account_id, r.day DESC, r.article_id");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (readers, last) = (new List<List<Guid>>(), Guid.Empty);
        while (await reader.ReadAsync(ct))
        {
            if (reader.GetGuid(0) is var account && (account != last || readers.Count == 0))
            {
                readers.Add([]);
                last = account;
            }

            readers[^1].Add(reader.GetGuid(1));
        }

        return readers;
    }

    private async Task<bool> IsOnAsync(Guid account, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT 1 FROM reading_accounts WHERE account_id = @account", ("account", account));
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    // Whoever keeps a read waits for whoever switches off, and finds nothing then.
    private Task LockAsync(WriteTransaction tx, Guid account, CancellationToken ct) => database.Dialect.LockAsync(tx, ["reading " + account.ToString("N")], ct);

    private static KeptRead ReadOf(DbDataReader reader) => new(reader.GetGuid(0), reader.GetString(1), reader.GetInt32(4) != 0 ? null : reader.GetString(2), reader.GetInt32(4) != 0 ? null : reader.TextOrNull(3), DayNumber.Read(reader.GetInt32(5)));
}
