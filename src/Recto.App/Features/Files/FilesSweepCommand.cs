using System.CommandLine;
using System.Globalization;
using Recto.App.Shell;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Files;

/// <summary><c>recto files sweep</c>: takes away what nothing has named for some time.</summary>
internal static class FilesSweepCommand
{
    public static Command Create(Terminal terminal)
    {
        var place = new DataPlace();
        var trial = new Option<bool>("--dry-run") { Description = "Change nothing; say what would be deleted" };
        var days = new Option<string?>("--older-than") { Description = "For how many days nothing must have named a file, 1 to 3660 (default: RECTO_FILES_KEPT, else 30)", HelpName = "DAYS" };
        var command = new Command("sweep", "Delete files of the site that nothing has named for some time: no article, no version, no cover, nothing made of an article. When a sweep first finds one it only notes that. “recto serve” sweeps once a day by itself; this may run beside it.") { trial, days };
        place.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(place.Read(parsed), parsed.GetValue(trial), parsed.GetValue(days), TimeProvider.System, terminal, ct));
        return command;
    }

    internal static async Task<int> RunAsync(DatabaseOptions data, bool isTrial, string? days, TimeProvider time, Terminal terminal, CancellationToken ct)
    {
        if (!FilePlace.TryReadKept(Environment.GetEnvironmentVariable, out var told, out var wrong) || !FilePlace.TryRead(Environment.GetEnvironmentVariable, data, out var bucket, out wrong))
        {
            return terminal.Refuse(wrong);
        }

        if (days is not null && FilePlace.TryReadDays(days) is null)
        {
            return terminal.Refuse($"--older-than is a whole number of days from 1 to 3660, not “{days}”.");
        }

        if (data.PostgreSql is null && !File.Exists(data.SqliteFile))
        {
            return terminal.Refuse($"There is no database at {data.SqliteFile}: name the site’s folder with --data or RECTO_DATA.");
        }

        return await RunAsync(data, bucket, isTrial, days is null ? told ?? FilePlace.Kept : FilePlace.TryReadDays(days)!.Value, time, terminal, ct);
    }

    internal static async Task<int> RunAsync(DatabaseOptions data, S3Options? bucket, bool isTrial, TimeSpan kept, TimeProvider time, Terminal terminal, CancellationToken ct)
    {
        await using var database = Database.At(data);
        if (!isTrial)
        {
            await new Migrator(database).MigrateAsync(ct);
        }

        var store = FilePlace.Open(data, bucket);
        using var closes = store as IDisposable;
        var done = await new FileSweep(store, new ArticleFileStore(database).ListHashesAsync).RunAsync(time.GetUtcNow() - kept, isTrial, ct);
        if (done.Orphans > 0)
        {
            return terminal.Refuse(string.Create(CultureInfo.InvariantCulture, $"The database names no file at all, and {done.Orphans} lie in the file store: nothing was deleted. Is it the right database (--data, --database)?"));
        }

        terminal.Out.WriteLine(SweepFiles.Say(done, kept, isTrial));
        return 0;
    }
}
