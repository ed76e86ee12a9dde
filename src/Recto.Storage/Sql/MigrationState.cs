using Dapper;

namespace Recto.Storage.Sql;

/// <summary>Which steps a database has taken: DbUp's table of them.</summary>
internal static class MigrationState
{
    /// <summary>Stands among the steps of a database that a move is still filling, so that no program takes it for whole.</summary>
    public const string UnfinishedMove = "9999_unfinished_move";

    /// <summary>Names of the steps that were taken, in order; empty for a database that is new.</summary>
    public static async Task<IReadOnlyList<string>> AppliedAsync(Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var exists = database.Options.PostgreSql is null
            ? "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND lower(name) = 'schemaversions'"
            : "SELECT COUNT(to_regclass(quote_ident(current_schema()) || '.schemaversions'))";
        if (await connection.ExecuteScalarAsync<long>(new CommandDefinition(exists, cancellationToken: ct)) == 0)
        {
            return [];
        }

        return (await connection.QueryAsync<string>(new CommandDefinition("SELECT scriptname FROM schemaversions ORDER BY scriptname", cancellationToken: ct))).AsList();
    }
}
