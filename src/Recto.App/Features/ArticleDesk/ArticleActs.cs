using System.Text.Json;
using Recto.App.Shell;
using Recto.Journals.Articles;
using Recto.Journals.Desk;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Audit;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.ArticleDesk;

/// <summary>What is done to an article at the desk: each act with its line in the history and in the log, all in one transaction.</summary>
internal sealed class ArticleActs(Database database, ArticleStore articles, VersionStore versions, AuditStore audit, RemakeArticle remake, TimeProvider time)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Publishes a draft now. An article that says no date of publication says today's from then on.</summary>
    /// <returns>Whether it was a draft.</returns>
    public Task<bool> PublishAsync(DeskArticle article, DeskPerson? person, CancellationToken ct) => PublishAsync(article, person, isDue: false, ct);

    /// <summary>Publishes a draft whose time has come; of two processes that try, one does it.</summary>
    /// <returns>Whether this call did it.</returns>
    public Task<bool> PublishDueAsync(DeskArticle article, CancellationToken ct) => PublishAsync(article, null, isDue: true, ct);

    /// <summary>Sets or takes back the time at which a draft becomes public.</summary>
    public Task<bool> ScheduleAsync(DeskArticle article, DateTimeOffset? at, DeskPerson person, CancellationToken ct) => WriteAsync(article, person, at is null ? "article.unscheduled" : "article.scheduled", at is null ? null : new { at },
        (tx, now) => articles.ScheduleAsync(tx, article.Row.Id, at, now, ct), null, ct);

    /// <summary>Takes a published article away and says why at its address.</summary>
    public Task<bool> WithdrawAsync(DeskArticle article, string reason, DeskPerson person, CancellationToken ct) => WriteAsync(article, person, "article.withdrawn", new { reason },
        (tx, now) => articles.WithdrawAsync(tx, article.Row.Id, reason, now, ct), Version(article, person, VersionAct.Withdrawn, reason, isPublic: true), ct);

    /// <summary>Shows a withdrawn article again.</summary>
    public Task<bool> RestoreAsync(DeskArticle article, string? summary, DeskPerson person, CancellationToken ct) => WriteAsync(article, person, "article.restored", null,
        (tx, now) => articles.RestoreAsync(tx, article.Row.Id, now, ct), Version(article, person, VersionAct.Restored, summary, isPublic: true), ct);

    /// <summary>Deletes an article that was never public.</summary>
    public Task<bool> DeleteAsync(DeskArticle article, DeskPerson person, CancellationToken ct) => WriteAsync(article, person, "article.deleted", new { article.Row.Slug, article.Row.Doi },
        (tx, now) => articles.DeleteDraftAsync(tx, article.Row.Id, now, ct), null, ct);

    /// <summary>Puts an article into an issue of its journal.</summary>
    public Task<bool> PlaceAsync(DeskArticle article, Guid? issue, int? position, int shownVersion, DeskPerson person, CancellationToken ct) => WriteAsync(article, person, "article.placed",
        new { from = new { issue = article.Row.IssueId, article.Row.Position }, to = new { issue, position } }, (tx, now) => articles.PlaceAsync(tx, article.Row.Id, issue, position, shownVersion, now, ct), null, ct);

    /// <summary>Sets a relation between a notice and an article.</summary>
    public Task<bool> RelateAsync(DeskArticle article, Guid notice, Guid about, RelationKind kind, DeskPerson person, CancellationToken ct) => WriteAsync(article, person, "article.related", new { notice, about, kind = RelationTypes.Of(kind) },
        (tx, now) => articles.RelateAsync(tx, notice, about, kind, now, ct), null, ct);

    /// <summary>Takes a relation back that was set at the desk.</summary>
    public Task<bool> UnrelateAsync(DeskArticle article, Guid notice, Guid about, RelationKind kind, DeskPerson person, CancellationToken ct) => WriteAsync(article, person, "article.unrelated", new { notice, about, kind = RelationTypes.Of(kind) },
        (tx, now) => articles.UnrelateAsync(tx, notice, about, kind, now, ct), null, ct);

    /// <summary>Gives an article another address; the old one leads there.</summary>
    /// <returns>False where another article has or had that address: nothing was changed then.</returns>
    public async Task<bool> MoveAsync(DeskArticle article, string slug, DeskPerson person, CancellationToken ct)
    {
        var moved = await WriteAsync(article, person, "article.moved", new { from = article.Row.Slug, to = slug },
            (tx, now) => articles.MoveAsync(tx, article.Row.Id, slug, now, ct), Version(article, person, VersionAct.Moved, null, isPublic: false), ct);
        if (moved)
        {
            await remake(article.Row.Id, ct); // Links and pictures in it name the address.
        }

        return moved;
    }

    /// <summary>Moves an article to another journal; its address stays. The logs of both journals tell it.</summary>
    /// <param name="article">As it was shown.</param>
    /// <param name="journal">The other journal.</param>
    /// <param name="issue">An issue of it; null for none.</param>
    /// <param name="shownVersion">The <c>edit_version</c> that the editor was shown.</param>
    /// <param name="person">Who.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether it was done; where not, somebody was faster.</returns>
    public Task<bool> TransferAsync(DeskArticle article, JournalRow journal, IssueChoice? issue, int shownVersion, DeskPerson person, CancellationToken ct)
    {
        var details = new
        {
            before = new { journal = article.Row.JournalTitle, issue = DeskWords.Issue(article.Row.IssueVolume, article.Row.IssueNumber, article.Row.IssueTitle, article.Row.IssueKey) },
            after = new { journal = journal.Journal.Title, issue = issue is null ? null : DeskWords.Issue(issue.Volume, issue.Number, issue.Title, issue.Key) },
        };
        return WriteAsync(article, person, "article.left", details, async (tx, now) =>
        {
            if (!await articles.TransferAsync(tx, article.Row.Id, journal.Id, issue?.Id, shownVersion, now, ct))
            {
                return false;
            }

            await audit.AppendAsync(tx, Entry(article, person, "article.arrived", details) with { JournalId = journal.Id }, now, ct);
            return true;
        }, Version(article, person, VersionAct.Moved, article.Row.JournalTitle, isPublic: article.Row.PublishedAt is not null), ct);
    }

    /// <summary>Keeps what an editor says of the record, and makes the article anew with it.</summary>
    /// <param name="article">As it was shown.</param>
    /// <param name="edits">All that editors say of it now.</param>
    /// <param name="reading">Who may read it; null for what its journal says.</param>
    /// <param name="shownVersion">The <c>edit_version</c> that the editor was shown.</param>
    /// <param name="summary">What readers are told; null where nothing is.</param>
    /// <param name="person">Who.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where somebody else was faster; else an empty text, or why the page could not be made anew (the record is kept all the same).</returns>
    public async Task<string?> EditAsync(DeskArticle article, ArticleEdits edits, ReadingPolicy? reading, int shownVersion, string? summary, DeskPerson person, CancellationToken ct)
    {
        var record = edits.Apply(article.AsRead);
        var fields = RecordChanges.Between(article.Article, record, article.Edits, edits);
        var isKept = await WriteAsync(article, person, "article.edited", new { fields, reading }, async (tx, now) =>
        {
            if (!await articles.SaveEditsAsync(tx, article.Row.Id, edits, shownVersion, now, ct))
            {
                return false;
            }

            await articles.SetReadingAsync(tx, article.Row.Id, reading, now, ct);
            return true;
        }, Version(article, person, VersionAct.Edited, summary, isPublic: summary is not null && !article.Row.IsDraft) with { Article = record }, ct);
        return isKept ? await remake(article.Row.Id, ct) ?? "" : null;
    }

    /// <summary>Gives an article that has no DOI one, as an editor's word on its record. One that has a DOI keeps it; one whose DOI an editor took away gets none by itself.</summary>
    /// <param name="id">The article.</param>
    /// <param name="doi">The DOI, which nothing else has.</param>
    /// <param name="person">Who; null for the program itself.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether it was given.</returns>
    public async Task<bool> GiveDoiAsync(Guid id, Doi doi, DeskPerson? person, CancellationToken ct)
    {
        if (await articles.FindForDeskAsync(id, ct) is not { Article.Doi: null } article || (person is null && article.Edits.Doi is not null))
        {
            return false;
        }

        var edits = article.Edits with { Doi = doi.Value };
        var isKept = await WriteAsync(article, person, "article.doi", new { doi = doi.Value }, (tx, now) => articles.SaveEditsAsync(tx, id, edits, article.EditVersion, now, ct),
            new VersionToSave { ArticleId = id, Person = person?.Name, Act = VersionAct.Edited, IsPublic = false, Article = edits.Apply(article.AsRead) }, ct);
        return isKept && await remake(id, ct) is null;
    }

    /// <summary>Publishes a draft within a larger act, with its line in the history; the log is the larger act's. Where the article said no date of publication, it is to be made anew after the act.</summary>
    /// <returns>Whether it was a draft.</returns>
    public async Task<bool> PublishWithinAsync(WriteTransaction tx, Guid id, DeskPerson person, DateTimeOffset now, CancellationToken ct)
    {
        if (!await articles.PublishAsync(tx, id, now, ct))
        {
            return false;
        }

        await TellPublishedAsync(tx, id, person, now, ct);
        return true;
    }

    private async Task<bool> PublishAsync(DeskArticle article, DeskPerson? person, bool isDue, CancellationToken ct)
    {
        var isUndated = false;
        var done = await WriteAsync(article, person, "article.published", null, async (tx, now) =>
        {
            if (!(isDue ? await articles.PublishDueAsync(tx, article.Row.Id, now, ct) : await articles.PublishAsync(tx, article.Row.Id, now, ct)))
            {
                return false;
            }

            isUndated = await TellPublishedAsync(tx, article.Row.Id, person, now, ct);
            return true;
        }, null, ct);
        if (done && isUndated)
        {
            await remake(article.Row.Id, ct);
        }

        return done;
    }

    // The line in the history of an article that has just become public; an article that said no date says today's now, and is to be made anew with it.
    private async Task<bool> TellPublishedAsync(WriteTransaction tx, Guid id, DeskPerson? person, DateTimeOffset now, CancellationToken ct)
    {
        var article = await articles.FindForDeskAsync(tx, id, ct) ?? throw new System.Diagnostics.UnreachableException(id.ToString());
        var isUndated = article.Article.Published is null;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var edits = isUndated ? article.Edits with { PublishedOnline = new PartialDate(today.Year, today.Month, today.Day).ToString() } : article.Edits;
        if (isUndated)
        {
            await articles.SaveEditsAsync(tx, id, edits, article.EditVersion, now, ct);
        }

        await versions.AppendAsync(tx, new VersionToSave { ArticleId = id, Person = person?.Name, Act = VersionAct.Published, IsPublic = true, Article = edits.Apply(article.AsRead) }, now, ct);
        return isUndated;
    }

    private static VersionToSave Version(DeskArticle article, DeskPerson person, VersionAct act, string? summary, bool isPublic) =>
        new() { ArticleId = article.Row.Id, Person = person.Name, Act = act, Summary = summary, IsPublic = isPublic };

    private async Task<bool> WriteAsync(DeskArticle article, DeskPerson? person, string act, object? details, Func<WriteTransaction, DateTimeOffset, Task<bool>> write, VersionToSave? version, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var now = time.GetUtcNow();
        if (!await write(tx, now))
        {
            return false;
        }

        if (version is not null)
        {
            await versions.AppendAsync(tx, version, now, ct);
        }

        await audit.AppendAsync(tx, Entry(article, person, act, details), now, ct);
        await tx.CommitAsync(ct);
        return true;
    }

    private static AuditEntry Entry(DeskArticle article, DeskPerson? person, string act, object? details) => new()
    {
        PersonId = person?.Id,
        Person = person?.Name ?? "Recto",
        Act = act,
        Subject = $"article/{article.Row.Id}",
        SubjectName = article.Row.Title,
        JournalId = article.Row.JournalId,
        Details = details is null ? null : JsonSerializer.Serialize(details, Readable),
    };
}
