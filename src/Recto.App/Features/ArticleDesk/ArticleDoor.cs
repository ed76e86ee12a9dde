using Recto.App.Shell;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Articles;
using Recto.Storage.Files;

namespace Recto.App.Features.ArticleDesk;

/// <summary>One article at the desk.</summary>
internal static class ArticleDoor
{
    public static async Task ShowAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, Say say, TimeProvider time, Guid id, string? done, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.SeeDrafts, ct) is { } article)
        {
            await WriteAsync(context, articles, files, time, article, Shown(article), Notice(say, done), 200, ct);
        }
    }

    /// <summary>Answers with the page of the article.</summary>
    /// <param name="context">The request.</param>
    /// <param name="articles">Where articles are kept.</param>
    /// <param name="files">Which files it has.</param>
    /// <param name="time">The clock.</param>
    /// <param name="article">The article.</param>
    /// <param name="form">What was typed, and what is wrong.</param>
    /// <param name="notice">What was just done; null where nothing was.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task WriteAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, TimeProvider time, DeskArticle article, FormValues form, string? notice, int status, CancellationToken ct) =>
        await PageWriter.WriteAsync<DeskArticlePage>(context, new DeskArticleView
        {
            Person = context.Person()!,
            Article = article,
            Files = await files.ListAsync(article.Row.Id, ct),
            Made = await MadeAsync(context, article.Row.Id, time, ct),
            Relations = await articles.ListRelationsAsync(article.Row.Id, ct),
            Issues = await articles.ListIssueChoicesAsync(new HashSet<Guid> { article.Row.JournalId }, ct),
            Form = form,
            Notice = notice,
            Now = time.GetUtcNow(),
        }, status: status);

    private static async Task<MadeFilesView> MadeAsync(HttpContext context, Guid id, TimeProvider time, CancellationToken ct)
    {
        var (made, making) = (context.RequestServices.GetRequiredService<MadeFileStore>(), context.RequestServices.GetRequiredService<FilesInMaking>());
        return new MadeFilesView(await made.ListAsync(id, ct), await made.FindStandingAsync(id, making.Makers, making.Since, time.GetUtcNow(), ct), making.Kinds);
    }

    /// <summary>The forms of the page as they stand at first, under what was typed.</summary>
    public static FormValues Shown(DeskArticle article, FormValues? typed = null)
    {
        var form = typed ?? new FormValues();
        void Default(string name, string? value)
        {
            if (!form.Has(name) && value is not null)
            {
                form.Set(name, value);
            }
        }

        Default("slug", article.Row.Slug);
        Default("issue", article.Row.IssueId?.ToString());
        Default("position", article.Row.Position?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Default("date", article.Row.PublishAt?.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Default("time", article.Row.PublishAt?.UtcDateTime.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture) ?? "06:00");
        return form;
    }

    private static string? Notice(Say say, string? done) => done switch
    {
        "published" => say["The article is public now."],
        "scheduled" => say["The time is set."],
        "unscheduled" => say["No time is set any more; the article stays a draft."],
        "withdrawn" => say["The article is withdrawn. Its address says why."],
        "restored" => say["The article is public again."],
        "record" => say["The record is kept, and the page is made with it."],
        "placed" => say["Its place is kept."],
        "moved" => say["The address is changed; the old one leads to it."],
        "transferred" => say["The article stands in this journal now."],
        "again" => say["The files are made again."],
        "related" => say["The two articles name each other now."],
        "unrelated" => say["The two articles do not name each other any more."],
        _ => null,
    };
}

/// <summary>What the page of an article at the desk shows.</summary>
public sealed record DeskArticleView
{
    /// <summary>Who asks.</summary>
    public required DeskPerson Person { get; init; }

    /// <summary>The article.</summary>
    public required DeskArticle Article { get; init; }

    /// <summary>Its files by name.</summary>
    public required IReadOnlyList<ArticleFile> Files { get; init; }

    /// <summary>What is made of it for readers.</summary>
    public required MadeFilesView Made { get; init; }

    /// <summary>Its notices, and what it is a notice about.</summary>
    public required IReadOnlyList<DeskRelation> Relations { get; init; }

    /// <summary>Issues of its journal.</summary>
    public required IReadOnlyList<IssueChoice> Issues { get; init; }

    /// <summary>What was typed, and what is wrong.</summary>
    public required FormValues Form { get; init; }

    /// <summary>What was just done; null where nothing was.</summary>
    public string? Notice { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether they may do that to it.</summary>
    public bool May(DeskAct act) => DeskRule.May(Person, act, Article.Row.JournalId);

    /// <summary>Its path at the desk.</summary>
    public string Address => $"/desk/articles/{Article.Row.Id}";
}
