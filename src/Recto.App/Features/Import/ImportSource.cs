using System.IO.Compression;

namespace Recto.App.Features.Import;

/// <summary>Goes through what an operator names: files, folders, archives, standard input. In a stable order, one file in memory at a time.</summary>
/// <param name="limits">How much an archive may ask of us.</param>
/// <param name="stdin">Opens standard input.</param>
/// <param name="clock">Gives the day; null for the machine's.</param>
internal sealed class ImportSource(ArchiveLimits limits, Func<Stream> stdin, TimeProvider? clock = null) : IDisposable
{
    private readonly List<string> _aside = [];

    // Files that an export of OJS has named: they are galleys, and no articles by themselves.
    private readonly HashSet<string> _galleys = new(StringComparer.Ordinal);

    /// <summary>A file larger than this is no article.</summary>
    internal const long LargestFile = 128L * 1024 * 1024;

    /// <summary>What stands in the way of beginning at all: a path that is not there. Null where nothing does.</summary>
    public static string? FindMissing(IEnumerable<string> paths) => paths
        .FirstOrDefault(path => path != "-" && !File.Exists(path) && !Directory.Exists(path)) is { } missing
        ? $"“{missing}” does not exist; check the path." : null;

    public IEnumerable<ImportItem> Read(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var items = path == "-" ? ReadStdin()
                : Directory.Exists(path) ? ReadFolder(path)
                : ReadNamed(path, path);
            foreach (var item in items)
            {
                yield return item;
            }
        }
    }

    private IEnumerable<ImportItem> ReadFolder(string folder) => BagFiles.IsBagFolder(folder) ? new BagSource(folder, folder, limits, NewAside()).Read() : ReadPlainFolder(folder);

    private IEnumerable<ImportItem> ReadPlainFolder(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = false, AttributesToSkip = 0, IgnoreInaccessible = true };
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", options).OrderBy(entry => entry is FileInfo && IsExport(entry.FullName) ? 0 : 1).ThenBy(entry => entry.Name, StringComparer.Ordinal))
        {
            // Links are not followed: they may lead out of the folder, or in a circle.
            if (entry.LinkTarget is not null)
            {
                continue;
            }

            var path = Path.Combine(folder, entry.Name);
            if (entry is DirectoryInfo)
            {
                if (!FileKinds.IsAside(entry.Name + "/x"))
                {
                    foreach (var item in ReadFolder(path))
                    {
                        yield return item;
                    }
                }

                continue;
            }

            if (FileKinds.Of(entry.Name) is FileKind.Article or FileKind.Archive or FileKind.Packed && !_galleys.Contains(entry.FullName))
            {
                foreach (var item in ReadNamed(path, path))
                {
                    yield return item;
                }
            }
        }
    }

    private IEnumerable<ImportItem> ReadNamed(string path, string shown)
    {
        var kind = FileKinds.Of(Path.GetFileName(path));
        return LooksLikeArchive(path) && BagFiles.IsBag(path) ? new BagSource(path, shown, limits, NewAside()).Read()
            : kind == FileKind.Archive || kind != FileKind.Packed && LooksLikeArchive(path)
            ? new ArchiveSource(path, shown, limits, NewAside(), Today).Read()
            : IsExport(path) ? ReadExport(path, shown)
            : [ReadFile(path, shown, kind)];
    }

    private DateOnly Today => DateOnly.FromDateTime((clock ?? TimeProvider.System).GetUtcNow().UtcDateTime);

    private static bool IsExport(string path)
    {
        var name = Path.GetFileName(path);
        if (FileKinds.Of(name) is not (FileKind.Article or FileKind.Packed or FileKind.Other) || !name.Contains(".xml", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            using var file = File.OpenRead(path);
            using var unpacked = FileKinds.Of(name) == FileKind.Packed ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            using var peeked = new PeekedStream(unpacked);
            return FormatDetection.IsOjs(peeked.Beginning);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false; // ReadFile will say why.
        }
    }

    private IEnumerable<ImportItem> ReadExport(string path, string shown)
    {
        var find = GraphicFiles.FilesIn(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var inflated = FileKinds.Of(Path.GetFileName(path)) == FileKind.Packed ? new GZipStream(file, CompressionMode.Decompress) : null;
        using var unpacked = inflated is null ? (Stream)file : new CountedStream(inflated, shown, limits with { EntryBytes = limits.TotalBytes }, new ArchiveTally(file.Length));
        foreach (var item in new OjsSource(shown, limits, NewAside(), Beside, Today).Read(unpacked))
        {
            yield return item;
        }

        string? Beside(string relative)
        {
            if (find(relative) is { } found)
            {
                _galleys.Add(found);
                return found;
            }

            return null;
        }
    }

    private ImportItem ReadFile(string path, string shown, FileKind kind)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            var graphics = GraphicFiles.In(Path.GetDirectoryName(Path.GetFullPath(path))!);
            if (kind == FileKind.Packed)
            {
                using var inflated = new GZipStream(file, CompressionMode.Decompress);
                using var unpacked = new CountedStream(inflated, shown, limits, new ArchiveTally(file.Length));
                return new FoundFile(shown, Path.GetFileNameWithoutExtension(path), ReadAll(unpacked), graphics);
            }

            return file.Length > LargestFile
                ? new UnreadableFile(shown, $"The file has {file.Length} bytes, more than an article ever has.")
                : new FoundFile(shown, Path.GetFileName(path), ReadAll(file), graphics);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or ArchiveRefusedException)
        {
            // What the disk or a broken .gz says about one file must not stop the others.
            return new UnreadableFile(shown, fault is InvalidDataException ? "The file is no whole .gz: " + fault.Message : fault.Message);
        }
    }

    private IEnumerable<ImportItem> ReadStdin()
    {
        using var input = stdin();
        using var peeked = new PeekedStream(input);
        var isExport = FormatDetection.IsOjs(peeked.Beginning);
        using var counted = new CountedStream(peeked, "-", isExport ? limits with { EntryBytes = limits.TotalBytes } : limits, new ArchiveTally(long.MaxValue));
        foreach (var item in isExport ? new OjsSource("-", limits, NewAside(), _ => null, Today).Read(counted) : [ReadStdin(counted)])
        {
            yield return item;
        }
    }

    private static ImportItem ReadStdin(Stream input)
    {
        try
        {
            return new FoundFile("-", "-", ReadAll(input), GraphicFiles.None);
        }
        catch (ArchiveRefusedException refused)
        {
            return new UnreadableFile("-", refused.Message);
        }
    }

    // A .docx is a zip as well, but not a delivery.
    private static bool LooksLikeArchive(string path)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (extension is ".docx" or ".docm" or ".epub" or ".odt" or ".xml" or ".txt" or ".html" or ".htm" or ".md")
        {
            return false;
        }

        Span<byte> start = stackalloc byte[4];
        try
        {
            using var file = File.OpenRead(path);
            return file.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("PK\u0003\u0004"u8);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false; // ReadFile will say why.
        }
    }

    /// <summary>Takes away what was laid aside; call it when the last article is saved.</summary>
    public void Dispose()
    {
        foreach (var folder in _aside.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string NewAside()
    {
        _aside.Add(Path.Combine(Path.GetTempPath(), "recto-import-" + Guid.NewGuid().ToString("N")));
        return _aside[^1];
    }

    internal static byte[] ReadAll(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
