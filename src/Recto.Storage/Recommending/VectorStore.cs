using System.Buffers.Binary;
using Recto.Storage.Sql;

namespace Recto.Storage.Recommending;

/// <summary>The vectors of articles, all of one model.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class VectorStore(Database database)
{
    /// <summary>Deletes the vectors of all other models.</summary>
    /// <param name="model">The model whose vectors stay; null where there is none any more.</param>
    /// <param name="ct">Cancels.</param>
    public async Task KeepOnlyAsync(string? model, CancellationToken ct)
    {
        await using (var connection = await database.OpenAsync(ct))
        await using (var any = connection.Command("SELECT 1 FROM article_vectors WHERE model <> @model LIMIT 1", ("model", model ?? "")))
        {
            if (await any.ExecuteScalarAsync(ct) is null)
            {
                return;
            }
        }

        await using var tx = await database.BeginAsync(ct);
        await using var command = tx.Command("DELETE FROM article_vectors WHERE model <> @model", ("model", model ?? ""));
        await command.ExecuteNonQueryAsync(ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>Whether there is any.</summary>
    public async Task<bool> AnyAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT 1 FROM article_vectors LIMIT 1");
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    /// <summary>Published articles that have no vector of that model, or one of another version; some.</summary>
    public async Task<IReadOnlyList<Guid>> ListBehindAsync(string model, int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            SELECT a.id FROM articles a LEFT JOIN article_vectors v ON v.article_id = a.id LEFT JOIN search_texts t ON t.article_id = a.id
            WHERE a.is_draft = 0 AND (v.article_id IS NULL OR v.model <> @model OR v.version <> a.version OR v.text_version <> COALESCE(t.version, 0)) LIMIT @most
            """, ("model", model), ("most", most));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(ct))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    /// <summary>What a vector is made of: title and abstract, else title and text; null where the article is not public any more.</summary>
    public async Task<VectorText?> FindTextAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            SELECT a.version, COALESCE(t.version, 0), a.title, COALESCE(a.subtitle, ''), COALESCE(t.abstract, ''), COALESCE(t.body, '') FROM articles a LEFT JOIN search_texts t ON t.article_id = a.id WHERE a.id = @id AND a.is_draft = 0
            """, ("id", articleId));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new(reader.GetInt32(0), reader.GetInt32(1), string.Join('\n', new[] { reader.GetString(2), reader.GetString(3), reader.GetString(4) is { Length: > 0 } summary ? summary : reader.GetString(5) }.Where(part => part.Length > 0)))
            : null;
    }

    /// <summary>Keeps a vector.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="model">The model.</param>
    /// <param name="of">What it was made of.</param>
    /// <param name="vector">The vector; empty where there is none.</param>
    /// <param name="ct">Cancels.</param>
    public async Task WriteAsync(Guid articleId, string model, VectorText of, ReadOnlyMemory<float> vector, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(of);
        await using var tx = await database.BeginAsync(ct);
        await using var command = tx.Command("""
            INSERT INTO article_vectors (article_id, model, version, text_version, vector) SELECT a.id, @model, @version, @text, @vector FROM articles a WHERE a.id = @id
            ON CONFLICT (article_id) DO UPDATE SET model = excluded.model, version = excluded.version, text_version = excluded.text_version, vector = excluded.vector
            """, ("id", articleId), ("model", model), ("version", of.Version), ("text", of.TextVersion));
        command.AddBytes("vector", Bytes(vector.Span));
        await command.ExecuteNonQueryAsync(ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>A vector as it is kept.</summary>
    internal static byte[] Bytes(ReadOnlySpan<float> vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        for (var i = 0; i < vector.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), vector[i]);
        }

        return bytes;
    }

    /// <summary>Reads what <see cref="Bytes"/> wrote.</summary>
    internal static float[] Vector(ReadOnlySpan<byte> bytes)
    {
        var vector = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }

        return vector;
    }
}

/// <summary>What a vector is made of.</summary>
/// <param name="Version">The article’s version.</param>
/// <param name="TextVersion">The version of its text; 0 where it has none yet.</param>
/// <param name="Text">Title, subtitle, and abstract or text, a line each.</param>
public sealed record VectorText(int Version, int TextVersion, string Text);
