using System.Text.Encodings.Web;
using System.Text.Json;
using Recto.Storage.Files;

namespace Recto.App.Features.Operate;

/// <summary>One backup of a repository: what it consists of, by the hashes under which the pieces are kept.</summary>
internal sealed record RepositoryBackup
{
    /// <summary>What a backup says of itself, whatever its form.</summary>
    public required BackupHead Head { get; init; }

    /// <summary>The tables, in the order in which they are filled.</summary>
    public required IReadOnlyList<RepositoryTable> Tables { get; init; }

    /// <summary>The files of the store.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Keys that protect cookies: each a piece.</summary>
    public required IReadOnlyList<RepositoryKey> Keys { get; init; }

    private static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>Reads one; null where it is none.</summary>
    public static RepositoryBackup? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var backup = JsonSerializer.Deserialize<RepositoryBackup>(json, Options);
            return backup is not null && backup.Tables.SelectMany(table => table.Pieces).Concat(backup.Files).Concat(backup.Keys.Select(key => key.Piece)).All(hash => FileHash.TryParse(hash, out _)) ? backup : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Its checksums, as those of every other backup.</summary>
    public string Checksums() => string.Concat(
        new[] { $"{FileHash.Of(Head.Write())}  {BackupHead.FileName}\n" }
            .Concat(Tables.Select(table => $"{table.Hash}  tables/{table.Name}.jsonl\n"))
            .Concat(Files.Select(file => $"{file}  files/{file[..2]}/{file}\n"))
            .Concat(Keys.Select(key => $"{key.Piece}  {key.Name}\n")));
}

/// <summary>A table of such a backup.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Hash">SHA-256 of all its lines.</param>
/// <param name="Pieces">Its lines, in pieces, each by the SHA-256 of its lines.</param>
internal sealed record RepositoryTable(string Name, long Rows, string Hash, IReadOnlyList<string> Pieces);

/// <summary>A key of such a backup.</summary>
/// <param name="Name">Its name in a backup.</param>
/// <param name="Piece">The piece that holds it.</param>
internal sealed record RepositoryKey(string Name, string Piece);
