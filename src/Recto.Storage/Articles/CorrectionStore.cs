using Dapper;
using Recto.Notes.Corrections;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>What editors say of readings. Nothing is deleted: what is undone or followed by another is kept with its end.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class CorrectionStore(Database database)
{
    private const string Columns = "SELECT id, note_id, note_label, text_hash, before_hash, reading, person, reason, at, ended_at, ended_by FROM reading_corrections WHERE article_id = @articleId";

    /// <summary>The corrections that hold, in the order in which they were made.</summary>
    public async Task<IReadOnlyList<CorrectionRow>> ListAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Kept>(new CommandDefinition(Columns + " AND ended_at IS NULL ORDER BY at, id", new { articleId }, cancellationToken: ct))).Select(row => row.ToRow())];
    }

    /// <summary>All corrections that were ever made in an article, latest first, at most 500.</summary>
    public async Task<IReadOnlyList<CorrectionRow>> ListHistoryAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Kept>(new CommandDefinition(Columns + " ORDER BY at DESC, id DESC LIMIT 500", new { articleId }, cancellationToken: ct))).Select(row => row.ToRow())];
    }

    /// <summary>Keeps a correction, where no other editor has corrected the note since it was shown. The article is to be made anew after that.</summary>
    /// <returns>Its id; null where somebody else was faster, or there is no such article: nothing was changed then.</returns>
    /// <exception cref="UnkeepableTextException">A text holds U+0000 or half a surrogate pair.</exception>
    public async Task<Guid?> SaveAsync(WriteTransaction tx, CorrectionToSave correction, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(correction);
        var reading = StoredJson.Write(correction.References);
        StoredText.Require(reading, "The reading");
        StoredText.Require(correction.Reason, "The reason");
        StoredText.Require(correction.Person, "The name of the editor");
        if (!await LockAsync(tx, correction.ArticleId, ct))
        {
            return null;
        }

        if (correction.Replaces is { } shown)
        {
            if (!await EndAsync(tx, correction.ArticleId, shown, correction.Person, now, ct))
            {
                return null;
            }
        }
        else if (await tx.Connection.ExecuteScalarAsync<long>(new CommandDefinition("""
            SELECT COUNT(*) FROM reading_corrections WHERE article_id = @ArticleId AND ended_at IS NULL AND note_id = @Id AND text_hash = @TextHash
            """, new { correction.ArticleId, correction.Note.Id, correction.Note.TextHash }, tx.Transaction, cancellationToken: ct)) > 0)
        {
            return null;
        }

        var id = Guid.CreateVersion7(now);
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO reading_corrections (id, article_id, note_id, note_label, text_hash, before_hash, reading, person_id, person, reason, at)
            VALUES (@id, @ArticleId, @NoteId, @Label, @TextHash, @BeforeHash, @reading, @PersonId, @Person, @Reason, @now)
            """, new
        {
            id,
            correction.ArticleId,
            NoteId = correction.Note.Id,
            correction.Note.Label,
            correction.Note.TextHash,
            correction.Note.BeforeHash,
            reading,
            correction.PersonId,
            correction.Person,
            Reason = StoredText.Worded(correction.Reason),
            now,
        }, tx.Transaction, cancellationToken: ct));
        return id;
    }

    /// <summary>Undoes a correction; it is kept in the history. The article is to be made anew after that.</summary>
    /// <returns>Whether it held until now.</returns>
    public async Task<bool> UndoAsync(WriteTransaction tx, Guid articleId, Guid id, string person, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        StoredText.Require(person, "The name of the editor");
        return await LockAsync(tx, articleId, ct) && await EndAsync(tx, articleId, id, person, now, ct);
    }

    private static async Task<bool> EndAsync(WriteTransaction tx, Guid articleId, Guid id, string person, DateTimeOffset now, CancellationToken ct) =>
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE reading_corrections SET ended_at = @now, ended_by = @person WHERE id = @id AND article_id = @articleId AND ended_at IS NULL
            """, new { id, articleId, person, now }, tx.Transaction, cancellationToken: ct)) == 1;

    // Two who correct notes of one article wait for each other, and whoever makes it anew waits for both.
    private static async Task<bool> LockAsync(WriteTransaction tx, Guid articleId, CancellationToken ct) =>
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE articles SET version = version WHERE id = @articleId", new { articleId }, tx.Transaction, cancellationToken: ct)) == 1;

    private sealed record Kept
    {
        public Guid Id { get; init; }
        public string NoteId { get; init; } = "";
        public string NoteLabel { get; init; } = "";
        public string TextHash { get; init; } = "";
        public string? BeforeHash { get; init; }
        public string Reading { get; init; } = "";
        public string Person { get; init; } = "";
        public string? Reason { get; init; }
        public DateTimeOffset At { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public string? EndedBy { get; init; }

        public CorrectionRow ToRow() => new()
        {
            Id = Id,
            Correction = new NoteCorrection { Note = new NoteKey(NoteId, NoteLabel, TextHash, BeforeHash), References = StoredJson.ReadCorrected(Reading), At = At },
            Person = Person,
            Reason = Reason,
            EndedAt = EndedAt,
            EndedBy = EndedBy,
        };
    }
}
