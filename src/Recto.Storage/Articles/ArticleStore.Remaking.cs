using Dapper;
using Recto.Journals.Articles;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ArticleStore
{
    /// <summary>What is needed to make an article anew from the file that is kept; null where there is none, or it kept no file.</summary>
    public async Task<ArticleToRemake?> FindToRemakeAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QueryFirstOrDefaultAsync<Remade>(new CommandDefinition("""
            SELECT a.id, a.slug, a.journal_id, a.issue_id, a.position, a.is_draft, a.identity_key AS identity, a.source_hash, a.made_by, a.edits, a.edit_version,
                f.name AS source_name, f.hash AS source_file
            FROM articles a JOIN article_files f ON f.article_id = a.id AND f.role = 'source'
            WHERE a.id = @id ORDER BY f.name
            """, new { id }, cancellationToken: ct));
        return row is null ? null : new ArticleToRemake
        {
            Id = row.Id,
            Slug = row.Slug,
            JournalId = row.JournalId,
            IssueId = row.IssueId,
            Position = row.Position,
            IsDraft = row.IsDraft,
            Identity = row.Identity,
            SourceHash = row.SourceHash,
            MadeBy = row.MadeBy,
            SourceName = row.SourceName,
            SourceFile = row.SourceFile,
            Edits = StoredJson.ReadEdits(row.Edits),
            EditVersion = row.EditVersion,
        };
    }

    /// <summary>What editors have said of an article otherwise than its file does; empty where they have said nothing.</summary>
    public async Task<ArticleEdits> FindEditsAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return StoredJson.ReadEdits(await connection.ExecuteScalarAsync<string>(new CommandDefinition("SELECT edits FROM articles WHERE id = @id", new { id }, cancellationToken: ct)));
    }

    /// <summary>Keeps what an editor says of an article, where nobody has said something else since it was shown. The article is to be made anew after that.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The article.</param>
    /// <param name="edits">All that editors say of it now.</param>
    /// <param name="shownVersion">The <c>edit_version</c> that the editor was shown.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where there is no such article or somebody else was faster: nothing was changed then.</returns>
    public async Task<bool> SaveEditsAsync(WriteTransaction tx, Guid id, ArticleEdits edits, int shownVersion, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(edits);
        var json = edits.IsEmpty ? null : StoredJson.Write(edits);
        StoredText.Require(json, "The record");
        return await tx.Connection.ExecuteAsync(new CommandDefinition($"""
            UPDATE articles SET edits = @json, made_by = NULL, edit_version = edit_version + 1, version = version + 1, {RecordStamps.Changed}
            WHERE id = @id AND edit_version = @shownVersion
            """, new { json, id, shownVersion, now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Takes some articles behind an id that another program made and that nobody has in hand; null where none is free.</summary>
    /// <param name="madeBy">What this program makes.</param>
    /// <param name="after">The last id that was looked at.</param>
    /// <param name="size">Most to take.</param>
    /// <param name="ct">Cancels.</param>
    public Task<ArticleClaim?> TakeMadeByOthersAsync(string madeBy, Guid after, int size, CancellationToken ct) =>
        Claims.TakeAsync(RemakingWork, "SELECT a.id FROM articles a WHERE a.id > @after AND (a.made_by IS NULL OR a.made_by <> @madeBy)", "a.id", size, ct, ("madeBy", madeBy), ("after", after));

    /// <summary>Who has which articles in hand.</summary>
    public ArticleClaims Claims { get; } = new(database);

    /// <summary>What remaking is called among the works that are done together.</summary>
    public const string RemakingWork = "remaking";

    private sealed record Remade
    {
        public Guid Id { get; init; }
        public string Slug { get; init; } = "";
        public Guid JournalId { get; init; }
        public Guid? IssueId { get; init; }
        public int? Position { get; init; }
        public bool IsDraft { get; init; }
        public string Identity { get; init; } = "";
        public string SourceHash { get; init; } = "";
        public string? MadeBy { get; init; }
        public string? Edits { get; init; }
        public int EditVersion { get; init; }
        public string SourceName { get; init; } = "";
        public string SourceFile { get; init; } = "";
    }
}

/// <summary>An article that is made anew from the file that it was made from.</summary>
public sealed record ArticleToRemake
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Its journal.</summary>
    public required Guid JournalId { get; init; }

    /// <summary>Its issue; null where it stands in none.</summary>
    public Guid? IssueId { get; init; }

    /// <summary>Its place in the issue; null where none was given.</summary>
    public int? Position { get; init; }

    /// <summary>Whether only editors may see it.</summary>
    public required bool IsDraft { get; init; }

    /// <summary>What makes it the same article (<see cref="ArticleIdentity"/>).</summary>
    public required string Identity { get; init; }

    /// <summary>The stamp of its source as it was imported.</summary>
    public required string SourceHash { get; init; }

    /// <summary>Which program made it last; null for one that did not say.</summary>
    public string? MadeBy { get; init; }

    /// <summary>Name of the file that it was made from.</summary>
    public required string SourceName { get; init; }

    /// <summary>SHA-256 of that file, its name in the file store.</summary>
    public required string SourceFile { get; init; }

    /// <summary>What editors say of it.</summary>
    public required ArticleEdits Edits { get; init; }

    /// <summary>Counts changes by hand, from 1.</summary>
    public required int EditVersion { get; init; }
}
