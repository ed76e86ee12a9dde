using System.CommandLine;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Feeds;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Reports;
using Recto.App.Shell.Works;
using Recto.Journals.Exchange.Citations;
using Recto.Storage.Articles;
using Recto.Storage.Works;

namespace Recto.App.Features.Works;

/// <summary>The published works that notes cite, over all articles.</summary>
internal static class WorksFeature
{
    /// <summary>Address of the list.</summary>
    public const string Address = "/works";

    /// <summary>Adds what it needs.</summary>
    public static void AddWorks(this IServiceCollection services)
    {
        services.AddSingleton<WorkStore>();
        services.AddSingleton<IndexWorks>();
        services.AddSingleton<WorkChange>();
        services.AddWork<WorksKeeper>();
    }

    /// <summary>Maps its addresses. The list is not kept in the page cache: what is looked for is hardly ever the same.</summary>
    public static void MapWorks(this IEndpointRouteBuilder routes)
    {
        routes.MapFile(Address, WorkPages.ListAsync);
        routes.MapPage(Address + "/{id}", WorkPages.ShowAsync);
        foreach (var format in CitationFormats.All)
        {
            routes.MapFile($"{Address}/{{id}}/cite.{format.Ending()}", (HttpContext context, WorkStore works, string id, CancellationToken ct) => WorkFiles.CiteAsync(context, works, id, format, ct));
        }

        foreach (var ending in FeedAnswer.Endings)
        {
            routes.MapFile($"{Address}/{{id}}/feed.{ending}", (HttpContext context, WorkStore works, FeedStore feeds, string id, string? after, CancellationToken ct) => WorkFiles.FeedAsync(context, works, feeds, id, ending, after, ct));
        }
    }

    /// <summary>Maps its pages at the desk.</summary>
    public static void MapWorksDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(DeskAddress, WorksDesk.ListAsync);
        routes.MapDeskPage(DeskAddress + "/{id}", WorksDesk.ShowAsync);
        routes.MapDeskForm(DeskAddress + "/{id}/split", WorksDesk.SplitAsync);
        routes.MapDeskPage(DeskAddress + "/{id}/merge", WorksDesk.ConfirmMergeAsync);
        routes.MapDeskForm(DeskAddress + "/{id}/merge", WorksDesk.MergeAsync);
        routes.MapDeskForm(DeskAddress + "/decisions/{decision:guid}/undo", WorksDesk.UndoAsync);
    }

    /// <summary>Address of the works at the desk.</summary>
    public const string DeskAddress = "/desk/works";

    /// <summary><c>recto works</c></summary>
    public static Command Command(Terminal terminal, ReadDocument read) => WorksCommand.Create(terminal, read);

    /// <summary>Path of the page of a work.</summary>
    public static string AddressOf(string slug) => $"{Address}/{Uri.EscapeDataString(slug)}";
}
