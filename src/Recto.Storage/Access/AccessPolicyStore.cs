using Dapper;
using Recto.Journals.Access;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

/// <summary>What a journal says of who may read its articles, and what follows for each of them.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class AccessPolicyStore(Database database)
{
    /// <summary>What a journal says; null where there is no such journal.</summary>
    public async Task<JournalAccess?> FindAsync(Guid journalId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var kept = await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition(
            "SELECT reading, notes_are_open, access_policy AS policy, edit_version FROM journals WHERE id = @journalId", new { journalId }, cancellationToken: ct));
        return kept is null ? null : new(Words.Read<ReadingPolicy>(kept.Reading), kept.NotesAreOpen != 0, AccessPolicyJson.Read(kept.Policy), kept.EditVersion);
    }

    /// <summary>Writes what a journal says, where nobody has written to the journal since it was shown. When its articles open follows at once, and machines are told that they have changed.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="journalId">The journal.</param>
    /// <param name="access">All that is said now, and the version that was shown.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether it was written: somebody else was faster otherwise, or the journal is gone.</returns>
    public async Task<bool> SaveAsync(WriteTransaction tx, Guid journalId, JournalAccess access, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(access);
        var policy = AccessPolicyJson.Write(access.Policy);
        StoredText.Require(policy, "The journal's policy");
        var written = await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE journals SET reading = @reading, notes_are_open = @notes, access_policy = @policy, edit_version = edit_version + 1,
                updated_at = CASE WHEN @now > updated_at THEN @now ELSE updated_at END
            WHERE id = @journalId AND edit_version = @shown
            """, new { journalId, reading = Words.Of(access.Reading), notes = access.NotesAreOpen ? 1 : 0, policy, shown = access.EditVersion, now }, tx.Transaction, cancellationToken: ct));
        if (written == 0)
        {
            return false;
        }

        await OpeningStamps.JournalAsync(tx, journalId, now, ct);
        await RecordStamps.ReadOtherwiseAsync(tx, journalId, now, ct);
        return true;
    }

    /// <summary>Articles of a journal, newest first, drafts among them, with the terms that hold on a day, may it lie ahead: of several windows the one that counts then.</summary>
    /// <param name="journalId">The journal.</param>
    /// <param name="articleId">Only this article; null for all.</param>
    /// <param name="at">The instant.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<ArticleOnDay>> ListOnDayAsync(Guid journalId, Guid? articleId, DateTimeOffset at, int size, Cursor? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT a.id, a.slug, a.title, a.recency_key, a.reading, a.section_key, a.published, j.reading, a.withdrawn_at, {ArticleTerms.Columns}
            FROM articles a JOIN journals j ON j.id = a.journal_id
            WHERE a.journal_id = @journal {(articleId is null ? "" : "AND a.id = @article")} {(after is null ? "" : "AND (a.recency_key, a.id) < (@sort, @id)")}
            ORDER BY a.recency_key DESC, a.id DESC LIMIT @limit
            """, ("journal", journalId), ("limit", size + 1));
        if (articleId is { } only)
        {
            command.Add("article", only);
        }

        if (after is { } cursor)
        {
            command.Add("sort", cursor.Sort);
            command.Add("id", cursor.Id);
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<(ArticleOnDay Row, string Recency)>();
        while (await reader.ReadAsync(ct))
        {
            var terms = ArticleTerms.Read(reader, 9);
            var opening = OpeningRule.Of(Words.Read<ReadingPolicy>(reader.GetString(7)), AccessPolicyJson.Read(reader.TextOrNull(9 + ArticleTerms.Width - 1)), reader.TextOrNull(4) is { } own ? Words.Read<ReadingPolicy>(own) : null,
                reader.TextOrNull(5), PartialDate.TryParse(reader.TextOrNull(6), out var date) ? date : null, at);
            rows.Add((new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), terms with { Opening = opening }, !reader.IsDBNull(8)), reader.GetString(3)));
        }

        return Paging.Cut(rows, size, row => new Cursor(row.Recency, row.Row.Id), row => row.Row);
    }

    private sealed record Kept
    {
        public string Reading { get; init; } = "";
        public long NotesAreOpen { get; init; }
        public string? Policy { get; init; }
        public int EditVersion { get; init; }
    }
}

/// <summary>What a journal says of who may read it.</summary>
/// <param name="Reading">Everybody, or those who have a right.</param>
/// <param name="NotesAreOpen">Whether the notes of closed articles stand open.</param>
/// <param name="Policy">What is said beyond that.</param>
/// <param name="EditVersion">The version of the journal that it was read from.</param>
public sealed record JournalAccess(ReadingPolicy Reading, bool NotesAreOpen, AccessPolicy Policy, int EditVersion);

/// <summary>An article, and what decides who may read it on a day.</summary>
/// <param name="Id">The article.</param>
/// <param name="Slug">Its part of the address.</param>
/// <param name="Title">Its title.</param>
/// <param name="Terms">What decides.</param>
/// <param name="IsWithdrawn">Whether it was withdrawn.</param>
public sealed record ArticleOnDay(Guid Id, string Slug, string Title, AccessTerms Terms, bool IsWithdrawn);
