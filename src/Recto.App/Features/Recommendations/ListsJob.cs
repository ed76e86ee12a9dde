using System.Data.Common;
using Recto.App.Shell.Jobs;

namespace Recto.App.Features.Recommendations;

/// <summary>Rings when an editor has said something of a list.</summary>
internal sealed class ListsBell : JobBell;

/// <summary>Makes lists behind everything else: an article stands in its lists, and in others’, within a minute after it became public.</summary>
internal sealed class ListsJob(MakeVectors vectors, MakeLists lists, MakeNear near, ListsBell bell, TimeProvider time, ILogger<ListsJob> log) : BackgroundService
{
    /// <summary>How often it looks what is due.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan AtStart = TimeSpan.FromSeconds(12);
    private static readonly Action<ILogger, Exception?> CouldNotMake = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotMake)), "The lists of articles to read next could not be made; it is tried again");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Who starts the site wants to see it first, and the indexes of search and of works come before.
        await Task.Delay(AtStart, time, stoppingToken);
        while (true)
        {
            try
            {
                await JobRuns.RunAsync("lists", Every, MakeAsync, time, stoppingToken);
            }
            catch (DbException fault)
            {
                CouldNotMake(log, fault); // Away for a moment.
            }

            await bell.WaitAsync(Every, time, stoppingToken);
        }
    }

    private async Task MakeAsync(CancellationToken ct)
    {
        await vectors.RunAsync(ct);
        await lists.RunAsync(ct);
        await near.RunAsync(ct);
    }
}
