using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Persons;
using Recto.Storage.Access;
using Recto.Storage.Sql;

namespace Recto.App.Features.AccessDesk;

/// <summary>Tells machines of articles that the clock has opened or closed, and fills in a journal's next free time where one has ended. Readers need not wait for it: the rule decides by the instant of their request. Several processes may look at once: the rows themselves say who was told of.</summary>
internal sealed class KeepOpenings(Database database, OpeningStore openings, OpeningTurns turns, PublishedPages pages, TimeProvider time, ILogger<KeepOpenings> log) : SiteJob
{
    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotLook)), "The database did not say which articles opened or closed by the clock");

    // What was imported with an opening that lies a little back, or by a machine whose clock differs, is found too.
    private static readonly TimeSpan Back = TimeSpan.FromHours(1);
    private DateTimeOffset? _told;

    /// <summary>At the longest it waits so long; a turn that is known of is waited for to the instant.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Tells of what has turned by now. The first look of a process makes up for what was missed while none ran.</summary>
    /// <returns>How many articles this call has told of.</returns>
    public async Task<int> LookAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var since = _told - Back;
        var turned = 0;
        if (await openings.HasTurnedAsync(since, now, ct))
        {
            await using (var tx = await database.BeginAsync(ct))
            {
                turned = await openings.TurnAsync(tx, since, now, ct);
                await tx.CommitAsync(ct);
            }

            await pages.RenewAsync(ct);
        }

        _told = now;
        return turned;
    }

    /// <inheritdoc/>
    public override string Name => "openings";

    /// <inheritdoc/>
    public override TimeSpan Interval => Every;

    /// <inheritdoc/>
    public override TimeSpan Rest
    {
        get
        {
            var now = time.GetUtcNow();
            return turns.Next(now) - now is { } until && until < Every ? until : Every;
        }
    }

    /// <inheritdoc/>
    public override Task RunOnceAsync(CancellationToken ct) => LookAsync(ct);

    /// <inheritdoc/>
    public override void Away(System.Data.Common.DbException fault) => CouldNotLook(log, fault);
}
