using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.Storage.Articles;
using Recto.Storage.Reports;

namespace Recto.App.Features.Proof;

/// <summary>The proof: an article beside its apparatus, corrections to how notes were read, and what readers report of readings.</summary>
internal static class ProofFeature
{
    /// <summary>Where what readers report is listed.</summary>
    public const string Reports = "/desk/reports";

    private static readonly BodyLimit LargestForm = new(256 * 1024, Say.Key("The form holds more than any note needs. Shorten what was typed."));
    private static readonly BodyLimit LargestReport = new(64 * 1024, Say.Key("Up to 1,000 characters are taken. Shorten the report."));

    /// <summary>Address of the proof of an article.</summary>
    public static string Address(Guid article) => $"/desk/articles/{article:D}/proof";

    /// <summary>Adds what it needs.</summary>
    public static void AddProof(this IServiceCollection services)
    {
        services.AddSingleton<CorrectionStore>();
        services.AddSingleton<ReportStore>();
        services.AddSingleton<ProofReader>();
        services.AddSingleton<CorrectNote>();
        services.AddSingleton(new ReportLimits());
        services.AddRateLimiter(limiter => limiter.AddPolicy<string, ReportRate>(ReportRate.Name));
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapProof(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage("/desk/articles/{id:guid}/proof", ProofPages.ShowAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/proof", ProofPages.CorrectAsync, LargestForm);
        routes.MapDeskPage("/desk/articles/{id:guid}/proof/history", ProofPages.HistoryAsync);
        routes.MapDeskPage(Reports, ReportDesk.ListAsync);
        routes.MapDeskForm("/desk/reports/{report:guid}", ReportDesk.CloseAsync, LargestReport);
        routes.MapPage("/articles/{slug}/notes/{note}/report", ReportPages.ShowAsync);
        routes.MapPage("/articles/{slug}/notes/{note}/report/thanks", ReportPages.ThanksAsync);
        routes.MapLate("/articles/{slug}/notes/{note}/report", [HttpMethods.Post], ReportPages.SendAsync).DisableAntiforgery().WithMetadata(LargestReport).RequireRateLimiting(ReportRate.Name);
    }
}
