using System.Text.Json;
using Dapper;
using Recto.Journals.Search;
using Recto.Storage.Sql;

namespace Recto.Storage.Search;

public sealed partial class SearchStore
{
    /// <summary>Reads an article as it stands in this transaction, and writes its words into the index in place of those before. Drafts too: whether it may be seen is asked at each search.</summary>
    /// <param name="tx">The transaction in which the article, its notes and its sources were written.</param>
    /// <param name="articleId">The article; where there is none, nothing is written.</param>
    /// <param name="ct">Cancels.</param>
    public async Task IndexAsync(WriteTransaction tx, Guid articleId, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var words = new WordCollector();
        if (await ArticleWords.ReadAsync(tx.Transaction, articleId, words, ct) is not { } text)
        {
            return;
        }

        await _index.WriteAsync(tx, text, ct);
        await WriteWordsAsync(tx, words.Keys, ct);
    }

    /// <summary>
    /// Brings several articles into the index: read and analysed before the transaction that writes them all, for analysing is most of the work and nobody need wait for it.
    /// What was changed meanwhile is read again, a few times; after that <see cref="ListBehindAsync"/> gives it. What was deleted is passed over.
    /// </summary>
    /// <param name="articleIds">The articles, some dozens.</param>
    /// <param name="ct">Cancels; then nothing of it is written.</param>
    public async Task IndexAsync(IReadOnlyList<Guid> articleIds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(articleIds);
        IReadOnlyList<Guid> left = [.. articleIds.Distinct().Order()]; // In one order, so that two who index the same do not wait for each other.
        for (var attempt = 0; left.Count > 0 && attempt < MostAttempts; attempt++)
        {
            left = await IndexOnceAsync(left, ct);
        }
    }

    // Gives what was changed or deleted between reading and writing.
    private async Task<IReadOnlyList<Guid>> IndexOnceAsync(IReadOnlyList<Guid> articleIds, CancellationToken ct)
    {
        var words = new WordCollector();
        var texts = new List<TextToIndex>(articleIds.Count);
        await using (var connection = await database.OpenAsync(ct))
        await using (var picture = await Dialect.BeginSnapshotAsync(connection, ct))
        {
            foreach (var id in articleIds)
            {
                if (await ArticleWords.ReadAsync(picture, id, words, ct) is { } text)
                {
                    texts.Add(text);
                }
            }
        }

        var left = new List<Guid>();
        await using var tx = await database.BeginAsync(ct);
        foreach (var text in texts)
        {
            if (!await _index.WriteAsync(tx, text, ct))
            {
                left.Add(text.ArticleId);
            }
        }

        var written = await WriteWordsAsync(tx, words.Keys, ct);
        await tx.CommitAsync(ct);
        _known.Add(written);
        return left;
    }

    /// <summary>Articles that the index does not know as they are now: new to it, changed by another way than <see cref="IndexAsync(WriteTransaction, Guid, CancellationToken)"/>, or analysed by another program. In order of id.</summary>
    /// <param name="size">Most ids to give.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Guid>> ListBehindAsync(int size, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<Guid>(new CommandDefinition(
            $"SELECT a.id {Behind} ORDER BY a.id LIMIT @size", new { size, analysis = AnalysedText.Version }, cancellationToken: ct))).AsList();
    }

    /// <summary>Takes some of the articles that <see cref="ListBehindAsync"/> would give and that nobody has in hand; null where none is free.</summary>
    public Task<ArticleClaim?> TakeBehindAsync(int size, CancellationToken ct) => Claims.TakeAsync(ClaimedWork, $"SELECT a.id {Behind}", "a.id", size, ct, ("analysis", AnalysedText.Version));

    /// <summary>Who has which articles in hand.</summary>
    public ArticleClaims Claims { get; } = new(database);

    /// <summary>What the index is called among the works that are done together.</summary>
    public const string ClaimedWork = "search";

    /// <summary>How many articles there are, and how many the index is behind with.</summary>
    public async Task<(int Articles, int Behind)> StateAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var all = await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT COUNT(*) FROM articles", cancellationToken: ct));
        var behind = await connection.ExecuteScalarAsync<int>(new CommandDefinition($"SELECT COUNT(*) {Behind}", new { analysis = AnalysedText.Version }, cancellationToken: ct));
        return (all, behind);
    }

    /// <summary>Declares the whole index out of date: <see cref="ListBehindAsync"/> then gives every article. What it holds is still found meanwhile.</summary>
    public async Task ForgetAsync(WriteTransaction tx, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE search_texts SET analysis = ''", transaction: tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Makes the index compact after much was written.</summary>
    public async Task CompactAsync(CancellationToken ct)
    {
        if (_index.Optimize is { } sql)
        {
            await using var tx = await database.BeginAsync(ct);
            await tx.Connection.ExecuteAsync(new CommandDefinition(sql, transaction: tx.Transaction, commandTimeout: 0, cancellationToken: ct));
            await tx.CommitAsync(ct);
        }
    }

    private const int MostAttempts = 3;

    private const string Behind = "FROM articles a LEFT JOIN search_texts t ON t.article_id = a.id WHERE (t.id IS NULL OR t.version <> a.version OR t.analysis <> @analysis)";

    // Gives the pairs that it wrote: they are known once the transaction is committed.
    private async Task<IReadOnlyList<(string Form, string Key)>> WriteWordsAsync(WriteTransaction tx, IReadOnlyCollection<(string Form, string Key)> words, CancellationToken ct)
    {
        // In one order, so that two who write the same words do not wait for each other.
        var pairs = _known.Except(words).OrderBy(pair => pair.Key, StringComparer.Ordinal).ThenBy(pair => pair.Form, StringComparer.Ordinal).ToList();
        if (pairs.Count == 0)
        {
            return pairs;
        }

        await using var command = database.Dialect.HasOneWriter
            ? tx.Command("INSERT INTO search_words (word_key, form) SELECT value ->> 0, value ->> 1 FROM json_each(@pairs) WHERE 1 = 1 ON CONFLICT DO NOTHING",
                ("pairs", JsonSerializer.Serialize(pairs.Select(pair => new[] { pair.Key, pair.Form }))))
            : tx.Command("INSERT INTO search_words (word_key, form) SELECT * FROM unnest(@keys, @forms) ON CONFLICT DO NOTHING",
                ("keys", pairs.Select(pair => pair.Key).ToArray()), ("forms", pairs.Select(pair => pair.Form).ToArray()));
        await command.ExecuteNonQueryAsync(ct);
        return pairs;
    }
}
