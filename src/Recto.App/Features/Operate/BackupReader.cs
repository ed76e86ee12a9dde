using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Recto.Storage.Files;

namespace Recto.App.Features.Operate;

/// <summary>Reads a backup: an archive, a folder, or one of a repository. Names are judged before anything else, so nothing of it can lead out of its place.</summary>
/// <param name="place">Full path.</param>
/// <param name="entry">Which of a repository; null for an archive or a folder.</param>
internal sealed class BackupReader(string place, RepositoryEntry? entry = null)
{
    private const long LargestSmallFile = 64L * 1024 * 1024;

    /// <summary>Reads the whole backup and compares every file with its checksum. Nothing is written.</summary>
    /// <param name="tell">Is told how many files have been read.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What the backup says of itself.</returns>
    /// <exception cref="BackupRefusedException">It is cut off, damaged, hostile, or no backup.</exception>
    public async Task<BackupHead> VerifyAsync(Action<int> tell, CancellationToken ct)
    {
        BackupHead? head = null;
        var found = new Dictionary<string, FileHash>(StringComparer.Ordinal);
        string? checksums = null;
        await foreach (var (name, content) in ReadAsync(ct))
        {
            if (head is null && name != BackupHead.FileName || checksums is not null)
            {
                throw new BackupRefusedException($"“{place}” is no backup of Recto: {(head is null ? $"it does not begin with {BackupHead.FileName}" : $"{name} stands after its checksums")}.");
            }

            if (name is BackupHead.FileName or BackupHead.ChecksumsName)
            {
                var bytes = await SmallAsync(content, ct);
                if (name == BackupHead.ChecksumsName)
                {
                    checksums = Encoding.UTF8.GetString(bytes);
                    continue;
                }

                head = BackupHead.Read(bytes);
                found[name] = FileHash.Of(bytes);
            }
            else if (!found.TryAdd(name, FileHash.OfStream(content)))
            {
                throw new BackupRefusedException($"The backup holds {name} twice: it was altered. Take another.");
            }

            tell(found.Count);
        }

        if (head is null)
        {
            throw new BackupRefusedException($"“{place}” is no backup of Recto: it does not begin with {BackupHead.FileName}.");
        }

        Compare(found, checksums ?? throw new BackupRefusedException("The backup is cut off: its checksums, which come last, are missing. Take another."));
        return head.Tables.FirstOrDefault(table => !found.ContainsKey($"tables/{table.Name}.jsonl")) is { } missing
            ? throw new BackupRefusedException($"The backup lacks the table {missing.Name}: it was altered. Take another.") : head;
    }

    /// <summary>The files of the backup in their order. Each stream is good until the next is asked for.</summary>
    /// <exception cref="BackupRefusedException">It cannot be opened or read to its end, or holds a name that no backup has.</exception>
    public async IAsyncEnumerable<(string Name, Stream Content)> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var (name, content) in entry is not null ? RepositoryAsync(entry, ct) : Directory.Exists(place) ? FolderAsync(ct) : ArchiveAsync(ct))
        {
            if (!BackupHead.IsName(name))
            {
                throw new BackupRefusedException($"The backup holds “{Shown(name)}”, which no backup of Recto does: it was altered, or is something else. Nothing was restored.");
            }

            yield return (name, content);
        }
    }

    private async IAsyncEnumerable<(string Name, Stream Content)> ArchiveAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var file = Open(place);
        await using var packed = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(packed);
        while (await NextAsync(tar, ct) is { } entry)
        {
            if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
            {
                continue;
            }

            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            {
                throw new BackupRefusedException($"The backup holds “{Shown(entry.Name)}”, which is no file but a link or something else: it was altered. Nothing was restored.");
            }

            await using var content = new Guarded(entry.DataStream ?? new MemoryStream());
            yield return (entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name, content);
        }
    }

    private async IAsyncEnumerable<(string Name, Stream Content)> FolderAsync([EnumeratorCancellation] CancellationToken ct)
    {
        if (!File.Exists(Path.Combine(place, BackupHead.FileName)))
        {
            throw new BackupRefusedException($"“{place}” is no backup of Recto: it holds no {BackupHead.FileName}.");
        }

        // As in an archive: the head, the tables in its order, everything else, the checksums.
        var head = BackupHead.Read(await File.ReadAllBytesAsync(Path.Combine(place, BackupHead.FileName), ct));
        var all = new DirectoryInfo(place).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(file => (Name: Path.GetRelativePath(place, file.FullName).Replace('\\', '/'), IsLink: file.LinkTarget is not null)).ToList();
        if (all.Find(file => file.IsLink) is { Name: { } link })
        {
            throw new BackupRefusedException($"The backup holds “{Shown(link)}”, which is no file but a link: it was altered. Nothing was restored.");
        }

        string[] first = [BackupHead.FileName, .. head.Tables.Select(table => $"tables/{table.Name}.jsonl")];
        var names = first.Intersect(all.Select(file => file.Name), StringComparer.Ordinal)
            .Concat(all.Select(file => file.Name).Where(name => !first.Contains(name) && name != BackupHead.ChecksumsName).Order(StringComparer.Ordinal))
            .Concat(all.Select(file => file.Name).Where(name => name == BackupHead.ChecksumsName)).ToList();
        foreach (var name in names)
        {
            ct.ThrowIfCancellationRequested();
            await using var content = BackupHead.IsName(name) ? Open(Path.Combine(place, name)) : Stream.Null;
            yield return (name, content);
        }
    }

    private async IAsyncEnumerable<(string Name, Stream Content)> RepositoryAsync(RepositoryEntry chosen, [EnumeratorCancellation] CancellationToken ct)
    {
        var repository = new BackupRepository(place);
        var backup = BackupRepository.Read(chosen);
        yield return (BackupHead.FileName, new MemoryStream(backup.Head.Write()));
        foreach (var table in backup.Tables)
        {
            ct.ThrowIfCancellationRequested();
            await using var rows = new RepositoryPieces(repository, table.Pieces);
            yield return ($"tables/{table.Name}.jsonl", rows);
        }

        foreach (var file in backup.Files)
        {
            ct.ThrowIfCancellationRequested();
            await using var content = Open(repository.FileOf(file));
            yield return ($"files/{file[..2]}/{file}", content);
        }

        foreach (var key in backup.Keys)
        {
            await using var content = new RepositoryPieces(repository, [key.Piece]);
            yield return (key.Name, content);
        }

        yield return (BackupHead.ChecksumsName, new MemoryStream(Encoding.UTF8.GetBytes(backup.Checksums())));
    }

    private static async Task<TarEntry?> NextAsync(TarReader tar, CancellationToken ct)
    {
        try
        {
            return await tar.GetNextEntryAsync(copyData: false, ct);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
        {
            throw new BackupRefusedException($"The backup is cut off or damaged ({broken.Message.TrimEnd('.')}). Take another.");
        }
    }

    private static void Compare(Dictionary<string, FileHash> found, string checksums)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in checksums.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length < 67 || !FileHash.TryParse(line[..64], out var hash))
            {
                throw new BackupRefusedException("The checksums of the backup cannot be read: it is damaged. Take another.");
            }

            var name = line[66..];
            told.Add(name);
            if (!found.TryGetValue(name, out var real))
            {
                throw new BackupRefusedException($"The backup lacks {Shown(name)}, which its checksums name: it is not whole. Take another.");
            }

            if (real != hash)
            {
                throw new BackupRefusedException($"{name} in the backup is not what it was when the backup was made: it is damaged. Take another.");
            }
        }

        if (found.Keys.FirstOrDefault(name => !told.Contains(name)) is { } stranger)
        {
            throw new BackupRefusedException($"The backup holds {Shown(stranger)}, which its checksums do not name: it was altered. Take another.");
        }
    }

    private static async Task<byte[]> SmallAsync(Stream content, CancellationToken ct)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > LargestSmallFile)
            {
                throw new BackupRefusedException("The backup's own description is larger than any could be: it was altered. Nothing was restored.");
            }
        }

        return copy.ToArray();
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BackupRefusedException($"“{path}” cannot be read: {refused.Message.TrimEnd('.')}.");
        }
    }

    private static string Shown(string name) => new([.. name.Take(120).Select(c => char.IsControl(c) ? '\uFFFD' : c)]);

    // Says what a broken archive means, wherever in it the break is.
    private sealed class Guarded(Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => inner.Length;
        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            try
            {
                return inner.Read(buffer);
            }
            catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
            {
                throw new BackupRefusedException($"The backup is cut off or damaged ({broken.Message.TrimEnd('.')}). Take another.");
            }
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
