using System.Data.Common;
using Dapper;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Sql;

namespace Recto.Storage.Issues;

/// <summary>What the journal site asks of issues.</summary>
public sealed partial class IssueStore
{
    // Archives are listed whole to be parted into volumes; nobody has published more.
    private const int MostIssues = 20_000;

    /// <summary>An issue with its journal and its neighbours, by one statement; null where there is none with these keys. A draft is given too: whoever asks decides who may see it.</summary>
    public async Task<IssuePageRow?> FindPageAsync(string journalKey, string issueKey, CancellationToken ct)
    {
        if (!StoredText.CanStand(journalKey, issueKey))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            SELECT j.id, j.key, j.title, j.abbreviation, j.publisher, j.print_issn, j.online_issn, j.language, j.about, j.reading, j.notes_are_open, j.details, j.edit_version,
                i.id, i.key, i.volume, i.number, i.title, i.published, i.kind, i.is_draft, i.details, i.edit_version,
                p.key, p.volume, p.number, p.title, p.published, n.key, n.volume, n.number, n.title, n.published
            FROM journals j
            JOIN issues i ON i.journal_id = j.id
            LEFT JOIN issues p ON p.id = (SELECT b.id FROM issues b WHERE b.journal_id = j.id AND b.is_draft = 0 AND b.kind <> 'onlineFirst' AND (b.sort_key, b.id) < (i.sort_key, i.id)
                ORDER BY b.sort_key DESC, b.id DESC LIMIT 1)
            LEFT JOIN issues n ON n.id = (SELECT b.id FROM issues b WHERE b.journal_id = j.id AND b.is_draft = 0 AND b.kind <> 'onlineFirst' AND (b.sort_key, b.id) > (i.sort_key, i.id)
                ORDER BY b.sort_key, b.id LIMIT 1)
            WHERE j.key = @journalKey AND i.key = @issueKey
            """, ("journalKey", journalKey), ("issueKey", issueKey));
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return null;
        }

        var journal = new JournalRow(reader.GetGuid(0), JournalStore.Read(reader), reader.GetInt32(12));
        var issue = new IssueRow(reader.GetGuid(13), journal.Id, new Issue
        {
            Key = reader.GetString(14),
            Volume = reader.TextOrNull(15),
            Number = reader.TextOrNull(16),
            Title = reader.TextOrNull(17),
            Published = PartialDate.TryParse(reader.TextOrNull(18), out var date) ? date : null,
            Kind = Words.Read<IssueKind>(reader.GetString(19)),
            IsDraft = reader.GetInt32(20) != 0,
            Details = DetailsJson.ReadIssue(reader.TextOrNull(21)),
        }, reader.GetInt32(22));
        return new IssuePageRow(journal, issue, Link(reader, 23), Link(reader, 28));
    }

    /// <summary>Where every public issue of a journal stands, newest first; what only waits for an issue (online first) is left out.</summary>
    public async Task<IReadOnlyList<IssuePlace>> ListPlacesAsync(Guid journalId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            SELECT i.id, i.volume, i.published, i.sort_key
            FROM issues i
            WHERE i.journal_id = @journalId AND i.is_draft = 0 AND i.kind <> 'onlineFirst'
            ORDER BY i.sort_key DESC, i.id DESC
            LIMIT @most
            """, ("journalId", journalId), ("most", MostIssues));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var places = new List<IssuePlace>();
        while (await reader.ReadAsync(ct))
        {
            places.Add(new() { Id = reader.GetGuid(0), Volume = reader.TextOrNull(1), Published = reader.TextOrNull(2), SortKey = reader.GetString(3) });
        }

        return places;
    }

    /// <summary>The public issues of a journal from one place to another, newest first, with counts of what is published.</summary>
    /// <param name="journalId">The journal.</param>
    /// <param name="oldest">Least <see cref="IssuePlace.SortKey"/>.</param>
    /// <param name="newest">Greatest <see cref="IssuePlace.SortKey"/>.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<IssueListRow>> ListBetweenAsync(Guid journalId, string oldest, string newest, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<Listed>(new CommandDefinition("""
            SELECT i.id, i.key, i.volume, i.number, i.title, i.published, i.sort_key, i.kind, i.details,
                (SELECT COUNT(*) FROM articles a WHERE a.issue_id = i.id AND a.is_draft = 0) AS article_count
            FROM issues i
            WHERE i.journal_id = @journalId AND i.is_draft = 0 AND i.kind <> 'onlineFirst' AND i.sort_key >= @oldest AND i.sort_key <= @newest
            ORDER BY i.sort_key DESC, i.id DESC
            """, new { journalId, oldest, newest }, cancellationToken: ct));
        return [.. rows.Select(row => row.ToRow())];
    }

    /// <summary>The sections of a journal in its order; empty where the journal has none of its own.</summary>
    public Task<IReadOnlyList<SectionName>> ListSectionsAsync(Guid journalId, CancellationToken ct) => database.AskAsync(together => ListSections(together, journalId), ct);

    /// <summary>The same, asked together with other things.</summary>
    public Answer<IReadOnlyList<SectionName>> ListSections(RoundTrip together, Guid journalId)
    {
        database.RequireOwn(together);
        return together.Add("SELECT s.key, s.position, s.names FROM journal_sections s WHERE s.journal_id = @journalId AND s.merged_into IS NULL ORDER BY s.position, s.key", async (reader, ct) =>
        {
            var sections = new List<SectionName>();
            while (await reader.ReadAsync(ct))
            {
                sections.Add(new(reader.GetString(0), reader.GetInt32(1), DetailsJson.ReadNames(reader.GetString(2))));
            }

            return (IReadOnlyList<SectionName>)sections;
        }, ("journalId", journalId));
    }

    private static IssueLink? Link(DbDataReader reader, int column) => reader.IsDBNull(column) ? null
        : new(reader.GetString(column), reader.TextOrNull(column + 1), reader.TextOrNull(column + 2), reader.TextOrNull(column + 3), reader.TextOrNull(column + 4));
}
