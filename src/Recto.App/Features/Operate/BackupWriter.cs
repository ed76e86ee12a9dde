using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Recto.Storage.Files;

namespace Recto.App.Features.Operate;

/// <summary>Writes a backup under a name for the time being, and gives it its own name when it is whole and on the disk.</summary>
internal abstract class BackupWriter : IAsyncDisposable
{
    private readonly StringBuilder _checksums = new();

    /// <summary>A writer for a place: an archive where the name ends with <c>.tar.gz</c> or <c>.tgz</c>, else a folder.</summary>
    /// <param name="place">Full path; nothing is there, or it may be replaced.</param>
    public static BackupWriter To(string place) => IsArchive(place) ? new Archive(place) : new Folder(place);

    /// <summary>Whether a backup of that name is one file.</summary>
    public static bool IsArchive(string place) => place.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || place.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Keeps a second backup from the same place, by a file that goes with the lock; null where another process has it. It ends with its process, however that ends.</summary>
    public static IDisposable? TryLock(string place)
    {
        var path = Path.Combine(Path.GetDirectoryName(place)!, "." + Path.GetFileName(place) + ".lock");
        try
        {
            return new PlaceLock(path, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Adds a file.</summary>
    /// <param name="name">Its name in the backup.</param>
    /// <param name="content">Its bytes; can seek.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Its hash.</returns>
    public async Task<FileHash> AddAsync(string name, Stream content, CancellationToken ct)
    {
        content.Position = 0;
        var hash = FileHash.OfStream(content);
        content.Position = 0;
        _checksums.Append(hash.Value).Append("  ").Append(name).Append('\n');
        await PutAsync(name, content, ct);
        return hash;
    }

    /// <summary>Adds the checksums of everything, and gives the backup its name.</summary>
    public async Task CompleteAsync(CancellationToken ct)
    {
        using var checksums = new MemoryStream(Encoding.UTF8.GetBytes(_checksums.ToString()));
        await PutAsync(BackupHead.ChecksumsName, checksums, ct);
        await FinishAsync(ct);
    }

    public abstract ValueTask DisposeAsync();

    protected abstract Task PutAsync(string name, Stream content, CancellationToken ct);

    protected abstract Task FinishAsync(CancellationToken ct);

    private static string Unfinished(string place) => Path.Combine(Path.GetDirectoryName(place)!, "." + Path.GetFileName(place) + ".unfinished-" + Guid.NewGuid().ToString("N")[..8]);

    private sealed class PlaceLock(string path, FileStream file) : IDisposable
    {
        public void Dispose()
        {
            File.Delete(path); // As long as it is held: nobody else can be about to lock what is deleted.
            file.Dispose();
        }
    }

    private sealed class Archive : BackupWriter
    {
        private readonly string _place;
        private readonly string _unfinished;
        private readonly FileStream _file;
        private readonly GZipStream _packed;
        private readonly TarWriter _tar;

        public Archive(string place)
        {
            (_place, _unfinished) = (place, Unfinished(place));
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 16 };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // Accounts and keys are in it.
            }

            _file = new FileStream(_unfinished, options);
            _packed = new GZipStream(_file, CompressionLevel.Fastest, leaveOpen: true);
            _tar = new TarWriter(_packed, TarEntryFormat.Pax, leaveOpen: true);
        }

        public override async ValueTask DisposeAsync()
        {
            await _packed.DisposeAsync();
            await _file.DisposeAsync();
            File.Delete(_unfinished);
        }

        protected override Task PutAsync(string name, Stream content, CancellationToken ct) =>
            _tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite }, ct);

        protected override async Task FinishAsync(CancellationToken ct)
        {
            await _tar.DisposeAsync();
            await _packed.DisposeAsync();
            _file.Flush(flushToDisk: true);
            await _file.DisposeAsync();
            File.Move(_unfinished, _place, overwrite: true);
        }
    }

    private sealed class Folder : BackupWriter
    {
        private readonly string _place;
        private readonly string _unfinished;

        public Folder(string place)
        {
            (_place, _unfinished) = (Path.TrimEndingDirectorySeparator(place), Unfinished(Path.TrimEndingDirectorySeparator(place)));
            Directory.CreateDirectory(_unfinished);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(_unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        public override ValueTask DisposeAsync()
        {
            if (Directory.Exists(_unfinished))
            {
                Directory.Delete(_unfinished, recursive: true);
            }

            return ValueTask.CompletedTask;
        }

        protected override async Task PutAsync(string name, Stream content, CancellationToken ct)
        {
            var path = Path.Combine(_unfinished, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
            await content.CopyToAsync(file, ct);
            file.Flush(flushToDisk: true);
        }

        protected override Task FinishAsync(CancellationToken ct)
        {
            // The old backup goes only when the new one is whole.
            var old = Directory.Exists(_place) ? _unfinished + "-old" : null;
            if (old is not null)
            {
                Directory.Move(_place, old);
            }

            Directory.Move(_unfinished, _place);
            if (old is not null)
            {
                Directory.Delete(old, recursive: true);
            }

            return Task.CompletedTask;
        }
    }
}
