using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Recto.Storage.Files;

namespace Recto.App.Features.Operate;

/// <summary>
/// A folder of many backups that share what they have in common: pieces of tables and files of the store, each kept once under its hash. Everything is written under another name first, reaches the disk,
/// and only then gets its own; a backup is there when the list of what it consists of is. So the folder is whole at every instant, whenever a process is killed, and what a broken backup left serves the next.
/// </summary>
/// <param name="folder">Full path.</param>
internal sealed partial class BackupRepository(string folder)
{
    /// <summary>The file that makes a folder a repository.</summary>
    public const string FileName = "recto-repository.json";

    private const string Format = """{"format":1}""";
    private const string LockName = "recto-repository.lock";

    private string Backups => Path.Combine(folder, "backups");

    private string Unfinished => Path.Combine(folder, "unfinished");

    /// <summary>Whether a folder is a repository.</summary>
    public static bool IsOne(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Makes it where it is missing, and keeps others from writing. Left by closing what is given back, or by the end of the process, however it ends.</summary>
    /// <exception cref="BackupRefusedException">Another process writes to it or reads from it, or it is of a newer program.</exception>
    public IDisposable Lock()
    {
        MakePrivate(folder);
        var held = TryLock(FileAccess.ReadWrite, FileShare.None)
            ?? throw new BackupRefusedException($"Another process is backing up to “{folder}” or restoring from it: wait until it has done.");
        try
        {
            Array.ForEach([Backups, Unfinished, Path.Combine(folder, "pieces"), Path.Combine(folder, "files")], MakePrivate);
            foreach (var left in Directory.EnumerateFiles(Unfinished))
            {
                File.Delete(left); // Nobody else writes here now: somebody was killed.
            }

            var mark = Path.Combine(folder, FileName);
            if (!File.Exists(mark))
            {
                Put(mark, file => file.Write(System.Text.Encoding.UTF8.GetBytes(Format + "\n")));
            }

            RequireFormat();
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Keeps others from taking away what is being read. Nothing where the folder cannot be written to: nobody can take anything away there.</summary>
    /// <exception cref="BackupRefusedException">A backup is being made.</exception>
    public IDisposable? LockForReading()
    {
        RequireFormat();
        try
        {
            return TryLock(FileAccess.Read, FileShare.Read) ?? throw new BackupRefusedException($"Another process is backing up to “{folder}”: wait until it has done.");
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Its backups, the oldest first.</summary>
    public IReadOnlyList<RepositoryEntry> List() => Directory.Exists(Backups)
        ? [.. Directory.EnumerateFiles(Backups).Select(path => (Path: path, Name: Name().Match(Path.GetFileName(path)))).Where(file => file.Name.Success)
            .Select(file => new RepositoryEntry(DateTimeOffset.ParseExact(file.Name.Groups[1].Value, "yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal), file.Path, file.Name.Groups[2].Value))
            .OrderBy(entry => entry.Made)]
        : [];

    /// <summary>Reads one.</summary>
    /// <exception cref="BackupRefusedException">It is not what it was.</exception>
    public static RepositoryBackup Read(RepositoryEntry entry)
    {
        try
        {
            using var file = File.OpenRead(entry.Path);
            using var packed = new GZipStream(file, CompressionMode.Decompress);
            using var json = new MemoryStream();
            packed.CopyTo(json);
            var bytes = json.ToArray();
            if (FileHash.Of(bytes).Value.StartsWith(entry.Hash, StringComparison.Ordinal) && RepositoryBackup.Read(bytes) is { } backup)
            {
                return backup;
            }
        }
        catch (InvalidDataException)
        {
            // Told below.
        }

        throw new BackupRefusedException($"“{entry.Path}” is not what it was when the backup was made: it is damaged. Take another of this folder (--list shows them).");
    }

    /// <summary>Where a piece is.</summary>
    public string PieceOf(string hash) => Path.Combine(folder, "pieces", hash[..2], hash + ".gz");

    /// <summary>Where a file of the store is.</summary>
    public string FileOf(string hash) => Path.Combine(folder, "files", hash[..2], hash);

    /// <summary>Keeps a piece, where it is not kept yet.</summary>
    /// <returns>Its hash, and how many bytes were written.</returns>
    public (string Hash, long Bytes) AddPiece(ReadOnlyMemory<byte> bytes)
    {
        var hash = FileHash.Of(bytes.Span).Value;
        var path = PieceOf(hash);
        return File.Exists(path) ? (hash, 0) : (hash, Put(path, file =>
        {
            using var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
            packed.Write(bytes.Span);
        }));
    }

    /// <summary>Keeps a file of the store, where it is not kept yet.</summary>
    /// <param name="hash">What its bytes must be.</param>
    /// <param name="content">Its bytes; it can seek.</param>
    /// <returns>How many bytes were written; null where the bytes are not what they must be, and nothing was kept.</returns>
    public long? AddFile(string hash, Stream content)
    {
        var path = FileOf(hash);
        if (File.Exists(path) && new FileInfo(path).Length == content.Length)
        {
            return 0;
        }

        if (FileHash.OfStream(content).Value != hash)
        {
            return null;
        }

        content.Position = 0;
        return Put(path, content.CopyTo);
    }

    /// <summary>Puts a backup on the list: from now on it is there.</summary>
    public RepositoryEntry Add(RepositoryBackup backup)
    {
        var json = backup.Write();
        var hash = FileHash.Of(json).Value[..16];
        var path = Path.Combine(Backups, string.Create(CultureInfo.InvariantCulture, $"{backup.Head.Made.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}-{hash}.json.gz"));
        Put(path, file =>
        {
            using var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
            packed.Write(json);
        });
        return new RepositoryEntry(backup.Head.Made, path, hash);
    }

    /// <summary>Takes old backups off the list, and away what no other backup has.</summary>
    /// <param name="keep">How many of the newest stay; at least one.</param>
    /// <param name="since">What was made at or after this instant stays too; null for no such rule.</param>
    /// <exception cref="BackupRefusedException">A backup that stays cannot be read, so nobody knows what it needs: nothing was taken away.</exception>
    public PruneTally Prune(int keep, DateTimeOffset? since)
    {
        var all = List();
        var old = all.Take(Math.Max(0, all.Count - Math.Max(1, keep))).Where(entry => since is not { } instant || entry.Made < instant).ToList();
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in all.Except(old))
        {
            var backup = Read(entry);
            needed.UnionWith(backup.Tables.SelectMany(table => table.Pieces).Concat(backup.Keys.Select(key => key.Piece)).Select(PieceOf));
            needed.UnionWith(backup.Files.Select(FileOf));
        }

        old.ForEach(entry => File.Delete(entry.Path)); // First the lists, then what they named: a list never names what is gone.
        var (count, bytes) = (0, 0L);
        foreach (var file in new DirectoryInfo(Path.Combine(folder, "pieces")).EnumerateFiles("*", SearchOption.AllDirectories).Concat(new DirectoryInfo(Path.Combine(folder, "files")).EnumerateFiles("*", SearchOption.AllDirectories)))
        {
            if (!needed.Contains(file.FullName))
            {
                bytes += file.Length;
                file.Delete();
                count++;
            }
        }

        return new PruneTally(old.Count, all.Count - old.Count, count, bytes);
    }

    private void RequireFormat()
    {
        var format = File.ReadAllText(Path.Combine(folder, FileName)).Trim();
        if (format != Format)
        {
            throw new BackupRefusedException($"“{folder}” is a repository of a newer Recto ({(format.Length < 60 ? format : format[..60])}), or its {FileName} is damaged. This program reads {Format}.");
        }
    }

    private FileStream? TryLock(FileAccess access, FileShare share)
    {
        try
        {
            // The file stays when the lock ends: deleting it would let two processes lock two files of one name.
            return new FileStream(Path.Combine(folder, LockName), access == FileAccess.Read ? FileMode.Open : FileMode.OpenOrCreate, access, share);
        }
        catch (IOException taken) when (taken is not (FileNotFoundException or DirectoryNotFoundException) && File.Exists(Path.Combine(folder, LockName)))
        {
            return null;
        }
    }

    // On the disk under another name, then under its own: whole or not at all.
    private long Put(string path, Action<FileStream> write)
    {
        MakePrivate(Path.GetDirectoryName(path)!);
        var unfinished = Path.Combine(Unfinished, Guid.NewGuid().ToString("N"));
        try
        {
            long length;
            using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(file);
                file.Flush(flushToDisk: true);
                length = file.Length;
            }

            File.Move(unfinished, path, overwrite: true);
            return length;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    // Accounts and keys are in it.
    private static void MakePrivate(string path)
    {
        if (!Directory.Exists(path))
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }

    // 20261127T031000123Z-0123456789abcdef.json.gz
    [GeneratedRegex(@"\A([0-9]{8}T[0-9]{9}Z)-([0-9a-f]{16})\.json\.gz\z")]
    private static partial Regex Name();
}

/// <summary>A backup of a repository by its name.</summary>
/// <param name="Made">When the picture of the database was taken.</param>
/// <param name="Path">The list of what it consists of.</param>
/// <param name="Hash">How the SHA-256 of that list begins.</param>
internal sealed record RepositoryEntry(DateTimeOffset Made, string Path, string Hash);

/// <summary>What was taken away.</summary>
/// <param name="Removed">Backups that went.</param>
/// <param name="Kept">Backups that are there.</param>
/// <param name="Pieces">Pieces and files that went.</param>
/// <param name="Bytes">Their bytes.</param>
internal sealed record PruneTally(int Removed, int Kept, int Pieces, long Bytes);
