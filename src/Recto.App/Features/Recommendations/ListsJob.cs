using System.Data.Common;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Rounds;

namespace Recto.App.Features.Recommendations;

/// <summary>Rings when an editor has said something of a list.</summary>
internal sealed class ListsBell : JobBell;

/// <summary>Makes lists behind everything else: an article stands in its lists, and in others’, within a minute after it became public.</summary>
internal sealed class ListsJob(MakeVectors vectors, MakeLists lists, MakeNear near, ListsBell bell, ILogger<ListsJob> log) : SiteJob
{
    /// <summary>How often it looks what is due.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    private static readonly Action<ILogger, Exception?> CouldNotMake = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotMake)), "The lists of articles to read next could not be made; it is tried again");

    /// <inheritdoc/>
    public override string Name => "lists";

    /// <inheritdoc/>
    public override TimeSpan Interval => Every;

    /// <summary>Who starts the site wants to see it first, and the indexes of search and of works come before.</summary>
    public override TimeSpan AtStart => TimeSpan.FromSeconds(12);

    /// <inheritdoc/>
    public override JobBell Bell => bell;

    /// <inheritdoc/>
    public override async Task RunOnceAsync(CancellationToken ct)
    {
        await vectors.RunAsync(ct);
        await lists.RunAsync(ct);
        await near.RunAsync(ct);
    }

    /// <inheritdoc/>
    public override void Away(DbException fault) => CouldNotMake(log, fault);
}

/// <summary>Helps whichever node makes many lists: takes a share of the articles whose words are to be read and whose lists are to be made. Only where nodes are several.</summary>
internal sealed class ListsHelper(MakeLists lists, SiteOptions options, TimeProvider time, ILogger<ListsHelper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly Action<ILogger, Exception?> CouldNotHelp = LoggerMessage.Define(LogLevel.Warning, new EventId(2, nameof(CouldNotHelp)), "The database did not say whether there are lists to help with");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.IsClustered)
        {
            return;
        }

        while (true)
        {
            await Task.Delay(Every, time, stoppingToken);
            await JobDoor.TryAsync("lists", lists.HelpAsync, fault => CouldNotHelp(log, fault), log, stoppingToken);
        }
    }
}
