using Recto.Storage.Sql;

namespace Recto.App.Shell.Jobs;

/// <summary>Work on many articles that all nodes do together: each takes some that nobody has in hand, does them, and takes the next.</summary>
internal static class SharedWork
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>Takes and does until nothing is left and nobody has anything in hand; what a node that died had in hand is taken when its lease lapses.</summary>
    /// <param name="claims">Who has what in hand.</param>
    /// <param name="work">The work.</param>
    /// <param name="take">Takes some; null where none is free.</param>
    /// <param name="put">Does them.</param>
    /// <param name="ct">Cancels; what was taken is handed back.</param>
    public static async Task RunAsync(ArticleClaims claims, string work, Func<Task<ArticleClaim?>> take, Func<IReadOnlyList<Guid>, Task> put, CancellationToken ct)
    {
        while (true)
        {
            if (await take() is { } claim)
            {
                try
                {
                    await put(claim.Ids);
                }
                finally
                {
                    await claims.GiveBackAsync(claim, CancellationToken.None);
                }
            }
            else if (await claims.AreInHandAsync(work, ct))
            {
                await Task.Delay(Look, ct);
            }
            else
            {
                return;
            }
        }
    }
}
