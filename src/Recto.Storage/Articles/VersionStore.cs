using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>What articles were, from their first day on.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class VersionStore(Database database)
{
    /// <summary>Adds a line, with the file, the record and the edits as they stand in the transaction. Call it after whatever it tells of.</summary>
    /// <returns>Its number.</returns>
    public async Task<int> AppendAsync(WriteTransaction tx, VersionToSave version, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(version);
        StoredText.Require(version.Summary, "The summary");
        StoredText.Require(version.Person, "The name of whoever made the change");
        return await tx.Connection.ExecuteScalarAsync<int>(new CommandDefinition("""
            INSERT INTO article_versions (article_id, number, at, person, act, summary, is_public, source_name, source_file, article, edits)
            SELECT a.id, (SELECT COALESCE(MAX(v.number), 0) + 1 FROM article_versions v WHERE v.article_id = a.id), @now, @person, @act, @summary, @isPublic,
                (SELECT MIN(f.name) FROM article_files f WHERE f.article_id = a.id AND f.role = 'source'),
                (SELECT g.hash FROM article_files g WHERE g.article_id = a.id AND g.role = 'source' ORDER BY g.name LIMIT 1), COALESCE(@record, a.article), a.edits
            FROM articles a WHERE a.id = @id
            RETURNING number
            """, new
        {
            id = version.ArticleId,
            now,
            person = StoredText.Worded(version.Person),
            act = Words.Of(version.Act),
            summary = StoredText.Worded(version.Summary),
            isPublic = version.IsPublic ? 1 : 0,
            record = version.Article is { } record ? StoredJson.Write(record) : null,
        }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>The lines of an article, latest first.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="publicOnly">Whether only those that readers see.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<ArticleVersion>> ListAsync(Guid articleId, bool publicOnly, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<Kept>(new CommandDefinition($"""
            SELECT number, at, person, act, summary, is_public, source_name, source_file, article FROM article_versions
            WHERE article_id = @articleId {(publicOnly ? "AND is_public = 1" : "")} ORDER BY number DESC LIMIT 1000
            """, new { articleId }, cancellationToken: ct));
        return [.. rows.Select(row => row.ToVersion())];
    }

    /// <summary>One line; null where there is none.</summary>
    public async Task<ArticleVersion?> FindAsync(Guid articleId, int number, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition(
            "SELECT number, at, person, act, summary, is_public, source_name, source_file, article FROM article_versions WHERE article_id = @articleId AND number = @number", new { articleId, number }, cancellationToken: ct)))?.ToVersion();
    }

    private sealed record Kept
    {
        public int Number { get; init; }
        public long At { get; init; }
        public string? Person { get; init; }
        public string Act { get; init; } = "";
        public string? Summary { get; init; }
        public bool IsPublic { get; init; }
        public string? SourceName { get; init; }
        public string? SourceFile { get; init; }
        public string Article { get; init; } = "";

        public ArticleVersion ToVersion() => new()
        {
            Number = Number,
            At = Instants.FromStored(At),
            Person = Person,
            Act = Words.Read<VersionAct>(Act),
            Summary = Summary,
            IsPublic = IsPublic,
            SourceName = SourceName,
            SourceFile = SourceFile,
            Article = StoredJson.ReadArticle(Article),
        };
    }
}
