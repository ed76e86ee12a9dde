using System.Text.Json;
using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Files;

/// <summary>Which files belong to which article; their bytes are in the <see cref="IFileStore"/>.</summary>
/// <param name="database">Where this is kept.</param>
public sealed partial class ArticleFileStore(Database database)
{
    private const int LongestName = 255;

    /// <summary>Writes the list of an article's files in place of the one before.</summary>
    /// <exception cref="ArgumentException">A name cannot be one segment of an address, or stands twice.</exception>
    public async Task ReplaceAsync(WriteTransaction tx, Guid articleId, IReadOnlyList<ArticleFile> files, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(files);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var rows = new RowWriter(tx, "article_files", "article_id", "name", "role", "media_type", "hash", "length", "called", "width", "height", "made_from", "made_by");
        foreach (var file in files)
        {
            RequireName(file.Name);
            if (!names.Add(file.Name))
            {
                throw new ArgumentException($"The article has two files named '{file.Name}'.", nameof(files));
            }

            StoredText.Require(file.MediaType, $"The media type of '{file.Name}'");
            foreach (var called in file.Called ?? [])
            {
                StoredText.Require(called, $"What the document calls '{file.Name}'");
            }

            rows.Add(articleId, file.Name, Words.Of(file.Role), file.MediaType, file.Hash.Value, file.Length,
                file.Called is null ? null : JsonSerializer.Serialize(file.Called), file.Width, file.Height, file.MadeFrom?.Value, file.MadeBy);
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM article_files WHERE article_id = @articleId", new { articleId }, tx.Transaction, cancellationToken: ct));
        await rows.WriteAsync(ct);
    }

    /// <summary>A file of an article by its name; null where there is none that may be seen.</summary>
    public async Task<ArticleFile?> FindAsync(string slug, string name, Visibility visibility, CancellationToken ct)
    {
        if (!StoredText.CanStand(slug, name))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition("""
            SELECT f.name, f.role, f.media_type, f.hash, f.length, f.called, f.width, f.height, f.made_from, f.made_by
            FROM article_files f JOIN articles a ON a.id = f.article_id
            WHERE a.slug = @slug AND f.name = @name AND a.is_draft <= @drafts
            """, new { slug, name, drafts = visibility == Visibility.WithDrafts ? 1 : 0 }, cancellationToken: ct)))?.ToFile();
    }

    /// <summary>The files of an article by name.</summary>
    public async Task<IReadOnlyList<ArticleFile>> ListAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<Kept>(new CommandDefinition(
            "SELECT name, role, media_type, hash, length, called, width, height, made_from, made_by FROM article_files WHERE article_id = @articleId", new { articleId }, cancellationToken: ct));
        return [.. rows.Select(row => row.ToFile()).OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    /// <summary>A picture that some article has already, and what was made of it, so that it need not be opened again; empty where no article has it.</summary>
    /// <param name="picture">Its bytes.</param>
    /// <param name="madeBy">The rule by which it must have been made.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<ArticleFile>> ListMadeAsync(FileHash picture, string madeBy, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<Kept>(new CommandDefinition("""
            SELECT name, role, media_type, hash, length, called, width, height, made_from, made_by FROM article_files
            WHERE article_id = (SELECT article_id FROM article_files WHERE hash = @hash AND role = 'figure' AND made_by = @madeBy ORDER BY article_id LIMIT 1)
                AND (hash = @hash OR made_from = @hash) AND made_by = @madeBy
            """, new { hash = picture.Value, madeBy }, cancellationToken: ct))).AsList();
        return [.. rows.Select(row => row.ToFile())];
    }

    /// <summary>What some article shows in the place of a picture that browsers do not show; null where no article has turned it by that rule.</summary>
    /// <param name="original">The picture's bytes as they came in.</param>
    /// <param name="madeBy">The rule by which it must have been turned.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ArticleFile?> FindTurnedAsync(FileHash original, string madeBy, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryFirstOrDefaultAsync<Kept>(new CommandDefinition("""
            SELECT name, role, media_type, hash, length, called, width, height, made_from, made_by FROM article_files
            WHERE made_from = @hash AND role = 'figure' AND made_by = @madeBy ORDER BY article_id, name
            """, new { hash = original.Value, madeBy }, cancellationToken: ct)))?.ToFile();
    }

    /// <summary>Every file that some article or an earlier version of one names, what pictures were made from, what was made of articles, and the covers of journals and issues: what a sweep must keep. (An upload that waits lies in the database, whole.)</summary>
    public async Task<IReadOnlySet<FileHash>> ListHashesAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var names = await NamedFiles.ListAsync(connection, null, ct);
        names.UnionWith(await connection.QueryAsync<string>(new CommandDefinition("SELECT made_from FROM article_files WHERE made_from IS NOT NULL", cancellationToken: ct)));
        return names.Select(Hash).ToHashSet();
    }

    private static FileHash Hash(string text) => FileHash.TryParse(text, out var hash) ? hash : throw new InvalidDataException($"'{text}' in the database is no SHA-256.");

    private static void RequireName(string name)
    {
        StoredText.Require(name, "A file's name");
        if (name is "" or "." or ".." || name.Length > LongestName || name.Any(c => c is '/' or '\\' || char.IsControl(c)))
        {
            throw new ArgumentException($"'{name}' cannot be the name of an article's file: one segment of an address, without separators and control characters, at most {LongestName} long.", nameof(name));
        }
    }

    private sealed record Kept
    {
        public string Name { get; init; } = "";
        public string Role { get; init; } = "";
        public string MediaType { get; init; } = "";
        public string Hash { get; init; } = "";
        public long Length { get; init; }
        public string? Called { get; init; }
        public int? Width { get; init; }
        public int? Height { get; init; }
        public string? MadeFrom { get; init; }
        public string? MadeBy { get; init; }

        public ArticleFile ToFile() => new()
        {
            Name = Name,
            Role = Words.Read<FileRole>(Role),
            MediaType = MediaType,
            Hash = ArticleFileStore.Hash(Hash),
            Length = Length,
            Called = Called is null ? null : JsonSerializer.Deserialize<string[]>(Called),
            Width = Width,
            Height = Height,
            MadeFrom = MadeFrom is null ? null : ArticleFileStore.Hash(MadeFrom),
            MadeBy = MadeBy,
        };
    }
}
