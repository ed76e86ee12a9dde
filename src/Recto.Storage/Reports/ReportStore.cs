using System.Globalization;
using Dapper;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Reports;

/// <summary>What readers report of readings, for the editors alone.</summary>
/// <param name="database">Where reports are kept.</param>
public sealed class ReportStore(Database database)
{
    /// <summary>How many open reports of one article are kept.</summary>
    public const int MostOpen = 500;

    private const string Columns = """
        SELECT r.id, r.article_id, a.title, a.journal_id, j.title AS journal_title, r.note_id, r.note_label, r.note_text, r.choice, r.words, r.email, r.at, r.closed_at, r.closed_by, r.answer
        FROM reading_reports r JOIN articles a ON a.id = r.article_id JOIN journals j ON j.id = a.journal_id
        """;

    /// <summary>Keeps a report. What was sent twice is kept once.</summary>
    /// <exception cref="UnkeepableTextException">A text holds U+0000 or half a surrogate pair.</exception>
    public async Task<ReportOutcome> AddAsync(WriteTransaction tx, ReportToSave report, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(report);
        StoredText.Require(report.Words, "The report");
        StoredText.Require(report.Email, "The address");
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE articles SET version = version WHERE id = @ArticleId", report, tx.Transaction, cancellationToken: ct));
        var open = (await tx.Connection.QueryAsync<(string NoteId, string Choice, string? Words)>(new CommandDefinition(
            "SELECT note_id, choice, words FROM reading_reports WHERE article_id = @ArticleId AND closed_at IS NULL", report, tx.Transaction, cancellationToken: ct))).AsList();
        var choice = Sql.Words.Of(report.Choice);
        var words = StoredText.Worded(report.Words);
        if (open.Exists(one => one.NoteId == report.NoteId && one.Choice == choice && one.Words == words))
        {
            return ReportOutcome.Known;
        }

        if (open.Count >= MostOpen)
        {
            return ReportOutcome.Full;
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO reading_reports (id, article_id, note_id, note_label, note_text, choice, words, email, at)
            VALUES (@id, @ArticleId, @NoteId, @NoteLabel, @NoteText, @choice, @words, @Email, @now)
            """, new { id = Guid.CreateVersion7(now), report.ArticleId, report.NoteId, report.NoteLabel, report.NoteText, choice, words, Email = StoredText.Worded(report.Email), now }, tx.Transaction, cancellationToken: ct));
        return ReportOutcome.Kept;
    }

    /// <summary>One report; null where there is none.</summary>
    public async Task<ReportRow?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition(Columns + " WHERE r.id = @id", new { id }, cancellationToken: ct)))?.ToRow();
    }

    /// <summary>The open reports of an article, oldest first.</summary>
    public async Task<IReadOnlyList<ReportRow>> ListOpenAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Kept>(new CommandDefinition(Columns + " WHERE r.article_id = @articleId AND r.closed_at IS NULL ORDER BY r.at, r.id", new { articleId }, cancellationToken: ct))).Select(row => row.ToRow())];
    }

    /// <summary>Reports, those sent or closed last first.</summary>
    /// <param name="closed">Whether closed ones are asked for, else open ones.</param>
    /// <param name="journals">Only of these journals; null for the whole site.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<ReportRow>> ListAsync(bool closed, IReadOnlySet<Guid>? journals, int size, Cursor? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        var column = closed ? "closed_at" : "at";
        var values = new DynamicParameters(new { limit = size + 1 });
        var conditions = new List<string> { closed ? "r.closed_at IS NOT NULL" : "r.closed_at IS NULL" };
        if (journals is not null)
        {
            conditions.Add(values.In("a.journal_id", "j", journals));
        }

        if (after is { } place)
        {
            if (!long.TryParse(place.Sort, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var sort))
            {
                return new Page<ReportRow>([], null);
            }

            conditions.Add($"(r.{column}, r.id) < (@sort, @last)");
            values.Add("sort", sort);
            values.Add("last", place.Id);
        }

        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<Kept>(new CommandDefinition($"{Columns} WHERE {string.Join(" AND ", conditions)} ORDER BY r.{column} DESC, r.id DESC LIMIT @limit", values, cancellationToken: ct))).AsList();
        return Paging.Cut(rows, size, row => new Cursor(Instants.ToStored(closed ? row.ClosedAt!.Value : row.At).ToString(CultureInfo.InvariantCulture), row.Id), row => row.ToRow());
    }

    /// <summary>Closes a report; the reader's address is forgotten.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The report.</param>
    /// <param name="person">Who closes it, as shown.</param>
    /// <param name="answer">What is said to it; null for nothing.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether it was open until now.</returns>
    public async Task<bool> CloseAsync(WriteTransaction tx, Guid id, string person, string? answer, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        StoredText.Require(person, "The name of the editor");
        StoredText.Require(answer, "The answer");
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE reading_reports SET closed_at = @now, closed_by = @person, answer = @answer, email = NULL WHERE id = @id AND closed_at IS NULL
            """, new { id, person, answer = StoredText.Worded(answer), now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    private sealed record Kept
    {
        public Guid Id { get; init; }
        public Guid ArticleId { get; init; }
        public string Title { get; init; } = "";
        public Guid JournalId { get; init; }
        public string JournalTitle { get; init; } = "";
        public string NoteId { get; init; } = "";
        public string NoteLabel { get; init; } = "";
        public string NoteText { get; init; } = "";
        public string Choice { get; init; } = "";
        public string? Words { get; init; }
        public string? Email { get; init; }
        public DateTimeOffset At { get; init; }
        public DateTimeOffset? ClosedAt { get; init; }
        public string? ClosedBy { get; init; }
        public string? Answer { get; init; }

        public ReportRow ToRow() => new()
        {
            Id = Id,
            ArticleId = ArticleId,
            Title = Title,
            JournalId = JournalId,
            JournalTitle = JournalTitle,
            NoteId = NoteId,
            NoteLabel = NoteLabel,
            NoteText = NoteText,
            Choice = Sql.Words.Read<ReportChoice>(Choice),
            Words = Words,
            Email = Email,
            At = At,
            ClosedAt = ClosedAt,
            ClosedBy = ClosedBy,
            Answer = Answer,
        };
    }
}
