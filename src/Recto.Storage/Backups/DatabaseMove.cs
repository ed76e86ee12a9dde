using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Recto.Storage.Sql;

namespace Recto.Storage.Backups;

/// <summary>
/// Moves a site from one database into another, whichever they are. Rows go over in the order of their keys, a portion to a transaction, so what was broken off goes on after the last key that has arrived.
/// Afterwards every row is read on both sides and compared; what differs (somebody wrote meanwhile) is mended and compared again. Until that is done the target bears a mark, and no program takes it for whole.
/// The source is read and never written to.
/// </summary>
/// <param name="source">The database of the site.</param>
/// <param name="target">The database to be.</param>
public sealed class DatabaseMove(Database source, Database target)
{
    /// <summary>The table in which an unfinished target remembers what it is.</summary>
    internal const string StateTable = "unfinished_move";

    private const int RowsOfPortion = 10_000;
    private const int BytesOfPortion = 4 << 20;
    private const int MostKeys = 20;

    private bool IsToPostgres => target.Options.PostgreSql is not null;

    /// <summary>Whether an earlier run had begun.</summary>
    public bool GoesOn { get; private set; }

    /// <summary>Looks at both sides and readies the target: the schema that the source has, without the constraints between tables, which come back last.</summary>
    /// <exception cref="DatabaseRefusedException">One of them cannot be used; nothing was changed.</exception>
    public async Task BeginAsync(CancellationToken ct)
    {
        var steps = await RequireSourceAsync(ct);
        if (await StateAsync(ct) is { } state)
        {
            if (state.GetValueOrDefault("source") != NameOf(source))
            {
                throw new DatabaseRefusedException($"The target is an unfinished move already, of {state.GetValueOrDefault("source")}: name that source, or empty the target.");
            }

            if (!(await MigrationState.AppliedAsync(target, ct)).Where(step => step != MigrationState.UnfinishedMove).SequenceEqual(steps))
            {
                throw new DatabaseRefusedException("The source has been brought to another schema since the move began: empty the target and begin anew.");
            }

            GoesOn = true;
            return;
        }

        var restore = new DatabaseRestore(target);
        if (await restore.IsTakenAsync(steps, ct))
        {
            throw new DatabaseRefusedException("The target is not empty: give an empty database. (What is compared only, with --verify-only, may be full.)");
        }

        await new Migrator(target).MigrateAsync(steps.Max(MigrationSteps.NumberOf), ct);
        await MarkAsync(ct);
    }

    /// <summary>Brings over every row that has not arrived yet. A connection that is lost is tried again for a minute.</summary>
    /// <param name="tell">Is told how far it is.</param>
    /// <param name="ct">Cancels; what has arrived stays.</param>
    /// <returns>How many rows were brought.</returns>
    /// <exception cref="InvalidDataException">A row cannot be kept in the target; it is named.</exception>
    public async Task<long> CopyAsync(Action<MoveProgress> tell, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(tell);
        var brought = 0L;
        for (var tries = 0; ; tries++)
        {
            var before = brought;
            try
            {
                await CopyOnceAsync(rows => brought += rows, tell, ct);
                return brought;
            }
            catch (DbException lost) when (IsPassing(lost) && tries < 6)
            {
                tries = brought > before ? 0 : tries;
                tell(new MoveProgress("the connection was lost; it is tried again", brought, 0));
                await Task.Delay(TimeSpan.FromMilliseconds(250 << tries), ct);
            }
        }
    }

    /// <summary>Reads every row on both sides and compares it.</summary>
    /// <param name="tell">Is told how far it is.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>All tables.</returns>
    /// <exception cref="DatabaseRefusedException">The two have not the same schema.</exception>
    public async Task<IReadOnlyList<MovedTable>> CompareAsync(Action<MoveProgress> tell, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(tell);
        await using var here = await DatabaseSnapshot.TakeAsync(source, TableShape.IsRemade, ct);
        await using var there = await DatabaseSnapshot.TakeAsync(target, TableShape.IsRemade, ct);
        if (!here.Steps.SequenceEqual(there.Steps.Where(step => step != MigrationState.UnfinishedMove)))
        {
            throw new DatabaseRefusedException($"The two databases have not the same schema (the source has taken {here.Steps.Count} steps of migration, the target {there.Steps.Count}), so their rows cannot be compared. Start this program on the source once, or compare with the program that moved it.");
        }

        var (all, done) = (await CountAsync(here, ct), 0L);
        var tables = new List<MovedTable>();
        foreach (var table in here.Tables)
        {
            var difference = new TableDifference(table, MostKeys);
            await difference.FindAsync(here, there, () => tell(new MoveProgress(table.Name, ++done, all)), null, ct);
            tables.Add(difference.ToTable());
        }

        return tables;
    }

    /// <summary>Makes the rows of these tables in the target what they are in the source.</summary>
    /// <param name="tables">Tables in which something differed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task MendAsync(IReadOnlyList<string> tables, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(tables);
        await using var here = await DatabaseSnapshot.TakeAsync(source, TableShape.IsRemade, ct);

        // First what is too much or changed goes, from all tables; then what is missing comes: a name that has moved from one row to another stands in its way no more.
        foreach (var table in here.Tables.Where(table => tables.Contains(table.Name)))
        {
            await using var there = await DatabaseSnapshot.TakeAsync(target, TableShape.IsRemade, ct);
            var keys = new List<IReadOnlyList<object>>();
            await new TableDifference(table, 0).FindAsync(here, there, null, async (kind, key, _) =>
            {
                if (kind != Difference.Missing)
                {
                    keys.Add(key);
                    await DeleteAsync(table, keys, RowsOfPortion, ct);
                }
            }, ct);
            await DeleteAsync(table, keys, 1, ct);
        }

        await using var writer = await TargetWriter.OpenAsync(target, ct);
        foreach (var table in here.Tables.Where(table => tables.Contains(table.Name)))
        {
            await using var there = await DatabaseSnapshot.TakeAsync(target, TableShape.IsRemade, ct);
            await using var portion = new Portion(writer, table);
            await new TableDifference(table, 0).FindAsync(here, there, null, async (kind, key, lines) =>
            {
                if (kind == Difference.Missing)
                {
                    foreach (var line in lines)
                    {
                        portion.Add(line, key);
                    }

                    await portion.SendAsync(RowsOfPortion, BytesOfPortion, ct);
                }
            }, ct);
            await portion.SendAsync(1, 1, ct);
        }
    }

    /// <summary>Ends it: the constraints between tables come back, which looks whether every row that another names is there; the mark goes; and the schema is brought to this program's.</summary>
    /// <exception cref="InvalidDataException">A row names another that is not there: the source has been damaged.</exception>
    public async Task CompleteAsync(CancellationToken ct)
    {
        await using (var writer = await TargetWriter.OpenAsync(target, ct))
        {
            await using var transaction = await writer.Connection.BeginTransactionAsync(ct);
            if (writer.Connection is SqliteConnection)
            {
                await DatabaseRestore.RequireNoOrphanAsync(writer.Connection, transaction, ct);
            }

            foreach (var statement in (await writer.Connection.QueryAsync<string>(new CommandDefinition($"SELECT value FROM {StateTable} WHERE what LIKE 'constraint %' ORDER BY what", transaction: transaction, cancellationToken: ct))).AsList())
            {
                try
                {
                    await writer.Connection.ExecuteAsync(new CommandDefinition(statement, transaction: transaction, commandTimeout: 0, cancellationToken: ct));
                }
                catch (PostgresException orphan) when (orphan.SqlState == PostgresErrorCodes.ForeignKeyViolation)
                {
                    throw new InvalidDataException($"A row of the table {orphan.TableName} names another that is not there ({orphan.ConstraintName}): the source has been damaged. Mend it there and run the same command again.", orphan);
                }
            }

            await writer.Connection.ExecuteAsync(new CommandDefinition($"DROP TABLE {StateTable}; DELETE FROM schemaversions WHERE scriptname = @mark", new { mark = MigrationState.UnfinishedMove }, transaction, cancellationToken: ct));
            await transaction.CommitAsync(ct);
            if (writer.Connection is NpgsqlConnection)
            {
                await writer.Connection.ExecuteAsync(new CommandDefinition("ANALYZE", commandType: System.Data.CommandType.Text, commandTimeout: 0, cancellationToken: ct)); // Nobody should be served by guesses until the server looks by itself.
            }
        }

        await new Migrator(target).MigrateAsync(ct);
    }

    /// <summary>A database's name for people: its file, or host, port, name and schema. No password.</summary>
    /// <param name="database">The database.</param>
    public static string NameOf(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (database.Options.PostgreSql is not { } connectionString)
        {
            return Path.GetFullPath(database.Options.SqliteFile);
        }

        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{parts.Host}:{parts.Port}/{parts.Database ?? parts.Username}{(parts.SearchPath is { Length: > 0 } schema ? "/" + schema : "")}");
    }

    private async Task<IReadOnlyList<string>> RequireSourceAsync(CancellationToken ct)
    {
        if (NameOf(source) == NameOf(target))
        {
            throw new DatabaseRefusedException("Source and target are the same database.");
        }

        var steps = await MigrationState.AppliedAsync(source, ct);
        Migrator.RefuseNewer(source.Dialect, steps);
        return steps.Count > 0 ? steps : throw new DatabaseRefusedException($"The source ({NameOf(source)}) is empty: there is nothing to move.");
    }

    // What the target remembers; null where it is no unfinished move.
    private async Task<Dictionary<string, string>?> StateAsync(CancellationToken ct)
    {
        if (!IsToPostgres && !File.Exists(target.Options.SqliteFile) || !(await MigrationState.AppliedAsync(target, ct)).Contains(MigrationState.UnfinishedMove))
        {
            return null;
        }

        await using var connection = await target.OpenAsync(ct);
        return (await connection.QueryAsync<(string What, string Value)>(new CommandDefinition($"SELECT what, value FROM {StateTable}", cancellationToken: ct))).ToDictionary(row => row.What, row => row.Value, StringComparer.Ordinal);
    }

    private async Task MarkAsync(CancellationToken ct)
    {
        await using var connection = await target.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition($"CREATE TABLE {StateTable} (what TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL); INSERT INTO {StateTable} (what, value) VALUES ('source', @name); INSERT INTO schemaversions (scriptname, applied) VALUES (@mark, CURRENT_TIMESTAMP)",
            new { name = NameOf(source), mark = MigrationState.UnfinishedMove }, transaction, cancellationToken: ct));
        if (connection is NpgsqlConnection)
        {
            var number = 0;
            foreach (var (table, name, definition) in (await connection.QueryAsync<(string Table, string Name, string Definition)>(new CommandDefinition(Constraints, transaction: transaction, cancellationToken: ct))).AsList())
            {
                await connection.ExecuteAsync(new CommandDefinition($"INSERT INTO {StateTable} (what, value) VALUES (@what, @statement)", new
                {
                    what = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"constraint {++number:0000}"),
                    statement = $"ALTER TABLE {DatabaseSnapshot.Quoted(table)} ADD CONSTRAINT {DatabaseSnapshot.Quoted(name)} {definition}",
                }, transaction, cancellationToken: ct));
                await connection.ExecuteAsync(new CommandDefinition($"ALTER TABLE {DatabaseSnapshot.Quoted(table)} DROP CONSTRAINT {DatabaseSnapshot.Quoted(name)}", transaction: transaction, cancellationToken: ct));
            }
        }

        await transaction.CommitAsync(ct);
    }

    private async Task CopyOnceAsync(Action<long> brought, Action<MoveProgress> tell, CancellationToken ct)
    {
        await using var here = await DatabaseSnapshot.TakeAsync(source, TableShape.IsRemade, ct);
        await using var writer = await TargetWriter.OpenAsync(target, ct);
        var (all, done) = (await CountAsync(here, ct), 0L);
        foreach (var table in here.Tables)
        {
            var last = await RowCursor.LastAsync(writer.Connection, table, ct);
            done += last is null ? 0 : await writer.Connection.ExecuteScalarAsync<long>(new CommandDefinition($"SELECT COUNT(*) FROM {DatabaseSnapshot.Quoted(table.Name)}", cancellationToken: ct));
            await using var rows = await here.ReadAsync(table, last, isExact: true, ct);
            await using var portion = new Portion(writer, table);
            while (await rows.ReadAsync(ct))
            {
                // Rows of one key go over together: the next run begins after a key.
                if (!portion.EndsWith(rows.Key))
                {
                    var sent = await portion.SendAsync(RowsOfPortion, BytesOfPortion, ct);
                    brought(sent);
                    done += sent;
                    tell(new MoveProgress(table.Name, done, all));
                }

                portion.Add(rows.Line, rows.Key);
            }

            var rest = await portion.SendAsync(1, 1, ct);
            brought(rest);
            done += rest;
            tell(new MoveProgress(table.Name, done, all));
        }
    }

    private async Task DeleteAsync(TableShape table, List<IReadOnlyList<object>> keys, int atLeast, CancellationToken ct)
    {
        if (keys.Count < atLeast)
        {
            return;
        }

        await using var writer = await TargetWriter.OpenAsync(target, ct);
        await using var transaction = await writer.Connection.BeginTransactionAsync(ct);
        foreach (var key in keys)
        {
            await using var command = await RowCursor.DeleteAsync(writer.Connection, transaction, table, key, ct);
            await command.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
        keys.Clear();
    }

    private static async Task<long> CountAsync(DatabaseSnapshot snapshot, CancellationToken ct)
    {
        var all = 0L;
        foreach (var table in snapshot.Tables)
        {
            all += await snapshot.CountAsync(table, ct);
        }

        return all;
    }

    // The server went away, is starting, or ended the session; a full disk passes too, where somebody makes room.
    private static bool IsPassing(DbException fault) => fault is NpgsqlException { IsTransient: true } or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown };

    private const string Constraints = """
        SELECT c.relname::text, k.conname::text, pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        WHERE k.contype = 'f' AND k.conparentid = 0 AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname, k.conname
        """;
}
