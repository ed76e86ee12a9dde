using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Jobs;

/// <summary>How often something was rung for, on any node: by it a node that works hears what was clicked on another.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class BellStore(Database database)
{
    /// <summary>Rings.</summary>
    public async Task RingAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(names);
        await using var tx = await database.BeginAsync(ct);
        foreach (var name in names.Order(StringComparer.Ordinal)) // In one order, so that two who ring do not wait for each other.
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition("INSERT INTO node_bells (name, rung) VALUES (@name, 1) ON CONFLICT (name) DO UPDATE SET rung = node_bells.rung + 1", new { name }, tx.Transaction, cancellationToken: ct));
        }

        await tx.CommitAsync(ct);
    }

    /// <summary>How often each was rung for.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<(string Name, long Rung)>(new CommandDefinition("SELECT name, rung FROM node_bells", cancellationToken: ct))).ToDictionary(row => row.Name, row => row.Rung, StringComparer.Ordinal);
    }
}
