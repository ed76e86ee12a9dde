using System.Data.Common;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ArticleStore
{
    private const string PageColumns = $"""
        SELECT a.id, a.slug, a.version, a.is_draft, a.title, a.subtitle, a.authors, a.language, a.updated_at,
            j.key, j.title, j.publisher, i.key, i.volume, i.number, i.title, i.published,
            a.article, f.title_html, f.abstract_html, f.body_html, f.notes_html, f.sources_html, f.references_html, f.about_html, f.contents,
            {ArticleTerms.Columns}, a.withdrawn_at, a.tombstone, j.details,
            j.edit_version, j.language, COALESCE(j.online_issn, j.print_issn), i.edit_version, i.is_draft,
            {RelationsColumn},
            {ArticleDownload.Column},
            f.cited_tags, f.cited_json, j.abbreviation, j.print_issn, j.online_issn,
            a.cited_count, a.cited_crossref, a.cited_open, a.cited_notes, a.cited_at,
            (SELECT MAX(x.through) FROM citation_feeds x WHERE x.through IS NOT NULL AND a.doi_key LIKE substr(x.name, 10) || '/%'),
            (SELECT x.asked_at FROM citation_checks x WHERE x.doi_key = a.doi_key AND x.feed = 'openCitations'),
            c.count, c.asked_at
        FROM articles a
        JOIN journals j ON j.id = a.journal_id
        JOIN article_fragments f ON f.article_id = a.id
        LEFT JOIN issues i ON i.id = a.issue_id AND i.is_draft = 0
        LEFT JOIN citation_checks c ON c.doi_key = a.doi_key AND c.feed = 'counts'
        WHERE a.slug = @value
        """;

    private const string PublishedPage = PageColumns + " AND a.is_draft = 0";

    /// <summary>Everything that the article's page shows, by one statement; null where there is no such article that may be seen (ask <see cref="FindCurrentSlugAsync"/> then).</summary>
    public Task<ArticlePageRow?> FindPageAsync(string slug, Visibility visibility, CancellationToken ct) => database.AskAsync(together => FindPage(together, slug, visibility), ct);

    /// <summary>The same, asked together with other things.</summary>
    public Answer<ArticlePageRow?> FindPage(RoundTrip together, string slug, Visibility visibility)
    {
        database.RequireOwn(together);
        return !StoredText.CanStand(slug) ? new(null)
            : together.AddHot(visibility == Visibility.Published ? PublishedPage : PageColumns, slug, async (reader, ct) => await reader.ReadAsync(ct) ? PageRow(reader) : null);
    }

    private static ArticlePageRow PageRow(DbDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Slug = reader.GetString(1),
        Version = reader.GetInt32(2),
        IsDraft = reader.GetInt32(3) != 0,
        Title = reader.GetString(4),
        Subtitle = reader.TextOrNull(5),
        Authors = reader.TextOrNull(6),
        Language = reader.TextOrNull(7),
        Updated = reader.Instant(8),
        JournalKey = reader.GetString(9),
        JournalTitle = reader.GetString(10),
        JournalPublisher = reader.TextOrNull(11),
        IssueKey = reader.TextOrNull(12),
        IssueVolume = reader.TextOrNull(13),
        IssueNumber = reader.TextOrNull(14),
        IssueTitle = reader.TextOrNull(15),
        IssuePublished = reader.TextOrNull(16),
        ArticleJson = reader.Bytes(17),
        TitleHtml = reader.Bytes(18),
        AbstractHtml = reader.Bytes(19),
        BodyHtml = reader.Bytes(20),
        NotesHtml = reader.Bytes(21),
        SourcesHtml = reader.Bytes(22),
        ReferencesHtml = reader.Bytes(23),
        AboutHtml = reader.Bytes(24),
        ContentsJson = reader.Bytes(25),
        Terms = ArticleTerms.Read(reader, 26),
        Withdrawn = reader.IsDBNull(37) ? null : reader.Instant(37),
        Tombstone = reader.TextOrNull(38),
        JournalDetails = DetailsJson.ReadJournal(reader.TextOrNull(39)),
        JournalVersion = reader.GetInt32(40),
        JournalLanguage = reader.TextOrNull(41),
        JournalIssn = reader.TextOrNull(42),
        IssueVersion = reader.NumberOrNull(43) ?? 0,
        IssueIsDraft = reader.NumberOrNull(44) == 1,
        Relations = ReadRelations(reader.TextOrNull(45)),
        Downloads = ArticleDownload.Read(reader.TextOrNull(46)),
        CitedTags = reader.IsDBNull(47) ? [] : reader.Bytes(47),
        CitedJson = reader.IsDBNull(48) ? [] : reader.Bytes(48),
        JournalAbbreviation = reader.TextOrNull(49),
        JournalPrintIssn = reader.TextOrNull(50),
        JournalOnlineIssn = reader.TextOrNull(51),
        Cited = new ArticleCitedRow
        {
            Count = reader.GetInt32(52),
            InCrossref = reader.GetInt32(53),
            InOpenCitations = reader.GetInt32(54),
            InNotes = reader.GetInt32(55),
            ChangedAt = reader.IsDBNull(56) ? null : reader.Instant(56),
            Dates = new CitedByDates(reader.TextOrNull(57), reader.IsDBNull(58) ? null : reader.Instant(58), reader.NumberOrNull(59), reader.IsDBNull(60) ? null : reader.Instant(60)),
        },
    };
}
