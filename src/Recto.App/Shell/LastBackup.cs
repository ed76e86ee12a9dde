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
    public static string? FindPlace(string dataFolder)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(dataFolder, FileName)));
            return json.RootElement.GetProperty("place").GetString();
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // Nobody has said.
        }
    }

    /// <summary>When it was; null where nobody wrote it down.</summary>
    /// <param name="dataFolder">The data folder of the site.</param>
    public static DateTimeOffset? Find(string dataFolder)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(dataFolder, FileName)));
            return json.RootElement.GetProperty("made").GetDateTimeOffset();
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null; // Nobody has said.
        }
    }
}
