using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Recto.Journals.Exchange.Packages;

namespace Recto.App.Features.Import;

/// <summary>The files of a BagIt bag on disk, by their paths in the bag. Made only of a bag that is whole: every checksum was compared.</summary>
internal sealed class BagFiles
{
    private readonly Dictionary<string, string> _files;

    private BagFiles(Dictionary<string, string> files) => _files = files;

    /// <summary>Paths in the bag, in order.</summary>
    public IEnumerable<string> Paths => _files.Keys.Order(StringComparer.Ordinal);

    /// <summary>Where a file of the bag is on disk; null where there is none.</summary>
    public string? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>Whether a .zip holds a bag: <c>bagit.txt</c> at its top, or in its only folder.</summary>
    public static bool IsBag(string archive)
    {
        try
        {
            using var zip = ZipFile.OpenRead(archive);
            return zip.Entries.Any(entry => IsDeclaration(entry.FullName));
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false; // Whoever reads it as an archive says what is wrong.
        }
    }

    /// <summary>Whether a folder is a bag.</summary>
    public static bool IsBagFolder(string folder) => File.Exists(Path.Combine(folder, BagManifest.DeclarationFile));

    /// <summary>Unpacks a bag and compares everything.</summary>
    /// <param name="archive">The .zip.</param>
    /// <param name="limits">How much it may ask of us.</param>
    /// <param name="aside">A temporary folder, not made yet.</param>
    /// <exception cref="ArchiveRefusedException">It is hostile, broken or not whole.</exception>
    public static BagFiles Unpack(string archive, ArchiveLimits limits, string aside)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        var tally = new ArchiveTally(new FileInfo(archive).Length);
        Directory.CreateDirectory(aside);
        foreach (var (name, stream) in ArchiveSource.ZipEntries(archive))
        {
            if (files.Count >= limits.Entries)
            {
                throw new ArchiveRefusedException($"The archive has more than {limits.Entries} entries; nothing of it was imported. Split it.");
            }

            var place = Path.Combine(aside, files.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) + SupplementKind.EndingOf(name));
            if (!files.TryAdd(name, place))
            {
                throw new ArchiveRefusedException($"The archive has two entries named “{name}”; nothing of it was imported.");
            }

            using var counted = new CountedStream(stream, name, limits, tally);
            sums[name] = Copy(counted, place);
        }

        return Whole(Rooted(files), Rooted(sums));
    }

    /// <summary>Compares everything of a bag that lies unpacked.</summary>
    /// <exception cref="ArchiveRefusedException">It is not whole.</exception>
    public static BagFiles At(string folder, ArchiveLimits limits)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        var root = new DirectoryInfo(folder);
        foreach (var file in root.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            if (files.Count >= limits.Entries || file.Length > limits.EntryBytes)
            {
                throw new ArchiveRefusedException(files.Count >= limits.Entries ? $"The bag has more than {limits.Entries} files; nothing of it was imported." : $"“{file.Name}” has more than {limits.EntryBytes} bytes; nothing of the bag was imported.");
            }

            var path = Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/');
            files[path] = file.FullName;
            using var content = file.OpenRead();
            sums[path] = Convert.ToHexStringLower(SHA256.HashData(content));
        }

        return Whole(files, sums);
    }

    private static bool IsDeclaration(string name) => name == BagManifest.DeclarationFile || name.EndsWith("/" + BagManifest.DeclarationFile, StringComparison.Ordinal) && name.Count(c => c == '/') == 1;

    // "issue/bagit.txt", "issue/data/…": the folder is no part of the bag.
    private static Dictionary<string, string> Rooted(Dictionary<string, string> files)
    {
        if (files.ContainsKey(BagManifest.DeclarationFile))
        {
            return files;
        }

        if (files.Keys.FirstOrDefault(IsDeclaration) is not { } declaration)
        {
            throw new ArchiveRefusedException("The archive has no bagit.txt by that name; nothing of it was imported.");
        }

        var folder = declaration.Split('/')[0] + "/";
        return files.Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal)).ToDictionary(file => file.Key[folder.Length..], file => file.Value, StringComparer.Ordinal);
    }

    private static BagFiles Whole(Dictionary<string, string> files, Dictionary<string, string> sums)
    {
        if (!Text(files, BagManifest.DeclarationFile).TrimStart('\uFEFF').StartsWith("BagIt-Version:", StringComparison.Ordinal))
        {
            throw new ArchiveRefusedException("The bag's bagit.txt does not say “BagIt-Version:”; nothing of it was imported.");
        }

        if (files.ContainsKey("fetch.txt"))
        {
            throw new ArchiveRefusedException("The bag names files to be fetched from elsewhere (fetch.txt), and Recto fetches nothing: complete it first. Nothing of it was imported.");
        }

        var faults = new List<string>();
        var hasManifest = Compare("manifest-sha256.txt", 64, isTag: false) | Compare("manifest-sha512.txt", 128, isTag: false);
        if (!hasManifest)
        {
            throw new ArchiveRefusedException("The bag has neither manifest-sha256.txt nor manifest-sha512.txt: without checksums nothing says that it is whole. Nothing of it was imported.");
        }

        Compare("tagmanifest-sha256.txt", 64, isTag: true);
        Compare("tagmanifest-sha512.txt", 128, isTag: true);
        return faults.Count == 0 ? new BagFiles(files)
            : throw new ArchiveRefusedException($"The bag is not whole, and nothing of it was imported: {string.Join("; ", faults)}. Get it once more.");

        bool Compare(string manifest, int digits, bool isTag)
        {
            if (!files.ContainsKey(manifest))
            {
                return false;
            }

            if (!BagManifest.TryRead(Text(files, manifest), digits, out var said, out var fault))
            {
                faults.Add($"{manifest}: {fault}");
                return true;
            }

            var found = files.Keys.Where(path => path.StartsWith("data/", StringComparison.Ordinal) != isTag && !path.StartsWith("tagmanifest-", StringComparison.Ordinal))
                .ToDictionary(path => path, path => digits == 64 ? sums[path] : Sha512(files[path]), StringComparer.Ordinal);
            faults.AddRange(BagCheck.Faults(manifest, said, found, mustNameAll: !isTag).Except(faults));
            return true;
        }
    }

    private static string Text(Dictionary<string, string> files, string path)
    {
        var file = new FileInfo(files[path]);
        return file.Length > 32 * 1024 * 1024 ? throw new ArchiveRefusedException($"“{path}” is larger than 32 MB; nothing of the bag was imported.") : File.ReadAllText(file.FullName, Encoding.UTF8);
    }

    private static string Sha512(string path)
    {
        using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA512.HashData(content));
    }

    private static string Copy(Stream content, string place)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = File.Create(place);
        var buffer = new byte[1 << 16];
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            file.Write(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
