using Dapper;
using Recto.Journals.Articles;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ArticleStore
{
    private const string Field = PackedLines.Field;
    private const string Record = PackedLines.Line;

    // The other articles of each relation as one text, so that a page needs one statement and is never older than they are. Drafts are nobody's business; a withdrawn article keeps its notices.
    private const string RelationsColumn = $"""
        (SELECT string_agg(x.line, '{Record}') FROM (
            SELECT r.type || '{Field}notice{Field}' || o.slug || '{Field}' || COALESCE(o.published, '') || '{Field}' || COALESCE(o.doi, '') || '{Field}' || COALESCE(o.language, '') || '{Field}' || o.title AS line
            FROM article_relations r JOIN articles o ON o.id = r.to_id WHERE r.from_id = a.id AND (o.is_draft = 0 OR o.withdrawn_at IS NOT NULL)
            UNION ALL
            SELECT r.type || '{Field}about{Field}' || o.slug || '{Field}' || COALESCE(o.published, '') || '{Field}' || COALESCE(o.doi, '') || '{Field}' || COALESCE(o.language, '') || '{Field}' || o.title AS line
            FROM article_relations r JOIN articles o ON o.id = r.from_id WHERE r.to_id = a.id AND o.is_draft = 0) x)
        """;

    /// <summary>All relations of an article for the desk, drafts too.</summary>
    public async Task<IReadOnlyList<DeskRelation>> ListRelationsAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<DeskRelation>(new CommandDefinition("""
            SELECT o.id AS other_id, o.title, o.slug, o.is_draft, o.journal_id, r.type, 1 AS is_notice, r.is_stated FROM article_relations r JOIN articles o ON o.id = r.to_id WHERE r.from_id = @id
            UNION ALL SELECT o.id, o.title, o.slug, o.is_draft, o.journal_id, r.type, 0, r.is_stated FROM article_relations r JOIN articles o ON o.id = r.from_id WHERE r.to_id = @id
            """, new { id }, cancellationToken: ct))).OrderBy(row => row.Title, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Type, StringComparer.Ordinal).ToList();
    }

    /// <summary>Sets a relation by hand.</summary>
    /// <returns>False where it is there already.</returns>
    public async Task<bool> RelateAsync(WriteTransaction tx, Guid notice, Guid about, RelationKind kind, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var added = await tx.Connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO article_relations (from_id, to_id, type, is_stated) VALUES (@notice, @about, @type, 0) ON CONFLICT (from_id, to_id, type) DO NOTHING",
            new { notice, about, type = RelationTypes.Of(kind) }, tx.Transaction, cancellationToken: ct));
        await TouchAsync(tx, [notice, about], now, ct);
        await CitedByStore.CitingChangedAsync(tx, about, now, ct); // A retraction is told wherever it is cited.
        return added == 1;
    }

    /// <summary>Takes back a relation that was set by hand. One that a file states stays as long as the file states it.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> UnrelateAsync(WriteTransaction tx, Guid notice, Guid about, RelationKind kind, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var taken = await tx.Connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM article_relations WHERE from_id = @notice AND to_id = @about AND type = @type AND is_stated = 0", new { notice, about, type = RelationTypes.Of(kind) }, tx.Transaction, cancellationToken: ct));
        await TouchAsync(tx, [notice, about], now, ct);
        await CitedByStore.CitingChangedAsync(tx, about, now, ct);
        return taken == 1;
    }

    internal static IReadOnlyList<ArticleRelation> ReadRelations(string? kept) =>
    [
        .. PackedLines.Read(kept, 7).Select(parts => RelationTypes.Read(parts[0], out _) is not { } kind ? null
            : new ArticleRelation(kind, parts[1] == "notice", parts[2], parts[6], StoredText.Worded(parts[3]), StoredText.Worded(parts[4]), StoredText.Worded(parts[5])))
            .OfType<ArticleRelation>().OrderBy(relation => relation.Kind is RelationKind.Retraction ? 0 : (int)relation.Kind + 1).ThenBy(relation => relation.Published, StringComparer.Ordinal).ThenBy(relation => relation.Slug, StringComparer.Ordinal),
    ];

    // What the file names, and the relations that follow from what all files name: whichever of the two came first.
    private static async Task WriteStatedAsync(WriteTransaction tx, Guid id, Article article, DateTimeOffset now, CancellationToken ct)
    {
        var values = new { id, key = DoiKey.Of(article.Doi) };
        var before = await RelatedAsync(tx, id, ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM article_named WHERE article_id = @id", values, tx.Transaction, cancellationToken: ct));
        var rows = new RowWriter(tx, "article_named", "article_id", "doi_key", "type");
        foreach (var (key, type) in article.Related.Where(related => related.Doi is not null && RelationTypes.Read(related.Type, out _) is not null && StoredText.CanStand(related.Doi.Value.Value))
            .Select(related => (DoiKey.Of(related.Doi)!, related.Type!.Trim().ToLowerInvariant())).Distinct())
        {
            rows.Add(id, key, type);
        }

        await rows.WriteAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM article_relations WHERE (from_id = @id OR to_id = @id) AND is_stated = 1", values, tx.Transaction, cancellationToken: ct));
        var named = await tx.Connection.QueryAsync<Named>(new CommandDefinition("""
            SELECT n.article_id AS sayer, o.id AS other, n.type FROM article_named n JOIN articles o ON o.doi_key = n.doi_key WHERE n.article_id = @id AND o.id <> @id
            UNION ALL SELECT n.article_id, @id, n.type FROM article_named n WHERE n.doi_key = @key AND n.article_id <> @id
            """, values, tx.Transaction, cancellationToken: ct));
        foreach (var row in named)
        {
            if (RelationTypes.Read(row.Type, out var isForward) is not { } kind)
            {
                continue;
            }

            await tx.Connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO article_relations (from_id, to_id, type, is_stated) VALUES (@from, @to, @type, 1) ON CONFLICT (from_id, to_id, type) DO NOTHING",
                new { from = isForward ? row.Other : row.Sayer, to = isForward ? row.Sayer : row.Other, type = RelationTypes.Of(kind) }, tx.Transaction, cancellationToken: ct));
        }

        await TouchAsync(tx, before.Union(await RelatedAsync(tx, id, ct)), now, ct);
    }

    // Their pages show something of this article: browsers and the page cache are to ask again.
    private static async Task TouchRelatedAsync(WriteTransaction tx, Guid id, DateTimeOffset now, CancellationToken ct) => await TouchAsync(tx, await RelatedAsync(tx, id, ct), now, ct);

    private static async Task<IEnumerable<Guid>> RelatedAsync(WriteTransaction tx, Guid id, CancellationToken ct) => await tx.Connection.QueryAsync<Guid>(new CommandDefinition(
        "SELECT to_id FROM article_relations WHERE from_id = @id UNION SELECT from_id FROM article_relations WHERE to_id = @id", new { id }, tx.Transaction, cancellationToken: ct));

    private static async Task TouchAsync(WriteTransaction tx, IEnumerable<Guid> ids, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var id in ids.Order())
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition(
                $"UPDATE articles SET version = version + 1, {RecordStamps.Changed} WHERE id = @id", new { id, now }, tx.Transaction, cancellationToken: ct));
        }
    }

    private sealed record Named
    {
        public Guid Sayer { get; init; }
        public Guid Other { get; init; }
        public string Type { get; init; } = "";
    }
}

/// <summary>A relation of an article as the desk shows it.</summary>
public sealed record DeskRelation
{
    /// <summary>The other article.</summary>
    public required Guid OtherId { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Whether only editors may see it.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Its journal.</summary>
    public Guid JournalId { get; init; }

    /// <summary>JATS <c>related-article-type</c> as the notice says it.</summary>
    public required string Type { get; init; }

    /// <summary>Whether the article that is looked at is the notice.</summary>
    public bool IsNotice { get; init; }

    /// <summary>Whether a file states it.</summary>
    public bool IsStated { get; init; }
}
