using System.Globalization;
using Recto.App.Shell;
using Recto.Storage.Sql;

namespace Recto.App.Features.Operate;

/// <summary><c>recto backup --to DIR --keep 14</c></summary>
internal static class RepositoryCommand
{
    public static async Task<int> RunAsync(string to, int? keep, int? days, DatabaseOptions data, Terminal terminal, CancellationToken ct)
    {
        var place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(to));
        if (FindMisuse(place, keep, days, data) is { } misuse)
        {
            return terminal.Refuse(misuse);
        }

        var progress = new Progress(terminal);
        try
        {
            var repository = new BackupRepository(place);
            using var held = repository.Lock();
            var tally = await new RepositoryWriter(data, TimeProvider.System, repository).MakeAsync(place, progress.Tell, ct);
            progress.Clear();
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{place}: {tally.Backup.Rows} rows and {tally.Backup.Files} files ({tally.Backup.Bytes / 1_000_000.0:0.0} MB) are backed up; {tally.New / 1_000_000.0:0.0} MB of it was new."));
            var code = BackupCommand.TellFaults(tally.Backup, terminal);
            return keep is null && days is null ? code : Math.Max(code, Prune(repository, keep, days, tally.Entry.Made, terminal));
        }
        catch (Exception refused) when (refused is DatabaseRefusedException or BackupRefusedException or InvalidDataException or ArgumentException { ParamName: null or "connectionString" })
        {
            progress.Clear();
            return terminal.Refuse(refused.Message);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            progress.Clear();
            return terminal.Refuse($"The backup was not made: {refused.Message.TrimEnd('.')}. Earlier backups are as they were; give a place with room that this user may write to.");
        }
        catch (System.Data.Common.DbException refused)
        {
            progress.Clear();
            return terminal.Refuse($"The backup was not made: the database says: {DatabaseFaults.Say(refused).TrimEnd('.')}. Earlier backups are as they were. “recto doctor” says more.");
        }
    }

    private static int Prune(BackupRepository repository, int? keep, int? days, DateTimeOffset now, Terminal terminal)
    {
        try
        {
            var pruned = repository.Prune(keep ?? 1, days is { } count ? now.AddDays(-count) : null);
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Kept are {pruned.Kept} backups; {pruned.Removed} older went, and {pruned.Bytes / 1_000_000.0:0.0} MB that no other backup has."));
            return 0;
        }
        catch (BackupRefusedException damaged)
        {
            terminal.Error.WriteLine($"recto: The new backup is made, but no older one was taken away: {damaged.Message}");
            return 1;
        }
    }

    private static string? FindMisuse(string place, int? keep, int? days, DatabaseOptions data)
    {
        if (keep is < 1 || days is < 1)
        {
            return "--keep and --keep-days want a number of 1 or more.";
        }

        if (data.PostgreSql is null && !File.Exists(data.SqliteFile))
        {
            return $"There is no database at {data.SqliteFile}: name the site's folder with --data or RECTO_DATA.";
        }

        if (File.Exists(place) || BackupWriter.IsArchive(place))
        {
            return $"“{place}” is no folder: --to wants one for many backups; a single archive is made by “recto backup {Path.GetFileName(place)}”.";
        }

        if (Path.GetDirectoryName(place) is not { } parent || !Directory.Exists(parent))
        {
            return $"The folder “{Path.GetDirectoryName(place) ?? place}” does not exist: make it first.";
        }

        if ((place + Path.DirectorySeparatorChar).StartsWith(DataPlace.FilesFolder(data) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || place == Path.TrimEndingDirectorySeparator(data.DataFolder))
        {
            return "A backup cannot stand among the files that it backs up: give another place.";
        }

        return Directory.Exists(place) && !BackupRepository.IsOne(place) && Directory.EnumerateFileSystemEntries(place).Any(entry => !IsBegun(Path.GetFileName(entry)))
            ? $"“{place}” holds something else: --to wants an empty folder, or one that it has made." : null;
    }

    // What a first backup that was killed at its very beginning leaves.
    private static bool IsBegun(string name) => name is "recto-repository.lock" or "unfinished" or "backups" or "pieces" or "files" or "lost+found";
}
