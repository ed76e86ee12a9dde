using System.Data.Common;
using System.Text;
using Dapper;
using Recto.Journals.Access;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ArticleStore
{
    // Editors may have made one section of two; the heading itself stays as the file has it.
    private const string Section = "COALESCE((SELECT s.merged_into FROM journal_sections s WHERE s.journal_id = @journal AND s.key = @sectionKey), @sectionKey)";

    /// <summary>
    /// Adds an article, or writes it anew where it is there already (the same DOI, else the same identity). Two saves of the same article at once give one article:
    /// the later waits for the earlier's transaction and then updates. A DOI that the article has already stays where none is given. Where the text has nothing in common with
    /// that article's (chapters of a book under its one DOI), it is another article, and is kept without the DOI (<see cref="SavedArticle.DoiTakenBy"/>).
    /// Its apparatus and files are written by their own stores in the same transaction.
    /// </summary>
    /// <exception cref="UnkeepableTextException">A field holds U+0000 or half a surrogate pair.</exception>
    public async Task<SavedArticle> SaveAsync(WriteTransaction tx, ArticleToSave article, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(article);
        Slugs.Require(article.Slug);
        ArgumentOutOfRangeException.ThrowIfLessThan(article.Position ?? 1, 1, nameof(article));
        ArticleColumns.RequireKeepable(article.Article);
        await LockAsync(tx, article.Article.Doi, article.Identity, ct);
        var sketch = TextSketch.Of(article.Fragments.Body);
        var (same, taken) = article.Id is { } own
            ? await FindOwnAsync(tx, own, article.Article.Doi, ct)
            : await FindSameAsync(tx.Connection, tx.Transaction, article.Article.Doi, article.Identity, sketch, ct);
        var kept = taken is null ? article : article with { Article = article.Article with { Doi = null } };
        if (same is { IsPlaced: true } || same is not null && article.Id is not null)
        {
            kept = kept with { JournalId = same.JournalId, IssueId = same.IssueId, Position = same.Position };
        }

        // What is made anew is always written, unless another file has taken the place of the one that it was made from.
        var saved = same is null ? await AddAsync(tx, kept, sketch, now, ct)
            : (article.Id is null ? IsUnchanged(kept, same) : article.RemadeFrom is { } from && same.SourceHash != from) ? new SavedArticle(same.Id, same.Slug, same.Version, SaveOutcome.Unchanged)
            : await UpdateAsync(tx, kept, same, sketch, now, ct);
        return saved with { DoiTakenBy = taken?.Slug, Before = same };
    }

    private static async Task<SavedArticle> AddAsync(WriteTransaction tx, ArticleToSave article, byte[]? sketch, DateTimeOffset now, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(now);
        for (var slug = article.Slug; ; slug = await Slugs.NextFreeAsync(tx, article.Slug, ct))
        {
            await using var command = tx.Command($"""
                INSERT INTO articles (id, slug, journal_id, issue_id, position, article, title, subtitle, authors, section, type, language, pages, published, doi, doi_key,
                    identity_key, part, sketch, source_format, source_hash, version, is_draft, recency_key, issue_order, created_at, updated_at, record_at, published_at,
                    has_open_licence, section_key, made_by, desk_key, read_article)
                SELECT @id, @slug, @journal, @issue, @position, @article, @title, @subtitle, @authors, @section, @type, @language, @pages, @published, @doi, @doiKey,
                    @identity, (SELECT COALESCE(MAX(part), 0) + 1 FROM articles WHERE identity_key = @identity), @sketch, @format, @source, 1, @draft, @recency, @order, @now, @now, @now, @publishedAt,
                    @openLicence, {Section}, @madeBy, @deskKey, @readArticle
                WHERE NOT EXISTS (SELECT 1 FROM old_slugs WHERE slug = @slug)
                ON CONFLICT (slug) DO NOTHING
                """, ("id", id), ("slug", slug));
            AddValues(command, article, article.Article, sketch, now);
            if (await command.ExecuteNonQueryAsync(ct) == 1)
            {
                await WriteFragmentsAsync(tx, id, article.Fragments, ct);
                await WritePeopleAsync(tx, id, article.Article, ct);
                await WriteStatedAsync(tx, id, article.Article, now, ct);
                await OpeningStamps.ArticleAsync(tx, id, now, ct);
                return new SavedArticle(id, slug, 1, SaveOutcome.Added);
            }
        }
    }

    private static async Task<SavedArticle> UpdateAsync(WriteTransaction tx, ArticleToSave article, ArticleStamp same, byte[]? sketch, DateTimeOffset now, CancellationToken ct)
    {
        var record = article.Article.Doi is null && !article.HasNoDoi && Doi.TryParse(same.Doi, out var kept) ? article.Article with { Doi = kept } : article.Article;
        await using var command = tx.Command($"""
            UPDATE articles SET journal_id = CASE WHEN is_placed = 1 OR @own = 1 THEN journal_id ELSE @journal END, issue_id = CASE WHEN is_placed = 1 OR @own = 1 THEN issue_id ELSE @issue END,
                position = CASE WHEN is_placed = 1 OR @own = 1 THEN position ELSE @position END, article = @article, title = @title, subtitle = @subtitle,
                authors = @authors, section = @section, type = @type, language = @language, pages = @pages, published = @published, doi = @doi, doi_key = @doiKey,
                part = CASE WHEN identity_key = @identity THEN part ELSE (SELECT COALESCE(MAX(p.part), 0) + 1 FROM articles p WHERE p.identity_key = @identity) END,
                identity_key = @identity, sketch = COALESCE(@sketch, sketch), source_format = @format, source_hash = @source, version = version + 1,
                is_draft = CASE WHEN withdrawn_at IS NOT NULL THEN 1 WHEN @own = 1 THEN is_draft ELSE @draft END, has_open_licence = @openLicence, section_key = {Section}, made_by = @madeBy, read_article = @readArticle, desk_key = @deskKey,
                recency_key = @recency, issue_order = @order, {RecordStamps.Changed},
                published_at = CASE WHEN @own = 1 THEN published_at ELSE COALESCE(published_at, @publishedAt) END
            WHERE id = @id
            RETURNING version
            """, ("id", same.Id), ("own", article.Id is null ? 0 : 1)); // Made anew, an article stays public or not: somebody may have published it meanwhile.
        AddValues(command, article, record, sketch, now);
        var version = Convert.ToInt32(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
        await WriteFragmentsAsync(tx, same.Id, article.Fragments, ct);
        await WritePeopleAsync(tx, same.Id, record, ct);
        await WriteStatedAsync(tx, same.Id, record, now, ct);
        await OpeningStamps.ArticleAsync(tx, same.Id, now, ct);
        return new SavedArticle(same.Id, same.Slug, version, SaveOutcome.Updated);
    }

    private static void AddValues(DbCommand command, ArticleToSave save, Article article, byte[]? sketch, DateTimeOffset now)
    {
        command.AddBytes("sketch", sketch);
        command.Add("journal", save.JournalId);
        command.Add("issue", save.IssueId);
        command.Add("position", save.Position);
        command.Add("article", StoredJson.Write(article));
        command.Add("title", article.Title);
        command.Add("subtitle", StoredText.Worded(article.Subtitle));
        command.Add("authors", ArticleColumns.Authors(article));
        command.Add("section", StoredText.Worded(article.Section));
        command.Add("type", StoredText.Worded(article.Type));
        command.Add("language", StoredText.Worded(article.Language));
        command.Add("pages", ArticleColumns.Pages(article));
        command.Add("published", article.Published?.ToString());
        command.Add("doi", article.Doi?.Value);
        command.Add("doiKey", DoiKey.Of(article.Doi));
        command.Add("identity", save.Identity);
        command.Add("format", Words.Of(save.Format));
        command.Add("source", save.SourceHash);
        command.Add("draft", save.IsDraft ? 1 : 0);
        command.Add("openLicence", OpenLicence.Is(article.Licence?.Address) ? 1 : 0);
        command.Add("sectionKey", SectionKey.Of(article.Section));
        command.Add("madeBy", save.MadeBy);
        command.Add("readArticle", save.AsRead is null ? null : StoredJson.Write(save.AsRead));
        command.Add("deskKey", DeskKey(article));
        command.Add("recency", SortKeys.Of(article.Published));
        command.Add("order", ArticleColumns.IssueOrder(save.Position, article));
        command.Add("now", Instants.ToStored(now));
        command.Add("publishedAt", save.IsDraft ? null : Instants.ToStored(now));
    }

    private static async Task WriteFragmentsAsync(WriteTransaction tx, Guid id, ArticleFragments fragments, CancellationToken ct)
    {
        await using var command = tx.Command("""
            INSERT INTO article_fragments (article_id, title_html, abstract_html, body_html, notes_html, sources_html, references_html, about_html, contents, cited_tags, cited_json)
            VALUES (@id, @title, @abstract, @body, @notes, @sources, @references, @about, @contents, @citedTags, @citedJson)
            ON CONFLICT (article_id) DO UPDATE SET title_html = excluded.title_html, abstract_html = excluded.abstract_html, body_html = excluded.body_html,
                notes_html = excluded.notes_html, sources_html = excluded.sources_html, references_html = excluded.references_html,
                about_html = excluded.about_html, contents = excluded.contents, cited_tags = excluded.cited_tags, cited_json = excluded.cited_json
            """,
            ("id", id),
            ("title", Encoding.UTF8.GetBytes(fragments.Title)),
            ("abstract", Encoding.UTF8.GetBytes(fragments.Abstract)),
            ("body", Encoding.UTF8.GetBytes(fragments.Body)),
            ("notes", Encoding.UTF8.GetBytes(fragments.Notes)),
            ("sources", Encoding.UTF8.GetBytes(fragments.Sources)),
            ("references", Encoding.UTF8.GetBytes(fragments.References)),
            ("about", Encoding.UTF8.GetBytes(fragments.About)),
            ("contents", StoredJson.Write(fragments.Contents)),
            ("citedTags", Encoding.UTF8.GetBytes(fragments.CitedTags)),
            ("citedJson", Encoding.UTF8.GetBytes(fragments.CitedJson)));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task WritePeopleAsync(WriteTransaction tx, Guid id, Article article, CancellationToken ct)
    {
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM article_people WHERE article_id = @id", new { id }, tx.Transaction, cancellationToken: ct));
        var rows = new RowWriter(tx, "article_people", "article_id", "ordinal", "person_key", "name", "orcid", "role");
        var ordinal = 0;
        foreach (var person in article.Contributors.Where(person => person.DisplayName.Length > 0))
        {
            StoredText.Require(person.DisplayName, "The name of a contributor");
            rows.Add(id, ordinal++, PersonKey.Of(person), person.DisplayName, person.Orcid, person.Role.Length == 0 ? "author" : person.Role);
        }

        await rows.WriteAsync(ct);
    }

    // The article that is meant, and another one that has its DOI.
    private static async Task<(ArticleStamp? Same, ArticleStamp? Taken)> FindOwnAsync(WriteTransaction tx, Guid id, Doi? doi, CancellationToken ct)
    {
        var key = DoiKey.Of(doi);
        var rows = (await tx.Connection.QueryAsync<ArticleStamp>(new CommandDefinition(
            $"SELECT {StampColumns} FROM articles WHERE id = @id OR doi_key = @key", new { id, key }, tx.Transaction, cancellationToken: ct))).AsList();
        return (rows.Find(row => row.Id == id) ?? throw new InvalidOperationException($"There is no article {id}: it was deleted meanwhile."), rows.Find(row => row.Id != id));
    }

    private static Task LockAsync(WriteTransaction tx, Doi? doi, string identity, CancellationToken ct)
    {
        string[] names = doi is null ? ["article " + identity] : ["article " + identity, "doi " + DoiKey.Of(doi)];
        return tx.Database.Dialect.LockAsync(tx, names, ct);
    }

    private static bool IsUnchanged(ArticleToSave article, ArticleStamp same) =>
        same.SourceHash == article.SourceHash && same.JournalId == article.JournalId && same.IssueId == article.IssueId
        && same.Position == article.Position && (same.IsDraft == article.IsDraft || same.IsWithdrawn) && (article.Article.Doi is not { } doi || doi.Value == same.Doi);

    /// <summary>The article to update, and the one that has the DOI though its text is another.</summary>
    private static async Task<(ArticleStamp? Same, ArticleStamp? Taken)> FindSameAsync(
        DbConnection connection, DbTransaction? transaction, Doi? doi, string identity, byte[]? sketch, CancellationToken ct)
    {
        var key = DoiKey.Of(doi);
        var candidates = (await connection.QueryAsync<ArticleStamp>(new CommandDefinition(
            $"SELECT {StampColumns} FROM articles WHERE doi_key = @key OR identity_key = @identity ORDER BY id", new { key, identity }, transaction, cancellationToken: ct))).AsList();
        var owner = candidates.Find(candidate => key is not null && string.Equals(candidate.Doi, doi?.Value, StringComparison.OrdinalIgnoreCase));
        bool IsAlike(ArticleStamp candidate) => TextSketch.Likeness(sketch, candidate.Sketch) is not < TextSketch.Different;
        if (owner is not null && IsAlike(owner))
        {
            return (owner, null);
        }

        // An editor says another DOI than the file, and the file is the same: it is told by what else it says.
        if (owner is null && candidates.Find(candidate => candidate.HasEditedDoi && candidate.IdentityKey == identity && IsAlike(candidate)) is { } edited)
        {
            return (edited, null);
        }

        // An article that came without a DOI, and may bring it now; of several parts the one whose text it is.
        var without = candidates.Where(candidate => candidate.Doi is null && IsAlike(candidate)).MaxBy(candidate => TextSketch.Likeness(sketch, candidate.Sketch) ?? 0);
        if (without is not null || doi is not null)
        {
            return (without, owner);
        }

        // Two articles that differ in their DOI alone: nobody can say which of them is meant, so neither is overwritten.
        var alike = candidates.Where(IsAlike).ToList();
        return (alike is [var only] ? only : null, null);
    }
}
