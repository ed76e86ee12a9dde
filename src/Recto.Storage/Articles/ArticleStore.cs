using Dapper;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>The articles: saved whole by an import, read by pages in one statement.</summary>
/// <param name="database">Where they are kept.</param>
public sealed partial class ArticleStore(Database database)
{
    private const string StampColumns = "id, slug, version, source_hash, journal_id, issue_id, position, is_draft, doi, sketch, is_placed, CASE WHEN withdrawn_at IS NULL THEN 0 ELSE 1 END AS is_withdrawn, edit_version, CASE WHEN edits LIKE '%\"doi\":%' THEN 1 ELSE 0 END AS has_edited_doi, identity_key";

    /// <summary>Whether exactly this source was imported already: null where it was not, or not so.</summary>
    /// <param name="sourceHash">What <see cref="SourceStamp.Of"/> gave.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ArticleStamp?> FindBySourceAsync(string sourceHash, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QueryFirstOrDefaultAsync<ArticleStamp>(new CommandDefinition(
            $"SELECT {StampColumns} FROM articles WHERE source_hash = @sourceHash ORDER BY id LIMIT 1", new { sourceHash }, cancellationToken: ct));
    }

    /// <summary>The article that <see cref="SaveAsync"/> would update by DOI and identity (it also looks at the text, and may find that it is another); null where it would add one.</summary>
    /// <param name="doi">Its DOI; null where it has none.</param>
    /// <param name="identity">What <see cref="ArticleIdentity.Of"/> gave.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ArticleStamp?> FindSameAsync(Doi? doi, string identity, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await FindSameAsync(connection, null, doi, identity, null, ct)).Same;
    }

    /// <summary>The article of that id; null where there is none.</summary>
    public async Task<ArticleStamp?> FindStampAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<ArticleStamp>(new CommandDefinition($"SELECT {StampColumns} FROM articles WHERE id = @id", new { id }, cancellationToken: ct));
    }

    /// <summary>The record of an article; null where there is none that may be seen.</summary>
    public async Task<Article?> FindAsync(string slug, Visibility visibility, CancellationToken ct)
    {
        if (!StoredText.CanStand(slug))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"SELECT article FROM articles WHERE slug = @slug {Seen(visibility, "")}", ("slug", slug));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? StoredJson.ReadArticle(reader.Bytes(0)) : null;
    }

    /// <summary>The present address of an article that once had this one; null where none had.</summary>
    public async Task<string?> FindCurrentSlugAsync(string oldSlug, Visibility visibility, CancellationToken ct)
    {
        if (!StoredText.CanStand(oldSlug))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            $"SELECT a.slug FROM old_slugs o JOIN articles a ON a.id = o.article_id WHERE o.slug = @oldSlug {Seen(visibility, "a.")}", new { oldSlug }, cancellationToken: ct));
    }

    /// <summary>The address of the article with that DOI; null where there is none that may be seen.</summary>
    public async Task<string?> FindSlugAsync(Doi doi, Visibility visibility, CancellationToken ct)
    {
        if (!StoredText.CanStand(doi.Value))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            $"SELECT slug FROM articles WHERE doi_key = @doiKey {Seen(visibility, "")}", new { doiKey = DoiKey.Of(doi) }, cancellationToken: ct));
    }

    /// <summary>How many articles are published.</summary>
    public async Task<int> CountAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT COUNT(*) FROM articles WHERE is_draft = 0", cancellationToken: ct));
    }

    private static string Seen(Visibility visibility, string table) => visibility switch
    {
        Visibility.Published => $"AND {table}is_draft = 0",
        Visibility.WithDrafts => "",
        _ => throw new ArgumentOutOfRangeException(nameof(visibility)),
    };
}
