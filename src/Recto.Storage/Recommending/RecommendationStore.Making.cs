using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Recto.Journals.Recommending;
using Recto.Storage.Sql;

namespace Recto.Storage.Recommending;

/// <content>What a job needs that makes the lists.</content>
public sealed partial class RecommendationStore
{
    private const string Behind = """
        FROM articles a LEFT JOIN recommended_articles r ON r.article_id = a.id LEFT JOIN search_texts t ON t.article_id = a.id
        WHERE a.is_draft = 0 AND (r.article_id IS NULL OR r.version <> a.version OR r.text_version <> COALESCE(t.version, 0) OR r.analysis <> @analysis)
        """;

    private const string Due = "FROM recommended_articles r WHERE (r.listed_at IS NULL OR r.listed_at < @before)";

    private const int TitleWeight = 4;
    private const int AbstractWeight = 2;
    private const int HeadingWeight = 2;

    /// <summary>Takes out of all lists what is public no more, its own lists too; the lists in which it stood are due.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> DropGoneAsync(DateTimeOffset now, CancellationToken ct)
    {
        const string Gone = "IN (SELECT r.article_id FROM recommended_articles r JOIN articles a ON a.id = r.article_id WHERE a.is_draft = 1)";
        await using (var connection = await database.OpenAsync(ct))
        await using (var any = connection.Command("SELECT 1 FROM recommended_articles r JOIN articles a ON a.id = r.article_id WHERE a.is_draft = 1 LIMIT 1"))
        {
            if (await any.ExecuteScalarAsync(ct) is null)
            {
                return false;
            }
        }

        await using var tx = await database.BeginAsync(ct);
        await tx.RunAsync($"UPDATE recommended_articles SET listed_at = NULL, stamp = '', changed_at = @now WHERE article_id IN (SELECT x.article_id FROM recommendations x WHERE x.other_id {Gone})", ct, ("now", Instants.ToStored(now)));
        await tx.RunAsync($"DELETE FROM recommendations WHERE article_id {Gone}", ct);
        await tx.RunAsync($"DELETE FROM recommendations WHERE other_id {Gone}", ct);
        await tx.RunAsync($"DELETE FROM recommended_articles WHERE article_id {Gone}", ct);
        await tx.CommitAsync(ct);
        return true;
    }

    /// <summary>Published articles whose words were not read yet, or of another version; some.</summary>
    /// <param name="most">Most to give.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Guid>> ListBehindAsync(int most, CancellationToken ct) => await IdsAsync($"SELECT a.id {Behind} LIMIT @most", ct, ("analysis", TextTerms.Version), ("most", most));

    /// <summary>Takes some of the articles that <see cref="ListBehindAsync"/> would give and that nobody has in hand; null where none is free.</summary>
    /// <param name="size">Most to give.</param>
    /// <param name="changedSince">Only of those that were changed then or later, which an index finds; null for all, which goes through every article.</param>
    /// <param name="ct">Cancels.</param>
    public Task<ArticleClaim?> TakeBehindAsync(int size, DateTimeOffset? changedSince, CancellationToken ct) => changedSince is { } since
        ? Claims.TakeAsync(ReadingWork, $"SELECT a.id {Behind} AND a.updated_at >= @since", "a.id", size, ct, ("analysis", TextTerms.Version), ("since", Instants.ToStored(since)))
        : Claims.TakeAsync(ReadingWork, $"SELECT a.id {Behind}", "a.id", size, ct, ("analysis", TextTerms.Version));

    /// <summary>Who has which articles in hand.</summary>
    public ArticleClaims Claims { get; } = new(database);

    /// <summary>What the reading of words is called among the works that are done together.</summary>
    public const string ReadingWork = "terms";

    /// <summary>What the making of lists is called among the works that are done together.</summary>
    public const string ListingWork = "lists";

    /// <summary>Reads the words of a published article, of its title, abstracts, keywords, headings and text as search has it, and marks its lists as due, and those in which it stands.</summary>
    public async Task ReadAsync(Guid articleId, CancellationToken ct)
    {
        int version, textVersion;
        IReadOnlyList<TermCount> terms;
        await using (var connection = await database.OpenAsync(ct))
        {
            await using var command = connection.Command("""
                SELECT a.version, COALESCE(t.version, 0), a.title, COALESCE(a.subtitle, ''), COALESCE(t.abstract, ''), COALESCE(t.body, ''), f.contents
                FROM articles a JOIN article_fragments f ON f.article_id = a.id LEFT JOIN search_texts t ON t.article_id = a.id WHERE a.id = @id AND a.is_draft = 0
                """, ("id", articleId));
            await using var reader = await command.ExecuteReaderAsync(ct);
            if (!await reader.ReadAsync(ct))
            {
                return;
            }

            (version, textVersion) = (reader.GetInt32(0), reader.GetInt32(1));
            terms = TextTerms.Of(
            [
                (reader.GetString(2), TitleWeight), (reader.GetString(3), TitleWeight), (reader.GetString(4), AbstractWeight), (reader.GetString(5), 1),
                .. Headings(reader.Bytes(6)).Select(heading => (heading, HeadingWeight)),
            ]);
        }

        await using var tx = await database.BeginAsync(ct);
        await using (var keep = tx.Command("""
            INSERT INTO recommended_articles (article_id, version, text_version, analysis, terms) SELECT a.id, @version, @text, @analysis, @terms FROM articles a WHERE a.id = @id
            ON CONFLICT (article_id) DO UPDATE SET version = excluded.version, text_version = excluded.text_version, analysis = excluded.analysis, terms = excluded.terms, listed_at = NULL
            """, ("id", articleId), ("version", version), ("text", textVersion), ("analysis", TextTerms.Version)))
        {
            keep.AddBytes("terms", TextTerms.Write(terms));
            await keep.ExecuteNonQueryAsync(ct);
        }

        await tx.RunAsync("UPDATE recommended_articles SET listed_at = NULL WHERE article_id IN (SELECT r.article_id FROM recommendations r WHERE r.other_id = @id)", ct, ("id", articleId));
        await tx.CommitAsync(ct);
    }

    /// <summary>The articles whose lists are due: those that were marked, and those whose lists are older than a time.</summary>
    public async Task<IReadOnlyList<Guid>> ListDueAsync(DateTimeOffset madeBefore, CancellationToken ct) =>
        await IdsAsync($"SELECT r.article_id {Due}", ct, ("before", Instants.ToStored(madeBefore)));

    /// <summary>Takes some of the articles that <see cref="ListDueAsync"/> would give and that nobody has in hand; null where none is free.</summary>
    public Task<ArticleClaim?> TakeDueAsync(DateTimeOffset madeBefore, int size, CancellationToken ct) => Claims.TakeAsync(ListingWork, $"SELECT r.article_id {Due}", "r.article_id", size, ct, ("before", Instants.ToStored(madeBefore)));

    /// <summary>How many articles <see cref="ListDueAsync"/> would give, and how many wait for their words to be read.</summary>
    public async Task<(int Due, int Behind)> CountDueAsync(DateTimeOffset madeBefore, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"SELECT (SELECT COUNT(*) {Due}), (SELECT COUNT(*) {Behind})", ("before", Instants.ToStored(madeBefore)), ("analysis", TextTerms.Version));
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (Convert.ToInt32(reader.GetInt64(0)), Convert.ToInt32(reader.GetInt64(1)));
    }

    /// <summary>Marks lists as due.</summary>
    /// <param name="articles">Of which articles; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public async Task MarkDueAsync(IReadOnlyCollection<Guid>? articles, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        if (articles is null)
        {
            await tx.RunAsync("UPDATE recommended_articles SET listed_at = NULL", ct);
        }

        foreach (var article in articles?.Order() ?? Enumerable.Empty<Guid>()) // In one order, so that two who mark the same do not wait for each other.
        {
            await tx.RunAsync("UPDATE recommended_articles SET listed_at = NULL WHERE article_id = @article", ct, ("article", article));
        }

        await tx.CommitAsync(ct);
    }

    /// <summary>Writes the lists of some articles where they are others than before. Where an editor has said something of them since the site was read, they are left as they are, and due.</summary>
    /// <param name="site">The site from which they were made.</param>
    /// <param name="lists">The lists by article.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many articles have other lists now.</returns>
    public async Task<int> WriteAsync(KnownSite site, IReadOnlyList<(Guid ArticleId, ArticleLists Lists)> lists, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(lists);
        var changed = 0;
        await using var tx = await database.BeginAsync(ct);
        foreach (var (article, made) in lists.OrderBy(one => one.ArticleId)) // In one order, so that two who write the same do not wait for each other.
        {
            changed += await WriteAsync(tx, article, made, site.Said.GetValueOrDefault(article), Instants.ToStored(now), ct) ? 1 : 0;
        }

        await tx.CommitAsync(ct);
        return changed;
    }

    private static async Task<bool> WriteAsync(WriteTransaction tx, Guid article, ArticleLists made, int said, long now, CancellationToken ct)
    {
        var rows = made.AlsoRead.Select((listed, i) => (List: ListName.AlsoRead, Place: i + 1, Listed: listed)).Concat(made.Recommended.Select((listed, i) => (List: ListName.Recommended, Place: i + 1, Listed: listed))).ToList();
        var stamp = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001e', rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{(int)row.List} {row.Listed.Id} {ListReason.Write(row.Listed.Reasons)} {row.Listed.Signals.Write()}"))))));

        await using (var look = tx.Command("""
            UPDATE recommended_articles SET listed_at = @now, changed_at = CASE WHEN stamp = @stamp THEN changed_at WHEN @now > changed_at THEN @now ELSE changed_at + 1 END WHERE article_id = @article AND choices = @said RETURNING CASE WHEN stamp = @stamp THEN 0 ELSE 1 END
            """, ("article", article), ("stamp", stamp), ("now", now), ("said", said)))
        {
            if (await look.ExecuteScalarAsync(ct) is not { } differs || Convert.ToInt32(differs, CultureInfo.InvariantCulture) == 0)
            {
                return false;
            }
        }

        await tx.RunAsync("UPDATE recommended_articles SET stamp = @stamp WHERE article_id = @article", ct, ("article", article), ("stamp", stamp));
        await tx.RunAsync("DELETE FROM recommendations WHERE article_id = @article", ct, ("article", article));
        foreach (var (list, place, listed) in rows)
        {
            // One that is public no more, or was banned meanwhile, does not come in by what was known before.
            await tx.RunAsync("""
                INSERT INTO recommendations (article_id, other_id, list, place, reasons, signals) SELECT b.id, a.id, @list, @place, @reasons, @signals FROM articles a, articles b
                WHERE b.id = @article AND a.id = @other AND a.is_draft = 0 AND NOT EXISTS (SELECT 1 FROM recommendation_choices c WHERE c.article_id = b.id AND c.other_id = a.id AND c.choice = 'ban')
                """, ct, ("article", article), ("other", listed.Id), ("list", (short)list), ("place", place), ("reasons", ListReason.Write(listed.Reasons)), ("signals", listed.Signals.Write()));
        }

        return true;
    }

    private static IEnumerable<string> Headings(byte[] contents)
    {
        using var json = JsonDocument.Parse(contents.Length == 0 ? "[]"u8.ToArray() : contents);
        return json.RootElement.ValueKind != JsonValueKind.Array ? [] : [.. json.RootElement.EnumerateArray().Select(entry => entry.TryGetProperty("text", out var text) ? text.GetString() : null).OfType<string>()];
    }

    private async Task<IReadOnlyList<Guid>> IdsAsync(string sql, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(ct))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }
}
