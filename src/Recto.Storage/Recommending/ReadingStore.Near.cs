using Recto.Storage.Sql;

namespace Recto.Storage.Recommending;

/// <content>What is near to each article, made ahead for lists of one’s own.</content>
public sealed partial class ReadingStore
{
    /// <summary>The articles of which it is not known what is near, or has not been looked at since a time.</summary>
    public async Task<IReadOnlyList<Guid>> ListNearDueAsync(DateTimeOffset madeBefore, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            SELECT r.article_id FROM recommended_articles r JOIN articles a ON a.id = r.article_id LEFT JOIN near_articles n ON n.article_id = r.article_id WHERE a.is_draft = 0 AND (n.article_id IS NULL OR n.made_at < @before) ORDER BY r.article_id
            """, ("before", Instants.ToStored(madeBefore)));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(ct))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    /// <summary>Keeps what is near to some articles, in place of what was kept before.</summary>
    public async Task WriteNearAsync(IReadOnlyList<(Guid ArticleId, byte[] Near)> made, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(made);
        await using var tx = await database.BeginAsync(ct);
        foreach (var (article, near) in made.OrderBy(one => one.ArticleId)) // In one order, so that two who write the same do not wait for each other.
        {
            await using var command = tx.Command("""
                INSERT INTO near_articles (article_id, made_at, near) SELECT a.id, @now, @near FROM articles a WHERE a.id = @article
                ON CONFLICT (article_id) DO UPDATE SET made_at = excluded.made_at, near = excluded.near
                """, ("article", article), ("now", Instants.ToStored(now)));
            command.AddBytes("near", near);
            await command.ExecuteNonQueryAsync(ct);
        }

        await tx.CommitAsync(ct);
    }

    /// <summary>Deletes what is near to articles: nobody has a list of their own any more.</summary>
    public async Task DropNearAsync(CancellationToken ct)
    {
        await using (var connection = await database.OpenAsync(ct))
        await using (var any = connection.Command("SELECT 1 FROM near_articles LIMIT 1"))
        {
            if (await any.ExecuteScalarAsync(ct) is null)
            {
                return;
            }
        }

        await using var tx = await database.BeginAsync(ct);
        await tx.RunAsync("DELETE FROM near_articles", ct);
        await tx.CommitAsync(ct);
    }
}
