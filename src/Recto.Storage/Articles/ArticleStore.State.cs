using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ArticleStore
{
    /// <summary>A word that changes whenever a published page could: how many articles, issues, journals, pages of journals, sections and moved addresses there are, when each was last changed, when a list of citing works last was, when a list of articles to read next, and how often a node has told of a change (<see cref="TellChangeAsync"/>).</summary>
    /// <param name="ct">Cancels.</param>
    public async Task<string> StateAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<string>(new CommandDefinition("""
            SELECT CAST((SELECT COUNT(*) FROM articles) AS TEXT) || '-' || CAST((SELECT COALESCE(MAX(updated_at), 0) FROM articles) AS TEXT)
                || '-' || (SELECT CAST(COUNT(*) AS TEXT) || '.' || CAST(COALESCE(MAX(updated_at), 0) AS TEXT) || '.' || CAST(COALESCE(SUM(edit_version), 0) AS TEXT) FROM issues)
                || '-' || (SELECT CAST(COUNT(*) AS TEXT) || '.' || CAST(COALESCE(MAX(updated_at), 0) AS TEXT) || '.' || CAST(COALESCE(SUM(edit_version), 0) AS TEXT) FROM journals)
                || '-' || (SELECT CAST(COUNT(*) AS TEXT) || '.' || CAST(COALESCE(MAX(updated_at), 0) AS TEXT) || '.' || CAST(COALESCE(SUM(edit_version), 0) AS TEXT) FROM journal_pages)
                || '-' || (SELECT CAST(COUNT(*) AS TEXT) || '.' || CAST(COALESCE(SUM(edit_version), 0) AS TEXT) FROM journal_sections)
                || '-' || (SELECT CAST(COUNT(*) AS TEXT) || '.' || CAST(COALESCE(MAX(since), 0) AS TEXT) FROM moved_addresses)
                || '-' || CAST((SELECT COALESCE(MAX(cited_at), 0) FROM articles WHERE cited_at IS NOT NULL) AS TEXT)
                || '-' || CAST((SELECT COALESCE(MAX(changed_at), 0) FROM works) AS TEXT)
                || '-' || CAST((SELECT COALESCE(MAX(changed_at), 0) FROM recommended_articles) AS TEXT)
                || '-' || CAST((SELECT COALESCE(MAX(changes), 0) FROM page_changes) AS TEXT)
                || '-' || CAST((SELECT COALESCE(MAX(at), 0) FROM audit) AS TEXT)
            """, cancellationToken: ct)) ?? "";
    }

    /// <summary>
    /// Changes <see cref="StateAsync"/> for certain, after a commit: instants come from the clocks of several machines, and the latest of them need not be the last. A replica knows of it only once it knows of what was committed before.
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
