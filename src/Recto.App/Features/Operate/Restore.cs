using System.Globalization;
using Recto.App.Shell;
using Recto.Storage.Backups;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Operate;

/// <summary>What became of a restore.</summary>
/// <param name="Made">When the backup was made.</param>
/// <param name="Rows">Rows of all tables.</param>
/// <param name="Files">Files of articles.</param>
/// <param name="Damaged">Files that were damaged already when they were backed up, and are left out.</param>
internal sealed record RestoreTally(DateTimeOffset Made, long Rows, int Files, int Damaged);

/// <summary>
/// Restores a backup: reads all of it and compares it with its checksums before anything is touched; builds the new site in a folder of its own inside the data folder;
/// and puts it in its place last, the database last of all. What was there before is set aside, never deleted.
/// </summary>
/// <param name="data">The site to be.</param>
/// <param name="clock">Tells when.</param>
internal sealed class Restore(DatabaseOptions data, TimeProvider clock)
{
    private readonly List<string> _aside = [];

    /// <summary>Where that is which was there before.</summary>
    public IReadOnlyList<string> SetAside => _aside;

    /// <summary>Restores it.</summary>
    /// <param name="reader">The backup.</param>
    /// <param name="force">Whether a site that is there already is set aside.</param>
    /// <param name="tell">Is told what is being done, in a few words.</param>
    /// <param name="ct">Cancels; a data folder is left as it was then.</param>
    /// <exception cref="BackupRefusedException">The backup or the place is not as it should be; nothing was changed.</exception>
    public async Task<RestoreTally> RunAsync(BackupReader reader, bool force, Action<string> tell, CancellationToken ct)
    {
        var head = await reader.VerifyAsync(count => tell(string.Create(CultureInfo.InvariantCulture, $"{count} files compared")), ct);
        var building = Path.Combine(data.DataFolder, ".restoring-" + Guid.NewGuid().ToString("N")[..8]);
        await using var target = Database.At(data.PostgreSql is null ? data with { DataFolder = building } : data);
        var restore = new DatabaseRestore(target);
        if (restore.FindUnknown(head.Steps) is { Count: > 0 } unknown)
        {
            throw new BackupRefusedException($"The backup was made by a newer Recto ({head.Recto}; it has the steps {string.Join(", ", unknown)}). Restore it with that one.");
        }

        var isFolderTaken = Directory.Exists(data.DataFolder) && Directory.EnumerateFileSystemEntries(data.DataFolder).Any(entry => !IsOurs(Path.GetFileName(entry)));
        var isDatabaseTaken = data.PostgreSql is not null && await restore.IsTakenAsync(head.Steps, ct);
        if (!force && (isFolderTaken || isDatabaseTaken))
        {
            throw new BackupRefusedException($"{(isFolderTaken ? $"“{data.DataFolder}” is not empty" : "The PostgreSQL database is not empty")}: give an empty place, or --force to set aside what is there.");
        }

        if (isDatabaseTaken && await restore.CountOthersAsync(ct) is > 0 and var others)
        {
            throw new BackupRefusedException(string.Create(CultureInfo.InvariantCulture, $"A site runs on this database ({others} {(others == 1 ? "connection has" : "connections have")} just asked it something): stop it on every machine first."));
        }

        await using var place = Database.At(data);
        await using var alone = await SiteLock.FillAsync(place, ct);
        Directory.CreateDirectory(building);
        try
        {
            if (isDatabaseTaken)
            {
                _aside.Add("the schema " + await restore.SetAsideAsync(clock.GetUtcNow(), ct) + " of the database");
            }

            var tally = await BuildAsync(reader, head, restore, building, tell, ct);
            await target.DisposeAsync(); // So that SQLite folds its log into the file.
            Place(building, isFolderTaken);
            return tally;
        }
        finally
        {
            await restore.CloseAsync();
            await target.DisposeAsync();
            if (Directory.Exists(building))
            {
                Directory.Delete(building, recursive: true);
            }
        }
    }

    private static async Task<RestoreTally> BuildAsync(BackupReader reader, BackupHead head, DatabaseRestore restore, string building, Action<string> tell, CancellationToken ct)
    {
        await restore.BeginAsync(head.Steps, head.Tables, ct);
        var files = FilePlace.BucketOf(new DatabaseOptions { DataFolder = building }) is { } bucket ? FilePlace.Open(new DatabaseOptions { DataFolder = building }, bucket) : new LocalFileStore(Path.Combine(building, "files")); // Into the bucket at once: what nobody names there does no harm.
        var (rows, count, damaged) = (0L, 0, 0);
        await foreach (var (name, content) in reader.ReadAsync(ct))
        {
            if (BackupHead.TableOf(name) is { } table)
            {
                tell($"table {table}");
                var shape = head.Tables.FirstOrDefault(known => known.Name == table) ?? throw new BackupRefusedException($"The backup holds the table {table}, which it does not describe: it was altered.");
                rows += await restore.FillAsync(shape, content, ct);
            }
            else if (name.StartsWith("files/", StringComparison.Ordinal))
            {
                var stored = await files.WriteAsync(content, long.MaxValue, ct);
                damaged += stored.Hash.Value == Path.GetFileName(name) ? 0 : 1;
                count++;
                tell(string.Create(CultureInfo.InvariantCulture, $"{count} files"));
            }
            else if (name.StartsWith("keys/", StringComparison.Ordinal))
            {
                var path = Path.Combine(building, "keys", Path.GetFileName(name));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await using var key = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
                await content.CopyToAsync(key, ct);
            }
        }

        tell("bringing the database up to date");
        await restore.CompleteAsync(ct);
        return new RestoreTally(head.Made, rows, count - damaged, damaged);
    }

    // Within one folder, so on one disk: each step is a change of name. The database comes last: until then there is no site here.
    private void Place(string building, bool isTaken)
    {
        if (isTaken)
        {
            var aside = Path.Combine(data.DataFolder, string.Create(CultureInfo.InvariantCulture, $"before-restore-{clock.GetUtcNow():yyyyMMdd-HHmmss}"));
            Directory.CreateDirectory(aside);
            foreach (var entry in Directory.EnumerateFileSystemEntries(data.DataFolder).Where(entry => entry != building && entry != aside && !IsOurs(Path.GetFileName(entry))).OrderByDescending(entry => Path.GetFileName(entry).StartsWith("recto.db", StringComparison.Ordinal)).ToList())
            {
                Move(entry, Path.Combine(aside, Path.GetFileName(entry)));
            }

            _aside.Insert(0, aside);
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(building).Where(entry => !Path.GetFileName(entry).EndsWith(".lock", StringComparison.Ordinal)).OrderBy(entry => Path.GetFileName(entry).StartsWith("recto.db", StringComparison.Ordinal)).ToList())
        {
            Move(entry, Path.Combine(data.DataFolder, Path.GetFileName(entry)));
        }
    }

    // What an earlier restore set aside or left, and the lock, does not make a folder a site; nor does what file systems put at their root.
    private static bool IsOurs(string name) => name.StartsWith("before-restore-", StringComparison.Ordinal) || name.StartsWith(".restoring-", StringComparison.Ordinal) || name.EndsWith(SiteLock.Ending, StringComparison.Ordinal) || name == "lost+found";

    private static void Move(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
        else
        {
            File.Move(from, to);
        }
    }
}
