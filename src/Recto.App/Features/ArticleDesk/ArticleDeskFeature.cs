using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Articles;

namespace Recto.App.Features.ArticleDesk;

/// <summary>The desk of an article: lists, record, publishing, versions.</summary>
internal static class ArticleDeskFeature
{
    /// <summary>Adds what it needs.</summary>
    public static void AddArticleDesk(this IServiceCollection services)
    {
        services.AddSingleton<VersionStore>();
        services.AddSingleton<ArticleActs>();
        services.AddSingleton<PublishArticle>(services => services.GetRequiredService<ArticleActs>().PublishWithinAsync);
        services.AddSingleton<GiveDoi>(services => services.GetRequiredService<ArticleActs>().GiveDoiAsync);
        services.AddSiteJob<PublishWhenDue>();
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapArticleDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage("/desk", (HttpContext context) => context.Response.Redirect("/desk/articles"));
        routes.MapDeskPage("/desk/articles", ListDoor.ShowAsync);
        routes.MapDeskPage("/desk/articles/{id:guid}", ArticleDoor.ShowAsync);
        routes.MapDeskPage("/desk/articles/{id:guid}/record", RecordDoor.ShowAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/record", RecordDoor.TakeAsync, new BodyLimit(8 * 1024 * 1024, Say.Key("The record is too long to be kept: shorten its longest texts.")));
        routes.MapDeskPage("/desk/articles/{id:guid}/versions", VersionsDoor.ShowDeskAsync);
        routes.MapPage("/articles/{slug}/versions", VersionsDoor.ShowAsync);
        routes.MapDeskPage("/desk/articles/{id:guid}/source/{number:int}", VersionsDoor.FileAsync);
        routes.MapDeskPage("/desk/articles/{id:guid}/files/{name}", FilesDoor.FileAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/files/again", MadeFilesDoor.AgainAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/publish", PublishingDoor.PublishAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/schedule", PublishingDoor.ScheduleAsync);
        routes.MapDeskPage("/desk/articles/{id:guid}/withdraw", PublishingDoor.ShowWithdrawAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/withdraw", PublishingDoor.WithdrawAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/restore", PublishingDoor.RestoreAsync);
        routes.MapDeskPage("/desk/articles/{id:guid}/delete", PublishingDoor.ShowDeleteAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/delete", PublishingDoor.DeleteAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/place", PlaceDoor.PlaceAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/address", PlaceDoor.MoveAsync);
        routes.MapDeskPage("/desk/articles/{id:guid}/journal", TransferDoor.ShowAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/journal", TransferDoor.MoveAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/relate", PlaceDoor.RelateAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/unrelate", PlaceDoor.UnrelateAsync);
    }

    /// <summary>The article, where whoever asks may do that to it; else the answer is written already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="articles">Where articles are kept.</param>
    /// <param name="id">The article.</param>
    /// <param name="act">What is to be done.</param>
    /// <param name="ct">Cancels.</param>
    internal static async Task<DeskArticle?> FindAsync(HttpContext context, ArticleStore articles, Guid id, DeskAct act, CancellationToken ct)
    {
        // Whoever may not see a draft is not told either that there is one.
        if (await articles.FindForDeskAsync(id, ct) is not { } article || !DeskRule.May(context.Person(), DeskAct.SeeDrafts, article.Row.JournalId))
        {
            await NotFound.WriteAsync(context);
            return null;
        }

        return await DeskDoor.MayAsync(context, act, article.Row.JournalId) ? article : null;
    }
}
