using System.Text.Json;

namespace Recto.App.Shell;

/// <summary>When a site was last backed up, as the backup wrote it down in the data folder.</summary>
internal static class LastBackup
{
    private const string FileName = "last-backup.json";

    /// <summary>Writes it down, where that is possible: a backup is good without it.</summary>
    /// <param name="dataFolder">The data folder of the site.</param>
    /// <param name="made">When.</param>
    /// <param name="place">Where the backup is.</param>
    public static void Remember(string dataFolder, DateTimeOffset made, string place)
    {
        try
        {
            File.WriteAllBytes(Path.Combine(dataFolder, FileName), JsonSerializer.SerializeToUtf8Bytes(new { made, place }));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Whoever backs up may not be allowed to write there.
        }
    }

    /// <summary>Where it was written; null where nobody wrote it down.</summary>
    /// <param name="dataFolder">The data folder of the site.</param>
    public static string? FindPlace(string dataFolder) => Find(dataFolder, kept => kept.GetProperty("place").GetString());

    /// <summary>When it was; null where nobody wrote it down.</summary>
    /// <param name="dataFolder">The data folder of the site.</param>
    public static DateTimeOffset? Find(string dataFolder) => Find<DateTimeOffset?>(dataFolder, kept => kept.GetProperty("made").GetDateTimeOffset());

    private static T? Find<T>(string dataFolder, Func<JsonElement, T?> read)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(dataFolder, FileName)));
            return read(json.RootElement);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return default; // Nobody has said.
        }
    }
}
