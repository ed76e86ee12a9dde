using System.Globalization;
using Recto.Journals.Usage;
using Recto.Storage.Sql;

namespace Recto.Storage.Usage;

public sealed partial class UsageStore
{
    /// <summary>How many hosts are named for one journal in one month, by each process that writes; what comes from further ones counts as others. Whoever makes names up fills no database by it.</summary>
    public const int MostHosts = 500;

    /// <summary>The country of an address that the table does not know: two letters that ISO 3166-1 gives to nobody.</summary>
    public const string UnknownCountry = "ZZ";

    private readonly Lock _namedLock = new();
    private readonly Dictionary<(int Month, Guid JournalId), HashSet<string>> _named = [];

    /// <summary>Adds whence the readers of a batch came to the sums of the months.</summary>
    /// <param name="tx">The transaction of the batch.</param>
    /// <param name="places">The sums of the batch.</param>
    /// <param name="ct">Cancels.</param>
    public async Task AddPlacesAsync(WriteTransaction tx, UsagePlaces places, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(places);
        if (places.IsEmpty)
        {
            return;
        }

        // On PostgreSQL two processes would wait for each other's rows in any order.
        await database.Dialect.LockAsync(tx, ["usage places"], ct);
        foreach (var (key, sum) in places.Countries)
        {
            await using var command = tx.Command("""
                INSERT INTO usage_countries (month, journal_id, country, investigations, requests) VALUES (@month, @journal, @country, @investigations, @requests)
                ON CONFLICT (month, journal_id, country) DO UPDATE SET investigations = usage_countries.investigations + excluded.investigations, requests = usage_countries.requests + excluded.requests
                """, ("month", UsageNumbers.Of(key.Month)), ("journal", key.JournalId), ("country", key.Country), ("investigations", sum.Investigations), ("requests", sum.Requests));
            await command.ExecuteNonQueryAsync(ct);
        }

        foreach (var journal in places.Hosts.GroupBy(one => (Month: UsageNumbers.Of(one.Key.Month), one.Key.JournalId)))
        {
            var named = await NamedAsync(tx, journal.Key.Month, journal.Key.JournalId, ct);
            foreach (var row in journal.GroupBy(one => (one.Key.ArticleId, Host: NameOf(named, one.Key.Host))))
            {
                await using var command = tx.Command("""
                    INSERT INTO usage_referrers (month, journal_id, host, article_id, visits) VALUES (@month, @journal, @host, @article, @visits)
                    ON CONFLICT (month, journal_id, host, article_id) DO UPDATE SET visits = usage_referrers.visits + excluded.visits
                    """, ("month", journal.Key.Month), ("journal", journal.Key.JournalId), ("host", row.Key.Host), ("article", row.Key.ArticleId), ("visits", row.Sum(one => one.Value)));
                await command.ExecuteNonQueryAsync(ct);
            }
        }
    }

    /// <summary>How many readers each host led to it in each of those months, names and all.</summary>
    /// <param name="scope">To what.</param>
    /// <param name="first">The first month.</param>
    /// <param name="last">The last.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<(UsageMonth Month, string Host, long Visits)>> ListReferrersAsync(UsageScope scope, UsageMonth first, UsageMonth last, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var only = scope switch { { ArticleId: not null } => " AND c.article_id = @id", { IssueId: not null } => " AND a.issue_id = @id", { JournalId: not null } => " AND c.journal_id = @id", _ => "" };
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT c.month, c.host, CAST(SUM(c.visits) AS BIGINT) FROM usage_referrers c{(scope.IssueId is null ? "" : " JOIN articles a ON a.id = c.article_id")}
            WHERE {In(first, last)}{only}
            GROUP BY c.month, c.host
            """, ("id", scope.Id ?? Guid.Empty));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var visits = new List<(UsageMonth, string, long)>();
        while (await reader.ReadAsync(ct))
        {
            visits.Add((UsageNumbers.Month(reader.GetInt32(0)), reader.GetString(1), reader.GetInt64(2)));
        }

        return visits;
    }

    /// <summary>What was read in which country in those months, of a journal or of the site; of an issue or an article nothing is kept.</summary>
    /// <param name="scope">A journal, or the site.</param>
    /// <param name="first">The first month.</param>
    /// <param name="last">The last.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<UsedCountry>> ListCountriesAsync(UsageScope scope, UsageMonth first, UsageMonth last, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT c.month, c.country, CAST(SUM(c.investigations) AS BIGINT), CAST(SUM(c.requests) AS BIGINT) FROM usage_countries c
            WHERE {In(first, last)}{(scope.JournalId is null ? "" : " AND c.journal_id = @id")} GROUP BY c.month, c.country
            """, ("id", scope.Id ?? Guid.Empty));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var countries = new List<UsedCountry>();
        while (await reader.ReadAsync(ct))
        {
            countries.Add(new UsedCountry(UsageNumbers.Month(reader.GetInt32(0)), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3)));
        }

        return countries;
    }

    /// <summary>Takes away the names of hosts that led too few readers to a journal in the month before this one, which is over; and, where counts are not kept for good, the sums of old months.</summary>
    /// <param name="present">This month.</param>
    /// <param name="kept">The first month that is kept; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public async Task ForgetPlacesAsync(UsageMonth present, UsageMonth? kept, CancellationToken ct)
    {
        var month = UsageNumbers.Of(present.Plus(-1));
        const string Rare = "month = @month AND host <> '' AND (SELECT SUM(x.visits) FROM usage_referrers x WHERE x.month = usage_referrers.month AND x.journal_id = usage_referrers.journal_id AND x.host = usage_referrers.host) < @fewest";
        await using (var connection = await database.OpenAsync(ct))
        {
            await using var look = connection.Command($"""
                SELECT CASE WHEN EXISTS (SELECT 1 FROM usage_referrers WHERE {Rare}) OR EXISTS (SELECT 1 FROM usage_referrers WHERE month < @kept) OR EXISTS (SELECT 1 FROM usage_countries WHERE month < @kept) THEN 1 ELSE 0 END
                """, ("month", month), ("fewest", (long)ReferringHost.Fewest), ("kept", kept is { } oldest ? UsageNumbers.Of(oldest) : 0));
            if (Convert.ToInt32(await look.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture) == 0)
            {
                return; // As a rule: nothing is locked for it.
            }
        }

        await using var tx = await database.BeginAsync(ct);
        await database.Dialect.LockAsync(tx, ["usage places"], ct);
        foreach (var sql in new[]
        {
            $"""
            INSERT INTO usage_referrers (month, journal_id, host, article_id, visits)
            SELECT month, journal_id, '', article_id, CAST(SUM(visits) AS BIGINT) FROM usage_referrers WHERE {Rare} GROUP BY month, journal_id, article_id
            ON CONFLICT (month, journal_id, host, article_id) DO UPDATE SET visits = usage_referrers.visits + excluded.visits
            """,
            $"DELETE FROM usage_referrers WHERE {Rare}",
        })
        {
            await using var fold = tx.Command(sql, ("month", month), ("fewest", (long)ReferringHost.Fewest));
            await fold.ExecuteNonQueryAsync(ct);
        }

        if (kept is { } first)
        {
            await tx.RunAsync("DELETE FROM usage_referrers WHERE month < @day", ct, ("day", UsageNumbers.Of(first)));
            await tx.RunAsync("DELETE FROM usage_countries WHERE month < @day", ct, ("day", UsageNumbers.Of(first)));
        }

        await tx.CommitAsync(ct);
    }

    // A name that has a place keeps it; one that comes when all places are taken has none.
    private string NameOf(HashSet<string> named, string host)
    {
        lock (_namedLock)
        {
            return named.Contains(host) || (named.Count < MostHosts && named.Add(host)) ? host : ReferringHost.Others;
        }
    }

    private async Task<HashSet<string>> NamedAsync(WriteTransaction tx, int month, Guid journalId, CancellationToken ct)
    {
        lock (_namedLock)
        {
            if (_named.TryGetValue((month, journalId), out var known))
            {
                return known;
            }
        }

        var named = new HashSet<string>(StringComparer.Ordinal);
        await using (var command = tx.Command("SELECT DISTINCT host FROM usage_referrers WHERE month = @month AND journal_id = @journal AND host <> ''", ("month", month), ("journal", journalId)))
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                named.Add(reader.GetString(0));
            }
        }

        lock (_namedLock)
        {
            foreach (var old in _named.Keys.Where(key => key.Month < month && UsageNumbers.Month(key.Month).Plus(1) < UsageNumbers.Month(month)).ToList())
            {
                _named.Remove(old); // Nothing comes that late.
            }

            return _named[(month, journalId)] = named;
        }
    }
}
