using System.Data.Common;
using System.Text.Json;
using Dapper;
using Recto.Journals.Works;
using Recto.Storage.Sql;

namespace Recto.Storage.Works;

/// <summary>The source index: the published works that notes cite, over all articles, and which source of which article means which.</summary>
/// <param name="database">Where it is kept.</param>
public sealed partial class WorkStore(Database database)
{
    /// <summary>The way of deciding. Another one than an article was put in with puts it in again (<see cref="ListBehindAsync"/>).</summary>
    public const string Analysis = "1";

    // Whoever writes to the index waits for whoever does: two articles that bring the same new work make one of it.
    private const string Lock = "works";

    private const string Cited = "EXISTS (SELECT 1 FROM work_sources s JOIN articles a ON a.id = s.article_id WHERE s.work_id = w.id AND a.is_draft = 0)";

    private static readonly string[] Nothing = [];

    /// <summary>Articles that the index does not know as they are now, in order of id: their id, and the version to put in.</summary>
    /// <param name="size">Most to give.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<(Guid ArticleId, int Version)>> ListBehindAsync(int size, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<(Guid, int)>(new CommandDefinition($"SELECT a.id, a.version {Behind} ORDER BY a.id LIMIT @size", new { size, analysis = Analysis }, cancellationToken: ct))).AsList();
    }

    /// <summary>Takes some of the articles that <see cref="ListBehindAsync"/> would give and that nobody has in hand; null where none is free.</summary>
    public Task<ArticleClaim?> TakeBehindAsync(int size, CancellationToken ct) => Claims.TakeAsync(ClaimedWork, $"SELECT a.id {Behind}", "a.id", size, ct, ("analysis", Analysis));

    /// <summary>Who has which articles in hand.</summary>
    public ArticleClaims Claims { get; } = new(database);

    /// <summary>What the index is called among the works that are done together.</summary>
    public const string ClaimedWork = "works";

    /// <summary>The versions of those of these articles that there are, in order of id.</summary>
    public async Task<IReadOnlyList<(Guid ArticleId, int Version)>> ListVersionsAsync(IReadOnlyCollection<Guid> articles, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(articles);
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"SELECT id, version FROM articles WHERE id {Among("articles")} ORDER BY id");
        AddList(command, database.Dialect, "articles", articles);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var versions = new List<(Guid, int)>();
        while (await reader.ReadAsync(ct))
        {
            versions.Add((reader.GetGuid(0), reader.GetInt32(1)));
        }

        return versions;
    }

    /// <summary>How many works there are, and with how many articles the index is behind.</summary>
    public async Task<(int Works, int Behind)> StateAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var works = await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT COUNT(*) FROM works WHERE merged_into IS NULL", cancellationToken: ct));
        return (works, await connection.ExecuteScalarAsync<int>(new CommandDefinition($"SELECT COUNT(*) {Behind}", new { analysis = Analysis }, cancellationToken: ct)));
    }

    /// <summary>Takes works out of the index that nobody cites any more, because their articles were deleted.</summary>
    /// <returns>How many were looked at.</returns>
    public async Task<int> SweepAsync(DateTimeOffset now, CancellationToken ct)
    {
        HashSet<Guid> empty;
        await using (var connection = await database.OpenAsync(ct))
        {
            empty = (await connection.QueryAsync<Guid>(new CommandDefinition("""
                SELECT w.id FROM works w WHERE w.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM work_sources s WHERE s.work_id = w.id)
                    AND NOT EXISTS (SELECT 1 FROM work_decisions d WHERE d.from_work = w.id OR d.to_work = w.id) LIMIT 1000
                """, cancellationToken: ct))).ToHashSet();
        }

        if (empty.Count > 0)
        {
            await using var tx = await database.BeginAsync(ct);
            await database.Dialect.LockAsync(tx, [Lock], ct);
            await PruneAsync(tx, empty, ct);
            await RefreshAsync(tx, empty, now, ct);
            await tx.CommitAsync(ct);
        }

        return empty.Count;
    }

    /// <summary>Declares all articles unknown to the index: <see cref="ListBehindAsync"/> then gives every one, and each is decided anew. What editors said stays.</summary>
    public async Task ForgetAsync(WriteTransaction tx, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE work_articles SET analysis = ''", transaction: tx.Transaction, cancellationToken: ct));
    }

    private const string Behind = "FROM articles a LEFT JOIN work_articles w ON w.article_id = a.id WHERE (w.article_id IS NULL OR w.version <> a.version OR w.analysis <> @analysis)";

    private string Among(string name) => Among(database.Dialect, name);

    // A list travels as one value: as JSON on SQLite, as the array that it is on PostgreSQL.
    private static string Among(Dialect dialect, string name) => dialect.HasOneWriter ? $"IN (SELECT value FROM json_each(@{name}))" : $"= ANY(@{name})";

    private static void AddList(DbCommand command, Dialect dialect, string name, IReadOnlyCollection<string> values) =>
        command.Add(name, dialect.HasOneWriter ? JsonSerializer.Serialize(values, ListJson.Default.IReadOnlyCollectionString) : values.ToArray());

    private static void AddList(DbCommand command, Dialect dialect, string name, IReadOnlyCollection<Guid> values) =>
        command.Add(name, dialect.HasOneWriter ? JsonSerializer.Serialize(values.Select(id => id.ToString().ToUpperInvariant()).ToArray(), ListJson.Default.StringArray) : values.ToArray());

    private static string NamesOf(WorkRecord record) => string.Join("; ", record.People.Take(8).Select(person => person.Inverted)) + (record.People.Count > 8 ? "; …" : "");
}

[System.Text.Json.Serialization.JsonSerializable(typeof(IReadOnlyCollection<string>))]
[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class ListJson : System.Text.Json.Serialization.JsonSerializerContext;
