using Dapper;
using Recto.Journals.Archives;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <content>Keeping the index as the articles are. What is saved is indexed with it; this is for what an older program saved.</content>
public sealed partial class ArchiveStore
{
    private const string Behind = "FROM apparatus p WHERE (p.archives_read IS NULL OR p.archives_read <> @version)";

    /// <summary>Articles whose notes were not indexed, or by other rules; in order of id.</summary>
    /// <param name="size">Most ids to give, 1 to 500.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Guid>> ListBehindAsync(int size, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<Guid>(new CommandDefinition($"SELECT article_id {Behind} ORDER BY article_id LIMIT @size", new { size, version = ArchivalMentions.Version }, cancellationToken: ct))).AsList();
    }

    /// <summary>Takes some of the articles that <see cref="ListBehindAsync"/> would give and that nobody has in hand; null where none is free.</summary>
    public Task<ArticleClaim?> TakeBehindAsync(int size, CancellationToken ct) => Claims.TakeAsync(ClaimedWork, $"SELECT p.article_id {Behind}", "p.article_id", size, ct, ("version", ArchivalMentions.Version));

    /// <summary>Who has which articles in hand.</summary>
    public ArticleClaims Claims { get; } = new(database);

    /// <summary>What the index is called among the works that are done together.</summary>
    public const string ClaimedWork = "archives";

    /// <summary>Declares the whole index out of date: <see cref="ListBehindAsync"/> then gives every article. What it holds is still shown meanwhile.</summary>
    public async Task ForgetAsync(CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE apparatus SET archives_read = NULL", transaction: tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }

    /// <summary>Indexes the notes of an article as they are kept, in place of what was indexed of it.</summary>
    /// <returns>False where the article is gone.</returns>
    public async Task<bool> IndexAsync(Guid articleId, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        if (await ApparatusStore.ReadAsync(tx.Connection, tx.Transaction, articleId, ct) is not { } apparatus)
        {
            return false;
        }

        await ArchiveRows.WriteAsync(tx, articleId, apparatus, ct);
        await tx.CommitAsync(ct);
        return true;
    }
}
