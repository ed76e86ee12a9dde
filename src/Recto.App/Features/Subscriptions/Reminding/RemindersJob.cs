using Recto.App.Shell;
using Recto.App.Shell.Jobs;

namespace Recto.App.Features.Subscriptions.Reminding;

/// <summary>Sends reminders behind everything else, every few minutes.</summary>
internal sealed class RemindersJob(SendReminders send, TimeProvider time, ILogger<RemindersJob> log) : BackgroundService
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotLook)), "The database did not say which reminders are due");

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.GoAsync(ct => JobRuns.RunAsync("reminders", Every, send.RunAsync, time, ct), Every, fault => CouldNotLook(log, fault), time, stoppingToken);
}
