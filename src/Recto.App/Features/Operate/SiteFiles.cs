using Recto.Storage.Sql;

namespace Recto.App.Features.Operate;

/// <summary>The files that a backup takes beside the database and the store.</summary>
internal static class SiteFiles
{
    /// <summary>Keys that protect cookies, where they are kept as files: without them everybody signs in anew. Each with its name in a backup.</summary>
    /// <param name="data">The site.</param>
    public static IEnumerable<(string Name, string Path)> Keys(DatabaseOptions data)
    {
        var folder = Path.Combine(data.DataFolder, "keys");
        return (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
            .Select(path => ("keys/" + Path.GetFileName(path), path)).Where(key => BackupHead.IsName(key.Item1));
    }
}
