using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ArticleStore
{
    private const string BasisOf = """
        SELECT source_hash, edit_version, (SELECT COUNT(*) + COUNT(ended_at) FROM reading_corrections c WHERE c.article_id = a.id) AS corrections FROM articles a WHERE a.id = @id
        """;

    /// <summary>What the pages of an article are made from, as it stands now; null where there is no such article.</summary>
    public async Task<ArticleBasis?> FindBasisAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<ArticleBasis>(new CommandDefinition(BasisOf, new { id }, cancellationToken: ct));
    }

    /// <summary>The same inside a transaction; nobody changes it until that ends.</summary>
    public async Task<ArticleBasis?> FindBasisAsync(WriteTransaction tx, Guid id, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE articles SET version = version WHERE id = @id", new { id }, tx.Transaction, cancellationToken: ct));
        return await tx.Connection.QuerySingleOrDefaultAsync<ArticleBasis>(new CommandDefinition(BasisOf, new { id }, tx.Transaction, cancellationToken: ct));
    }
}

/// <summary>What the pages of an article are made from. When it has changed while they were made, they are made again.</summary>
public sealed record ArticleBasis
{
    /// <summary>The stamp of its file.</summary>
    public string SourceHash { get; init; } = "";

    /// <summary>Counts what editors say of the record.</summary>
    public int EditVersion { get; init; }

    /// <summary>Counts corrections of readings and their ends.</summary>
    public int Corrections { get; init; }
}
