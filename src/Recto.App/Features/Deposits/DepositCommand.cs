using System.CommandLine;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Recto.App.Features.Deposits.Sending;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.Journals.Exchange.Crossref;
using Recto.Storage.Articles;
using Recto.Storage.Audit;
using Recto.Storage.Deposits;
using Recto.Storage.Files;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.Deposits;

/// <summary><c>recto deposit</c>: what the site does behind everything else, now and with a report; or what it would send, written to files.</summary>
internal static class DepositCommand
{
    private const int Look = 500;

    public static Command Create(Terminal terminal, Func<Database, IFileStore, SiteOptions, FinishArticle> finishing, Func<Database, IDataProtectionProvider> keys)
    {
        var place = new DataPlace();
        var journal = new Option<string?>("--journal") { Description = "Only this journal, by its part of the address; all that are switched on where none is named", HelpName = "KEY" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Send nothing and change nothing: say what would be sent, and what is missing" };
        var folder = new Option<string?>("--out") { Description = "Send nothing: write what would be sent into this folder, one file a batch", HelpName = "FOLDER" };
        var command = new Command("deposit", "Deposit at Crossref what is new or changed, and ask what became of what was sent. Exit code 1 where something was refused or could not be sent.") { journal, dryRun, folder };
        place.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(journal), parsed.GetValue(dryRun), parsed.GetValue(folder), place.Read(parsed), finishing, keys, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(string? key, bool dryRun, string? folder, DatabaseOptions data, Func<Database, IFileStore, SiteOptions, FinishArticle> finishing, Func<Database, IDataProtectionProvider> keys, Terminal terminal, CancellationToken ct)
    {
        if (DataPlace.FindMissing(data) is { } missing)
        {
            return terminal.Refuse(missing);
        }

        if (!SiteOptions.TryRead(Environment.GetEnvironmentVariable, new SiteOptions { Database = data }, out var options, out var unreadable))
        {
            return terminal.Refuse(unreadable);
        }

        await using var database = Database.At(data);
        await new Migrator(database).MigrateAsync(ct);
        var (deposits, journals) = (new DepositStore(database), new JournalStore(database));
        var chosen = new List<JournalRow>();
        foreach (var id in key is null ? await deposits.ListJournalsAsync(ct) : [])
        {
            chosen.Add((await journals.FindAsync(id, ct))!);
        }

        if (key is not null)
        {
            if (await journals.FindAsync(key, ct) is not { } named)
            {
                return terminal.Refuse($"There is no journal “{key}”.");
            }

            chosen.Add(named);
        }

        if (chosen.Count == 0)
        {
            terminal.Error.WriteLine("recto: No journal deposits at Crossref; an editor switches it on at the journal’s desk.");
            return 0;
        }

        var credentials = new CrossrefCredentials(keys(database), options);
        var prepare = new PrepareDeposit(deposits, new ArticleStore(database), new CitedByStore(database), finishing(database, FilePlace.Open(data, options.Bucket), options), options, TimeProvider.System);
        var failed = false;
        using var client = CrossrefClient.ToNetwork();
        var send = new SendDeposits(database, deposits, journals, prepare, new GiveDois(database, deposits, new ArticleStore(database), new AuditStore(database), (_, _, _, _) => Task.FromResult(false), TimeProvider.System), credentials, client, options, TimeProvider.System, NullLogger<SendDeposits>.Instance);
        foreach (var journal in chosen)
        {
            failed |= dryRun || folder is not null
                ? await WriteAsync(journal, deposits, prepare, credentials, options, folder, terminal, ct)
                : Tell(journal, await send.RunAsync(journal.Id, ct), terminal);
        }

        return failed ? 1 : 0;
    }

    // What was done; true where something failed.
    private static bool Tell(JournalRow journal, DepositRun? run, Terminal terminal)
    {
        var name = journal.Journal.Key;
        if (run is null)
        {
            terminal.Out.WriteLine($"{name}: deposits are switched off, or another process sends just now.");
            return false;
        }

        foreach (var obstacle in run.Obstacles)
        {
            terminal.Out.WriteLine($"{name}: {DepositObstacles.Words(obstacle)}");
        }

        foreach (var (doi, state) in run.Answers)
        {
            terminal.Out.WriteLine($"{name}: {doi} {state switch { DepositState.Accepted => "registered", DepositState.Warned => "registered, with a remark", DepositState.Failed => "refused", DepositState.Waiting => "is sent again", _ => "given up" }}");
        }

        if (run.Obstacles.Count == 0)
        {
            terminal.Out.WriteLine($"{name}: {run.Sent} sent in {run.Batches} batches, {run.Unchanged} unchanged, {run.Failed} not sent, {run.Unclear} of which nobody knows whether they came, {run.Unanswered} batches not answered yet.");
        }

        if (run.Problem is { } problem)
        {
            terminal.Out.WriteLine($"{name}: {problem}");
        }

        return run.Obstacles.Count > 0 || run.Problem is not null || run.Failed > 0 || run.Answers.Any(answer => answer.State is DepositState.Failed or DepositState.GivenUp);
    }

    private static async Task<bool> WriteAsync(JournalRow journal, DepositStore deposits, PrepareDeposit prepare, CrossrefCredentials credentials, SiteOptions options, string? folder, Terminal terminal, CancellationToken ct)
    {
        var name = journal.Journal.Key;
        var row = await deposits.FindSettingsAsync(journal.Id, ct);
        var obstacles = DepositObstacles.Of(journal.Journal, row, credentials, options).Where(obstacle => obstacle != DepositObstacle.NoLogin).ToList();
        foreach (var obstacle in obstacles)
        {
            terminal.Out.WriteLine($"{name}: {DepositObstacles.Words(obstacle)}");
        }

        if (obstacles.Count > 0)
        {
            return true;
        }

        var (ready, batches, sent, unchanged, faults) = (new List<PreparedDeposit>(), 0, 0, 0, 0);
        foreach (var due in await deposits.ListWouldBeDueAsync(journal.Id, row.Settings.Prefix!, Look, ct))
        {
            var prepared = await prepare.PrepareAsync(journal, row.Settings, due, ct);
            if (prepared is null || prepared.Faults.Count > 0)
            {
                faults++;
                terminal.Out.WriteLine($"{name}: {due.Doi} cannot be sent. {(prepared is null ? "The file of the article is not there, or can no longer be read." : string.Join(' ', prepared.Faults))}");
            }
            else if (prepared.Fingerprint == due.Fingerprint && !due.IsAsked)
            {
                unchanged++;
            }
            else
            {
                if (ready.Count > 0 && (ready.Count >= SendDeposits.MostAtOnce || ready[0].Group != prepared.Group))
                {
                    await FlushAsync();
                }

                ready.Add(prepared);
                sent++;
                terminal.Out.WriteLine($"{name}: {due.Doi} would be sent");
            }
        }

        await FlushAsync();
        terminal.Out.WriteLine($"{name}: {sent} to be sent in {batches} batches, {unchanged} unchanged, {faults} that cannot be sent.");
        return faults > 0;

        async Task FlushAsync()
        {
            if (ready.Count == 0)
            {
                return;
            }

            batches++;
            if (folder is not null)
            {
                Directory.CreateDirectory(folder);
                var batch = $"recto-{name}-{batches:0000}";
                await File.WriteAllBytesAsync(Path.Combine(folder, batch + ".xml"), DepositWriter.WriteBytes(PrepareDeposit.Together(ready, batch, PrepareDeposit.TimestampOf(TimeProvider.System.GetUtcNow()))), ct);
            }

            ready.Clear();
        }
    }
}
