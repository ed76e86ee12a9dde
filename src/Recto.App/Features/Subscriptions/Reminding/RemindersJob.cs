using System.Data.Common;

namespace Recto.App.Features.Subscriptions.Reminding;

/// <summary>Sends reminders behind everything else, every few minutes.</summary>
internal sealed class RemindersJob(SendReminders send, TimeProvider time, ILogger<RemindersJob> log) : BackgroundService
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotLook)), "The database did not say which reminders are due");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                await send.RunAsync(stoppingToken);
            }
            catch (DbException fault)
            {
                CouldNotLook(log, fault); // Away for a moment, or not made yet.
            }

            await Task.Delay(Every, time, stoppingToken);
        }
    }
}
