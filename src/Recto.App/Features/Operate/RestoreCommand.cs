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
        var source = new Argument<string>("BACKUP") { Description = "An archive or folder that “recto backup” made, or a folder of many backups (made with --to)" };
        var force = new Option<bool>("--force") { Description = "Also where a site is already: it is set aside, not deleted" };
        var at = new Option<string?>("--at") { Description = "Of a folder of many backups: the last one that was made until then, UTC (default: the newest)", HelpName = "TIME" };
        var list = new Option<bool>("--list") { Description = "Only list the backups of such a folder" };
        var verifyOnly = new Option<bool>("--verify-only") { Description = "Only read the whole backup and compare it with its checksums" };
        var command = new Command("restore", "Restore a backup into an empty data folder (and, with --database, an empty PostgreSQL database). Stop the site first.") { source, force, at, list, verifyOnly };
        place.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(source)!, new Wish(parsed.GetValue(force), parsed.GetValue(at), parsed.GetValue(list), parsed.GetValue(verifyOnly)), place.Read(parsed), terminal, ct));
        return command;
    }

    private sealed record Wish(bool Force, string? At, bool List, bool VerifyOnly);

    private static async Task<int> RunAsync(string source, Wish wish, DatabaseOptions data, Terminal terminal, CancellationToken ct)
    {
        var place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
        if (!File.Exists(place) && !Directory.Exists(place))
        {
            return terminal.Refuse($"“{place}” does not exist; check the path.");
        }

        var isRepository = BackupRepository.IsOne(place);
        if (!isRepository && (wish.At is not null || wish.List))
        {
            return terminal.Refuse($"“{place}” is one backup and no folder of many: --at and --list have nothing to choose from.");
        }

        var progress = new Progress(terminal);
        var restore = new Restore(data, TimeProvider.System);
        try
        {
            using var held = isRepository ? new BackupRepository(place).LockForReading() : null;
            var all = isRepository ? new BackupRepository(place).List() : [];
            if (wish.List)
            {
                return ListOf(all, terminal);
            }

            var reader = new BackupReader(place, isRepository ? Choose(all, wish.At, place) : null);
            if (wish.VerifyOnly)
            {
                var head = await reader.VerifyAsync(count => progress.Tell(string.Create(CultureInfo.InvariantCulture, $"{count} files compared")), ct);
                progress.Clear();
                terminal.Out.WriteLine($"{place}: the backup of {Shown(head.Made)} is whole; nothing was restored.");
                return 0;
            }

            var tally = await restore.RunAsync(reader, wish.Force, progress.Tell, ct);
            progress.Clear();
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{data.DataFolder}: {tally.Rows} rows and {tally.Files} files are restored, as they were at {Shown(tally.Made)}."));
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
            return terminal.Refuse($"The backup was not restored: {DatabaseFaults.Say(refused).TrimEnd('.')}. Mend that and run the same command again.");
        }
    }

    private static RepositoryEntry Choose(IReadOnlyList<RepositoryEntry> all, string? at, string place)
    {
        if (at is null)
        {
            return all.Count > 0 ? all[^1] : throw new BackupRefusedException($"“{place}” holds no backup yet.");
        }

        // A whole day, a minute, a second means until its end.
        string[] forms = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm'Z'"];
        var isCoarse = DateTimeOffset.TryParseExact(at, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant);
        if (!isCoarse && !DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant))
        {
            throw new BackupRefusedException($"“{at}” is no time: write 2026-11-27 or 2026-11-27T03:10:00Z.");
        }

        var length = isCoarse ? at.Length == forms[0].Length ? TimeSpan.FromDays(1) : TimeSpan.FromMinutes(1) : at.Contains('.', StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromSeconds(1);
        return all.LastOrDefault(entry => entry.Made - length < instant) ?? throw new BackupRefusedException($"“{place}” holds no backup of {at} or before: {(all.Count > 0 ? "the first is of " + Shown(all[0].Made) : "it holds none")}.");
    }

    private static int ListOf(IReadOnlyList<RepositoryEntry> all, Terminal terminal)
    {
        foreach (var entry in all)
        {
            var backup = BackupRepository.Read(entry);
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Dates.Iso(entry.Made)}\t{backup.Tables.Sum(table => table.Rows)} rows\t{backup.Files.Count} files\t{backup.Head.Engine}\tRecto {backup.Head.Recto}"));
        }

        return 0;
    }

    private static string Shown(DateTimeOffset made) => string.Create(CultureInfo.InvariantCulture, $"{made.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    private static void TellAside(Restore restore, TextWriter output)
    {
        foreach (var aside in restore.SetAside)
        {
            output.WriteLine($"What was there before is kept in {aside}.");
        }
    }
}
