using System.Globalization;
using Microsoft.Net.Http.Headers;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Offers;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Usage;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Landing;
using Recto.Journals.Usage;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Articles;

/// <summary>The doors at which the files that were made of an article are fetched.</summary>
internal static class ArticleDownloads
{
    // A PDF is shown by a part of the browser itself, which a sandbox would shut out; nothing is loaded for it from anywhere.
    private const string PdfPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    private const int Soon = 30;

    /// <summary>Maps them. The name of the file repeats the article's part of the address.</summary>
    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        routes.MapFile("/articles/{slug}/{name}.pdf", (HttpContext context, string slug, string name, CancellationToken ct) =>
            OpenAsync(context, slug, name, name.EndsWith("-apparatus", StringComparison.Ordinal) && name != slug ? ArticleForms.Apparatus : ArticleForms.Pdf, ct));
        routes.MapFile("/articles/{slug}/{name}.epub", (HttpContext context, string slug, string name, CancellationToken ct) => OpenAsync(context, slug, name, ArticleForms.Epub, ct));
        routes.MapFile("/articles/{slug}/{name}.jats.xml", (HttpContext context, string slug, string name, CancellationToken ct) => OpenAsync(context, slug, name, ArticleForms.Jats, ct));
        routes.MapFile("/articles/{slug}/{name}.png", (HttpContext context, string slug, string name, CancellationToken ct) => OpenAsync(context, slug, name, ArticleForms.Card, ct));
    }

    private static async Task OpenAsync(HttpContext context, string slug, string name, ArticleForm form, CancellationToken ct)
    {
        if (name != slug + (form == ArticleForms.Apparatus ? "-apparatus" : ""))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        await SendAsync(context, slug, form, isAsked: false, isLast: true, ct);
    }

    /// <summary>Answers with a file of an article; where it is not there, with why.</summary>
    /// <param name="context">The request.</param>
    /// <param name="slug">The article's part of the address.</param>
    /// <param name="form">Which file.</param>
    /// <param name="isAsked">Whether the article's own address was asked for, in this form.</param>
    /// <param name="isLast">Whether nothing else would do: else nothing is answered where the file is not there.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether the request is answered.</returns>
    public static async Task<bool> SendAsync(HttpContext context, string slug, ArticleForm form, bool isAsked, bool isLast, CancellationToken ct)
    {
        var articles = context.RequestServices.GetRequiredService<ArticleStore>();
        var made = context.RequestServices.GetRequiredService<MadeFileStore>();
        if (await articles.FindAccessAsync(slug, ct) is not { } row)
        {
            if (!isAsked && await articles.FindMovedAsync(slug, ct) is { IsWithdrawn: false } moved && context.Reader().Decide(moved.Terms).Record)
            {
                context.Response.Redirect(form.Address(moved.Slug) + context.Request.QueryString, permanent: true);
                return true;
            }

            await ArticleAddresses.MovedOrMissingAsync(context, articles, slug, "", ct);
            return true;
        }

        var decision = context.Reader().Decide(row.Terms);
        if (!form.May(decision))
        {
            SayWhereItBelongs(context, row, form);
            if (TextOf(form) is { } refused)
            {
                context.Refused(row.Terms, decision, refused);
            }

            await ArticleAddresses.RefuseAsync(context, decision, row.Slug, row.IsWithdrawn, row.Tombstone);
            return true;
        }

        MiningHeaders.Set(context, row.Terms);
        var file = row.Terms.IsPublished ? await made.FindAtDoorAsync(row.Id, form.Kind, ct) : null;
        var content = file?.File is { } bytes ? await context.RequestServices.GetRequiredService<IFileStore>().OpenAsync(bytes.Hash, ct) : null;
        if (content is not null)
        {
            if (TextOf(form) is { } given)
            {
                context.Gave(row.Terms, decision, given);
            }
            else if (form == ArticleForms.Apparatus)
            {
                context.Showed(row.Terms, decision, UsageForm.Sources, "pdf");
            }

            await SendAsync(context, row, form, file!, content, await StampAsync(context, row, form, decision, file!, content, ct), isAsked);
            return true;
        }

        if (!isLast)
        {
            return false;
        }

        await ExplainAsync(context, row, form, file, made, ct);
        return true;
    }

    // Notes and sources are about the article, and the picture for links is shown elsewhere.
    private static UsageForm? TextOf(ArticleForm form) => form == ArticleForms.Pdf ? UsageForm.Pdf : form == ArticleForms.Epub ? UsageForm.Epub : form == ArticleForms.Jats ? UsageForm.Jats : null;

    private static async Task SendAsync(HttpContext context, ArticleAccessRow row, ArticleForm form, FileAtDoor file, Stream content, FileStamp? stamp, bool isAsked)
    {
        SayWhereItBelongs(context, row, form);
        var bytes = file.File!;
        var isPdf = bytes.MediaType == "application/pdf";
        var name = file.OwnName is { } own ? Path.GetFileName(own) : DownloadName.Of(file.Authors, file.Title, file.Year, form.Ending.Replace("-apparatus", $", {Say.Here["notes and sources"]}", StringComparison.Ordinal));
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = isPdf ? PdfPolicy : SecurityHeaders.FilePolicy;
        var disposition = DownloadName.Header(isPdf || form == ArticleForms.Card, row.Slug, form.Ending, name);
        headers.ContentDisposition = disposition;
        if (stamp is null && form != ArticleForms.Card && await FileLinks.LeadAsync(context, context.RequestServices.GetRequiredService<IFileStore>(), bytes.Hash, bytes.Length, bytes.MediaType, disposition))
        {
            headers.Remove(HeaderNames.ContentDisposition);
            await content.DisposeAsync();
            return;
        }

        if (form == ArticleForms.Card)
        {
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"; // It is there to be shown beside links on other sites.
            headers.CacheControl = context.Request.Query["v"] == bytes.Hash.Value[..12] ? "public, max-age=31536000, immutable" : "public, max-age=3600";
        }

        if (isAsked)
        {
            headers.ContentLocation = form.Address(row.Slug);
        }

        if (context.Request.Headers.Range.ToString() is { Length: > 0 } range && !range.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase))
        {
            context.Request.Headers.Remove(HeaderNames.Range); // Of other units nothing is known here (RFC 9110, 14.2), and the framework would take them for bytes.
        }

        // What goes out in several compressions has a weak tag.
        var tag = new EntityTagHeaderValue($"\"{bytes.Hash.Value[..16]}{(stamp is null ? "" : "-" + stamp.Mark)}\"", isWeak: bytes.MediaType.EndsWith("xml", StringComparison.Ordinal));
        await Results.Stream(stamp is null ? content : new StampedStream(content, stamp.Appended), bytes.MediaType, lastModified: bytes.MadeAt, entityTag: tag, enableRangeProcessing: true).ExecuteAsync(context);
    }

    // A PDF that was bought may carry a line of its order, where the journal wants that; nobody else's does.
    private static async ValueTask<FileStamp?> StampAsync(HttpContext context, ArticleAccessRow row, ArticleForm form, AccessDecision decision, FileAtDoor file, Stream content, CancellationToken ct) =>
        form == ArticleForms.Pdf && decision.Right is { Kind: RightKind.Purchase } right && content.CanSeek && context.RequestServices.GetService<StampFile>() is { } stamp
            ? await stamp(row.Terms.JournalId, right, file.File!.Hash, content, ct) : null;

    private static void SayWhereItBelongs(HttpContext context, ArticleAccessRow row, ArticleForm form)
    {
        if (row.Terms.IsPublished && (form == ArticleForms.Pdf || form == ArticleForms.Epub || form == ArticleForms.Jats))
        {
            ArticleLanding.Belongs(context, row.Slug, Signposting.OfFile);
        }
    }

    // What is on its way is waited for; what cannot be made is said to be so, with the way to the article.
    private static async Task ExplainAsync(HttpContext context, ArticleAccessRow row, ArticleForm form, FileAtDoor? file, MadeFileStore made, CancellationToken ct)
    {
        var say = Say.Here;
        var files = context.RequestServices.GetRequiredService<FilesInMaking>();
        var name = ArticleForms.Name(say, form.Kind);
        var article = $"/articles/{Uri.EscapeDataString(row.Slug)}";
        var isLost = file is { OwnName: null, File: not null };
        if (isLost && context.RequestServices.GetRequiredService<Database>() is { IsReadOnly: false } database)
        {
            // The database names bytes that are gone: they are made anew, whatever is on the disk.
            await using var tx = await database.BeginAsync(ct);
            await made.AskAgainAsync(tx, row.Id, ct);
            await tx.CommitAsync(ct);
            files.Nudge();
        }

        if (row.Terms.IsPublished && files.Kinds.Contains(form.Kind) && (isLost || file?.State is null))
        {
            var wait = file?.NotBefore is { } then ? Math.Clamp((int)(then - context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()).TotalSeconds, Soon, 3600) : Soon;
            context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            await ErrorPages.WriteAsync(context, new ErrorView(StatusCodes.Status503ServiceUnavailable, say["Being made"],
                say["This file ({0}) is being made and will be here in a moment. The article itself can be read meanwhile.", name], null)
            { Link = article, LinkWords = say["To the article"] });
            return;
        }

        await ErrorPages.WriteAsync(context, new ErrorView(StatusCodes.Status404NotFound, say["Not in this form"], (row.Terms.IsPublished, file?.State) switch
        {
            (false, _) => say["Files to take away are made when the article is published."],
            (_, MadeState.None) => say["There is nothing in this article for such a file ({0}).", name],
            (_, MadeState.Failed) => say["This file ({0}) could not be made of the article. The journal has been told; the article itself can be read.", name],
            _ => say["This site does not make such files ({0}). The article itself can be read.", name],
        }, null)
        { Link = article, LinkWords = say["To the article"] });
    }
}
