using System.Globalization;
using System.Text;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Articles;
using Recto.Journals.Desk;
using Recto.Storage.Articles;
using Recto.Storage.Files;

namespace Recto.App.Features.ArticleDesk;

/// <summary>Where an article stands: its issue, its address, the articles that it names.</summary>
internal static class PlaceDoor
{
    private const int LongestSlug = 190;

    public static async Task PlaceAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, ArticleActs acts, Say say, TimeProvider time, Guid id, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.EditRecord, ct) is not { } article || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        Guid? issue = null;
        if (form.Text("issue") is { } chosen)
        {
            issue = Guid.TryParse(chosen, out var known) && (await articles.ListIssueChoicesAsync(new HashSet<Guid> { article.Row.JournalId }, ct)).Any(choice => choice.Id == known) ? known : null;
            if (issue is null)
            {
                form.Wrong("issue", say["This issue is not one of the article’s journal. Choose another."]);
            }
        }

        int? position = null;
        if (form.Text("position") is { } written)
        {
            position = int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000 ? number : null;
            if (position is null)
            {
                form.Wrong("position", say["The position is a number from 1, or empty to order by page."]);
            }
        }

        if (form.IsRight && !await acts.PlaceAsync(article, issue, position, int.TryParse(form.Text("shown"), CultureInfo.InvariantCulture, out var shown) ? shown : -1, context.Person()!, ct))
        {
            form.Wrong("", say["Somebody else has changed this article since the page was shown. What you chose stands below; what is kept now stands in the facts. Send it again to keep yours."]);
        }

        await AnswerAsync(context, articles, files, time, article, form, "placed", ct);
    }

    public static async Task MoveAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, ArticleActs acts, Say say, TimeProvider time, Guid id, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.Publish, ct) is not { } article || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var slug = form.Text("slug")?.Trim('/').Normalize(NormalizationForm.FormC);
        if (slug is null || slug.Length > LongestSlug || slug.EnumerateRunes().Any(rune => rune.Value != '-' && !(Rune.IsLetterOrDigit(rune) && Rune.ToLowerInvariant(rune) == rune || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)))
        {
            form.Wrong("slug", say["The address is of small letters, digits and hyphens, up to {0}, as in tarrow-at-the-margin.", LongestSlug]);
        }
        else if (slug != article.Row.Slug && !await acts.MoveAsync(article, slug, context.Person()!, ct))
        {
            form.Wrong("slug", say["Another article has or had this address. Choose another."]);
        }

        await AnswerAsync(context, articles, files, time, article, form, "moved", ct);
    }

    public static async Task RelateAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, ArticleActs acts, Say say, TimeProvider time, Guid id, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.EditRecord, ct) is not { } article || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var named = form.Text("other") ?? "";
        if (named.LastIndexOf("/articles/", StringComparison.Ordinal) is >= 0 and var at)
        {
            named = Uri.UnescapeDataString(named[(at + "/articles/".Length)..].Split('/', '?', '#')[0]);
        }

        var other = Guid.TryParse(named, out var own) ? (await articles.FindForDeskAsync(own, ct))?.Row : await articles.FindNamedForDeskAsync(named, ct);
        var person = context.Person()!;
        if (other is null || other.IsDraft && !DeskRule.May(person, DeskAct.SeeDrafts, other.JournalId))
        {
            form.Wrong("other", say["No article of this site has the DOI or the address “{0}”. Add it as a draft first.", named]);
        }
        else if (other.Id == id)
        {
            form.Wrong("other", say["This is the article itself. Name the other one."]);
        }
        else if (!DeskRule.May(person, DeskAct.EditRecord, other.JournalId))
        {
            form.Wrong("other", say["That article is in a journal that you do not work for; its page would change too. Ask an editor of {0}.", other.JournalTitle]);
        }

        var parts = (form.Text("relation") ?? "").Split('-');
        if (parts is not [var kindName, "notice" or "about"] || !Enum.TryParse<RelationKind>(kindName, out var kind) || !Enum.IsDefined(kind))
        {
            form.Wrong("relation", say["Choose what the one is to the other."]);
        }
        else if (form.IsRight)
        {
            var (notice, about) = parts[1] == "notice" ? (id, other!.Id) : (other!.Id, id);
            if (!await acts.RelateAsync(article, notice, about, kind, person, ct))
            {
                form.Wrong("other", say["The two articles name each other so already."]);
            }
        }

        await AnswerAsync(context, articles, files, time, article, form, "related", ct);
    }

    public static async Task UnrelateAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, ArticleActs acts, Say say, TimeProvider time, Guid id, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.EditRecord, ct) is not { } article || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (!Guid.TryParse(form.Text("other"), out var other) || !Enum.TryParse<RelationKind>(form.Text("kind"), out var kind)
            || !await acts.UnrelateAsync(article, form.Has("notice", "this") ? id : other, form.Has("notice", "this") ? other : id, kind, context.Person()!, ct))
        {
            form = new FormValues();
            form.Wrong("", say["This relation is not there any more, or a file states it. Nothing was done."]);
        }

        await AnswerAsync(context, articles, files, time, article, form, "unrelated", ct);
    }

    private static async Task AnswerAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, TimeProvider time, DeskArticle article, FormValues form, string done, CancellationToken ct)
    {
        if (form.IsRight)
        {
            DeskDoor.Done(context, $"/desk/articles/{article.Row.Id}?done={done}");
            return;
        }

        var now = await articles.FindForDeskAsync(article.Row.Id, ct) ?? article;
        await ArticleDoor.WriteAsync(context, articles, files, time, now, ArticleDoor.Shown(now, form), null, form.Faults.ContainsKey("") ? 409 : 422, ct);
    }
}
