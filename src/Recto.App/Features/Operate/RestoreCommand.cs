using System.CommandLine;
using System.Globalization;
using Recto.App.Shell;
using Recto.Storage.Sql;

namespace Recto.App.Features.Operate;

/// <summary><c>recto restore BACKUP</c></summary>
internal static class RestoreCommand
{
    public static Command Create(Terminal terminal)
    {
        var place = new DataPlace();
        var source = new Argument<string>("BACKUP") { Description = "An archive or folder that “recto backup” made" };
        var force = new Option<bool>("--force") { Description = "Also where a site is already: it is set aside, not deleted" };
        var command = new Command("restore", "Restore a backup into an empty data folder (and, with --database, an empty PostgreSQL database). Stop the site first.") { source, force };
        place.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(source)!, parsed.GetValue(force), place.Read(parsed), terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(string source, bool force, DatabaseOptions data, Terminal terminal, CancellationToken ct)
    {
        var place = Path.GetFullPath(source);
        if (!File.Exists(place) && !Directory.Exists(place))
        {
            return terminal.Refuse($"“{place}” does not exist; check the path.");
        }

        var progress = new Progress(terminal);
        var restore = new Restore(data, TimeProvider.System);
        try
        {
            var tally = await restore.RunAsync(place, force, progress.Tell, ct);
            progress.Clear();
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{data.DataFolder}: {tally.Rows} rows and {tally.Files} files are restored, as they were at {tally.Made.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."));
            TellAside(restore, terminal.Out);
            if (tally.Damaged > 0)
            {
                terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recto: {tally.Damaged} files had been damaged before they were backed up, and are left out. Import their articles again."));
            }

            return tally.Damaged > 0 ? 1 : 0;
        }
        catch (Exception refused) when (refused is BackupRefusedException or DatabaseRefusedException or InvalidDataException or ArgumentException { ParamName: null or "connectionString" })
        {
            progress.Clear();
            TellAside(restore, terminal.Error);
            return terminal.Refuse(refused.Message);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            progress.Clear();
            TellAside(restore, terminal.Error);
            return terminal.Refuse($"The backup was not restored: {refused.Message.TrimEnd('.')}. Mend that and run the same command again.");
        }
    }

    private static void TellAside(Restore restore, TextWriter output)
    {
        foreach (var aside in restore.SetAside)
        {
            output.WriteLine($"What was there before is kept in {aside}.");
        }
    }
}
