using Recto.App.Shell.Jobs;

namespace Recto.App.Features.Subscriptions.Reminding;

/// <summary>Sends reminders behind everything else, every few minutes.</summary>
internal sealed class RemindersJob(SendReminders send, ILogger<RemindersJob> log) : SiteJob
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotLook)), "The database did not say which reminders are due");

    /// <inheritdoc/>
    public override string Name => "reminders";

    /// <inheritdoc/>
    public override TimeSpan Interval => Every;

    /// <inheritdoc/>
    public override Task RunOnceAsync(CancellationToken ct) => send.RunAsync(ct);

    /// <inheritdoc/>
    public override void Away(System.Data.Common.DbException fault) => CouldNotLook(log, fault);
}
