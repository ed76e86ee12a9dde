using System.Data.Common;
using System.Globalization;
using Dapper;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Sql;

namespace Recto.Storage.Issues;

/// <summary>The journals of the site.</summary>
/// <param name="database">Where they are kept.</param>
public sealed partial class JournalStore(Database database)
{
    private static readonly StringComparer ReadersOrder = StringComparer.Create(CultureInfo.InvariantCulture, ignoreCase: true);

    private const string Columns = "id, key, title, abbreviation, publisher, print_issn, online_issn, language, about, reading, notes_are_open, details, edit_version, access_policy";

    /// <summary>What counts of articles are kept by; tests keep others.</summary>
    internal KeptCounts<Dictionary<Guid, int>> Counted { get; init; } = new(100_000, TimeProvider.System);

    /// <summary>Makes sure of a journal with that key: adds it, or fills in what nobody has said yet. What is there already stays, an editor may have written it.</summary>
    /// <returns>The journal as it is kept now.</returns>
    public Task<JournalRow> EnsureAsync(WriteTransaction tx, Journal journal, DateTimeOffset now, CancellationToken ct) => WriteAsync(tx, journal, isFilledIn: true, now, $"""
        INSERT INTO journals (id, key, title, title_key, abbreviation, publisher, print_issn, online_issn, language, about, reading, notes_are_open, details, created_at, updated_at)
        VALUES (@Id, @Key, @Title, @TitleKey, @Abbreviation, @Publisher, @PrintIssn, @OnlineIssn, @Language, @About, @Reading, @NotesAreOpen, @Details, @Now, @Now)
        ON CONFLICT (key) DO UPDATE SET
            abbreviation = COALESCE(journals.abbreviation, excluded.abbreviation),
            publisher = COALESCE(journals.publisher, excluded.publisher),
            print_issn = COALESCE(journals.print_issn, excluded.print_issn),
            online_issn = COALESCE(journals.online_issn, excluded.online_issn),
            language = COALESCE(journals.language, excluded.language),
            about = COALESCE(journals.about, excluded.about)
        RETURNING {Columns}
        """, ct);

    /// <summary>Writes a journal as it stands here, adding it where its key is new.</summary>
    /// <returns>The journal as it is kept now.</returns>
    public Task<JournalRow> SaveAsync(WriteTransaction tx, Journal journal, DateTimeOffset now, CancellationToken ct) => WriteAsync(tx, journal, isFilledIn: false, now, $"""
        INSERT INTO journals (id, key, title, title_key, abbreviation, publisher, print_issn, online_issn, language, about, reading, notes_are_open, details, created_at, updated_at)
        VALUES (@Id, @Key, @Title, @TitleKey, @Abbreviation, @Publisher, @PrintIssn, @OnlineIssn, @Language, @About, @Reading, @NotesAreOpen, @Details, @Now, @Now)
        ON CONFLICT (key) DO UPDATE SET
            title = excluded.title, title_key = excluded.title_key, abbreviation = excluded.abbreviation, publisher = excluded.publisher,
            print_issn = excluded.print_issn, online_issn = excluded.online_issn, language = excluded.language, about = excluded.about, reading = excluded.reading, notes_are_open = excluded.notes_are_open, details = excluded.details,
            edit_version = journals.edit_version + 1,
            updated_at = CASE WHEN excluded.updated_at > journals.updated_at THEN excluded.updated_at ELSE journals.updated_at END
        RETURNING {Columns}
        """, ct);

    /// <summary>The journal with that key; null where there is none.</summary>
    public Task<JournalRow?> FindAsync(string key, CancellationToken ct) => database.AskAsync(together => Find(together, key), ct);

    /// <summary>The same, asked together with other things.</summary>
    public Answer<JournalRow?> Find(RoundTrip together, string key)
    {
        database.RequireOwn(together);
        return !StoredText.CanStand(key) ? new(null)
            : together.Add($"SELECT {Columns} FROM journals WHERE key = @key", async (reader, ct) => await RoundTrips.RowsAsync<Kept>(reader, ct) is [var row] ? RowOf(row) : null, ("key", key));
    }

    /// <summary>The journal with that key, inside a transaction; null where there is none.</summary>
    public Task<JournalRow?> FindAsync(WriteTransaction tx, string key, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return FindOneAsync(tx.Connection, tx.Transaction, $"SELECT {Columns} FROM journals WHERE key = @key", new { key }, ct);
    }

    /// <summary>The journal that an article's own metadata name: by either ISSN, else by its title (case and punctuation do not count), else by its abbreviation. Null where the site has no such journal.</summary>
    public Task<JournalRow?> FindNamedAsync(WriteTransaction tx, JournalStatement statement, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(statement);
        if (!StoredText.CanStand(statement.Title ?? "", statement.Abbreviation ?? ""))
        {
            return Task.FromResult<JournalRow?>(null);
        }

        var titleKey = statement.Title is { } title ? TextKey.Of(title) : null;
        var abbreviation = statement.Title is null ? statement.Abbreviation : null;
        return FindOneAsync(tx.Connection, tx.Transaction, $"""
            SELECT {Columns} FROM journals
            WHERE online_issn IN (@online, @print) OR print_issn IN (@online, @print) OR title_key = @titleKey OR abbreviation = @abbreviation
            ORDER BY CASE WHEN online_issn = @online THEN 0 WHEN print_issn = @print THEN 1 WHEN online_issn = @print OR print_issn = @online THEN 2 WHEN title_key = @titleKey THEN 3 ELSE 4 END, id
            LIMIT 1
            """, new { online = statement.OnlineIssn?.Value, print = statement.PrintIssn?.Value, titleKey, abbreviation }, ct);
    }

    /// <summary>All journals by title, with counts of what is published; by one statement. On a site of a hundred thousand articles and more, how many of them each has is minutes old at most (<see cref="KeptCounts{T}"/>).</summary>
    public Task<IReadOnlyList<JournalListRow>> ListAsync(CancellationToken ct) => database.AskAsync(List, ct);

    /// <summary>The same, asked together with other things.</summary>
    public Answer<IReadOnlyList<JournalListRow>> List(RoundTrip together)
    {
        database.RequireOwn(together);
        var kept = Counted.Find("");
        return together.Add($"""
            SELECT j.id, j.key, j.title, j.publisher, j.language, j.about, COALESCE(j.online_issn, j.print_issn) AS issn, j.details AS said,
                {(kept is null ? "(SELECT COUNT(*) FROM articles a WHERE a.journal_id = j.id AND a.is_draft = 0)" : "0")} AS article_count,
                (SELECT COUNT(*) FROM issues i WHERE i.journal_id = j.id AND i.is_draft = 0) AS issue_count
            FROM journals j
            """, async (reader, ct) =>
        {
            // Readers see this order, so letters with accents stand beside those without; the databases sort by bytes.
            var rows = await RoundTrips.RowsAsync<JournalListRow>(reader, ct);
            if (kept is null)
            {
                Counted.Keep("", rows.ToDictionary(row => row.Id, row => row.ArticleCount), rows.Sum(row => (long)row.ArticleCount));
            }
            else
            {
                rows = [.. rows.Select(row => row with { ArticleCount = kept.GetValueOrDefault(row.Id) })];
            }

            return (IReadOnlyList<JournalListRow>)[.. rows.OrderBy(row => row.Title, ReadersOrder).ThenBy(row => row.Key, StringComparer.Ordinal)];
        });
    }

    /// <summary>The journal of a site that has one; null where it has none or several. Asked together with other things.</summary>
    public Answer<JournalRow?> FindOnly(RoundTrip together)
    {
        database.RequireOwn(together);
        return together.Add($"SELECT {Columns} FROM journals LIMIT 2", async (reader, ct) => await RoundTrips.RowsAsync<Kept>(reader, ct) is [var only] ? RowOf(only) : null);
    }

    /// <summary>Whether the site has any journal at all. A demo journal is for sites that have none.</summary>
    public async Task<bool> AnyAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM (SELECT 1 FROM journals LIMIT 1) AS any_journal", cancellationToken: ct)) > 0;
    }

    private async Task<JournalRow> WriteAsync(WriteTransaction tx, Journal journal, bool isFilledIn, DateTimeOffset now, string sql, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(journal);
        RequireKeepable(journal);
        var values = Values(Guid.CreateVersion7(now), journal, now);
        await RecordStamps.JournalAsync(tx, values, "key = @Key", isFilledIn, ct);
        var saved = (await FindOneAsync(tx.Connection, tx.Transaction, sql, values, ct))!;
        if (!isFilledIn)
        {
            await OpeningStamps.JournalAsync(tx, saved.Id, now, ct);
        }

        return saved;
    }

    private static object Values(Guid id, Journal journal, DateTimeOffset now) => new
    {
        Id = id,
        journal.Key,
        journal.Title,
        TitleKey = TextKey.Of(journal.Title),
        Abbreviation = StoredText.Worded(journal.Abbreviation),
        Publisher = StoredText.Worded(journal.Publisher),
        PrintIssn = journal.PrintIssn?.Value,
        OnlineIssn = journal.OnlineIssn?.Value,
        Language = StoredText.Worded(journal.Language),
        About = StoredText.Worded(journal.About),
        Reading = Words.Of(journal.Reading),
        NotesAreOpen = journal.NotesAreOpen ? 1 : 0,
        Details = DetailsJson.Write(journal.Details),
        Now = now,
    };

    private static async Task<JournalRow?> FindOneAsync(DbConnection connection, DbTransaction? transaction, string sql, object values, CancellationToken ct)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition(sql, values, transaction, cancellationToken: ct));
        return row is null ? null : RowOf(row);
    }

    private static JournalRow RowOf(Kept row) => new(row.Id, new Journal
    {
        Key = row.Key,
        Title = row.Title,
        Abbreviation = row.Abbreviation,
        Publisher = row.Publisher,
        PrintIssn = Issn.TryParse(row.PrintIssn, out var print) ? print : null,
        OnlineIssn = Issn.TryParse(row.OnlineIssn, out var online) ? online : null,
        Language = row.Language,
        About = row.About,
        Reading = Words.Read<ReadingPolicy>(row.Reading),
        NotesAreOpen = row.NotesAreOpen,
        Details = DetailsJson.ReadJournal(row.Details),
    }, row.EditVersion)
    {
        Policy = AccessPolicyJson.Read(row.AccessPolicy),
    };

    private static void RequireKeepable(Journal journal)
    {
        StoredText.Require(journal.Key, "The journal's key");
        StoredText.Require(journal.Title, "The journal's title");
        StoredText.Require(journal.Abbreviation, "The journal's abbreviation");
        StoredText.Require(journal.Publisher, "The journal's publisher");
        StoredText.Require(journal.Language, "The journal's language");
        StoredText.Require(journal.About, "The journal's description");
        StoredText.Require(DetailsJson.Write(journal.Details), "The journal's record");
    }

    private sealed record Kept
    {
        public Guid Id { get; init; }
        public string Key { get; init; } = "";
        public string Title { get; init; } = "";
        public string? Abbreviation { get; init; }
        public string? Publisher { get; init; }
        public string? PrintIssn { get; init; }
        public string? OnlineIssn { get; init; }
        public string? Language { get; init; }
        public string? About { get; init; }
        public string Reading { get; init; } = "free";
        public bool NotesAreOpen { get; init; }
        public string? Details { get; init; }
        public int EditVersion { get; init; }
        public string? AccessPolicy { get; init; }
    }
}
