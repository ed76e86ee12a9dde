using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ArticleStore
{
    /// <summary>A word that changes whenever a published page could: <see cref="LatestAsync"/> and <see cref="CountsAsync"/> together.</summary>
    /// <param name="ct">Cancels.</param>
    public async Task<string> StateAsync(CancellationToken ct) => $"{await LatestAsync(ct)}-{(await CountsAsync(ct)).Word}";

    /// <summary>
    /// A word that changes with nearly everything that changes a published page: when an article last was, a list of citing works, a work, a list of articles to read next, a line was added to the log of changes, and how often a node has told of a change
    /// (<see cref="TellChangeAsync"/>). Read off the ends of indexes: it costs the same however many articles there are.
    /// </summary>
    /// <param name="ct">Cancels.</param>
    public async Task<string> LatestAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<string>(new CommandDefinition("""
            SELECT CAST((SELECT COALESCE(MAX(updated_at), 0) FROM articles) AS TEXT)
                || '-' || CAST((SELECT COALESCE(MAX(cited_at), 0) FROM articles WHERE cited_at IS NOT NULL) AS TEXT)
                || '-' || CAST((SELECT COALESCE(MAX(changed_at), 0) FROM works) AS TEXT)
                || '-' || CAST((SELECT COALESCE(MAX(changed_at), 0) FROM recommended_articles) AS TEXT)
                || '-' || CAST((SELECT COALESCE(MAX(changes), 0) FROM page_changes) AS TEXT)
                || '-' || CAST((SELECT COALESCE(MAX(at), 0) FROM audit) AS TEXT)
            """, cancellationToken: ct)) ?? "";
    }

    /// <summary>
    /// A word that changes with what only counting tells: an article that is gone, or was written by a machine whose clock is late; issues, journals, pages of journals, sections and moved addresses that no line of the log tells of.
    /// It goes through all of them, and takes the longer the more there are.
    /// </summary>
    /// <param name="ct">Cancels.</param>
    /// <returns>The word, and how many articles there are, drafts among them.</returns>
    public async Task<(string Word, long Articles)> CountsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var (articles, rest) = await connection.QuerySingleAsync<(long, string)>(new CommandDefinition("""
            SELECT (SELECT COUNT(*) FROM articles), (SELECT CAST(COUNT(*) AS TEXT) || '.' || CAST(COALESCE(MAX(updated_at), 0) AS TEXT) || '.' || CAST(COALESCE(SUM(edit_version), 0) AS TEXT) FROM issues)
                || '-' || (SELECT CAST(COUNT(*) AS TEXT) || '.' || CAST(COALESCE(MAX(updated_at), 0) AS TEXT) || '.' || CAST(COALESCE(SUM(edit_version), 0) AS TEXT) FROM journals)
                || '-' || (SELECT CAST(COUNT(*) AS TEXT) || '.' || CAST(COALESCE(MAX(updated_at), 0) AS TEXT) || '.' || CAST(COALESCE(SUM(edit_version), 0) AS TEXT) FROM journal_pages)
                || '-' || (SELECT CAST(COUNT(*) AS TEXT) || '.' || CAST(COALESCE(SUM(edit_version), 0) AS TEXT) FROM journal_sections)
                || '-' || (SELECT CAST(COUNT(*) AS TEXT) || '.' || CAST(COALESCE(MAX(since), 0) AS TEXT) FROM moved_addresses)
            """, cancellationToken: ct));
        return ($"{articles}-{rest}", articles);
    }

    /// <summary>
    /// Changes <see cref="LatestAsync"/> for certain, after a commit: instants come from the clocks of several machines, and the latest of them need not be the last. A replica knows of it only once it knows of what was committed before.
    /// Nothing is to be told on SQLite, whose processes share a clock.
    /// </summary>
    public async Task TellChangeAsync(CancellationToken ct)
    {
        if (database.Dialect.HasOneWriter)
        {
            return;
        }

        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("INSERT INTO page_changes (id, changes) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET changes = page_changes.changes + 1", transaction: tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }
}
