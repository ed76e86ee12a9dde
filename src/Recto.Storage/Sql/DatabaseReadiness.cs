using System.Data.Common;

namespace Recto.Storage.Sql;

/// <summary>Whether a database can be worked with right now: a question that costs next to nothing.</summary>
/// <param name="database">The database.</param>
public sealed class DatabaseReadiness(Database database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>
    /// What stands in the way, in words without names, addresses and secrets; null where nothing does. Of several servers it is enough that one can be read. Steps of a newer program are no obstacle: a program that starts refuses them,
    /// and one that runs is to serve until the newer one has taken its place (decision 36).
    /// </summary>
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

            using var scope = database.Hosts?.Enter(ReadFrom.Primary);
            var applied = await MigrationState.AppliedAsync(database, patience.Token);
            return MigrationSteps.For(database.Dialect).Select(step => step.Name).Except(applied).Any() ? "Steps of migration are still to be taken." : null;
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or System.Net.Sockets.SocketException || fault is OperationCanceledException && !ct.IsCancellationRequested)
        {
            return "The database does not answer."; // Whether it answers is the question; why not is in the log of whoever asks it next.
        }
    }
}
