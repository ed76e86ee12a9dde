using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>What the journal site lists.</summary>
public sealed partial class ArticleStore
{
    /// <summary>Published articles of one section of a journal, newest date of publication first.</summary>
    /// <param name="journalId">The journal.</param>
    /// <param name="sectionKey">What <see cref="SectionKey.Of"/> gave.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Page<ArticleListRow>> ListOfSectionAsync(Guid journalId, string sectionKey, int size, Cursor? after, CancellationToken ct) => !StoredText.CanStand(sectionKey) ? Nothing : ListAsync($"""
        {ListColumns}
        WHERE a.journal_id = @of AND a.section_key = @key AND a.is_draft = 0 {(after is null ? "" : "AND (a.recency_key, a.id) < (@sort, @id)")}
        ORDER BY a.recency_key DESC, a.id DESC LIMIT @limit
        """, journalId, size, after, Recency, ct, sectionKey);

    /// <summary>Published articles of one person on this site, newest date of publication first.</summary>
    /// <param name="personKey">What <see cref="PersonKey.Of"/> gave.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Page<ArticleListRow>> ListOfPersonAsync(string personKey, int size, Cursor? after, CancellationToken ct) => !StoredText.CanStand(personKey) ? Nothing : ListAsync($"""
        {ListColumns}
        WHERE a.id IN (SELECT p.article_id FROM article_people p WHERE p.person_key = @of) AND a.is_draft = 0 {(after is null ? "" : "AND (a.recency_key, a.id) < (@sort, @id)")}
        ORDER BY a.recency_key DESC, a.id DESC LIMIT @limit
        """, personKey, size, after, Recency, ct);

    /// <summary>Published articles of a journal that wait for their issue (in none, in the issue of what waits, or in one that is still a draft), newest first.</summary>
    /// <param name="journalId">The journal.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Page<ArticleListRow>> ListWaitingAsync(Guid journalId, int size, Cursor? after, CancellationToken ct) => database.AskAsync(together => ListWaiting(together, journalId, size, after), ct);

    /// <summary>The same, asked together with other things.</summary>
    /// <param name="together">With what.</param>
    /// <param name="journalId">The journal.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    public Answer<Page<ArticleListRow>> ListWaiting(RoundTrip together, Guid journalId, int size, Cursor? after)
    {
        // Each branch is cut short by itself, so that neither is read whole for one page.
        var place = after is null ? "" : "AND (w.recency_key, w.id) < (@sort, @id)";
        return List(together, $"""
            {ListColumns}
            WHERE a.id IN (
                SELECT id FROM (SELECT w.id FROM articles w WHERE w.journal_id = @of AND w.issue_id IS NULL AND w.is_draft = 0 {place} ORDER BY w.recency_key DESC, w.id DESC LIMIT @limit) AS in_none
                UNION ALL
                SELECT id FROM (SELECT w.id FROM issues o JOIN articles w ON w.issue_id = o.id
                    WHERE o.journal_id = @of AND (o.kind = 'onlineFirst' OR o.is_draft = 1) AND w.is_draft = 0 {place} ORDER BY w.recency_key DESC, w.id DESC LIMIT @limit) AS in_waiting)
            ORDER BY a.recency_key DESC, a.id DESC LIMIT @limit
            """, journalId, size, after, Recency);
    }

    private static Task<Page<ArticleListRow>> Nothing => Task.FromResult(new Page<ArticleListRow>([], null));
}
