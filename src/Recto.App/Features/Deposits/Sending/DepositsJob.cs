using System.Data.Common;
using Recto.App.Shell.Jobs;
using Recto.Storage.Deposits;

namespace Recto.App.Features.Deposits.Sending;

/// <summary>Sends what is due for every journal that is switched on, behind everything else. Wakes by the clock, and at once when something was changed at the desk.</summary>
internal sealed class DepositsJob(SendDeposits send, DepositStore deposits, DepositsBell bell, TimeProvider time, ILogger<DepositsJob> log) : BackgroundService
{
    /// <summary>How often it looks by itself.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotLook)), "The database did not say what is to be deposited");
    private static readonly Action<ILogger, Guid, Exception?> BrokeOff = LoggerMessage.Define<Guid>(LogLevel.Error, new EventId(2, nameof(BrokeOff)), "The deposits of the journal {Id} broke off; they are tried again");

    /// <summary>Does what is due for all journals.</summary>
    public async Task RunOnceAsync(CancellationToken ct)
    {
        foreach (var journal in await deposits.ListJournalsAsync(ct))
        {
            try
            {
                await send.RunAsync(journal, ct);
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or DbException))
            {
                // The door of the job: one journal must not keep the others from depositing.
                BrokeOff(log, journal, fault);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            await JobRuns.TryAsync("deposits", Every, RunOnceAsync, fault => CouldNotLook(log, fault), time, log, stoppingToken);
            await bell.WaitAsync(Every, time, stoppingToken);
        }
    }
}
