using Dapper;
using Recto.Journals.Issues;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Issues;

public sealed partial class IssueStore
{
    /// <summary>Adds an issue.</summary>
    /// <returns>The issue; null where another issue of the journal has the key, and nothing was written then.</returns>
    public Task<IssueRow?> AddAsync(WriteTransaction tx, Guid journalId, Issue issue, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        RequireKeepable(issue);
        return FindOneAsync(tx.Connection, tx.Transaction, $"""
            INSERT INTO issues (id, journal_id, key, volume, number, title, published, sort_key, kind, is_draft, details, created_at, updated_at)
            VALUES (@Id, @JournalId, @Key, @Volume, @Number, @Title, @Published, @SortKey, @Kind, @IsDraft, @Details, @Now, @Now)
            ON CONFLICT (journal_id, key) DO NOTHING
            RETURNING {Columns}
            """, Values(Guid.CreateVersion7(now), journalId, issue, now), ct);
    }

    /// <summary>Writes what an editor says of an issue, its key too, where nobody has written since it was shown. Whether it is a draft stays as it is: <see cref="SetDraftAsync"/>.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="kept">The issue as it was read.</param>
    /// <param name="issue">All that is said of it now.</param>
    /// <param name="shownVersion">The version that the editor was shown.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The issue as it is kept now; null where it is gone or somebody else was faster, and nothing was changed then. That the key is free is the caller's to see to, in the same transaction.</returns>
    public async Task<IssueRow?> EditAsync(WriteTransaction tx, IssueRow kept, Issue issue, int shownVersion, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(kept);
        RequireKeepable(issue);
        var values = new DynamicParameters(Values(kept.Id, kept.JournalId, issue, now));
        values.Add("shownVersion", shownVersion);
        await RecordStamps.IssueAsync(tx, values, "id = @Id AND journal_id = @JournalId AND edit_version = @shownVersion", isFilledIn: false, ct);
        return await FindOneAsync(tx.Connection, tx.Transaction, $"""
            UPDATE issues SET key = @Key, volume = @Volume, number = @Number, title = @Title, published = @Published, sort_key = @SortKey, kind = @Kind, details = @Details,
                edit_version = edit_version + 1, updated_at = CASE WHEN @Now > updated_at THEN @Now ELSE updated_at END
            WHERE id = @Id AND journal_id = @JournalId AND edit_version = @shownVersion
            RETURNING {Columns}
            """, values, ct);
    }

    /// <summary>The issue with that key, inside a transaction; null where there is none.</summary>
    public Task<IssueRow?> FindAsync(WriteTransaction tx, Guid journalId, string key, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return FindOneAsync(tx.Connection, tx.Transaction, $"SELECT {Columns} FROM issues WHERE journal_id = @journalId AND key = @key", new { journalId, key }, ct);
    }

    /// <summary>Makes an issue public, or a draft again.</summary>
    /// <returns>Whether there was one that was otherwise before.</returns>
    public async Task<bool> SetDraftAsync(WriteTransaction tx, Guid id, bool isDraft, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var isChanged = await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE issues SET is_draft = @draft, edit_version = edit_version + 1, updated_at = CASE WHEN @now > updated_at THEN @now ELSE updated_at END
            WHERE id = @id AND is_draft <> @draft
            """, new { id, draft = isDraft ? 1 : 0, now }, tx.Transaction, cancellationToken: ct)) > 0;
        if (isChanged)
        {
            await RecordStamps.IssueShownAsync(tx, id, now, ct);
        }

        return isChanged;
    }

    /// <summary>Deletes an issue in which no article stands.</summary>
    /// <returns>Whether there was such a one.</returns>
    public async Task<bool> DeleteEmptyAsync(WriteTransaction tx, Guid id, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM issues WHERE id = @id AND NOT EXISTS (SELECT 1 FROM articles WHERE issue_id = @id)", new { id }, tx.Transaction, cancellationToken: ct)) > 0;
    }

    /// <summary>Issues of a journal for the desk, newest first, drafts included.</summary>
    /// <param name="journalId">The journal.</param>
    /// <param name="search">Part of a title, or a volume, number or key; null for all.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<IssueDeskRow>> ListForDeskAsync(Guid journalId, string? search, int size, Cursor? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        if (!StoredText.CanStand(search ?? ""))
        {
            return new Page<IssueDeskRow>([], null);
        }

        var words = string.IsNullOrWhiteSpace(search) ? null : search.Trim();
        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<DeskListed>(new CommandDefinition($"""
            SELECT i.id, i.key, i.volume, i.number, i.title, i.published, i.kind, i.is_draft, i.sort_key,
                (SELECT COUNT(*) FROM articles a WHERE a.issue_id = i.id AND a.is_draft = 0) AS article_count,
                (SELECT COUNT(*) FROM articles a WHERE a.issue_id = i.id AND a.is_draft = 1) AS draft_count
            FROM issues i
            WHERE i.journal_id = @journalId {(after is null ? "" : "AND (i.sort_key, i.id) < (@Sort, @Id)")}
                {(words is null ? "" : $"AND (i.key = @words OR i.volume = @words OR i.number = @words OR LOWER(i.title) LIKE LOWER(@part) {LikePart.Escape})")}
            ORDER BY i.sort_key DESC, i.id DESC
            LIMIT @limit
            """, new { journalId, words, part = LikePart.Of(words ?? ""), after?.Sort, Id = after?.Id ?? Guid.Empty, limit = size + 1 }, cancellationToken: ct))).AsList();
        return Paging.Cut(rows, size, row => new Cursor(row.SortKey, row.Id), row => row.ToRow());
    }

    private sealed record DeskListed
    {
        public Guid Id { get; init; }
        public string Key { get; init; } = "";
        public string? Volume { get; init; }
        public string? Number { get; init; }
        public string? Title { get; init; }
        public string? Published { get; init; }
        public string Kind { get; init; } = "regular";
        public bool IsDraft { get; init; }
        public string SortKey { get; init; } = "";
        public int ArticleCount { get; init; }
        public int DraftCount { get; init; }

        public IssueDeskRow ToRow() => new()
        {
            Id = Id,
            Key = Key,
            Volume = Volume,
            Number = Number,
            Title = Title,
            Published = Published,
            Kind = Words.Read<IssueKind>(Kind),
            IsDraft = IsDraft,
            ArticleCount = ArticleCount,
            DraftCount = DraftCount,
        };
    }
}

/// <summary>An issue in the list of the desk.</summary>
public sealed record IssueDeskRow
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its part of the address.</summary>
    public required string Key { get; init; }

    /// <summary>Volume as printed; null where there is none.</summary>
    public string? Volume { get; init; }

    /// <summary>Number as printed; null where there is none.</summary>
    public string? Number { get; init; }

    /// <summary>Title of a special issue; null for others.</summary>
    public string? Title { get; init; }

    /// <summary>Cover date as ISO 8601, as far as it is known; null where it is not.</summary>
    public string? Published { get; init; }

    /// <summary>What sort of issue it is.</summary>
    public required IssueKind Kind { get; init; }

    /// <summary>Whether only editors see it.</summary>
    public required bool IsDraft { get; init; }

    /// <summary>Published articles in it.</summary>
    public required int ArticleCount { get; init; }

    /// <summary>Articles in it that only editors see.</summary>
    public required int DraftCount { get; init; }
}
