using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Files;

public sealed partial class MadeFileStore
{
    /// <summary>What is known of one kind of file of an article, for the door at which it is fetched; null where there is no such article.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="kind">Kind of the file.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<FileAtDoor?> FindAtDoorAsync(Guid articleId, string kind, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<AtDoor>(new CommandDefinition($"""
            SELECT a.title, a.authors, a.published, a.updated_at AS changed_at, m.state, m.media_type, m.hash, m.length, m.made_at, s.not_before,
                (SELECT MIN(f.name) FROM article_files f WHERE f.article_id = a.id AND f.role = 'download' AND f.media_type = 'application/pdf' AND @kind = 'pdf') AS own_name
            FROM articles a LEFT JOIN made_files m ON m.article_id = a.id AND m.kind = @kind LEFT JOIN made_states s ON s.article_id = a.id WHERE a.id = @articleId
            """, new { articleId, kind }, cancellationToken: ct));
        if (row is null)
        {
            return null;
        }

        var own = row.OwnName is null ? null : await connection.QuerySingleOrDefaultAsync<AtDoor>(new CommandDefinition(
            "SELECT media_type, hash, length FROM article_files WHERE article_id = @articleId AND name = @OwnName", new { articleId, row.OwnName }, cancellationToken: ct));
        var shown = own is null ? row : own with { MadeAt = row.ChangedAt };
        return new FileAtDoor
        {
            Title = row.Title,
            Authors = row.Authors,
            Year = row.Published is { Length: >= 4 } date ? date[..4] : null,
            State = row.State is null ? null : Words.Read<MadeState>(row.State),
            File = FileHash.TryParse(shown.Hash, out var hash) ? new MadeBytes(shown.MediaType!, hash, shown.Length!.Value, Instants.FromStored(shown.MadeAt!.Value)) : null,
            OwnName = own is null ? null : row.OwnName,
            NotBefore = Instants.FromStored(row.NotBefore),
        };
    }

    private sealed record AtDoor
    {
        public string Title { get; init; } = "";
        public string? Authors { get; init; }
        public string? Published { get; init; }
        public long ChangedAt { get; init; }
        public string? State { get; init; }
        public string? MediaType { get; init; }
        public string? Hash { get; init; }
        public long? Length { get; init; }
        public long? MadeAt { get; init; }
        public long? NotBefore { get; init; }
        public string? OwnName { get; init; }
    }
}

/// <summary>One kind of file of an article, for the door at which it is fetched.</summary>
public sealed record FileAtDoor
{
    /// <summary>Title of the article.</summary>
    public required string Title { get; init; }

    /// <summary>Its authors in one line; null where there are none.</summary>
    public string? Authors { get; init; }

    /// <summary>Year of publication; null where the source does not say.</summary>
    public string? Year { get; init; }

    /// <summary>How the last try to make it ended; null where it was never tried.</summary>
    public MadeState? State { get; init; }

    /// <summary>The file; the publisher's own before one that was made. Null where there is none.</summary>
    public MadeBytes? File { get; init; }

    /// <summary>Name of the publisher's own file; null where it was made here.</summary>
    public string? OwnName { get; init; }

    /// <summary>Before when it is not tried again; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
