using Recto.App.Shell.Jobs;
using Recto.Storage.Articles;

namespace Recto.App.Features.ArticleDesk;

/// <summary>Publishes drafts whose time has come. Several processes may look at once: the row itself decides who does it.</summary>
internal sealed class PublishWhenDue(ArticleStore articles, ArticleActs acts, TimeProvider time, ILogger<PublishWhenDue> log) : SiteJob
{
    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotLook)), "The database did not say what is to be published");
    private static readonly Action<ILogger, Guid, Exception?> CouldNotPublish = LoggerMessage.Define<Guid>(LogLevel.Error, new EventId(2, nameof(CouldNotPublish)), "The article {Id} is due and could not be published; it is tried again");

    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <summary>Publishes what is due now.</summary>
    /// <returns>How many this call published.</returns>
    public async Task<int> LookAsync(CancellationToken ct)
    {
        var published = 0;
        foreach (var id in await articles.ListDueAsync(time.GetUtcNow(), 200, ct))
        {
            try
            {
                published += await articles.FindForDeskAsync(id, ct) is { } article && await acts.PublishDueAsync(article, ct) ? 1 : 0;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                CouldNotPublish(log, id, fault); // The door of jobs: one article must not hold back the others.
            }
        }

        return published;
    }

    /// <inheritdoc/>
    public override string Name => "publish";

    /// <inheritdoc/>
    public override TimeSpan Interval => Every;

    /// <inheritdoc/>
    public override Task RunOnceAsync(CancellationToken ct) => LookAsync(ct);

    /// <inheritdoc/>
    public override void Away(System.Data.Common.DbException fault) => CouldNotLook(log, fault);
}
