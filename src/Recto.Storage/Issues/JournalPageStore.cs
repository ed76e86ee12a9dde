using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Issues;

/// <summary>Pages of journals' own, each by language: about, board, for authors.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class JournalPageStore(Database database)
{
    private const string Columns = "key, language, title, markdown, position, edit_version, updated_at";

    /// <summary>The pages of a journal in their order, without their text.</summary>
    public async Task<IReadOnlyList<JournalPageRow>> ListAsync(Guid journalId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<JournalPageRow>(new CommandDefinition(
            "SELECT key, language, title, '' AS markdown, position, edit_version, updated_at FROM journal_pages WHERE journal_id = @journalId ORDER BY position, key, language", new { journalId }, cancellationToken: ct))).AsList();
    }

    /// <summary>A page in every language that it has, by the journal's part of the address.</summary>
    public async Task<IReadOnlyList<JournalPageRow>> FindAsync(string journalKey, string key, CancellationToken ct)
    {
        if (!StoredText.CanStand(journalKey, key))
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<JournalPageRow>(new CommandDefinition("""
            SELECT p.key, p.language, p.title, p.markdown, p.position, p.edit_version, p.updated_at
            FROM journal_pages p JOIN journals j ON j.id = p.journal_id
            WHERE j.key = @journalKey AND p.key = @key ORDER BY p.language
            """, new { journalKey, key }, cancellationToken: ct))).AsList();
    }

    /// <summary>A page in one language; null where there is none.</summary>
    public async Task<JournalPageRow?> FindAsync(Guid journalId, string key, string language, CancellationToken ct)
    {
        if (!StoredText.CanStand(key, language))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<JournalPageRow>(new CommandDefinition(
            $"SELECT {Columns} FROM journal_pages WHERE journal_id = @journalId AND key = @key AND language = @language", new { journalId, key, language }, cancellationToken: ct));
    }

    /// <summary>Writes a page, where nobody has written since it was shown; a new one stands behind the others.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="journalId">The journal.</param>
    /// <param name="page">The page; its version is the one that the editor was shown, 0 for a new page.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where somebody else was faster: nothing was changed then.</returns>
    public async Task<bool> SaveAsync(WriteTransaction tx, Guid journalId, JournalPageRow page, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(page);
        StoredText.Require(page.Key, "The page's key");
        StoredText.Require(page.Language, "The page's language");
        StoredText.Require(page.Title, "The page's title");
        StoredText.Require(page.Markdown, "The page's text");
        return await tx.Connection.ExecuteAsync(new CommandDefinition(page.EditVersion == 0
            ? """
              INSERT INTO journal_pages (journal_id, key, language, title, markdown, position, updated_at)
              SELECT @journalId, @Key, @Language, @Title, @Markdown,
                  COALESCE((SELECT MIN(position) FROM journal_pages WHERE journal_id = @journalId AND key = @Key), (SELECT COALESCE(MAX(position), 0) + 1 FROM journal_pages WHERE journal_id = @journalId)), @now
              WHERE 1 = 1
              ON CONFLICT (journal_id, key, language) DO NOTHING
              """
            : """
              UPDATE journal_pages SET title = @Title, markdown = @Markdown, edit_version = edit_version + 1, updated_at = CASE WHEN @now > updated_at THEN @now ELSE updated_at END
              WHERE journal_id = @journalId AND key = @Key AND language = @Language AND edit_version = @EditVersion
              """, new { journalId, page.Key, page.Language, page.Title, page.Markdown, page.EditVersion, now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Deletes a page in one language.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(WriteTransaction tx, Guid journalId, string key, string language, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM journal_pages WHERE journal_id = @journalId AND key = @key AND language = @language", new { journalId, key, language }, tx.Transaction, cancellationToken: ct)) > 0;
    }

    /// <summary>Puts the pages of a journal in this order.</summary>
    public async Task OrderAsync(WriteTransaction tx, Guid journalId, IReadOnlyList<string> keys, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(keys);
        for (var i = 0; i < keys.Count; i++)
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition(
                "UPDATE journal_pages SET position = @position WHERE journal_id = @journalId AND key = @key", new { journalId, key = keys[i], position = i + 1 }, tx.Transaction, cancellationToken: ct));
        }
    }

    /// <summary>What stands in the frame of every journal's pages, all journals at once: links to its pages, and its colour.</summary>
    public async Task<IReadOnlyList<JournalFaceRow>> ListFacesAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<Faced>(new CommandDefinition("""
            SELECT j.id AS journal_id, j.key AS journal_key, j.language AS journal_language, j.details, p.key, p.language, p.title
            FROM journals j LEFT JOIN journal_pages p ON p.journal_id = j.id
            ORDER BY j.key, p.position, p.key, p.language
            """, cancellationToken: ct));
        return [.. rows.GroupBy(row => row.JournalKey).Select(journal => (Rows: journal, First: journal.First(), Details: DetailsJson.ReadJournal(journal.First().Details))).Select(journal =>
            new JournalFaceRow(journal.Rows.Key, journal.First.JournalLanguage, journal.Details.Colour, [.. journal.Rows.Where(page => page.Key is not null).Select(page => (page.Key!, page.Language!, page.Title!))])
            {
                JournalId = journal.First.JournalId,
                ReservesMining = journal.Details.ReservesMining,
                MiningTerms = journal.Details.MiningTerms,
                HidesMetrics = journal.Details.HidesMetrics == true,
            })];
    }

    private sealed record Faced
    {
        public Guid JournalId { get; init; }
        public string JournalKey { get; init; } = "";
        public string? JournalLanguage { get; init; }
        public string? Details { get; init; }
        public string? Key { get; init; }
        public string? Language { get; init; }
        public string? Title { get; init; }
    }
}

/// <summary>A page of a journal in one language.</summary>
public sealed record JournalPageRow
{
    /// <summary>Its part of the address.</summary>
    public string Key { get; init; } = "";

    /// <summary>BCP 47 tag.</summary>
    public string Language { get; init; } = "";

    /// <summary>Its title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Its text; empty in lists.</summary>
    public string Markdown { get; init; } = "";

    /// <summary>Its place among the journal's pages.</summary>
    public int Position { get; init; }

    /// <summary>Counts changes, from 1; 0 for a page that is not kept yet.</summary>
    public int EditVersion { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>What stands in the frame of a journal's pages.</summary>
/// <param name="JournalKey">The journal's part of the address.</param>
/// <param name="Language">BCP 47 tag of the journal's main language; null where it is not known.</param>
/// <param name="Colour">Its colour, <c>#rrggbb</c>; null for Recto's own.</param>
/// <param name="Pages">Key, language and title of each of its pages, in order.</param>
public sealed record JournalFaceRow(string JournalKey, string? Language, string? Colour, IReadOnlyList<(string Key, string Language, string Title)> Pages)
{
    /// <summary>The journal.</summary>
    public Guid JournalId { get; init; }

    /// <summary>Whether the right to mine its articles is reserved; null where their licences decide.</summary>
    public bool? ReservesMining { get; init; }

    /// <summary>Address of its own terms for mining; null where it has none.</summary>
    public string? MiningTerms { get; init; }

    /// <summary>Whether readers are not shown how often each article was read and cited.</summary>
    public bool HidesMetrics { get; init; }
}
