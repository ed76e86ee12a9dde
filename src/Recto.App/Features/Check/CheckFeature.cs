using System.Text;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Reports;
using Recto.Notes;
using Recto.Notes.Diagnostics;

namespace Recto.App.Features.Check;

/// <summary>Checking notes on the site. Nothing that is sent is kept: no account, no database, no file, no line in a log; what one page needs of the page before travels in its form.</summary>
internal static class CheckFeature
{
    /// <summary>Address of the page.</summary>
    public const string Address = "/check";

    /// <summary>Address of the list of all rules.</summary>
    public const string RulesAddress = "/check/rules";

    /// <summary>Adds what it needs.</summary>
    public static void AddCheck(this IServiceCollection services)
    {
        services.AddSingleton(new CheckLimits());
        services.AddSingleton<CheckWork>();
        services.AddSingleton<NotesEngine>();
        services.AddRateLimiter(limiter => limiter.AddPolicy<string, CheckRate>(CheckRate.Name));
    }

    /// <summary>Maps its pages.</summary>
    /// <param name="routes">The routes of the site.</param>
    /// <param name="doors">How documents are read.</param>
    public static void MapCheck(this IEndpointRouteBuilder routes, NoteDoors doors)
    {
        routes.MapPage(Address, (HttpContext context, CheckLimits limits) => PageWriter.WriteAsync<CheckPage>(context, Empty(limits)));
        routes.MapPage(RulesAddress, (HttpContext context) => PageWriter.WriteAsync<RulesPage>(context, new RulesView([.. CheckCatalogue.All.Select(check => check.Descriptor)])));
        routes.MapPage("/check/{id}", RuleAsync);
        routes.MapLate(Address, [HttpMethods.Post], (HttpContext context, CheckLimits limits, CheckWork work, NotesEngine engine, TimeProvider time, CancellationToken ct) => CheckAsync(context, new Checker(engine, doors, limits, time), work, limits, ct))
            .WithMetadata(OnlyReads.Mark).WithMetadata(new BodyLimit(CheckLimits.BodyBytes, () => Say.Here["Up to {0} are taken at once. Pictures are most often what makes a manuscript large: leave them out, or paste the notes alone.", Sizes.Words(new CheckLimits().FileBytes)])).RequireRateLimiting(CheckRate.Name);
    }

    private static CheckView Empty(CheckLimits limits) => new() { Rules = CheckCatalogue.All.Count, LargestFile = limits.FileBytes };

    private static Task RuleAsync(HttpContext context, string id)
    {
        if (RuleMarkup.Find(id) is not { } page)
        {
            return NotFound.WriteAsync(context);
        }

        List<DiagnosticDescriptor> all = [.. CheckCatalogue.All.Select(check => check.Descriptor)];
        var at = all.IndexOf(page.Rule);
        return PageWriter.WriteAsync<RulePage>(context, new RuleView { Rule = page.Rule, LeadHtml = page.LeadHtml, BodyHtml = page.BodyHtml, Before = all.ElementAtOrDefault(at - 1), After = all.ElementAtOrDefault(at + 1) });
    }

    private static async Task CheckAsync(HttpContext context, Checker checker, CheckWork work, CheckLimits limits, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (ForeignForms.IsForeign(context.Request))
        {
            await ErrorPages.WriteAsync(context, new ErrorView(StatusCodes.Status403Forbidden, Say.Here["Sent from elsewhere"], Say.Here["The form was sent from a page of another site. Open “Check notes” here, and send it from there."], null));
            return;
        }

        if (!context.Request.HasFormContentType)
        {
            await ErrorPages.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType);
            return;
        }

        var (sent, refusal) = await FormReading.ReadAsync(context.Request, limits, ct);
        var outcome = sent is null ? refusal! : await work.RunAsync(stop => checker.Run(sent, stop), ct) ?? Late(limits);
        await AnswerAsync(context, sent ?? new CheckSubmission(), outcome, limits);
    }

    private static CheckRefused Late(CheckLimits limits) =>
        new(Say.Here.Count((long)limits.Time.TotalSeconds, "The check was stopped after {0} second, its time being over. Send the notes in parts; if the document is small, try again in a minute, for others may be checking as well.|The check was stopped after {0} seconds, its time being over. Send the notes in parts; if the document is small, try again in a minute, for others may be checking as well."), StatusCodes.Status503ServiceUnavailable);

    private static async Task AnswerAsync(HttpContext context, CheckSubmission sent, CheckOutcome outcome, CheckLimits limits)
    {
        switch (outcome)
        {
            case CheckFile file:
                await CheckDownloads.WriteAsync(context, file.Bytes, file.Name, file.Type);
                return;
            case CheckResult { Sent.Act: Acts.Live } live:
                await PageWriter.WriteAsync<CheckFound>(context, live.View);
                return;
            case CheckResult result:
                await PageAsync(context, result.Sent, View(result.Sent) with { Result = result.View }, StatusCodes.Status200OK);
                return;
            case CheckWithoutNotes:
                await PageAsync(context, sent, View(sent) with { NoNotes = true, Carried = null }, StatusCodes.Status422UnprocessableEntity);
                return;
            case CheckRefused refused:
                await PageAsync(context, sent, View(sent) with { Trouble = refused.Sentence, TroubleWithFile = sent.File is not null || refused.IsFile, Carried = null }, refused.Status);
                return;
            default:
                throw new System.Diagnostics.UnreachableException(outcome.GetType().Name);
        }

        CheckView View(CheckSubmission shown) => Empty(limits) with
        {
            Text = shown.File is null ? shown.Text : "",
            Style = shown.Style.Name,
            Carried = shown.File is { } file ? new CarriedView(file.Name, Sizes.Words(file.Bytes.Length)) : null,
        };
    }

    // A file travels in the page as base64: it is kept nowhere, and yet the fixes that are ticked can be made in it without its being chosen again, without script too.
    private static Task PageAsync(HttpContext context, CheckSubmission sent, CheckView view, int status) => PageWriter.WriteAsync<CheckPage>(context, view,
        view.Carried is null ? null : new Dictionary<string, ReadOnlyMemory<byte>> { ["carried"] = Encoding.ASCII.GetBytes($"<input type=\"hidden\" name=\"carried\" value=\"{Convert.ToBase64String(sent.File!.Bytes)}\">") }, status);
}
