using System.Data;
using System.Data.Common;
using Dapper;

namespace Recto.Storage.Sql;

/// <summary>
/// Questions none of which waits for the answer of another. PostgreSQL is sent all of them at once and answers in one way there and back, however far away it is; SQLite, to which there is no way, is asked one after the other.
/// Stores add what they are to be asked, then it is asked once, then the answers are there.
/// </summary>
/// <param name="database">What is asked.</param>
public sealed class RoundTrip(Database database)
{
    private readonly List<Question> _questions = [];
    private bool _isAsked;

    internal Database Database => database;

    /// <summary>Asks all of them, from where <see cref="ReadScope"/> says.</summary>
    public async Task AskAsync(CancellationToken ct)
    {
        if (_questions.Count == 0 || (database.Dialect.KeepsStatements && _questions.TrueForAll(question => question.IsHot)))
        {
            await AskOneByOneAsync(null, ct); // They have connections of their own.
            return;
        }

        await using var connection = await database.OpenAsync(ct);
        await AskAsync(connection, ct);
    }

    /// <summary>Adds a question; its answer is there once all were asked.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="read">Reads its rows.</param>
    /// <param name="values">Its parameters; null becomes NULL.</param>
    internal Answer<T> Add<T>(string sql, Func<DbDataReader, CancellationToken, Task<T>> read, params ReadOnlySpan<(string Name, object? Value)> values) => Add(sql, read, isHot: false, [.. values]);

    /// <summary>Adds a question that was put together as a command.</summary>
    internal Answer<T> Add<T>(DbCommand command, Func<DbDataReader, CancellationToken, Task<T>> read) =>
        Add(command.CommandText, read, isHot: false, [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))]);

    /// <summary>Adds a question that every fresh page of an article asks, with one parameter, <c>@value</c>: where statements are kept compiled, this one is.</summary>
    internal Answer<T> AddHot<T>(string sql, object value, Func<DbDataReader, CancellationToken, Task<T>> read) => Add(sql, read, isHot: true, ("value", value));

    /// <summary>Adds a statement whose rows nobody reads, a setting for those that follow: on PostgreSQL all questions of a round trip are one transaction.</summary>
    internal void AddSetting(string sql) => Add(sql, (_, _) => Task.FromResult(true));

    /// <summary>Asks all of them on that connection.</summary>
    internal async Task AskAsync(DbConnection connection, CancellationToken ct)
    {
        if (!connection.CanCreateBatch)
        {
            await AskOneByOneAsync(connection, ct);
            return;
        }

        Begin();
        if (_questions.Count == 0)
        {
            return;
        }

        await using var batch = connection.CreateBatch();
        foreach (var question in _questions)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = question.Sql;
            foreach (var (name, value) in question.Values)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        await using var reader = await batch.ExecuteReaderAsync(ct);
        foreach (var question in _questions)
        {
            await question.ReadAsync(reader, ct);
            await reader.NextResultAsync(ct);
        }
    }

    private Answer<T> Add<T>(string sql, Func<DbDataReader, CancellationToken, Task<T>> read, bool isHot, params (string Name, object? Value)[] values)
    {
        if (_isAsked)
        {
            throw new InvalidOperationException("The questions of this round trip were asked already: one more needs a round trip of its own.");
        }

        var answer = new Answer<T>();
        _questions.Add(new Question(sql, values, isHot, async (reader, ct) => answer.Give(await read(reader, ct))));
        return answer;
    }

    private async Task AskOneByOneAsync(DbConnection? connection, CancellationToken ct)
    {
        Begin();
        foreach (var question in _questions)
        {
            if (question.IsHot)
            {
                await database.Hot(question.Sql).RunAsync(question.Values[0].Value!, CommandBehavior.Default, async reader =>
                {
                    await question.ReadAsync(reader, ct);
                    return true;
                }, ct);
                continue;
            }

            await using var command = connection!.Command(question.Sql, question.Values);
            await using var reader = await command.ExecuteReaderAsync(ct);
            await question.ReadAsync(reader, ct);
        }
    }

    private void Begin()
    {
        if (_isAsked)
        {
            throw new InvalidOperationException("The questions of this round trip were asked already.");
        }

        _isAsked = true;
    }

    private sealed record Question(string Sql, (string Name, object? Value)[] Values, bool IsHot, Func<DbDataReader, CancellationToken, Task> ReadAsync);
}

/// <summary>What a question of a <see cref="RoundTrip"/> was answered.</summary>
/// <typeparam name="T">What its rows are read into.</typeparam>
public sealed class Answer<T>
{
    private T? _value;
    private bool _isThere;

    internal Answer() { }

    internal Answer(T known) => Give(known); // Of what nobody need be asked.

    /// <summary>The answer.</summary>
    /// <exception cref="InvalidOperationException">It was not asked yet.</exception>
    public T Value => _isThere ? _value! : throw new InvalidOperationException("Nobody has asked yet: RoundTrip.AskAsync comes before the answer.");

    internal void Give(T value) => (_value, _isThere) = (value, true);
}

/// <summary>Short ways to a round trip.</summary>
internal static class RoundTrips
{
    /// <summary>Asks one question by itself.</summary>
    public static async Task<T> AskAsync<T>(this Database database, Func<RoundTrip, Answer<T>> add, CancellationToken ct)
    {
        var alone = new RoundTrip(database);
        var answer = add(alone);
        await alone.AskAsync(ct);
        return answer.Value;
    }

    /// <summary>Rows as Dapper maps them.</summary>
    public static async Task<List<T>> RowsAsync<T>(DbDataReader reader, CancellationToken ct)
    {
        var rows = new List<T>();
        var parse = reader.GetRowParser<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(parse(reader));
        }

        return rows;
    }
}
