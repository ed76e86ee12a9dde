using Dapper;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Issues;

public sealed partial class JournalStore
{
    // A key travels in addresses (Cursor), so only the beginning of a title decides the place; the id decides among equals.
    private const string Place = "SUBSTR(j.title_key, 1, 60)";

    /// <summary>The journal with that id; null where there is none.</summary>
    public async Task<JournalRow?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await FindOneAsync(connection, null, $"SELECT {Columns} FROM journals WHERE id = @id", new { id }, ct);
    }

    /// <summary>Adds a journal.</summary>
    /// <returns>The journal; null where another has the key, and nothing was written then.</returns>
    public async Task<JournalRow?> AddAsync(WriteTransaction tx, Journal journal, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(journal);
        RequireKeepable(journal);
        return await FindOneAsync(tx.Connection, tx.Transaction, $"""
            INSERT INTO journals (id, key, title, title_key, abbreviation, publisher, print_issn, online_issn, language, about, reading, notes_are_open, details, created_at, updated_at)
            VALUES (@Id, @Key, @Title, @TitleKey, @Abbreviation, @Publisher, @PrintIssn, @OnlineIssn, @Language, @About, @Reading, @NotesAreOpen, @Details, @Now, @Now)
            ON CONFLICT (key) DO NOTHING
            RETURNING {Columns}
            """, Values(Guid.CreateVersion7(now), journal, now), ct);
    }

    /// <summary>Writes what an editor says of a journal, its key too, where nobody has written since it was shown.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The journal.</param>
    /// <param name="journal">All that is said of it now.</param>
    /// <param name="shownVersion">The version that the editor was shown.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The journal as it is kept now; null where there is none of that id or somebody else was faster, and nothing was changed then. That the key is free is the caller's to see to, in the same transaction.</returns>
    public async Task<JournalRow?> EditAsync(WriteTransaction tx, Guid id, Journal journal, int shownVersion, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(journal);
        RequireKeepable(journal);
        var values = new DynamicParameters(Values(id, journal, now));
        values.Add("shownVersion", shownVersion);
        await RecordStamps.JournalAsync(tx, values, "id = @Id AND edit_version = @shownVersion", isFilledIn: false, ct);
        var saved = await FindOneAsync(tx.Connection, tx.Transaction, $"""
            UPDATE journals SET key = @Key, title = @Title, title_key = @TitleKey, abbreviation = @Abbreviation, publisher = @Publisher, print_issn = @PrintIssn, online_issn = @OnlineIssn,
                language = @Language, about = @About, reading = @Reading, notes_are_open = @NotesAreOpen, details = @Details, edit_version = edit_version + 1,
                updated_at = CASE WHEN @Now > updated_at THEN @Now ELSE updated_at END
            WHERE id = @Id AND edit_version = @shownVersion
            RETURNING {Columns}
            """, values, ct);
        if (saved is not null)
        {
            await OpeningStamps.JournalAsync(tx, saved.Id, now, ct);
        }

        return saved;
    }

    /// <summary>Says that something of a journal has changed that is kept elsewhere (sections, pages), so that finished pages are thrown away.</summary>
    public async Task TouchAsync(WriteTransaction tx, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await tx.Connection.ExecuteAsync(new CommandDefinition(
            "UPDATE journals SET updated_at = CASE WHEN @now > updated_at THEN @now ELSE updated_at + 1 END WHERE id = @id", new { id, now }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Deletes a journal that has neither article nor issue, with its pages and sections.</summary>
    /// <returns>Whether there was such a one.</returns>
    public async Task<bool> DeleteEmptyAsync(WriteTransaction tx, Guid id, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            DELETE FROM journals WHERE id = @id
                AND NOT EXISTS (SELECT 1 FROM articles WHERE journal_id = @id) AND NOT EXISTS (SELECT 1 FROM issues WHERE journal_id = @id)
            """, new { id }, tx.Transaction, cancellationToken: ct)) > 0;
    }

    /// <summary>Journals for the desk, by title, with counts that include drafts.</summary>
    /// <param name="only">Only these; null for all.</param>
    /// <param name="search">Part of a title or a key, or an ISSN; null for all.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<JournalDeskRow>> ListForDeskAsync(IReadOnlySet<Guid>? only, string? search, int size, Cursor? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        if (!StoredText.CanStand(search ?? ""))
        {
            return new Page<JournalDeskRow>([], null);
        }

        var values = new DynamicParameters(new { limit = size + 1 });
        List<string> conditions = ["1 = 1"];
        if (only is not null)
        {
            conditions.Add(values.In("j.id", "j", only));
        }

        if (!string.IsNullOrWhiteSpace(search))
        {
            // Folded text holds letters, digits and blanks only: nothing in it is a sign of LIKE.
            values.Add("title", $"%{TextKey.Of(search)}%");
            values.Add("key", AddressKey.Of(search, 100) is { Length: > 0 } key ? $"%{key}%" : "-"); // Keys have lost their accents: études is found by etudes.
            values.Add("issn", Issn.TryParse(search, out var issn) ? issn.Value : "");
            conditions.Add("(j.title_key LIKE @title OR j.key LIKE @key OR j.print_issn = @issn OR j.online_issn = @issn)");
        }

        if (after is { } place)
        {
            values.Add("sort", place.Sort);
            values.Add("afterId", place.Id);
            conditions.Add($"({Place}, j.id) > (@sort, @afterId)");
        }

        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<DeskListed>(new CommandDefinition($"""
            SELECT j.id, j.key, j.title, j.publisher, j.language, j.print_issn, j.online_issn, j.reading, {Place} AS place,
                (SELECT COUNT(*) FROM articles a WHERE a.journal_id = j.id AND a.is_draft = 0) AS article_count,
                (SELECT COUNT(*) FROM articles a WHERE a.journal_id = j.id AND a.is_draft = 1) AS draft_count,
                (SELECT COUNT(*) FROM issues i WHERE i.journal_id = j.id) AS issue_count
            FROM journals j
            WHERE {string.Join(" AND ", conditions)}
            ORDER BY {Place}, j.id LIMIT @limit
            """, values, cancellationToken: ct))).AsList();
        return Paging.Cut(rows, size, row => new Cursor(row.Place, row.Id), row => row.ToRow());
    }

    private sealed record DeskListed
    {
        public Guid Id { get; init; }
        public string Key { get; init; } = "";
        public string Title { get; init; } = "";
        public string? Publisher { get; init; }
        public string? Language { get; init; }
        public string? PrintIssn { get; init; }
        public string? OnlineIssn { get; init; }
        public string Reading { get; init; } = "free";
        public string Place { get; init; } = "";
        public int ArticleCount { get; init; }
        public int DraftCount { get; init; }
        public int IssueCount { get; init; }

        public JournalDeskRow ToRow() => new()
        {
            Id = Id,
            Key = Key,
            Title = Title,
            Publisher = Publisher,
            Language = Language,
            Issn = OnlineIssn ?? PrintIssn,
            Reading = Words.Read<ReadingPolicy>(Reading),
            ArticleCount = ArticleCount,
            DraftCount = DraftCount,
            IssueCount = IssueCount,
        };
    }
}

/// <summary>A journal in the list of the desk.</summary>
public sealed record JournalDeskRow
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its part of the address.</summary>
    public required string Key { get; init; }

    /// <summary>Full title.</summary>
    public required string Title { get; init; }

    /// <summary>Publisher; null where it is not known.</summary>
    public string? Publisher { get; init; }

    /// <summary>BCP 47 tag of its main language; null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>ISSN of the online edition, else of the print edition; null where it has none.</summary>
    public string? Issn { get; init; }

    /// <summary>Who may read it.</summary>
    public required ReadingPolicy Reading { get; init; }

    /// <summary>Published articles.</summary>
    public required int ArticleCount { get; init; }

    /// <summary>Articles that only editors see.</summary>
    public required int DraftCount { get; init; }

    /// <summary>Issues, drafts included.</summary>
    public required int IssueCount { get; init; }
}
