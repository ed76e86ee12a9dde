using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ArticleStore
{
    private const int MostCited = 500;

    /// <summary>What is needed to cite these articles, drafts too, in the order asked for, by one statement. What is not there is left out; whoever asks decides of each who may have it.</summary>
    /// <param name="ids">At most 500.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<CitedArticleRow>> ListCitedAsync(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MostCited, nameof(ids));
        if (ids.Count == 0)
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);

        // Dapper writes a list out for SQLite and hands it to PostgreSQL as the array that it is.
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition($"""
            SELECT a.id, a.slug, a.article, j.title, i.volume, i.number, {ArticleTerms.Columns}
            FROM articles a JOIN journals j ON j.id = a.journal_id LEFT JOIN issues i ON i.id = a.issue_id
            WHERE a.id {(database.Dialect.HasOneWriter ? "IN @ids" : "= ANY(@ids)")}
            """, new { ids = ids.ToArray() }, cancellationToken: ct));
        var rows = new Dictionary<Guid, CitedArticleRow>();
        while (await reader.ReadAsync(ct))
        {
            rows[reader.GetGuid(0)] = new CitedArticleRow
            {
                Id = reader.GetGuid(0),
                Slug = reader.GetString(1),
                ArticleJson = reader.Bytes(2),
                JournalTitle = reader.GetString(3),
                IssueVolume = reader.TextOrNull(4),
                IssueNumber = reader.TextOrNull(5),
                Terms = ArticleTerms.Read(reader, 6),
            };
        }

        return [.. ids.Distinct().Select(rows.GetValueOrDefault).OfType<CitedArticleRow>()];
    }
}
