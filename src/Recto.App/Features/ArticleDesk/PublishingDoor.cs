using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Articles;
using Recto.Storage.Files;

namespace Recto.App.Features.ArticleDesk;

/// <summary>Publishing, and taking back.</summary>
internal static class PublishingDoor
{
    private const int LongestReason = 2000;

    public static async Task PublishAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, ArticleActs acts, Say say, TimeProvider time, Guid id, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.Publish, ct) is not { } article)
        {
            return;
        }

        await AnswerAsync(context, articles, files, time, say, article, await acts.PublishAsync(article, context.Person()!, ct), "published", ct);
    }

    public static async Task ScheduleAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, ArticleActs acts, Say say, TimeProvider time, Guid id, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.Publish, ct) is not { } article || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (form.Has("do", "cancel"))
        {
            await AnswerAsync(context, articles, files, time, say, article, await acts.ScheduleAsync(article, null, context.Person()!, ct), "unscheduled", ct);
            return;
        }

        var clock = form.Text("time") is { Length: 5 } hours && TimeOnly.TryParseExact(hours, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour) ? hour : (TimeOnly?)null;
        var day = Dates.ReadDay(form.Text("date"));
        if (day is null)
        {
            form.Wrong("date", say["Choose a day, as in 2027-03-01."]);
        }

        if (clock is null)
        {
            form.Wrong("time", say["Write the time as hours and minutes, as in 06:00."]);
        }

        var at = new DateTimeOffset((day ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)).ToDateTime(clock ?? default), TimeSpan.Zero);
        if (form.IsRight && at <= time.GetUtcNow())
        {
            form.Wrong("date", say["This time is past. Choose a later one, or publish now."]);
        }
        else if (form.IsRight && at > time.GetUtcNow().AddYears(10))
        {
            form.Wrong("date", say["This time is more than ten years away. Look at the year."]);
        }

        if (!form.IsRight)
        {
            await ArticleDoor.WriteAsync(context, articles, files, time, article, ArticleDoor.Shown(article, form), null, 422, ct);
            return;
        }

        await AnswerAsync(context, articles, files, time, say, article, await acts.ScheduleAsync(article, at, context.Person()!, ct), "scheduled", ct);
    }

    public static async Task ShowWithdrawAsync(HttpContext context, ArticleStore articles, Guid id, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.Publish, ct) is { } article)
        {
            await PageWriter.WriteAsync<WithdrawPage>(context, new LastWordView(context.Person()!, article, new FormValues()));
        }
    }

    public static async Task WithdrawAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, ArticleActs acts, Say say, TimeProvider time, Guid id, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.Publish, ct) is not { } article || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (form.Text("reason") is not { } reason)
        {
            form.Wrong("reason", say["Say why the article is withdrawn: whoever follows a citation to it reads this."]);
        }
        else if (reason.Length > LongestReason)
        {
            form.Wrong("reason", say["The reason has {0} characters; up to {1} are kept.", reason.Length, LongestReason]);
        }

        if (!form.IsRight)
        {
            await PageWriter.WriteAsync<WithdrawPage>(context, new LastWordView(context.Person()!, article, form), status: 422);
            return;
        }

        await AnswerAsync(context, articles, files, time, say, article, await acts.WithdrawAsync(article, form.Text("reason")!, context.Person()!, ct), "withdrawn", ct);
    }

    public static async Task RestoreAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, ArticleActs acts, Say say, TimeProvider time, Guid id, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.Publish, ct) is not { } article || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        await AnswerAsync(context, articles, files, time, say, article, await acts.RestoreAsync(article, form.Text("summary"), context.Person()!, ct), "restored", ct);
    }

    public static async Task ShowDeleteAsync(HttpContext context, ArticleStore articles, Guid id, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.Publish, ct) is { } article)
        {
            await PageWriter.WriteAsync<DeletePage>(context, new LastWordView(context.Person()!, article, new FormValues()));
        }
    }

    public static async Task DeleteAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, ArticleActs acts, Say say, TimeProvider time, Guid id, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.Publish, ct) is not { } article)
        {
            return;
        }

        if (await acts.DeleteAsync(article, context.Person()!, ct))
        {
            DeskDoor.Done(context, "/desk/articles?done=deleted");
            return;
        }

        await AnswerAsync(context, articles, files, time, say, article, false, "", ct);
    }

    // Where the article is not what the page said it was, somebody was faster: the page as it is now says what there is to do.
    private static async Task AnswerAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, TimeProvider time, Say say, DeskArticle article, bool isDone, string done, CancellationToken ct)
    {
        if (isDone)
        {
            DeskDoor.Done(context, $"/desk/articles/{article.Row.Id}?done={done}");
            return;
        }

        if (await ArticleDeskFeature.FindAsync(context, articles, article.Row.Id, DeskAct.SeeDrafts, ct) is not { } now)
        {
            return;
        }

        var form = ArticleDoor.Shown(now);
        form.Wrong("", say["The article has changed since this page was shown: it is now {0}. Nothing was done.", DeskWords.Standing(say, now.Row)]);
        await ArticleDoor.WriteAsync(context, articles, files, time, now, form, null, StatusCodes.Status409Conflict, ct);
    }
}

/// <summary>What a page shows that asks before it does something.</summary>
/// <param name="Person">Who asks.</param>
/// <param name="Article">The article.</param>
/// <param name="Form">What was typed, and what is wrong.</param>
public sealed record LastWordView(DeskPerson Person, DeskArticle Article, FormValues Form);
