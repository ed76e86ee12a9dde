using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Settings;
using Recto.Storage.Backups;
using Recto.Storage.Sql;

namespace Recto.App.Features.Operate;

/// <summary><c>recto move --to 'Host=…'|sqlite:FOLDER</c></summary>
internal static class MoveCommand
{
    public static Command Create(Terminal terminal)
    {
        var place = new DataPlace();
        var to = new Option<string>("--to") { Description = "Where to: the connection string of an empty PostgreSQL database, or sqlite:FOLDER", HelpName = "PLACE", Required = true };
        var folder = new Option<string?>("--to-data") { Description = "With a PostgreSQL: another data folder, into which the files are copied (default: the folder stays)", HelpName = "DIR" };
        var verifyOnly = new Option<bool>("--verify-only") { Description = "Write nothing: compare every row and file of the two sites" };
        var command = new Command("move", "Move the site to another database, from SQLite to PostgreSQL, back, or from one PostgreSQL to another. Stop the site first. What was broken off goes on where it was; every row is compared afterwards; the old database is never changed.") { to, folder, verifyOnly };
        place.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(to)!, parsed.GetValue(folder), parsed.GetValue(verifyOnly), place.Read(parsed), terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(string to, string? folder, bool verifyOnly, DatabaseOptions data, Terminal terminal, CancellationToken ct)
    {
        if (!MovePlace.TryRead(to, folder, data, out var goal, out var wrong))
        {
            return terminal.Refuse(wrong);
        }

        if (data.PostgreSql is null && !File.Exists(data.SqliteFile))
        {
            return terminal.Refuse($"There is no database at {data.SqliteFile}: name the site’s folder with --data or RECTO_DATA.");
        }

        var progress = new Progress(terminal);
        try
        {
            await using var source = Database.At(data);
            await using var target = Database.At(goal);
            return verifyOnly ? await VerifyAsync(source, target, progress, terminal, ct) : await MoveAsync(source, target, progress, terminal, ct);
        }
        catch (Exception refused) when (refused is DatabaseRefusedException or ArgumentException { ParamName: null or "connectionString" })
        {
            progress.Clear();
            return terminal.Refuse(refused.Message);
        }
        catch (Exception refused) when (refused is InvalidDataException or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            progress.Clear();
            return terminal.Refuse($"The move stopped: {DatabaseFaults.Say(refused).TrimEnd('.')}. The old site is as it was, and what has arrived stays: mend that and run the same command again, which goes on where it was.");
        }
    }

    private static async Task<int> MoveAsync(Database source, Database target, Progress progress, Terminal terminal, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await using var alone = await SiteLock.FillAsync(target, ct);
        var move = new DatabaseMove(source, target);
        await move.BeginAsync(ct);
        if (move.GoesOn)
        {
            terminal.Error.WriteLine("An earlier move into this database was broken off: it goes on where it was.");
        }

        var rows = await move.CopyAsync(Told(progress, "brought"), ct);
        var copied = Stopwatch.GetElapsedTime(began);
        var compared = await move.CompareAsync(Told(progress, "compared"), ct);
        if (Different(compared) is { Count: > 0 } different)
        {
            progress.Clear();
            terminal.Error.WriteLine($"recto: {CountOf(different)} rows are no more what they were when they were brought: the site has been writing meanwhile. They are brought again.");
            await move.MendAsync([.. different.Select(table => table.Table)], ct);
            compared = await move.CompareAsync(Told(progress, "compared again"), ct);
            if (Different(compared) is { Count: > 0 } still)
            {
                progress.Clear();
                TellDifferences(still, terminal.Out);
                terminal.Error.WriteLine("recto: The site goes on writing. Stop it and run the same command again: only what is new is brought then. Until that is done no program starts on the new database.");
                return 1;
            }
        }

        var files = await FilesAsync(source, target, compareOnly: false, progress, ct);
        await move.CompleteAsync(ct);
        progress.Clear();
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DatabaseMove.NameOf(target)}: {compared.Count} tables with {compared.Sum(table => table.Rows)} rows are moved ({rows} of them now, {rows / Math.Max(copied.TotalSeconds, 0.001):0} a second); every row was compared and is the same."));
        return TellFiles(files, source, target, terminal) + TellNext(source, target, terminal);
    }

    private static async Task<int> VerifyAsync(Database source, Database target, Progress progress, Terminal terminal, CancellationToken ct)
    {
        if (target.Options.PostgreSql is null && !File.Exists(target.Options.SqliteFile))
        {
            return terminal.Refuse($"There is no database at {target.Options.SqliteFile} to compare with.");
        }

        var compared = await new DatabaseMove(source, target).CompareAsync(Told(progress, "compared"), ct);
        var files = await FilesAsync(source, target, compareOnly: true, progress, ct);
        progress.Clear();
        foreach (var table in compared.Where(table => table.Rows > 0))
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Table}\t{table.Rows}\t{table.Digest}\t{(table.IsSame ? "the same" : "different")}"));
        }

        var different = Different(compared);
        TellDifferences(different, terminal.Out);
        var code = TellFiles(files, source, target, terminal);
        terminal.Out.WriteLine(different.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{compared.Count} tables with {compared.Sum(table => table.Rows)} rows were compared row by row: they are the same.")
            : string.Create(CultureInfo.InvariantCulture, $"{CountOf(different)} rows of {different.Count} tables are not the same."));
        return different.Count > 0 ? 1 : code;
    }

    private static Task<MovedFiles?> FilesAsync(Database source, Database target, bool compareOnly, Progress progress, CancellationToken ct) => IsOneFolder(source, target)
        ? Task.FromResult<MovedFiles?>(null)
        : CopyAsync(new MoveFiles(source.Options.DataFolder, target.Options.DataFolder), compareOnly, progress, ct);

    private static async Task<MovedFiles?> CopyAsync(MoveFiles files, bool compareOnly, Progress progress, CancellationToken ct) => await files.RunAsync(progress.Tell, compareOnly, ct);

    private static bool IsOneFolder(Database source, Database target) => Path.TrimEndingDirectorySeparator(source.Options.DataFolder) == Path.TrimEndingDirectorySeparator(target.Options.DataFolder);

    private static int TellFiles(MovedFiles? files, Database source, Database target, Terminal terminal)
    {
        if (files is null)
        {
            terminal.Out.WriteLine($"The files stay where they are, in {source.Options.DataFolder}.");
            return 0;
        }

        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Options.DataFolder}: {files.Files} files, {files.Copied} of them copied now; {(files.Damaged.Count == 0 ? "each is what it was" : $"{files.Damaged.Count} are missing or damaged")}."));
        foreach (var name in files.Damaged.Take(20))
        {
            terminal.Error.WriteLine($"recto: {name} is not there whole. Where it is damaged in the old folder too, import its article again.");
        }

        return files.Damaged.Count > 0 ? 1 : 0;
    }

    private static int TellNext(Database source, Database target, Terminal terminal)
    {
        terminal.Out.WriteLine("Set this, and start the site:");
        if (!IsOneFolder(source, target))
        {
            terminal.Out.WriteLine($"  RECTO_DATA={target.Options.DataFolder}");
        }

        terminal.Out.WriteLine(target.Options.PostgreSql is { } connection
            ? $"  RECTO_DATABASE={SettingCatalogue.All.Single(setting => setting.Name == "RECTO_DATABASE").Show(connection)}"
            : "  RECTO_DATABASE=   (empty: the database lies in the data folder)");
        terminal.Out.WriteLine($"The search index is made anew when it starts. {DatabaseMove.NameOf(source)} is as it was: keep it until you are sure.");
        return 0;
    }

    private static List<MovedTable> Different(IReadOnlyList<MovedTable> tables) => [.. tables.Where(table => !table.IsSame)];

    private static string CountOf(List<MovedTable> tables) => tables.Sum(table => table.Missing + table.Extra + table.Changed).ToString(CultureInfo.InvariantCulture);

    private static void TellDifferences(List<MovedTable> tables, TextWriter output)
    {
        foreach (var table in tables)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Table}: {table.Missing} rows are missing, {table.Changed} are different, {table.Extra} are too many: {string.Join("; ", table.Keys)}"));
        }
    }

    private static Action<MoveProgress> Told(Progress progress, string what)
    {
        var (began, first) = (Stopwatch.GetTimestamp(), (long?)null);
        return at =>
        {
            first ??= at.Done;
            if (!progress.IsDue)
            {
                return;
            }

            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var rate = (at.Done - first.Value) / Math.Max(seconds, 0.001);
            progress.Tell(string.Create(CultureInfo.InvariantCulture, $"{at.Done} of {at.All} rows {what}, {rate:0} a second{(rate > 0 && seconds > 2 ? $", {(at.All - at.Done) / rate:0} s to go" : "")}: {at.Table}"));
        };
    }
}
