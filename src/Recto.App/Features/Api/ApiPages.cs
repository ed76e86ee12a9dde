using Recto.App.Features.Api.Describing;
using Recto.App.Shell.Persons;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Storage.Articles;

namespace Recto.App.Features.Api;

/// <summary>What the page of the API shows.</summary>
public sealed record ApiPageView
{
    /// <summary>Every address with an example that can be opened; null where the site has nothing to show for it.</summary>
    public required IReadOnlyList<(Operation Told, string? Example)> Operations { get; init; }

    /// <summary>Scheme and host of the site.</summary>
    public required string Site { get; init; }

    /// <summary>How much may be asked.</summary>
    public required ApiLimits Limits { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }
}

/// <summary>The page that shows the API to people.</summary>
internal static class ApiPages
{
    /// <summary>Kinds of problems, as they are told, by status.</summary>
    public static IReadOnlyList<Problem> Kinds { get; } =
    [
        new(301, "moved", "Moved", "The article has another address now: see the header Location."),
        new(400, "bad-parameter", "A parameter cannot be used", "The field parameter names it."),
        .. new[] { 401, 403, 404, 405, 406, 410, 429, 500 }.Select(status => Problems.Of(status, null)),
    ];

    /// <summary>Answers with it.</summary>
    public static async Task ShowAsync(HttpContext context, ArticleStore articles, Say say, SiteOptions site, ApiLimits limits, CancellationToken ct)
    {
        // One that is open and stands in an issue shows most.
        var newest = (await articles.ListToldAsync(new ToldFilter { OpenAt = context.Anybody().At }, 20, null, ct)).Items;
        var shown = newest.FirstOrDefault(row => row.IssueKey is not null && row.Doi is not null) ?? newest.FirstOrDefault(row => row.IssueKey is not null) ?? (newest is [var first, ..] ? first : null);
        await PageWriter.WriteAsync<ApiPage>(context, new ApiPageView
        {
            Operations = [.. ApiFeature.Operations.Select(operation => (operation.Told, ExampleOf(operation.Told, shown)))],
            Site = site.AddressFor(context.Request),
            Limits = limits,
            Masthead = new Masthead { Title = say["API"], Description = say["Everything that this site tells readers, for programs: journals, issues, articles, notes and sources as JSON."], Address = Problems.Page, Language = say.Language },
        });
    }

    private static string? ExampleOf(Operation told, ToldArticleRow? shown)
    {
        var path = told.Path;
        if (path.Contains('{', StringComparison.Ordinal) && shown is null || (path.Contains("{issue}", StringComparison.Ordinal) && shown?.IssueKey is null) || (path.Contains("{doi}", StringComparison.Ordinal) && shown?.Doi is null))
        {
            return null;
        }

        string Part(string? value) => Uri.EscapeDataString(value ?? "");
        path = path.Replace("{key}", Part(shown?.JournalKey), StringComparison.Ordinal).Replace("{issue}", Part(shown?.IssueKey), StringComparison.Ordinal).Replace("{slug}", Part(shown?.Slug), StringComparison.Ordinal)
            .Replace("{doi}", Part(shown?.Doi).Replace("%2F", "/", StringComparison.Ordinal), StringComparison.Ordinal).Replace("{note}", "1", StringComparison.Ordinal).Replace("/{work}", "", StringComparison.Ordinal); // Which works there are, the list tells.
        return ApiFeature.Root + path + (told.Parameters.Contains(Parameter.Cursor) ? "?limit=5" : "");
    }
}
