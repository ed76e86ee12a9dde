using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Recto.Storage.Backups;

namespace Recto.App.Features.Operate;

/// <summary>What a backup says of itself, in its first file. The format is told in <c>docs/operate/backup.md</c>.</summary>
internal sealed partial record BackupHead
{
    /// <summary>The name of that file.</summary>
    public const string FileName = "recto-backup.json";

    /// <summary>The name of the last file: a line for each other one, as <c>sha256sum</c> writes and checks them.</summary>
    public const string ChecksumsName = "checksums.sha256";

    /// <summary>The format that this program writes, and the newest that it reads.</summary>
    public const int Newest = 1;

    /// <summary>How a backup is read; raised whenever an older program could not.</summary>
    public required int Format { get; init; }

    /// <summary>When the picture of the database was taken.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>Version of the program that made it.</summary>
    public required string Recto { get; init; }

    /// <summary><c>sqlite</c> or <c>postgres</c>; it may be restored into the other.</summary>
    public required string Engine { get; init; }

    /// <summary>Steps of migration that the database had taken.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>Its tables in the order of their files.</summary>
    public required IReadOnlyList<TableShape> Tables { get; init; }

    private static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>Reads it.</summary>
    /// <exception cref="BackupRefusedException">It is none, or of a newer program.</exception>
    public static BackupHead Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var head = JsonSerializer.Deserialize<BackupHead>(json, Options) ?? throw new JsonException();
            return head.Format <= Newest ? head : throw new BackupRefusedException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The backup has the format {head.Format}, made by Recto {head.Recto}; this program reads up to {Newest}. Restore it with the newer Recto."));
        }
        catch (JsonException)
        {
            throw new BackupRefusedException($"{FileName} in it is not readable: it is no backup of Recto, or it is damaged.");
        }
    }

    /// <summary>Whether a file of that name can be in a backup. Everything else is refused, whatever it is: a name leads nowhere but to its own place.</summary>
    public static bool IsName(string name) => name is FileName or ChecksumsName || Names().IsMatch(name);

    /// <summary>The table that a file holds; null where it holds none.</summary>
    public static string? TableOf(string name) => name.StartsWith("tables/", StringComparison.Ordinal) && name.EndsWith(".jsonl", StringComparison.Ordinal) ? name["tables/".Length..^".jsonl".Length] : null;

    // tables/articles.jsonl, files/0a/0a1b…, keys/key-….xml
    [GeneratedRegex(@"\A(?:tables/[a-z][a-z0-9_]{0,62}\.jsonl|files/([0-9a-f]{2})/\1[0-9a-f]{62}|keys/[A-Za-z0-9][A-Za-z0-9_-]{0,120}\.xml)\z")]
    private static partial Regex Names();
}

/// <summary>A backup cannot be made or restored; the message says why and what to do. Nothing was changed.</summary>
internal sealed class BackupRefusedException(string message) : Exception(message);
