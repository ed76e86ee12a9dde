using System.Globalization;
using Microsoft.Net.Http.Headers;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Exchange.JatsOut;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.Packages;

/// <summary>Whole issues to take away, which <c>recto import</c> takes back.</summary>
internal static class PackagesFeature
{
    // Making one costs as much as reading all its articles: one at a time, whoever asks.
    private static readonly SemaphoreSlim One = new(1, 1);

    /// <summary>Adds what it needs.</summary>
    public static void AddPackages(this IServiceCollection services) =>
        services.AddSingleton(provider => new IssuePackageMaker(provider.GetRequiredService<Database>(), provider.GetRequiredService<IFileStore>(), provider.GetRequiredService<FinishArticle>()));

    /// <summary>Maps its address.</summary>
    public static void MapPackages(this IEndpointRouteBuilder routes) => routes.MapFile("/journals/{key}/{issue}/package.zip", SendAsync);

    private static async Task SendAsync(HttpContext context, IssueStore issues, ArticleStore articles, IssuePackageMaker maker, string key, string issue, CancellationToken ct)
    {
        if (await issues.FindPageAsync(key, issue, ct) is not { } found)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var forStaff = context.Reader().IsStaffOf(found.Journal.Id);
        var rows = await maker.ListAsync(found, forStaff, ct);
        if (!forStaff && (found.Issue.Issue.IsDraft || rows.Count == 0))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        foreach (var row in forStaff ? [] : rows)
        {
            // Whoever may not take one of its articles may not take the whole.
            if (await articles.FindAccessAsync(row.Slug, ct) is not { } access || !context.Reader().Decide(access.Terms).Open.HasFlag(AccessParts.Downloads))
            {
                await ErrorPages.WriteAsync(context, new ErrorView(StatusCodes.Status403Forbidden, Say.Here["Only subscribers can take this issue away"],
                    Say.Here["An issue can be taken away as a whole where everybody may read all its articles. What is open to everyone, and whom to ask, stands on the articles’ own pages."], null)
                { Link = $"/journals/{Uri.EscapeDataString(key)}/{Uri.EscapeDataString(issue)}", LinkWords = Say.Here["To the issue"] });
                return;
            }
        }

        var state = string.Join('.', rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Id:N}{row.Version}")));
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{JatsOutput.Version} {forStaff} {found.Journal.EditVersion} {found.Issue.EditVersion} {state}")))[..24]}\"", isWeak: true);
        context.Response.Headers.CacheControl = "private, no-cache";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            context.Response.GetTypedHeaders().ETag = tag;
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.GetTypedHeaders().ETag = tag;
            context.Response.ContentType = "application/zip";
            return;
        }

        // On disk, not in memory; gone when it is sent.
        await using var content = new FileStream(Path.Combine(Path.GetTempPath(), "recto-package-" + Guid.NewGuid().ToString("N")), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await One.WaitAsync(ct);
        try
        {
            await maker.WriteAsync(found, rows, forStaff, content, ct);
        }
        finally
        {
            One.Release();
        }

        content.Position = 0;
        await Results.Stream(content, "application/zip", $"{key}-{issue}.zip", entityTag: tag, enableRangeProcessing: true).ExecuteAsync(context);
    }
}
