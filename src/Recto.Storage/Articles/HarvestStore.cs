using System.Data.Common;
using System.Globalization;
using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>All articles that were ever public, in the order in which what is told of them changed: for those who keep a copy of the records. One that is a draft again has been deleted for them.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class HarvestStore(Database database)
{
    // The same words as in the indexes.
    private const string Whole = "(CASE WHEN a.full_text_at > a.record_at THEN a.full_text_at ELSE a.record_at END)";
    private const string Record = "a.record_at";

    private const string Tables = """
        JOIN journals j ON j.id = a.journal_id LEFT JOIN issues i ON i.id = a.issue_id AND i.is_draft = 0
        LEFT JOIN made_files m ON m.article_id = a.id AND m.kind = 'jats' AND m.hash IS NOT NULL
        """;

    /// <summary>One page of articles, earliest change first. Never by counting rows: a page costs the same wherever it is.</summary>
    /// <param name="range">Which ones.</param>
    /// <param name="withRecords">Whether their records are wanted, and not their heads alone.</param>
    /// <param name="size">Most rows to give, 1 to 499.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The rows, and whether there are more after them.</returns>
    public async Task<(IReadOnlyList<HarvestRow> Rows, bool HasMore)> ListAsync(HarvestRange range, bool withRecords, int size, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(range);
        Paging.RequireSize(size + 1);
        if (!CanStand(range))
        {
            return ([], false);
        }

        var stamp = range.IsWhole ? Whole : Record;
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT {Columns("p.told_at", withRecords)}
            FROM (SELECT a.id, {stamp} AS told_at FROM articles a WHERE {Conditions(range, stamp)} ORDER BY {stamp}, a.id LIMIT {size + 1}) p
            JOIN articles a ON a.id = p.id {Tables}
            ORDER BY p.told_at, p.id
            """);
        AddValues(command, range);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<HarvestRow>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(Read(reader));
        }

        var hasMore = rows.Count > size;
        return (hasMore ? rows[..size] : rows, hasMore);
    }

    /// <summary>How many articles there are in all in that range, whatever the place in it.</summary>
    public async Task<long> CountAsync(HarvestRange range, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(range);
        if (!CanStand(range))
        {
            return 0;
        }

        var whole = range with { After = null };
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"SELECT COUNT(*) FROM articles a WHERE {Conditions(whole, range.IsWhole ? Whole : Record)}");
        AddValues(command, whole);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }

    /// <summary>One article; null where none of that id was ever public.</summary>
    /// <param name="id">The article.</param>
    /// <param name="isWhole">Whether the full text counts for when it changed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<HarvestRow?> FindAsync(Guid id, bool isWhole, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"SELECT {Columns(isWhole ? Whole : Record, true)} FROM articles a {Tables} WHERE a.id = @id AND a.published_at IS NOT NULL", ("id", id));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? Read(reader) : null;
    }

    /// <summary>When the record that has been left alone longest last changed; null where nothing was ever public.</summary>
    public async Task<DateTimeOffset?> EarliestAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition("SELECT MIN(record_at) FROM articles WHERE published_at IS NOT NULL", cancellationToken: ct)) is { } at
            ? Instants.FromStored(at) : null;
    }

    /// <summary>One page of journals, each followed by those of its sections in which an article was ever public.</summary>
    /// <param name="size">Most rows to give, 1 to 499.</param>
    /// <param name="after">The last row of the page before (a null section is the journal itself); null for the first page.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(IReadOnlyList<HarvestSet> Sets, bool HasMore)> ListSetsAsync(int size, (Guid JournalId, string? SectionKey)? after, CancellationToken ct)
    {
        Paging.RequireSize(size + 1);
        if (!StoredText.CanStand(after?.SectionKey ?? ""))
        {
            return ([], false);
        }

        // A journal stands before its sections, whose keys are never empty.
        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<KeptSet>(new CommandDefinition($"""
            SELECT j.id, j.key, j.title, j.language, s.section_key,
                (SELECT n.names FROM journal_sections n WHERE n.journal_id = j.id AND n.key = s.section_key) AS names,
                (SELECT a.section FROM articles a WHERE a.journal_id = j.id AND a.section_key = s.section_key AND a.published_at IS NOT NULL LIMIT 1) AS heading
            FROM (SELECT id AS journal_id, '' AS section_key FROM journals
                UNION ALL SELECT DISTINCT a.journal_id, a.section_key FROM articles a WHERE a.published_at IS NOT NULL AND a.section_key IS NOT NULL) s
            JOIN journals j ON j.id = s.journal_id
            {(after is null ? "" : "WHERE (s.journal_id, s.section_key) > (@journal, @section)")}
            ORDER BY s.journal_id, s.section_key LIMIT {size + 1}
            """, after is { } place ? new { journal = place.JournalId, section = place.SectionKey ?? "" } : null, cancellationToken: ct))).AsList();
        var hasMore = rows.Count > size;
        return ([.. rows.Take(size).Select(row => row.ToSet())], hasMore);
    }

    /// <summary>
    /// A time by which nothing is stamped any more that is not yet to be seen: whoever has seen everything, and asks for what changed from then on, misses nothing.
    /// It is before the oldest transaction that may still be writing, of this process and on PostgreSQL of any other; other processes at the same SQLite file are given some seconds for theirs.
    /// </summary>
    /// <param name="now">Now, read before anything else is.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<DateTimeOffset> SettledAsync(DateTimeOffset now, CancellationToken ct)
    {
        var own = now - database.OldestWrite();
        if (database.Dialect.HasOneWriter)
        {
            return Earlier(own, now - Others);
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            SELECT CAST(COALESCE(MAX(EXTRACT(EPOCH FROM clock_timestamp() - xact_start)), 0) * 1000000 AS BIGINT) FROM pg_stat_activity
            WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND state <> 'idle'
            """);
        var oldest = Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
        return Earlier(own, now - TimeSpan.FromMicroseconds(oldest) - Others);
    }

    /// <summary>How long before the oldest transaction that is seen another process may have read its clock.</summary>
    internal static readonly TimeSpan Others = TimeSpan.FromSeconds(5);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static string Columns(string stamp, bool withRecords) => $"""
        a.id, {stamp}, a.slug, a.section_key, j.key, j.title, j.publisher, j.print_issn, j.online_issn, i.volume, i.number, m.hash, COALESCE(m.length, 0), {(withRecords ? "a.article" : "NULL")}, {ArticleTerms.Columns}
        """;

    private static string Conditions(HarvestRange range, string stamp)
    {
        // SQLite seeks a pair of columns, but none of which one is an expression: then it seeks the first, and looks at pairs from there. The bound stands on every first page, for it makes both databases choose the index of that order.
        var conditions = new List<string> { "a.published_at IS NOT NULL" };
        conditions.Add(range.After is null || range.IsWhole ? $"{stamp} >= @from" : "1 = 1");
        conditions.Add(range.After is null ? "1 = 1" : $"({stamp}, a.id) > (@from, @last)");
        conditions.Add(range.Before is null ? "1 = 1" : $"{stamp} < @before");
        conditions.Add(range.Journal is null ? "1 = 1" : "a.journal_id = (SELECT id FROM journals WHERE key = @journal)");
        conditions.Add(range.Section is null ? "1 = 1" : "a.section_key = @section");

        // What the access rule says of anybody, in words of the index.
        conditions.Add(range.OpenAt is null ? "1 = 1" : ArticleTerms.IsOpen);
        return string.Join(" AND ", conditions.Where(condition => condition != "1 = 1"));
    }

    private static void AddValues(DbCommand command, HarvestRange range)
    {
        command.Add("from", (range.After?.At ?? range.From) is { } from ? Instants.ToStored(from) : 0L);
        if (range.After is { } place)
        {
            command.Add("last", place.Id);
        }

        if (range.OpenAt is { } openAt)
        {
            command.Add("at", Instants.ToStored(openAt));
        }

        if (range.Before is { } before)
        {
            command.Add("before", Instants.ToStored(before));
        }

        if (range.Journal is { } journal)
        {
            command.Add("journal", journal);
        }

        if (range.Section is { } section)
        {
            command.Add("section", section);
        }
    }

    private static bool CanStand(HarvestRange range) => StoredText.CanStand(range.Journal ?? "", range.Section ?? "");

    private static HarvestRow Read(DbDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        ChangedAt = reader.Instant(1),
        Slug = reader.GetString(2),
        SectionKey = reader.TextOrNull(3),
        JournalKey = reader.GetString(4),
        JournalTitle = reader.GetString(5),
        Publisher = reader.TextOrNull(6),
        PrintIssn = reader.TextOrNull(7),
        OnlineIssn = reader.TextOrNull(8),
        Volume = reader.TextOrNull(9),
        Number = reader.TextOrNull(10),
        JatsHash = reader.TextOrNull(11),
        JatsLength = reader.GetInt64(12),
        ArticleJson = reader.IsDBNull(13) ? [] : reader.Bytes(13),
        Terms = ArticleTerms.Read(reader, 14),
    };

    private sealed record KeptSet
    {
        private const string AsPrinted = "und";
        public Guid Id { get; init; }
        public string Key { get; init; } = "";
        public string Title { get; init; } = "";
        public string? Language { get; init; }
        public string SectionKey { get; init; } = "";
        public string? Names { get; init; }
        public string? Heading { get; init; }

        public HarvestSet ToSet() => SectionKey.Length == 0 ? new HarvestSet(Id, Key, Title, Language, null, null) : new HarvestSet(Id, Key, Title, Language, SectionKey, NameOf());

        private string NameOf()
        {
            IReadOnlyDictionary<string, string> names = Names is null ? new Dictionary<string, string>() : DetailsJson.ReadNames(Names);
            return names.GetValueOrDefault(Language ?? AsPrinted) ?? names.GetValueOrDefault(AsPrinted) ?? names.Values.FirstOrDefault() ?? Heading ?? SectionKey;
        }
    }
}
