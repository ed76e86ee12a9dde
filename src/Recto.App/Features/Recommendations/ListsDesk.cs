using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Journals.Recommending;
using Recto.Storage.Articles;
using Recto.Storage.Audit;
using Recto.Storage.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary>The lists of an article at the desk: why each stands there, and what editors say of it.</summary>
internal static class ListsDesk
{
    private const string InAddress = "/articles/";

    public static async Task ShowAsync(HttpContext context, ArticleStore articles, RecommendationStore store, Say say, Guid id, string? done, CancellationToken ct)
    {
        if (await FindAsync(context, articles, id, DeskAct.SeeDrafts, ct) is { } article)
        {
            await WriteAsync(context, store, article, new FormValues(("choice", "pin")), Notice(say, done), 200, ct);
        }
    }

    public static async Task ChooseAsync(HttpContext context, ArticleStore articles, RecommendationStore store, PublishedChange change, AuditStore audit, ListsBell bell, Say say, Guid id, CancellationToken ct)
    {
        if (await FindAsync(context, articles, id, DeskAct.ChooseRecommended, ct) is not { } article || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var isPin = form.Text("choice") == "pin";
        if (!isPin && form.Text("choice") != "ban")
        {
            form.Wrong("choice", say["Choose where the article is to stand."]);
        }

        var named = form.Text("other") ?? "";
        var other = await FindNamedAsync(context, articles, named, ct);
        if (other is null)
        {
            form.Wrong("other", say["No article of this site has the DOI or the address “{0}”.", named]);
        }
        else if (other.Id == id)
        {
            form.Wrong("other", say["This is the article itself. Name the other one."]);
        }

        if (form.IsRight && await SayAsync(context, store, change, audit, article, other!, isPin ? "recommendation.pinned" : "recommendation.banned",
            (tx, now) => store.ChooseAsync(tx, id, other!.Id, isPin, context.Person()!.Called, now, ct), ct) is null)
        {
            form.Wrong("other", say["That is said of this article already."]);
        }

        if (!form.IsRight)
        {
            await WriteAsync(context, store, article, form, null, StatusCodes.Status422UnprocessableEntity, ct);
            return;
        }

        bell.Ring();
        DeskDoor.Done(context, $"{AddressOf(id)}?done={(isPin ? "pinned" : "banned")}");
    }

    public static async Task UndoAsync(HttpContext context, ArticleStore articles, RecommendationStore store, PublishedChange change, AuditStore audit, ListsBell bell, Guid id, CancellationToken ct)
    {
        if (await FindAsync(context, articles, id, DeskAct.ChooseRecommended, ct) is not { } article || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var isDone = Guid.TryParse(form.Text("other"), out var named) && await articles.FindForDeskAsync(named, ct) is { } other
            && await SayAsync(context, store, change, audit, article, other.Row, "recommendation.undone", (tx, now) => store.UnchooseAsync(tx, id, named, now, ct), ct) is not null;
        bell.Ring();
        DeskDoor.Done(context, AddressOf(id) + (isDone ? "?done=undone" : "?done=nothing"));
    }

    private static Task<AuditEntry?> SayAsync(HttpContext context, RecommendationStore store, PublishedChange change, AuditStore audit, DeskArticleRow article, DeskArticleRow other, string act,
        Func<Recto.Storage.Sql.WriteTransaction, DateTimeOffset, Task<bool>> write, CancellationToken ct) => change.MakeAsync<AuditEntry>(async (tx, now) =>
        {
            if (!await write(tx, now))
            {
                return null;
            }

            var entry = DeskLog.Entry(context, act, $"article/{article.Id}", article.Title, article.JournalId, new JsonObject { ["title"] = other.Title, ["other"] = other.Id.ToString() });
            await audit.AppendAsync(tx, entry, now, ct);
            return entry;
        }, ct);

    // Whoever may not see a draft is not told either that there is one.
    private static async Task<DeskArticleRow?> FindAsync(HttpContext context, ArticleStore articles, Guid id, DeskAct act, CancellationToken ct)
    {
        if (await articles.FindForDeskAsync(id, ct) is not { } article || !DeskRule.May(context.Person(), DeskAct.SeeDrafts, article.Row.JournalId))
        {
            await NotFound.WriteAsync(context);
            return null;
        }

        return await DeskDoor.MayAsync(context, act, article.Row.JournalId) ? article.Row : null;
    }

    // By its id, its address or its DOI; a draft that whoever asks may not see is none.
    private static async Task<DeskArticleRow?> FindNamedAsync(HttpContext context, ArticleStore articles, string named, CancellationToken ct)
    {
        if (named.LastIndexOf(InAddress, StringComparison.Ordinal) is >= 0 and var at)
        {
            named = Uri.UnescapeDataString(named[(at + InAddress.Length)..].Split('/', '?', '#')[0]);
        }

        var other = Guid.TryParse(named, out var own) ? (await articles.FindForDeskAsync(own, ct))?.Row : await articles.FindNamedForDeskAsync(named, ct);
        return other is { IsDraft: true } && !DeskRule.May(context.Person(), DeskAct.SeeDrafts, other.JournalId) ? null : other;
    }

    private static async Task WriteAsync(HttpContext context, RecommendationStore store, DeskArticleRow article, FormValues form, string? notice, int status, CancellationToken ct)
    {
        var person = context.Person()!;
        await PageWriter.WriteAsync<ListsDeskPage>(context, new ListsDeskView
        {
            Person = person,
            Article = article,
            MayChoose = DeskRule.May(person, DeskAct.ChooseRecommended, article.JournalId),
            Rows = await store.ListAsync(article.Id, ct),
            Choices = [.. (await store.ListChoicesAsync(article.Id, ct)).Where(choice => !choice.IsDraft || DeskRule.May(person, DeskAct.SeeDrafts, choice.JournalId))],
            Weights = (await store.FindLastNightAsync(ct))?.InForce ?? SignalWeights.Prior,
            MaySeeSite = DeskRule.May(person, DeskAct.SeeUsage),
            Form = form,
            Notice = notice,
        }, status: status);
    }

    private static string AddressOf(Guid id) => $"/desk/articles/{id}/recommendations";

    private static string? Notice(Say say, string? done) => done switch
    {
        "pinned" => say["The article stands first now."],
        "banned" => say["The article stands in these lists no more."],
        "undone" => say["The choice is taken back. The lists are made anew within a minute."],
        "nothing" => say["There was nothing to take back."],
        _ => null,
    };
}

/// <summary>What the page of the lists of an article shows at the desk.</summary>
public sealed record ListsDeskView
{
    /// <summary>Who asks.</summary>
    public required DeskPerson Person { get; init; }

    /// <summary>The article.</summary>
    public required DeskArticleRow Article { get; init; }

    /// <summary>Whether they may choose.</summary>
    public required bool MayChoose { get; init; }

    /// <summary>Its lists.</summary>
    public required IReadOnlyList<RecommendedRow> Rows { get; init; }

    /// <summary>What editors said.</summary>
    public required IReadOnlyList<ListChoiceRow> Choices { get; init; }

    /// <summary>What signals weigh.</summary>
    public required SignalWeights Weights { get; init; }

    /// <summary>Whether they may see how good the lists of the whole site are.</summary>
    public required bool MaySeeSite { get; init; }

    /// <summary>What was typed, and what is wrong.</summary>
    public required FormValues Form { get; init; }

    /// <summary>What was just done; null where nothing was.</summary>
    public string? Notice { get; init; }
}
