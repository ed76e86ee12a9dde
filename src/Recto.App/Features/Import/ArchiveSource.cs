using System.Formats.Tar;
using System.IO.Compression;

namespace Recto.App.Features.Import;

/// <summary>
/// Reads a .zip, .tar or .tar.gz in two passes. The first judges every entry and refuses the whole archive where one is hostile, before anything is imported;
/// pictures are laid aside in a temporary folder. The second gives the articles one by one.
/// </summary>
/// <param name="path">The archive.</param>
/// <param name="shown">As it is named in the report.</param>
/// <param name="limits">How much it may ask of us.</param>
/// <param name="aside">A temporary folder for its pictures, not made yet; whoever gives it takes it away when the last article is saved.</param>
/// <param name="today">The day, for exports of OJS in it.</param>
internal sealed class ArchiveSource(string path, string shown, ArchiveLimits limits, string aside, DateOnly today = default)
{
    private readonly HashSet<string> _exports = new(StringComparer.Ordinal);
    private readonly HashSet<string> _galleys = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The articles, and what cannot be read, in the archive's own order.</summary>
    public IEnumerable<ImportItem> Read()
    {
        var pictures = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var nested = new List<string>();
        if (FindRefusal(pictures, nested) is { } refusal)
        {
            yield return new UnreadableFile(shown, refusal);
            yield break;
        }

        foreach (var name in nested)
        {
            yield return new UnreadableFile($"{shown}!/{name}", "An archive in an archive is not opened: unpack it and import it by itself.");
        }

        foreach (var item in _exports.Count == 0 ? [] : ReadExports(pictures))
        {
            yield return item;
        }

        var tally = new ArchiveTally(new FileInfo(path).Length);
        foreach (var (name, stream) in Entries())
        {
            if (FileKinds.Of(name) is not (FileKind.Article or FileKind.Packed) || FileKinds.IsAside(name) || _exports.Contains(name) || _galleys.Contains(name))
            {
                continue;
            }

            var folder = name.LastIndexOf('/') is >= 0 and var slash ? name[..(slash + 1)] : "";
            using var counted = new CountedStream(stream, name, limits, tally);
            yield return Open(name, counted, new GraphicFiles(relative => pictures.GetValueOrDefault(folder + relative)));
        }
    }

    // Exports of OJS before everything else: files that they name are galleys, and no articles by themselves.
    private IEnumerable<ImportItem> ReadExports(Dictionary<string, string> pictures)
    {
        var files = new Dictionary<string, string>(pictures, StringComparer.OrdinalIgnoreCase);
        var tally = new ArchiveTally(new FileInfo(path).Length);
        Directory.CreateDirectory(aside);
        foreach (var (name, stream) in Entries().Where(entry => !_exports.Contains(entry.Name) && !pictures.ContainsKey(entry.Name) && !FileKinds.IsAside(entry.Name)))
        {
            using var counted = new CountedStream(stream, name, limits, tally);
            files[name] = Path.Combine(aside, "file-" + files.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) + SupplementKind.EndingOf(name));
            using var copy = File.Create(files[name]);
            counted.CopyTo(copy);
        }

        foreach (var (name, stream) in Entries().Where(entry => _exports.Contains(entry.Name)))
        {
            var folder = name.LastIndexOf('/') is >= 0 and var slash ? name[..(slash + 1)] : "";
            using var counted = new CountedStream(stream, name, limits with { EntryBytes = limits.TotalBytes }, new ArchiveTally(long.MaxValue));
            var own = Path.Combine(aside, "ojs-" + files.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) + "-" + _galleys.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) + "-" + ArticleSlug.Fold(name));
            foreach (var item in new OjsSource($"{shown}!/{name}", limits, own, relative => Beside(folder + relative), today).Read(counted))
            {
                yield return item;
            }
        }

        string? Beside(string relative)
        {
            if (files.GetValueOrDefault(relative) is { } found)
            {
                _galleys.Add(relative);
                return found;
            }

            return null;
        }
    }

    private ImportItem Open(string name, Stream stream, GraphicFiles graphics)
    {
        try
        {
            var file = name[(name.LastIndexOf('/') + 1)..];
            if (FileKinds.Of(name) != FileKind.Packed)
            {
                return new FoundFile($"{shown}!/{name}", file, ImportSource.ReadAll(stream), graphics);
            }

            var packed = ImportSource.ReadAll(stream);
            using var inflated = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            using var unpacked = new CountedStream(inflated, name, limits, new ArchiveTally(packed.Length));
            return new FoundFile($"{shown}!/{name}", file[..^3], ImportSource.ReadAll(unpacked), graphics);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or ArchiveRefusedException)
        {
            return new UnreadableFile($"{shown}!/{name}", "The entry cannot be unpacked: " + broken.Message);
        }
    }

    private string? FindRefusal(Dictionary<string, string> pictures, List<string> nested)
    {
        try
        {
            Judge(pictures, nested);
            return null;
        }
        catch (ArchiveRefusedException refused)
        {
            return refused.Message;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException or FormatException)
        {
            return "The archive is broken and nothing of it was imported: " + broken.Message;
        }
    }

    private void Judge(Dictionary<string, string> pictures, List<string> nested)
    {
        var tally = new ArchiveTally(new FileInfo(path).Length);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var buffer = new byte[1 << 16];
        foreach (var (name, stream) in Entries())
        {
            if (!seen.Add(name))
            {
                throw new ArchiveRefusedException($"The archive has two entries named “{name}”; nothing of it was imported.");
            }

            if (seen.Count > limits.Entries)
            {
                throw new ArchiveRefusedException($"The archive has more than {limits.Entries} entries; nothing of it was imported. Split it.");
            }

            var kind = FileKinds.Of(name);
            using var peeked = new PeekedStream(stream);
            var isExport = kind == FileKind.Article && !FileKinds.IsAside(name) && FormatDetection.IsOjs(peeked.Beginning);
            if (isExport)
            {
                _exports.Add(name);
            }

            using var counted = new CountedStream(peeked, name, isExport ? limits with { EntryBytes = limits.TotalBytes } : limits, tally);
            if (kind == FileKind.Archive)
            {
                nested.Add(name);
            }

            if (kind != FileKind.Graphic)
            {
                while (counted.Read(buffer) > 0)
                {
                    // Everything is unpacked once, so that a bomb goes off here.
                }

                continue;
            }

            Directory.CreateDirectory(aside);
            var file = Path.Combine(aside, pictures.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) + Path.GetExtension(name));
            using (var copy = File.Create(file))
            {
                counted.CopyTo(copy);
            }

            pictures[name] = file;
        }
    }

    private IEnumerable<(string Name, Stream Stream)> Entries() =>
        path.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) || path.EndsWith("gz", StringComparison.OrdinalIgnoreCase) ? TarEntries() : ZipEntries(path);

    /// <summary>The files of a .zip, each with its name as it may stand; its bytes are there until the next is asked for.</summary>
    /// <param name="archive">The .zip.</param>
    /// <exception cref="ArchiveRefusedException">An entry is hostile.</exception>
    internal static IEnumerable<(string Name, Stream Stream)> ZipEntries(string archive)
    {
        using var zip = new ZipArchive(new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read), ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            var name = ArchiveNames.Require(entry.FullName);
            var unixType = (entry.ExternalAttributes >> 16) & 0xF000;
            if (unixType is not (0 or 0x8000 or 0x4000))
            {
                throw new ArchiveRefusedException($"“{name}” in the archive is a link or a device and no file; nothing of the archive was imported.");
            }

            if (entry.IsEncrypted)
            {
                throw new ArchiveRefusedException($"“{name}” in the archive is encrypted; unpack it and import the folder.");
            }

            if (name.Length == 0 || entry.FullName.EndsWith('/') || unixType == 0x4000)
            {
                continue;
            }

            using var content = entry.Open();
            yield return (name, content);
        }
    }

    private IEnumerable<(string Name, Stream Stream)> TarEntries()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var unpacked = path.EndsWith("gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var whole = new CountedStream(unpacked, shown, limits with { EntryBytes = limits.TotalBytes }, new ArchiveTally(file.Length)); // Headers can be bombs too.
        using var tar = new TarReader(whole);
        var count = 0;
        while (tar.GetNextEntry() is { } entry)
        {
            if (++count > limits.Entries)
            {
                throw new ArchiveRefusedException($"The archive has more than {limits.Entries} entries; nothing of it was imported. Split it.");
            }

            var name = ArchiveNames.Require(entry.Name);
            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    if (name.Length > 0)
                    {
                        yield return (name, entry.DataStream ?? Stream.Null);
                    }

                    break;
                case TarEntryType.Directory or TarEntryType.DirectoryList or TarEntryType.GlobalExtendedAttributes or TarEntryType.ExtendedAttributes:
                    break;
                default:
                    throw new ArchiveRefusedException($"“{name}” in the archive is a link or a device and no file; nothing of the archive was imported.");
            }
        }
    }
}
