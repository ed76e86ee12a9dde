using System.Data.Common;
using Recto.Journals.Access;
using Recto.Journals.Issues;
using Recto.Journals.Works;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Works;

public sealed partial class WorkStore
{
    private const int MostMentionsOnPage = 1000;
    private const int LongestWords = 2000;

    /// <summary>A work by its public id, by two statements; null where there is none, or where only drafts cite it and they are not asked for.</summary>
    /// <param name="slug">The public id.</param>
    /// <param name="visibility">Whether what drafts say counts.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<WorkRow?> FindAsync(string slug, Visibility visibility, CancellationToken ct)
    {
        if (!StoredText.CanStand(slug))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        WorkRow row;
        await using (var command = connection.Command($"""
            SELECT w.id, w.slug, m.slug, w.record, {MatchedDoi.Column("w")}, {MatchedDoi.FromColumn("w")}, w.changed_at, COUNT(DISTINCT a.id), COALESCE(SUM(CASE WHEN a.id IS NULL THEN 0 ELSE s.mention_count END), 0), COUNT(DISTINCT m.id)
            FROM works w LEFT JOIN works m ON m.id = w.merged_into
            LEFT JOIN work_sources s ON s.work_id = COALESCE(w.merged_into, w.id) LEFT JOIN articles a ON a.id = s.article_id AND a.is_draft <= @drafts
            WHERE w.slug = @slug GROUP BY w.id, w.slug, m.slug, w.record, w.doi, w.doi_from, w.changed_at
            """, ("slug", slug), ("drafts", Drafts(visibility))))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            if (!await reader.ReadAsync(ct) || (reader.GetInt32(7) == 0 && !(visibility == Visibility.WithDrafts && reader.IsDBNull(2))))
            {
                return null;
            }

            var record = WorksJson.ReadRecord(reader.GetString(3));
            row = new WorkRow
            {
                Id = reader.GetGuid(0),
                Slug = reader.GetString(1),
                MergedInto = reader.TextOrNull(2),
                Record = record,
                Forms = [record],
                Doi = reader.TextOrNull(4),
                DoiFrom = reader.TextOrNull(5),
                ChangedAt = reader.Instant(6),
                Articles = reader.GetInt32(7),
                Mentions = (int)reader.GetInt64(8),
            };
        }

        if (row.MergedInto is not null)
        {
            return row;
        }

        var forms = await FormsAsync(connection, row.Id, visibility, ct);
        return forms.Count == 0 ? row : row with { Record = BestRecord.Of(forms), Forms = forms };
    }

    /// <summary>The articles that cite a work with their mentions of it, latest first, by two statements. Whether their notes may be read is the rule's to say.</summary>
    /// <param name="work">The work.</param>
    /// <param name="visibility">Whether drafts are listed.</param>
    /// <param name="size">Most articles to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<CitingArticleRow>> ListCitingAsync(Guid work, Visibility visibility, int size, Cursor? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        await using var snapshot = await Dialect.BeginSnapshotAsync(connection, ct);
        var articles = new List<(CitingArticleRow Article, List<CitingSourceRow> Sources)>();
        await using (var command = connection.Command($"""
            SELECT c.id, c.slug, c.title, c.title_html, c.authors, c.published, c.language, c.doi, c.journal_key, c.journal_title, c.is_draft, c.recency_key,
                c.terms_id, c.journal_id, c.issue_id, c.terms_draft, c.has_open_licence, c.opens_at, c.shown_from, c.shown_until, c.terms_date, c.notes_are_open, c.access_policy, s.source_id, f.record, s.score, s.reasons, s.mentions
            FROM (SELECT a.id, a.slug, a.title, t.title_html, a.authors, a.published, a.language, a.doi, j.key AS journal_key, j.title AS journal_title, a.is_draft, a.recency_key,
                    a.id AS terms_id, a.journal_id, a.issue_id, a.is_draft AS terms_draft, a.has_open_licence, a.opens_at, a.shown_from, a.shown_until, a.recency_key AS terms_date, j.notes_are_open, j.access_policy
                FROM articles a JOIN journals j ON j.id = a.journal_id JOIN article_fragments t ON t.article_id = a.id
                WHERE a.id IN (SELECT article_id FROM work_sources WHERE work_id = @work) AND a.is_draft <= @drafts {(after is null ? "" : "AND (a.recency_key, a.id) < (@sort, @id)")}
                ORDER BY a.recency_key DESC, a.id DESC LIMIT @limit) c
            JOIN work_sources s ON s.article_id = c.id AND s.work_id = @work
            JOIN work_forms f ON f.work_id = s.work_id AND f.form_key = s.form_key
            ORDER BY c.recency_key DESC, c.id DESC, s.ordinal
            """, ("work", work), ("drafts", Drafts(visibility)), ("limit", size + 1)))
        {
            command.Transaction = snapshot;
            if (after is { } cursor)
            {
                command.Add("sort", cursor.Sort);
                command.Add("id", cursor.Id);
            }

            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                if (articles.Count == 0 || articles[^1].Article.ArticleId != reader.GetGuid(0))
                {
                    var sources = new List<CitingSourceRow>();
                    articles.Add((ArticleOf(reader, sources), sources));
                }

                articles[^1].Sources.Add(new CitingSourceRow
                {
                    SourceId = reader.GetString(23),
                    Record = WorksJson.ReadRecord(reader.GetString(24)),
                    Score = reader.GetDouble(25),
                    Reasons = WorksJson.ReadReasons(reader.GetString(26)),
                    Mentions = [.. WorksJson.ReadMentions(reader.GetString(27)).Select(mention => new CitingMentionRow(mention, "", "", null, ""))],
                });
            }
        }

        var page = Paging.Cut(articles, size, row => new Cursor(row.Article.RecencyKey, row.Article.ArticleId), row => row);
        return new Page<CitingArticleRow>([.. await WithWordsAsync(connection, snapshot, work, page.Items, ct)], page.Next);
    }

    private static int Drafts(Visibility visibility) => visibility == Visibility.WithDrafts ? 1 : 0;

    private static async Task<List<WorkRecord>> FormsAsync(DbConnection connection, Guid work, Visibility visibility, CancellationToken ct)
    {
        await using var command = connection.Command($"""
            SELECT f.record FROM work_forms f
            WHERE f.work_id = @work AND EXISTS (SELECT 1 FROM work_sources s JOIN articles a ON a.id = s.article_id WHERE s.work_id = f.work_id AND s.form_key = f.form_key AND a.is_draft <= @drafts)
            ORDER BY f.fullness DESC, f.form_key LIMIT {MostFormsWeighed}
            """, ("work", work), ("drafts", Drafts(visibility)));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var forms = new List<WorkRecord>();
        while (await reader.ReadAsync(ct))
        {
            forms.Add(WorksJson.ReadRecord(reader.GetString(0)));
        }

        return forms;
    }

    private static CitingArticleRow ArticleOf(DbDataReader reader, List<CitingSourceRow> sources) => new()
    {
        ArticleId = reader.GetGuid(0),
        Slug = reader.GetString(1),
        Title = reader.GetString(2),
        TitleHtml = reader.Bytes(3),
        Authors = reader.TextOrNull(4),
        Published = reader.TextOrNull(5),
        Language = reader.TextOrNull(6),
        Doi = reader.TextOrNull(7),
        JournalKey = reader.GetString(8),
        JournalTitle = reader.GetString(9),
        IsDraft = reader.GetInt32(10) != 0,
        RecencyKey = reader.GetString(11),
        Terms = ArticleTerms.Read(reader, 12),
        Sources = sources,
    };

    // The words of the mentions as the notes print them; a mention whose note is being written anew is passed over.
    private async Task<IEnumerable<CitingArticleRow>> WithWordsAsync(DbConnection connection, DbTransaction snapshot, Guid work, IReadOnlyList<(CitingArticleRow Article, List<CitingSourceRow> Sources)> rows, CancellationToken ct)
    {
        var printed = new Dictionary<(Guid, int, int), CitingMentionRow>();
        await using (var command = connection.Command($"""
            SELECT r.article_id, r.note, r.ordinal, n.html_id, n.label, n.language, n.text, r.span_start, r.span_end
            FROM work_sources s JOIN note_references r ON r.article_id = s.article_id AND r.source_id = s.source_id JOIN notes n ON n.article_id = r.article_id AND n.ordinal = r.note
            WHERE s.work_id = @work AND s.article_id {Among("articles")} ORDER BY r.article_id, r.note, r.ordinal LIMIT {MostMentionsOnPage}
            """, ("work", work)))
        {
            command.Transaction = snapshot;
            AddList(command, database.Dialect, "articles", rows.Select(row => row.Article.ArticleId).ToList());
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                var text = reader.GetString(6);
                var (start, end) = (Math.Min(reader.GetInt32(7), text.Length), Math.Min(reader.GetInt32(8), text.Length));
                var words = text[start..Math.Max(start, end)];
                words = ShortText.Marked(words, LongestWords);
                printed[(reader.GetGuid(0), reader.GetInt32(1), reader.GetInt32(2))] =
                    new CitingMentionRow(null!, reader.GetString(3), reader.GetString(4), reader.TextOrNull(5), string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            }
        }

        return rows.Select(row => row.Article with
        {
            Sources = [.. row.Sources.Select(source => source with
            {
                Mentions = [.. source.Mentions.Select(mention => printed.TryGetValue((row.Article.ArticleId, mention.Mention.Note, mention.Mention.Reference), out var found) ? found with { Mention = mention.Mention } : null).OfType<CitingMentionRow>()],
            })],
        });
    }
}
