using System.Globalization;
using Recto.Storage.Sql;

namespace Recto.Storage.Harvest;

/// <summary>What sitemaps list: addresses and when what stands there was last changed. One year of one journal is one file, so that most files never change.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class SitemapStore(Database database)
{
    /// <summary>How the files of what bears no date are called.</summary>
    public const string Undated = "0000";

    // A site of more journals would want an index of indexes; the standard has none.
    private const int MostYears = 50_000;

    /// <summary>Years of journals in which something is public, with how many articles each has and when one of them or of its issues was last changed (or taken away).</summary>
    public async Task<IReadOnlyList<SitemapYear>> ListYearsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            SELECT j.key, y.year, y.articles, y.changed FROM (
                SELECT u.journal_id, u.year, SUM(u.articles) AS articles, MAX(u.changed) AS changed FROM (
                    SELECT a.journal_id, SUBSTR(a.recency_key, 1, 4) AS year, COUNT(*) AS articles, MAX(a.record_at) AS changed
                        FROM articles a WHERE a.is_draft = 0 GROUP BY a.journal_id, SUBSTR(a.recency_key, 1, 4)
                    UNION ALL
                    SELECT w.journal_id, SUBSTR(w.recency_key, 1, 4), 0, MAX(w.record_at)
                        FROM articles w WHERE w.withdrawn_at IS NOT NULL GROUP BY w.journal_id, SUBSTR(w.recency_key, 1, 4)
                    UNION ALL
                    SELECT i.journal_id, SUBSTR(COALESCE(i.published, '0000'), 1, 4), 0, MAX(i.updated_at)
                        FROM issues i WHERE i.is_draft = 0 AND i.kind <> 'onlineFirst' GROUP BY i.journal_id, SUBSTR(COALESCE(i.published, '0000'), 1, 4)) AS u
                GROUP BY u.journal_id, u.year) AS y
            JOIN journals j ON j.id = y.journal_id ORDER BY j.key, y.year DESC LIMIT @most
            """, ("most", MostYears));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var years = new List<SitemapYear>();
        while (await reader.ReadAsync(ct))
        {
            years.Add(new(reader.GetString(0), reader.GetString(1), Convert.ToInt32(reader.GetValue(2), CultureInfo.InvariantCulture), Instants.FromStored(Convert.ToInt64(reader.GetValue(3), CultureInfo.InvariantCulture))));
        }

        return years;
    }

    /// <summary>Published articles of a journal's year, newest first: a part of them, told by number, since the parts of a year are cut when the index is written.</summary>
    /// <param name="journalKey">The journal.</param>
    /// <param name="year">Four digits; <see cref="Undated"/> for those without a date.</param>
    /// <param name="size">Articles in a part.</param>
    /// <param name="part">From 1.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IReadOnlyList<SitemapAddress>> ListArticlesAsync(string journalKey, string year, int size, int part, CancellationToken ct) => ReadAsync("""
        SELECT a.slug, a.record_at FROM articles a
        WHERE a.journal_id = (SELECT j.id FROM journals j WHERE j.key = @journalKey) AND a.is_draft = 0 AND a.recency_key >= @from AND a.recency_key < @to
        ORDER BY a.recency_key DESC, a.id DESC LIMIT @size OFFSET @skip
        """, ct, ("journalKey", journalKey), ("from", year), ("to", year + "~"), ("size", size), ("skip", (part - 1) * size));

    /// <summary>Public issues of a journal's year, with when the issue or an article in it was last changed.</summary>
    public Task<IReadOnlyList<SitemapAddress>> ListIssuesAsync(string journalKey, string year, int size, CancellationToken ct) => ReadAsync("""
        SELECT i.key, i.updated_at FROM issues i
        WHERE i.journal_id = (SELECT j.id FROM journals j WHERE j.key = @journalKey) AND i.is_draft = 0 AND i.kind <> 'onlineFirst' AND SUBSTR(COALESCE(i.published, '0000'), 1, 4) = @year
        ORDER BY i.sort_key DESC, i.id DESC LIMIT @size
        """, ct, ("journalKey", journalKey), ("year", year), ("size", size));

    /// <summary>When the newest change to an article of each issue of a journal was; issues without articles are missing.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> ListIssueChangesAsync(string journalKey, CancellationToken ct)
    {
        var rows = await ReadAsync("""
            SELECT i.key, x.changed FROM (
                SELECT a.issue_id, MAX(a.record_at) AS changed FROM articles a
                WHERE a.journal_id = (SELECT j.id FROM journals j WHERE j.key = @journalKey) AND a.is_draft = 0 AND a.issue_id IS NOT NULL GROUP BY a.issue_id) AS x
            JOIN issues i ON i.id = x.issue_id
            """, ct, ("journalKey", journalKey));
        return rows.ToDictionary(row => row.Key, row => row.Changed, StringComparer.Ordinal);
    }

    /// <summary>All journals: key, and when the journal or anything in it was last changed.</summary>
    public Task<IReadOnlyList<SitemapAddress>> ListJournalsAsync(CancellationToken ct) => ReadAsync("""
        SELECT j.key, (SELECT MAX(x.at) FROM (SELECT j.updated_at AS at
            UNION ALL SELECT MAX(i.updated_at) FROM issues i WHERE i.journal_id = j.id AND i.is_draft = 0
            UNION ALL SELECT MAX(a.record_at) FROM articles a WHERE a.journal_id = j.id AND a.published_at IS NOT NULL) AS x)
        FROM journals j ORDER BY j.key LIMIT @most
        """, ct, ("most", MostYears));

    /// <summary>Pages of journals' own: journal and page, language, when it was last changed.</summary>
    public async Task<IReadOnlyList<(string Journal, string Page, string Language, DateTimeOffset Changed)>> ListPagesAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT j.key, p.key, p.language, p.updated_at FROM journal_pages p JOIN journals j ON j.id = p.journal_id ORDER BY j.key, p.position, p.key, p.language LIMIT @most", ("most", MostYears));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var pages = new List<(string, string, string, DateTimeOffset)>();
        while (await reader.ReadAsync(ct))
        {
            pages.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.Instant(3)));
        }

        return pages;
    }

    private async Task<IReadOnlyList<SitemapAddress>> ReadAsync(string sql, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        if (!StoredText.CanStand([.. values.Select(value => value.Value).OfType<string>()]))
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<SitemapAddress>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new(reader.GetString(0), reader.Instant(1)));
        }

        return rows;
    }
}

/// <summary>A year of a journal.</summary>
/// <param name="JournalKey">The journal's part of the address.</param>
/// <param name="Year">Four digits; <see cref="SitemapStore.Undated"/> for what bears no date.</param>
/// <param name="Articles">How many of its articles are published.</param>
/// <param name="Changed">When one of them, or an issue, was last changed.</param>
public sealed record SitemapYear(string JournalKey, string Year, int Articles, DateTimeOffset Changed);

/// <summary>Something with an address.</summary>
/// <param name="Key">Its part of the address.</param>
/// <param name="Changed">When it was last changed.</param>
public sealed record SitemapAddress(string Key, DateTimeOffset Changed);
