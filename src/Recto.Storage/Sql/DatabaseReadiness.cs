using System.Data.Common;

namespace Recto.Storage.Sql;

/// <summary>Whether a database can be worked with right now: a question that costs next to nothing.</summary>
/// <param name="database">The database.</param>
public sealed class DatabaseReadiness(Database database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>What stands in the way, in words without names, addresses and secrets; null where nothing does.</summary>
    public async Task<string?> FindObstacleAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            if (database.Options.PostgreSql is null && !File.Exists(database.Options.SqliteFile))
            {
                return "The database is not there.";
            }

            var applied = await MigrationState.AppliedAsync(database, patience.Token);
            var known = MigrationSteps.For(database.Dialect).Select(step => step.Name).ToList();
            return known.Except(applied).Any() ? "Steps of migration are still to be taken."
                : applied.Except(known).Any() ? "The database was made by a newer program." : null;
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or System.Net.Sockets.SocketException || fault is OperationCanceledException && !ct.IsCancellationRequested)
        {
            return "The database does not answer."; // Whether it answers is the question; why not is in the log of whoever asks it next.
        }
    }
}
