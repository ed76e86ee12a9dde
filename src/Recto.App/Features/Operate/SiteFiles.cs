using Recto.App.Shell;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Operate;

/// <summary>The files that a backup takes beside the database.</summary>
internal static class SiteFiles
{
    /// <summary>All files of the store, also those that no row names (yet): what else may name a file need not be known here. Unfinished writes are left out.</summary>
    /// <param name="data">The site.</param>
    public static IEnumerable<(FileHash Hash, FileInfo File)> Stored(DatabaseOptions data)
    {
        var folder = DataPlace.FilesFolder(data);
        foreach (var file in Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.Name, StringComparer.Ordinal) : Enumerable.Empty<FileInfo>())
        {
            if (FileHash.TryParse(file.Name, out var hash) && file.Directory!.Name == hash.Value[..2])
            {
                yield return (hash, file);
            }
        }
    }

    /// <summary>Opens one; null where it was swept away meanwhile, as nothing names it.</summary>
    public static FileStream? Open(FileInfo file)
    {
        try
        {
            return new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Keys that protect cookies, where they are kept as files: without them everybody signs in anew. Each with its name in a backup.</summary>
    /// <param name="data">The site.</param>
    public static IEnumerable<(string Name, string Path)> Keys(DatabaseOptions data)
    {
        var folder = Path.Combine(data.DataFolder, "keys");
        return (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
            .Select(path => ("keys/" + Path.GetFileName(path), path)).Where(key => BackupHead.IsName(key.Item1));
    }
}
