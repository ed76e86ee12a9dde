using System.Data.Common;
using System.Globalization;
using Recto.Journals.Access;
using Recto.Journals.Issues;
using Recto.Storage.Sql;

namespace Recto.Storage.Harvest;

/// <summary>What of which journal is online, counted: for knowledge bases of libraries and for what is said of whole journals.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class HoldingsStore(Database database)
{
    private const int MostRows = 500_000;

    /// <summary>All journals by key.</summary>
    public async Task<IReadOnlyList<HoldingsJournal>> ListJournalsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT j.id, j.key, j.title, j.publisher, j.print_issn, j.online_issn, j.reading, j.notes_are_open, j.details, j.access_policy FROM journals j ORDER BY j.key LIMIT @most", ("most", MostRows));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var journals = new List<HoldingsJournal>();
        while (await reader.ReadAsync(ct))
        {
            journals.Add(new HoldingsJournal
            {
                Id = reader.GetGuid(0),
                Key = reader.GetString(1),
                Title = reader.GetString(2),
                Publisher = reader.TextOrNull(3),
                PrintIssn = reader.TextOrNull(4),
                OnlineIssn = reader.TextOrNull(5),
                Reading = Words.Read<ReadingPolicy>(reader.GetString(6)),
                NotesAreOpen = reader.GetInt32(7) != 0,
                Details = DetailsJson.ReadJournal(reader.TextOrNull(8)),
                Policy = AccessPolicyJson.Read(reader.TextOrNull(9)),
            });
        }

        return journals;
    }

    /// <summary>Published articles, counted by issue, by year and by what decides who may read them. One statement, which reads one index.</summary>
    /// <param name="at">When: whom the clock lets in depends on it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<HoldingsRow>> ListAsync(DateTimeOffset at, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            SELECT x.journal_id, x.has_open_licence, x.is_open, x.is_shown, j.notes_are_open, x.articles, x.oldest, x.newest, i.id, i.volume, i.number, i.published, i.sort_key, x.year
            FROM (SELECT a.journal_id, a.issue_id, a.has_open_licence, CASE WHEN a.opens_at = 0 THEN 1 WHEN a.opens_at <= @at THEN 2 ELSE 0 END AS is_open,
                    CASE WHEN a.shown_from <= @at AND a.shown_until > @at THEN 1 ELSE 0 END AS is_shown, SUBSTR(a.recency_key, 1, 4) AS year, COUNT(*) AS articles, MIN(a.recency_key) AS oldest, MAX(a.recency_key) AS newest
                FROM articles a WHERE a.is_draft = 0 GROUP BY 1, 2, 3, 4, 5, 6) AS x
            JOIN journals j ON j.id = x.journal_id
            LEFT JOIN issues i ON i.id = x.issue_id AND i.is_draft = 0 AND i.kind <> 'onlineFirst'
            LIMIT @most
            """, ("most", MostRows), ("at", Instants.ToStored(at)));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<HoldingsRow>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(Row(reader, at));
        }

        return rows;
    }

    /// <summary>How many published articles of each journal are records only: without a text, and without a file in its place.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> CountWithoutTextAsync(CancellationToken ct)
    {
        // CROSS JOIN keeps SQLite from beginning with the articles: those without a text are few.
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            SELECT a.journal_id, COUNT(*) FROM article_fragments f CROSS JOIN articles a
            WHERE length(f.body_html) = 0 AND a.id = f.article_id AND a.is_draft = 0 AND NOT EXISTS (SELECT 1 FROM article_files x WHERE x.article_id = a.id AND x.role = 'download')
            GROUP BY a.journal_id
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var counts = new Dictionary<Guid, int>();
        while (await reader.ReadAsync(ct))
        {
            counts[reader.GetGuid(0)] = Convert.ToInt32(reader.GetValue(1), CultureInfo.InvariantCulture);
        }

        return counts;
    }

    // How an article stands at that instant, and not since when: that is what it was counted by.
    private static HoldingsRow Row(DbDataReader reader, DateTimeOffset at) => new()
    {
        Terms = new AccessTerms
        {
            ArticleId = Guid.Empty, // It stands for many.
            JournalId = reader.GetGuid(0),
            IssueId = reader.IsDBNull(8) ? null : reader.GetGuid(8),
            IsPublished = true, // Drafts are not asked for.
            HasOpenLicence = reader.GetInt32(1) != 0,
            Opening = new(reader.GetInt32(2) switch { 1 => DateTimeOffset.UnixEpoch, 2 => at, _ => null }, reader.GetInt32(3) == 0 ? null : at, reader.GetInt32(3) == 0 ? null : DateTimeOffset.MaxValue),
            NotesAreOpen = reader.GetInt32(4) != 0,
            Year = int.TryParse(reader.GetString(13), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > 0 ? year : null,
        },
        Articles = Convert.ToInt32(reader.GetValue(5), CultureInfo.InvariantCulture),
        Oldest = Date(reader.GetString(6)),
        Newest = Date(reader.GetString(7)),
        IssueId = reader.IsDBNull(8) ? null : reader.GetGuid(8),
        Volume = reader.TextOrNull(9),
        Number = reader.TextOrNull(10),
        Published = reader.TextOrNull(11),
        SortKey = reader.TextOrNull(12) ?? "",
    };

    // 2020-04-00 is 2020-04.
    private static string? Date(string recencyKey) => recencyKey.Length < 10 || recencyKey.StartsWith("0000", StringComparison.Ordinal) ? null
        : recencyKey[5..7] == "00" ? recencyKey[..4] : recencyKey[8..10] == "00" ? recencyKey[..7] : recencyKey[..10];
}

/// <summary>A journal as those are told who take whole journals.</summary>
public sealed record HoldingsJournal
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its part of the address.</summary>
    public required string Key { get; init; }

    /// <summary>Full title.</summary>
    public required string Title { get; init; }

    /// <summary>Publisher; null where it is not known.</summary>
    public string? Publisher { get; init; }

    /// <summary>ISSN of the print edition; null where there is none.</summary>
    public string? PrintIssn { get; init; }

    /// <summary>ISSN of the online edition; null where there is none.</summary>
    public string? OnlineIssn { get; init; }

    /// <summary>Who may read its articles where neither a licence nor an editor says otherwise.</summary>
    public required ReadingPolicy Reading { get; init; }

    /// <summary>Whether the notes of its closed articles stand open.</summary>
    public bool NotesAreOpen { get; init; }

    /// <summary>What is shown only.</summary>
    public required JournalDetails Details { get; init; }

    /// <summary>What it says of reading beyond free or closed.</summary>
    public AccessPolicy Policy { get; init; } = AccessPolicy.None;
}

/// <summary>Articles of one issue (or of none) on which one decision falls.</summary>
public sealed record HoldingsRow
{
    /// <summary>What decides who may read them.</summary>
    public required AccessTerms Terms { get; init; }

    /// <summary>How many.</summary>
    public required int Articles { get; init; }

    /// <summary>Date of the oldest, ISO 8601 as far as known; null where an undated one is among them.</summary>
    public string? Oldest { get; init; }

    /// <summary>Date of the newest; null where none has a date.</summary>
    public string? Newest { get; init; }

    /// <summary>Their issue; null where they stand in none that is public.</summary>
    public Guid? IssueId { get; init; }

    /// <summary>Volume as printed; null where there is none.</summary>
    public string? Volume { get; init; }

    /// <summary>Issue number as printed; null where there is none.</summary>
    public string? Number { get; init; }

    /// <summary>Cover date of the issue as ISO 8601, as far as it is known; null where it is not.</summary>
    public string? Published { get; init; }

    /// <summary>Date, volume and number of the issue made comparable; empty where there is no issue.</summary>
    public required string SortKey { get; init; }
}
