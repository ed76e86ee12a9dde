using System.CommandLine;
using System.Globalization;
using Recto.App.Shell;
using Recto.Storage.Sql;

namespace Recto.App.Features.Operate;

/// <summary><c>recto backup FILE.tar.gz|DIR</c>, <c>recto backup --to DIR --keep 14</c></summary>
internal static class BackupCommand
{
    public static Command Create(Terminal terminal)
    {
        var place = new DataPlace();
        var target = new Argument<string?>("TARGET") { Description = "An archive (its name ends with .tar.gz or .tgz) or a folder to make", Arity = ArgumentArity.ZeroOrOne };
        var force = new Option<bool>("--force") { Description = "Replace what is there, once the new backup is whole" };
        var to = new Option<string?>("--to") { Description = "A folder of many backups instead, which share what they have in common: only what is new is written", HelpName = "DIR" };
        var keep = new Option<int?>("--keep") { Description = "With --to: how many of the newest backups stay (default: all)", HelpName = "N" };
        var days = new Option<int?>("--keep-days") { Description = "With --to: how many days a backup stays at least", HelpName = "DAYS" };
        var command = new Command("backup", "Back up the whole site, database and files, while it runs. Restores into SQLite and PostgreSQL alike.") { target, force, to, keep, days };
        place.AddTo(command);
        command.SetAction((parsed, ct) => (parsed.GetValue(target), parsed.GetValue(to)) switch
        {
            ({ } one, null) when parsed.GetValue(keep) is null && parsed.GetValue(days) is null => RunAsync(one, parsed.GetValue(force), place.Read(parsed), terminal, ct),
            (null, { } many) when !parsed.GetValue(force) => RepositoryCommand.RunAsync(many, parsed.GetValue(keep), parsed.GetValue(days), place.Read(parsed), terminal, ct),
            (null, null) => Task.FromResult(terminal.Refuse("Name the archive or folder to make, or a folder of many backups with --to.")),
            _ => Task.FromResult(terminal.Refuse("One backup (TARGET, --force) and a folder of many (--to, --keep, --keep-days) do not go together.")),
        });
        return command;
    }

    private static async Task<int> RunAsync(string target, bool force, DatabaseOptions data, Terminal terminal, CancellationToken ct)
    {
        var place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (FindMisuse(place, force, data) is { } misuse)
        {
            return terminal.Refuse(misuse);
        }

        var progress = new Progress(terminal);
        try
        {
            using var alone = BackupWriter.TryLock(place);
            if (alone is null)
            {
                return terminal.Refuse($"Another process is backing up to “{place}”: wait until it has done.");
            }

            var tally = await new Backup(data, TimeProvider.System).MakeAsync(place, progress.Tell, ct);
            progress.Clear();
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{place}: {tally.Rows} rows and {tally.Files} files ({tally.Bytes / 1_000_000.0:0.0} MB) are backed up."));
            return TellFaults(tally, terminal);
        }
        catch (Exception refused) when (refused is DatabaseRefusedException or BackupRefusedException or ArgumentException { ParamName: null or "connectionString" })
        {
            progress.Clear();
            return terminal.Refuse(refused.Message);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            progress.Clear();
            return terminal.Refuse($"The backup was not made, and nothing of it is left: {refused.Message.TrimEnd('.')}. Give a place with room that this user may write to.");
        }
        catch (System.Data.Common.DbException refused)
        {
            progress.Clear();
            return terminal.Refuse($"The backup was not made, and nothing of it is left: the database says: {DatabaseFaults.Say(refused).TrimEnd('.')}. “recto doctor” says more.");
        }
    }

    /// <summary>Says what must be looked at.</summary>
    /// <returns>Exit code 1 where something must, else 0.</returns>
    internal static int TellFaults(BackupTally tally, Terminal terminal)
    {
        if (tally.Missing > 0)
        {
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recto: {tally.Missing} files that the database names are not in the file store, and so not in the backup. Import their articles again, or look for them in an older backup."));
        }

        if (tally.Damaged > 0)
        {
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recto: {tally.Damaged} files are damaged on this disk: their bytes are not what they were. An archive or folder holds them as they are now, a folder of many backups keeps what it had of them; import their articles again, and look at the disk."));
        }

        return tally.Missing + tally.Damaged > 0 ? 1 : 0;
    }

    private static string? FindMisuse(string place, bool force, DatabaseOptions data)
    {
        if (data.PostgreSql is null && !File.Exists(data.SqliteFile))
        {
            return $"There is no database at {data.SqliteFile}: name the site's folder with --data or RECTO_DATA.";
        }

        if (!BackupWriter.IsArchive(place) && Path.GetExtension(place) is ".zip" or ".tar" or ".gz" or ".7z" or ".xz" or ".bz2" or ".zst" or ".db" or ".sql")
        {
            return $"“{Path.GetFileName(place)}” is no name for a backup: let it end with .tar.gz, or name a folder.";
        }

        if (Path.GetDirectoryName(place) is not { } parent || !Directory.Exists(parent))
        {
            return $"The folder “{Path.GetDirectoryName(place) ?? place}” does not exist: make it first.";
        }

        var store = DataPlace.FilesFolder(data) + Path.DirectorySeparatorChar;
        if ((place + Path.DirectorySeparatorChar).StartsWith(store, StringComparison.Ordinal) || place == Path.TrimEndingDirectorySeparator(data.DataFolder))
        {
            return "A backup cannot stand among the files that it backs up: give another place.";
        }

        if (BackupWriter.IsArchive(place))
        {
            return Directory.Exists(place) ? $"“{place}” is a folder; give a name for the archive in it."
                : File.Exists(place) && !force ? $"“{place}” is there already: give another name, or --force to replace it." : null;
        }

        return File.Exists(place) ? $"“{place}” is a file there already; give the name of a folder, or one that ends with .tar.gz."
            : Directory.Exists(place) && Directory.EnumerateFileSystemEntries(place).Any()
                ? !force ? $"“{place}” is there already and not empty: give another name, or --force to replace it."
                : !File.Exists(Path.Combine(place, BackupHead.FileName)) ? $"“{place}” holds something else than a backup, and is not replaced even with --force: give another name." : null
            : null;
    }
}
