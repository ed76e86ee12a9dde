using System.Data;
using System.Data.Common;
using Recto.Journals.Articles;
using Recto.Journals.Recommending;
using Recto.Storage.Sql;

namespace Recto.Storage.Recommending;

/// <summary>The lists of articles, made ahead: what is read together, what is near, and what editors say of it.</summary>
/// <param name="database">Where they are kept.</param>
public sealed partial class RecommendationStore(Database database)
{
    private static readonly string IsShown = $"r.article_id = @value AND a.is_draft = 0 AND {ShownArticles.NotRetracted}";

    private static readonly string Shown = $"""
        SELECT r.list, a.slug, a.title, a.authors, a.published, a.language, r.reasons, r.signals, {ArticleTerms.Columns}
        FROM recommendations r JOIN articles a ON a.id = r.other_id JOIN journals j ON j.id = a.journal_id
        WHERE {IsShown}
        ORDER BY r.list, r.place
        """;

    private static readonly string Lines = $"SELECT r.list, a.id, r.reasons FROM recommendations r JOIN articles a ON a.id = r.other_id WHERE {IsShown} ORDER BY r.list, r.place";

    /// <summary>The lists of an article, in order, by one statement. What is not public any more, or was retracted, is gone from them at once, whenever they were made.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IReadOnlyList<RecommendedRow>> ListAsync(Guid articleId, CancellationToken ct) => database.AskAsync(together => List(together, articleId), ct);

    /// <summary>The same, asked together with other things.</summary>
    public Answer<IReadOnlyList<RecommendedRow>> List(RoundTrip together, Guid articleId)
    {
        database.RequireOwn(together);
        return together.AddHot(Shown, articleId, async (reader, ct) =>
        {
            var rows = new List<RecommendedRow>();
            while (await reader.ReadAsync(ct))
            {
                rows.Add(RowOf(reader));
            }

            return (IReadOnlyList<RecommendedRow>)rows;
        });
    }

    /// <summary>The lines of both lists of an article, in order, for whoever asks where one stands: the same as <see cref="ListAsync"/> shows.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Which list, which article, and the first reason; of what people also read, where nothing else speaks for it, that it was read together.</returns>
    public Task<IReadOnlyList<(ListName List, Guid Other, ListReasonKind Reason)>> ListLinesAsync(Guid articleId, CancellationToken ct) => database.Hot(Lines).RunAsync(articleId, CommandBehavior.Default, async reader =>
    {
        var lines = new List<(ListName, Guid, ListReasonKind)>();
        while (await reader.ReadAsync(ct))
        {
            lines.Add(((ListName)reader.GetInt32(0), reader.GetGuid(1), FirstOf(ListReason.Read(reader.GetString(2)))));
        }

        return (IReadOnlyList<(ListName, Guid, ListReasonKind)>)lines;
    }, ct);

    /// <summary>The first reason of a line.</summary>
    public static ListReasonKind FirstOf(IReadOnlyList<ListReason> reasons)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        return reasons.Count > 0 ? reasons[0].Kind : ListReasonKind.Read;
    }

    /// <summary>What editors say of the lists of an article, latest first.</summary>
    public async Task<IReadOnlyList<ListChoiceRow>> ListChoicesAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            SELECT c.other_id, a.title, a.journal_id, a.is_draft, c.choice, c.person, c.at FROM recommendation_choices c JOIN articles a ON a.id = c.other_id WHERE c.article_id = @article ORDER BY c.at DESC, c.other_id
            """, ("article", articleId));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<ListChoiceRow>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetGuid(2), reader.GetInt32(3) != 0, reader.GetString(4) == "pin", reader.GetString(5), reader.Instant(6)));
        }

        return rows;
    }

    /// <summary>Keeps what an editor says, in place of what was said before of the two. What is banned is gone from the list with the transaction, what is pinned stands in it; the rest follows when lists are made next.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="articleId">In whose lists.</param>
    /// <param name="otherId">Which article.</param>
    /// <param name="isPin">Whether it stands first; else never.</param>
    /// <param name="person">Who, as shown.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where just that was said already.</returns>
    public async Task<bool> ChooseAsync(WriteTransaction tx, Guid articleId, Guid otherId, bool isPin, string person, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        StoredText.Require(person, "The name of who chooses");
        await using (var keep = tx.Command("""
            INSERT INTO recommendation_choices (article_id, other_id, choice, person, at) VALUES (@article, @other, @choice, @person, @now)
            ON CONFLICT (article_id, other_id) DO UPDATE SET choice = excluded.choice, person = excluded.person, at = excluded.at WHERE recommendation_choices.choice <> excluded.choice
            """, ("article", articleId), ("other", otherId), ("choice", isPin ? "pin" : "ban"), ("person", person), ("now", Instants.ToStored(now))))
        {
            if (await keep.ExecuteNonQueryAsync(ct) == 0)
            {
                return false;
            }
        }

        await TakeOutAsync(tx, articleId, otherId, ct);
        if (isPin)
        {
            // In front; those that were chosen before keep their order behind it until the lists are made.
            await using var put = tx.Command("""
                INSERT INTO recommendations (article_id, other_id, list, place, reasons, signals)
                SELECT @article, @other, 2, COALESCE(MIN(place), 0) - 1, @reasons, @signals FROM recommendations WHERE article_id = @article AND list = 2
                """, ("article", articleId), ("other", otherId), ("reasons", ListReason.Write([new(ListReasonKind.Chosen)])), ("signals", default(NeighbourSignals).Write()));
            await put.ExecuteNonQueryAsync(ct);
        }

        await DueAsync(tx, articleId, now, ct);
        return true;
    }

    /// <summary>Takes back what an editor has said of an article in the lists of another.</summary>
    /// <returns>Whether anything was said.</returns>
    public async Task<bool> UnchooseAsync(WriteTransaction tx, Guid articleId, Guid otherId, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await using (var take = tx.Command("DELETE FROM recommendation_choices WHERE article_id = @article AND other_id = @other", ("article", articleId), ("other", otherId)))
        {
            if (await take.ExecuteNonQueryAsync(ct) == 0)
            {
                return false;
            }
        }

        await TakeOutAsync(tx, articleId, otherId, ct);
        await DueAsync(tx, articleId, now, ct);
        return true;
    }

    private static async Task TakeOutAsync(WriteTransaction tx, Guid articleId, Guid otherId, CancellationToken ct)
    {
        await using var command = tx.Command("DELETE FROM recommendations WHERE article_id = @article AND other_id = @other", ("article", articleId), ("other", otherId));
        await command.ExecuteNonQueryAsync(ct);
    }

    // Readers are to see it, and the lists are to be made.
    private static async Task DueAsync(WriteTransaction tx, Guid articleId, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = tx.Command("UPDATE recommended_articles SET listed_at = NULL, stamp = '', choices = choices + 1, changed_at = CASE WHEN @now > changed_at THEN @now ELSE changed_at + 1 END WHERE article_id = @article", ("article", articleId), ("now", Instants.ToStored(now)));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static RecommendedRow RowOf(DbDataReader reader)
    {
        var terms = ArticleTerms.Read(reader, 8);
        return new()
        {
            List = (ListName)reader.GetInt32(0),
            Slug = reader.GetString(1),
            Title = reader.GetString(2),
            Authors = reader.TextOrNull(3),
            Published = reader.TextOrNull(4),
            Language = reader.TextOrNull(5),
            Reasons = ListReason.Read(reader.GetString(6)),
            Signals = NeighbourSignals.Of(reader.GetString(7)),
            Id = terms.ArticleId,
            Terms = terms,
        };
    }
}
