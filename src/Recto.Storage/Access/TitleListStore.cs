using Dapper;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

/// <summary>Lists of titles that are sold together.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class TitleListStore(Database database)
{
    private const string Columns = """
        l.id, l.key, l.name, l.edit_version, (SELECT COUNT(*) FROM title_list_journals t WHERE t.list_id = l.id) AS titles, (SELECT COUNT(*) FROM rights r WHERE r.title_list_id = l.id) AS rights
        """;

    /// <summary>Lists by key.</summary>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<TitleList>> ListAsync(int size, Cursor? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<Kept>(new CommandDefinition($"""
            SELECT {Columns} FROM title_lists l {(after is null ? "" : "WHERE l.key > @key")} ORDER BY l.key LIMIT @limit
            """, new { key = after?.Sort, limit = size + 1 }, cancellationToken: ct))).AsList();
        return Paging.Cut(rows, size, row => new Cursor(row.Key, row.Id), row => row.ToList());
    }

    /// <summary>The list of that key; null where there is none.</summary>
    public async Task<TitleList?> FindAsync(string key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!StoredText.CanStand(key))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition($"SELECT {Columns} FROM title_lists l WHERE l.key = @key", new { key }, cancellationToken: ct)))?.ToList();
    }

    /// <summary>The journals of a list, by title.</summary>
    public async Task<IReadOnlyList<ListedTitle>> ListTitlesAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<TitleRow>(new CommandDefinition("""
            SELECT j.id, j.key, j.title FROM title_list_journals t JOIN journals j ON j.id = t.journal_id WHERE t.list_id = @id ORDER BY j.title_key, j.id
            """, new { id }, cancellationToken: ct))).Select(row => new ListedTitle(row.Id, row.Key, row.Title))];
    }

    /// <summary>Adds an empty list.</summary>
    /// <returns>False where another list has the key; nothing is written then.</returns>
    public async Task<bool> AddAsync(WriteTransaction tx, Guid id, string key, string name, DateTimeOffset now, CancellationToken ct)
    {
        Require(tx, key, name);
        return await tx.Connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO title_lists (id, key, name, created_at, updated_at) VALUES (@id, @key, @name, @now, @now) ON CONFLICT (key) DO NOTHING", new { id, key, name, now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Writes key, name and journals of a list.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="list">As it is to be; its version is the one that was edited.</param>
    /// <param name="journals">Its journals.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<TitleListOutcome> ChangeAsync(WriteTransaction tx, TitleList list, IReadOnlyCollection<Guid> journals, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(journals);
        Require(tx, list.Key, list.Name);
        await database.Dialect.LockAsync(tx, ["title lists"], ct);
        var values = new { list.Id, list.Key, list.Name, list.EditVersion, now };
        if (await tx.Connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM title_lists WHERE key = @Key AND id <> @Id", values, tx.Transaction, cancellationToken: ct)) > 0)
        {
            return TitleListOutcome.KeyTaken;
        }

        if (await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE title_lists SET key = @Key, name = @Name, edit_version = edit_version + 1, updated_at = @now WHERE id = @Id AND edit_version = @EditVersion", values, tx.Transaction, cancellationToken: ct)) == 0)
        {
            return TitleListOutcome.ChangedMeanwhile;
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM title_list_journals WHERE list_id = @Id", values, tx.Transaction, cancellationToken: ct));
        var rows = new RowWriter(tx, "title_list_journals", "list_id", "journal_id");
        foreach (var journal in journals.Distinct().Order())
        {
            rows.Add(list.Id, journal);
        }

        await rows.WriteAsync(ct);
        return TitleListOutcome.Done;
    }

    /// <summary>Deletes a list that no right names, also none that has ended.</summary>
    /// <returns>False where one does, or the list is gone.</returns>
    public async Task<bool> DeleteUnusedAsync(WriteTransaction tx, Guid id, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM title_lists WHERE id = @id AND NOT EXISTS (SELECT 1 FROM rights r WHERE r.title_list_id = @id)", new { id }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    private void Require(WriteTransaction tx, string key, string name)
    {
        database.RequireOwn(tx);
        StoredText.Require(key, "The address of the list");
        StoredText.Require(name, "The name of the list");
    }

    private sealed record Kept
    {
        public Guid Id { get; init; }
        public string Key { get; init; } = "";
        public string Name { get; init; } = "";
        public int EditVersion { get; init; }
        public int Titles { get; init; }
        public int Rights { get; init; }

        public TitleList ToList() => new(Id, Key, Name, EditVersion, Titles, Rights);
    }

    private sealed record TitleRow
    {
        public Guid Id { get; init; }
        public string Key { get; init; } = "";
        public string Title { get; init; } = "";
    }
}

/// <summary>A list of titles.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its part of addresses.</param>
/// <param name="Name">Its name.</param>
/// <param name="EditVersion">Counts changes, from 1.</param>
/// <param name="Titles">How many journals it holds.</param>
/// <param name="Rights">How many rights name it, those that have ended too.</param>
public sealed record TitleList(Guid Id, string Key, string Name, int EditVersion, int Titles, int Rights);

/// <summary>A journal of a list.</summary>
/// <param name="Id">The journal.</param>
/// <param name="Key">Its part of addresses.</param>
/// <param name="Title">Its title.</param>
public sealed record ListedTitle(Guid Id, string Key, string Title);

/// <summary>What became of a change of a list.</summary>
public enum TitleListOutcome
{
    /// <summary>It holds now.</summary>
    Done = 1,

    /// <summary>Another list has the key; nothing was written.</summary>
    KeyTaken,

    /// <summary>Somebody else has changed it meanwhile, or it is gone; nothing was written.</summary>
    ChangedMeanwhile,
}
