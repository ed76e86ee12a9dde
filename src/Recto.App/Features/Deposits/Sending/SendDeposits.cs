using System.Globalization;
using System.Text.RegularExpressions;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Telemetry;
using Recto.Journals.Exchange.Crossref;
using Recto.Journals.Identifiers;
using Recto.Storage.Deposits;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.Deposits.Sending;

/// <summary>
/// Does for a journal whatever is due: asks about what was sent, gives DOIs, and sends what is new. One process at a time works for a journal. A batch is written down before it is sent, so whatever
/// breaks off in between, the next one asks the register by the batch's name before it sends anything again.
/// </summary>
internal sealed partial class SendDeposits(Database database, DepositStore deposits, JournalStore journals, PrepareDeposit prepare, GiveDois give, CrossrefCredentials credentials, CrossrefClient client, SiteOptions options, TimeProvider time, ILogger<SendDeposits> log)
{
    /// <summary>Most DOIs in one batch.</summary>
    public const int MostAtOnce = 20;

    /// <summary>How long a journal is held without a word.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private const int Look = 100;
    private const int MostOpen = 50;
    private static readonly TimeSpan KeepBatches = TimeSpan.FromDays(90);
    private static readonly Action<ILogger, string, Exception?> BrokeOff = LoggerMessage.Define<string>(LogLevel.Error, new EventId(1, nameof(BrokeOff)), "The deposit of {Doi} could not be put together");

    /// <summary>Does what is due for a journal.</summary>
    /// <returns>What was done; null where another works for it now, or it is switched off.</returns>
    public async Task<DepositRun?> RunAsync(Guid journalId, CancellationToken ct)
    {
        if (await deposits.ClaimAsync(journalId, time.GetUtcNow(), Lease, ct) is not { } claim)
        {
            return null;
        }

        try
        {
            return await RunAsync(claim, ct);
        }
        finally
        {
            await deposits.ReleaseAsync(claim, CancellationToken.None);
        }
    }

    private async Task<DepositRun?> RunAsync(DepositClaim claim, CancellationToken ct)
    {
        var run = new DepositRun();
        var row = await deposits.FindSettingsAsync(claim.JournalId, ct);
        if (await journals.FindAsync(claim.JournalId, ct) is not { } journal)
        {
            return null;
        }

        run.Obstacles = DepositObstacles.Of(journal.Journal, row, credentials, options);
        if (run.Obstacles.Count > 0)
        {
            return run;
        }

        var login = credentials.Find(row)!;
        foreach (var batch in await deposits.ListOpenAsync(claim.JournalId, time.GetUtcNow(), MostOpen, ct))
        {
            if (!await deposits.RenewAsync(claim, time.GetUtcNow(), Lease, ct))
            {
                return run;
            }

            if (!await AskAsync(claim, login, batch, run, ct))
            {
                break; // Whoever gave no answer is not asked fifty times in a round: other journals wait behind it.
            }
        }

        if (row.Settings.AssignsAtPublication)
        {
            run.Given += (await give.GiveAsync(journal, row.Settings, null, ct)).Given;
        }

        await EnqueueAsync(claim.JournalId, row.Settings, ct);
        if (row.NotBefore > time.GetUtcNow())
        {
            run.Problem = row.Problem;
            return run;
        }

        await SendDueAsync(claim, journal, row, login, run, ct);
        if (run.Batches == 0)
        {
            return run;
        }

        await deposits.ForgetBatchesAsync(claim.JournalId, time.GetUtcNow() - KeepBatches, ct);
        return run;
    }

    /// <summary>Puts every DOI of a journal into the queue that is not in it.</summary>
    public async Task EnqueueAsync(Guid journalId, DepositSettings settings, CancellationToken ct)
    {
        var own = Doi.TryParse(settings.JournalDoi, out var doi) ? doi : (Doi?)null;
        if (settings.Prefix is not { } prefix || !await deposits.HasUnqueuedAsync(journalId, prefix, own, ct))
        {
            return;
        }

        await using var tx = await database.BeginAsync(ct);
        await deposits.EnqueueAsync(tx, journalId, prefix, own, time.GetUtcNow(), ct);
        await tx.CommitAsync(ct);
    }

    private async Task SendDueAsync(DepositClaim claim, JournalRow journal, DepositSettingsRow row, CrossrefLogin login, DepositRun run, CancellationToken ct)
    {
        var ready = new List<PreparedDeposit>();
        while (true)
        {
            var due = await deposits.ListDueAsync(claim.JournalId, prepare.Told, time.GetUtcNow(), Look, ct);
            foreach (var one in due)
            {
                if (!await deposits.RenewAsync(claim, time.GetUtcNow(), Lease, ct))
                {
                    return;
                }

                if (await LookAtAsync(journal, row.Settings, one, run, ct) is not { } prepared)
                {
                    continue;
                }

                if (ready.Count > 0 && (ready.Count >= MostAtOnce || ready[0].Group != prepared.Group) && !await SendAsync(claim, row.Settings, login, ready, run, ct))
                {
                    return;
                }

                ready.Add(prepared);
            }

            if (ready.Count > 0 && !await SendAsync(claim, row.Settings, login, ready, run, ct) || due.Count < Look)
            {
                return;
            }
        }
    }

    // Null where nothing is to be sent of it.
    private async Task<PreparedDeposit?> LookAtAsync(JournalRow journal, DepositSettings settings, DueDeposit due, DepositRun run, CancellationToken ct)
    {
        PreparedDeposit? prepared;
        try
        {
            prepared = await prepare.PrepareAsync(journal, settings, due, ct);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or System.Data.Common.DbException))
        {
            // The door of the job: one article must not keep the others from being sent.
            BrokeOff(log, due.Doi.Value, fault);
            await deposits.SettleAsync(due, "It could not be put together; the log of the site says more.", time.GetUtcNow(), ct);
            run.Failed++;
            return null;
        }

        if (prepared is null || prepared.Faults.Count > 0)
        {
            await deposits.SettleAsync(due, prepared is null ? "The file that the article was made from is not there, or can no longer be read." : "Not sent. " + string.Join(' ', prepared.Faults), time.GetUtcNow(), ct);
            run.Failed++;
            return null;
        }

        if (prepared.Fingerprint == due.Fingerprint && !due.IsAsked)
        {
            await deposits.SettleAsync(due, null, time.GetUtcNow(), ct);
            run.Unchanged++;
            return null;
        }

        return prepared;
    }

    // False where nothing more is to be sent now.
    private async Task<bool> SendAsync(DepositClaim claim, DepositSettings settings, CrossrefLogin login, List<PreparedDeposit> ready, DepositRun run, CancellationToken ct)
    {
        var (items, name, server, now) = (ready.ToList(), "recto-" + Guid.NewGuid().ToString("N"), PrepareDeposit.ServerOf(settings), time.GetUtcNow());
        ready.Clear();
        if (await deposits.BeginBatchAsync(claim, name, server, [.. items.Select(item => new BatchedDeposit(item.Due, item.Fingerprint))], PrepareDeposit.TimestampOf(now), now, Lease, DepositWaits.BeforeAsking(1), ct) is not var (batch, timestamp))
        {
            return false;
        }

        var document = DepositWriter.WriteBytes(PrepareDeposit.Together(items, name, timestamp));
        var answer = await client.UploadAsync(ServerAt(server), login, name, document, ct);
        await using var tx = await database.BeginAsync(CancellationToken.None);
        now = time.GetUtcNow();
        switch (answer)
        {
            case UploadReceived received:
                await deposits.ReceivedAsync(tx, batch, received.Words, now, now + DepositWaits.BeforeAsking(0), CancellationToken.None);
                run.Sent += items.Count;
                run.Batches++;
                break;
            case UploadForbidden:
                await deposits.LostAsync(tx, batch, Forbidden, counts: false, DepositWaits.MostTries, DepositWaits.AfterTry, now, CancellationToken.None);
                run.Problem = Forbidden;
                break;
            case UploadNotSent notSent:
                await deposits.LostAsync(tx, batch, notSent.Words, counts: true, DepositWaits.MostTries, DepositWaits.AfterTry, now, CancellationToken.None);
                run.Problem = notSent.Words;
                break;
            case UploadRefused refused:
                await deposits.LostAsync(tx, batch, refused.Words, counts: true, DepositWaits.MostTries, DepositWaits.AfterTry, now, CancellationToken.None);
                run.Problem = refused.Words;
                break;
            case UploadUnclear unclear:
                run.Problem = unclear.Words; // It is asked about before it is sent again.
                run.Unclear += items.Count;
                break;
        }

        await deposits.PauseAsync(tx, claim, run.Problem, DepositWaits.AfterTry, now, CancellationToken.None);
        await tx.CommitAsync(CancellationToken.None);
        return run.Problem is null;
    }

    private const string Forbidden = "The register does not know the login or its password, or the login may not deposit for the prefix.";

    // False where there was no answer.
    private async Task<bool> AskAsync(DepositClaim claim, CrossrefLogin login, OpenBatch batch, DepositRun run, CancellationToken ct)
    {
        var (result, fault) = await client.AskAsync(ServerAt(batch.Server), login, batch.Name, ct);
        var now = time.GetUtcNow();
        if (result is null || (result.BatchId is { } named && named != batch.Name && !result.IsUnknown))
        {
            await deposits.AskedAsync(batch.Id, false, fault switch { UploadForbidden => Forbidden, UploadNotSent none => none.Words, UploadRefused refused => refused.Words, UploadUnclear unclear => unclear.Words, _ => "The register’s answer is one on another batch." }, Next(), ct);
            run.Unanswered++;
            return false;
        }

        if (result.IsUnknown)
        {
            var isLost = batch.IsSent ? now - batch.MadeAt > DepositWaits.LongestUnknown : batch.Unknowns + 1 >= DepositWaits.MostUnknowns;
            await (isLost ? LoseAsync("The register knows of no such batch: it never came, and is sent again.") : deposits.AskedAsync(batch.Id, true, "The register does not know the batch yet.", Next(), ct));
            run.Unanswered++;
            return true;
        }

        if (!result.IsDone)
        {
            if (now - batch.MadeAt > DepositWaits.LongestQueue)
            {
                await LoseAsync("The register has not worked through the batch in a week; it is sent again.");
            }
            else
            {
                await using (var tx = await database.BeginAsync(ct))
                {
                    await deposits.ReceivedAsync(tx, batch.Id, "In the register’s queue.", now, now, ct);
                    await tx.CommitAsync(ct);
                }

                await deposits.AskedAsync(batch.Id, false, "In the register’s queue.", Next(), ct);
            }

            run.Unanswered++;
            return true;
        }

        await KeepAsync(batch, result, run, ct);
        return true;

        DateTimeOffset Next() => now + DepositWaits.BeforeAsking(batch.Asks + 1);

        async Task LoseAsync(string words)
        {
            await using var tx = await database.BeginAsync(ct);
            await deposits.LostAsync(tx, batch.Id, words, counts: true, DepositWaits.MostTries, DepositWaits.AfterTry, now, ct);
            await tx.CommitAsync(ct);
        }
    }

    private async Task KeepAsync(OpenBatch batch, DepositResult result, DepositRun run, CancellationToken ct)
    {
        var answers = result.Records.Where(record => record.Doi is not null).GroupBy(record => record.Doi!.ToUpperInvariant()).ToDictionary(group => group.Key, group => Answer(group.OrderBy(record => record.Status).Last()), StringComparer.Ordinal);

        // A record that names no DOI is the whole batch: its XML was refused, or the login may not deposit for the prefix.
        var others = result.Records.FirstOrDefault(record => record.Doi is null) is { } whole ? Answer(whole) : new DepositAnswer(DepositState.Waiting, "The register’s answer does not name this DOI; it is sent again.", []);
        await using var tx = await database.BeginAsync(ct);
        foreach (var (doi, state) in await deposits.AnsweredAsync(tx, batch.Id, result.SubmissionId, answers, others, DepositWaits.MostTries, DepositWaits.AfterTry, time.GetUtcNow(), ct))
        {
            run.Tell(doi, state);
            Meters.Deposit(state.ToString().ToLowerInvariant(), 1);
        }

        await tx.CommitAsync(ct);
    }

    private static DepositAnswer Answer(DepositRecord record)
    {
        var words = record.ConflictId is { } conflict ? $"{record.Message} (conflict {conflict})" : record.Message;
        if (record.Status != DepositStatus.Failure)
        {
            return new DepositAnswer(record.Status == DepositStatus.Warning ? DepositState.Warned : DepositState.Accepted, words, record.MatchedCitations);
        }

        // Deposited before, perhaps by another program, with a greater number: where the register says which, the next one is greater still.
        return Older().Match(record.Message ?? "") is { Success: true } older && long.TryParse(older.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var highest) && highest < long.MaxValue / 10
            ? new DepositAnswer(DepositState.Waiting, words, [], highest)
            : new DepositAnswer(DepositState.Failed, words ?? "The register refused it without a word.", []);
    }

    private Uri ServerAt(string server) => server == "live" ? options.Crossref.Live : options.Crossref.Test;

    // Record not processed because submitted version: 20200101000000 is less or equal to previously submitted version 20210101000000
    [GeneratedRegex("less or equal to\\s+previously submitted version:?\\s+([0-9]{1,19})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Older();
}
