using System.Globalization;
using System.Reflection;
using Recto.App.Shell;
using Recto.Storage.Backups;
using Recto.Storage.Sql;

namespace Recto.App.Features.Operate;

/// <summary>What became of a backup.</summary>
/// <param name="Rows">Rows of all tables.</param>
/// <param name="Files">Files of articles.</param>
/// <param name="Bytes">Bytes of those files.</param>
/// <param name="Missing">Files that the database names and the file store lacks.</param>
/// <param name="Damaged">Files whose bytes are not what their name says.</param>
internal sealed record BackupTally(long Rows, int Files, long Bytes, int Missing, int Damaged);

/// <summary>
/// Makes a backup while the site runs: first the database, all tables as they are at one instant; then the files. A file is written before a row names it and is never changed,
/// so everything that the rows name is there when the files are read.
/// </summary>
/// <param name="data">The site.</param>
/// <param name="clock">Tells when.</param>
internal sealed class Backup(DatabaseOptions data, TimeProvider clock)
{
    /// <summary>Version of this program.</summary>
    public static string Version { get; } = typeof(Backup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Makes it.</summary>
    /// <param name="place">Full path of the archive or folder.</param>
    /// <param name="tell">Is told what is being done, in a few words.</param>
    /// <param name="ct">Cancels; nothing is left then.</param>
    public async Task<BackupTally> MakeAsync(string place, Action<string> tell, CancellationToken ct)
    {
        await using var database = Database.At(data);
        await using var snapshot = await DatabaseSnapshot.TakeAsync(database, ct);
        var head = new BackupHead { Format = BackupHead.Newest, Made = clock.GetUtcNow(), Recto = Version, Engine = database.Dialect.Name, Steps = snapshot.Steps, Tables = snapshot.Tables };
        await using var writer = BackupWriter.To(place);
        using (var json = new MemoryStream(head.Write()))
        {
            await writer.AddAsync(BackupHead.FileName, json, ct);
        }

        long rows = 0;
        foreach (var table in snapshot.Tables)
        {
            tell($"table {table.Name}");
            await using var spool = Spool(place);
            rows += await snapshot.WriteAsync(table, spool, ct);
            await writer.AddAsync($"tables/{table.Name}.jsonl", spool, ct);
        }

        var named = await snapshot.ListFilesAsync(ct);
        await snapshot.DisposeAsync(); // The files need no transaction, and nobody's log should grow for them.
        var tally = await AddFilesAsync(writer, named, tell, ct) with { Rows = rows };
        await AddKeysAsync(writer, ct);
        await writer.CompleteAsync(ct);
        LastBackup.Remember(data.DataFolder, head.Made, place);
        return tally;
    }

    private async Task<BackupTally> AddFilesAsync(BackupWriter writer, IReadOnlySet<string> named, Action<string> tell, CancellationToken ct)
    {
        var store = FilePlace.Open(data);
        var (files, bytes, damaged, kept) = (0, 0L, 0, 0);

        // All files of the store, also those that no row names (yet): what else may name a file need not be known here.
        await foreach (var hash in store.ListAsync(ct))
        {
            if (await store.OpenAsync(hash, ct) is not { } content)
            {
                continue; // Swept away meanwhile: nothing names it.
            }

            await using (content)
            {
                damaged += await writer.AddAsync($"files/{hash.Value[..2]}/{hash.Value}", content, ct) == hash ? 0 : 1;
                bytes += content.Length;
            }

            kept += named.Contains(hash.Value) ? 1 : 0;
            files++;
            tell(string.Create(CultureInfo.InvariantCulture, $"{files} files"));
        }

        return new BackupTally(0, files, bytes, named.Count - kept, damaged);
    }

    private async Task AddKeysAsync(BackupWriter writer, CancellationToken ct)
    {
        foreach (var (name, path) in SiteFiles.Keys(data))
        {
            await using var content = File.OpenRead(path);
            await writer.AddAsync(name, content, ct);
        }
    }

    // Rows are laid aside beside the backup, where there must be room anyhow, until their length is known. Gone when closed.
    private static FileStream Spool(string place)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 1 << 16, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(place))!, ".recto-backup-" + Guid.NewGuid().ToString("N")), options);
    }
}
