using Recto.Journals.Articles;
using Recto.Notes.Resolution;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ApparatusStore
{
    /// <summary>Everything that the page of one note shows, by one statement; null where there is no such note that may be seen.</summary>
    public async Task<NotePageRow?> FindNoteAsync(string slug, string htmlId, Visibility visibility, CancellationToken ct)
    {
        if (!StoredText.CanStand(slug, htmlId))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"""
            SELECT a.id, a.slug, a.version, a.is_draft, a.title, f.title_html, a.article, j.key, j.title, i.key,
                n.html_id, n.label, n.text, n.language, n.container, n.html,
                (SELECT p.html_id FROM notes p WHERE p.article_id = n.article_id AND p.ordinal = n.ordinal - 1 AND p.container = n.container),
                (SELECT p.html_id FROM notes p WHERE p.article_id = n.article_id AND p.ordinal = n.ordinal + 1 AND p.container = n.container),
                r.reference, {ArticleTerms.Columns}, a.withdrawn_at, j.details, j.edit_version, i.volume, i.number
            FROM articles a
            JOIN journals j ON j.id = a.journal_id
            JOIN article_fragments f ON f.article_id = a.id
            JOIN notes n ON n.article_id = a.id
            LEFT JOIN issues i ON i.id = a.issue_id
            LEFT JOIN note_references r ON r.article_id = n.article_id AND r.note = n.ordinal
            WHERE a.slug = @slug AND n.html_id = @htmlId AND a.is_draft <= @drafts
            ORDER BY r.ordinal
            """, ("slug", slug), ("htmlId", htmlId), ("drafts", visibility == Visibility.WithDrafts ? 1 : 0));
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return null;
        }

        var references = new List<ResolvedReference>();
        var row = new NotePageRow
        {
            ArticleId = reader.GetGuid(0),
            Slug = reader.GetString(1),
            Version = reader.GetInt32(2),
            IsDraft = reader.GetInt32(3) != 0,
            Title = reader.GetString(4),
            TitleHtml = reader.Bytes(5),
            ArticleJson = reader.Bytes(6),
            JournalKey = reader.GetString(7),
            JournalTitle = reader.GetString(8),
            IssueKey = reader.TextOrNull(9),
            HtmlId = reader.GetString(10),
            Label = reader.GetString(11),
            Text = reader.GetString(12),
            Language = reader.TextOrNull(13),
            Container = Words.Read<NoteContainer>(reader.GetString(14)),
            Html = reader.Bytes(15),
            PreviousHtmlId = reader.TextOrNull(16),
            NextHtmlId = reader.TextOrNull(17),
            References = references,
            Terms = ArticleTerms.Read(reader, 19),
            IsWithdrawn = !reader.IsDBNull(30),
            JournalDetails = DetailsJson.ReadJournal(reader.TextOrNull(31)),
            JournalVersion = reader.GetInt32(32),
            IssueVolume = reader.TextOrNull(33),
            IssueNumber = reader.TextOrNull(34),
        };
        do
        {
            if (reader.TextOrNull(18) is { } json)
            {
                references.Add(StoredJson.ReadReference(json));
            }
        }
        while (await reader.ReadAsync(ct));
        return row;
    }
}
