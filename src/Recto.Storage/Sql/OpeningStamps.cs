using Dapper;
using Recto.Journals.Access;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;

namespace Recto.Storage.Sql;

/// <summary>Keeps <c>articles.opens_at</c>, <c>shown_from</c> and <c>shown_until</c>: what <see cref="OpeningRule"/> tells of what was said of the article, its section and its journal. Whoever changes one of these asks here, in the same transaction.</summary>
internal static class OpeningStamps
{
    private const string Said = """
        SELECT a.id, a.reading AS own, a.section_key AS section, a.published, a.opens_at, a.shown_from, a.shown_until, j.reading, j.access_policy AS policy
        FROM articles a JOIN journals j ON j.id = a.journal_id WHERE
        """;

    /// <summary>Of one article.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The article.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public static Task ArticleAsync(WriteTransaction tx, Guid id, DateTimeOffset now, CancellationToken ct) => RefreshAsync(tx, $"{Said} a.id = @of", id, now, ct);

    /// <summary>Of all articles of a journal; those that open otherwise than before are told of as changed.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="journalId">The journal.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public static Task JournalAsync(WriteTransaction tx, Guid journalId, DateTimeOffset now, CancellationToken ct) => RefreshAsync(tx, $"{Said} a.journal_id = @of", journalId, now, ct);

    /// <summary>Of all articles whose time of standing open has ended: the journal's next one counts then, if there is one.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many they were.</returns>
    public static Task<int> EndedAsync(WriteTransaction tx, DateTimeOffset now, CancellationToken ct) => RefreshAsync(tx, $"{Said} a.shown_until <= @now", null, now, ct);

    private static async Task<int> RefreshAsync(WriteTransaction tx, string sql, Guid? of, DateTimeOffset now, CancellationToken ct)
    {
        var changed = 0;
        var rows = (await tx.Connection.QueryAsync<Kept>(new CommandDefinition(sql, new { of, now }, tx.Transaction, cancellationToken: ct))).AsList();
        foreach (var row in rows)
        {
            var opening = row.Opening(now);
            if (Instants.ToStored(opening.ForGood) == row.OpensAt && Instants.ToStored(opening.From) == row.ShownFrom && Instants.ToStored(opening.Until) == row.ShownUntil)
            {
                continue;
            }

            await tx.Connection.ExecuteAsync(new CommandDefinition($"UPDATE articles SET opens_at = @opens, shown_from = @from, shown_until = @until, {RecordStamps.Changed} WHERE id = @id",
                new { id = row.Id, opens = Instants.ToStored(opening.ForGood), from = Instants.ToStored(opening.From), until = Instants.ToStored(opening.Until), now }, tx.Transaction, cancellationToken: ct));
            changed++;
        }

        return changed;
    }

    private sealed record Kept
    {
        public Guid Id { get; init; }
        public string? Own { get; init; }
        public string? Section { get; init; }
        public string? Published { get; init; }
        public long? OpensAt { get; init; }
        public long? ShownFrom { get; init; }
        public long? ShownUntil { get; init; }
        public string Reading { get; init; } = "";
        public string? Policy { get; init; }

        public Opening Opening(DateTimeOffset now) => OpeningRule.Of(Words.Read<ReadingPolicy>(Reading), AccessPolicyJson.Read(Policy), Own is { } own ? Words.Read<ReadingPolicy>(own) : null, Section,
            PartialDate.TryParse(Published, out var date) ? date : null, now);
    }
}
