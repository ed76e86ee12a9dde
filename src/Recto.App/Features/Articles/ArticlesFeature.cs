using System.Text;
using Recto.App.Shell;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Citations;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Articles;

/// <summary>The article, each of its notes, and its files.</summary>
internal static class ArticlesFeature
{
    private static readonly byte[] NotesBegin = Encoding.UTF8.GetBytes(ArticleFragments.NotesBegin);
    private static readonly byte[] NotesEnd = Encoding.UTF8.GetBytes(ArticleFragments.NotesEnd);

    /// <summary>Maps its pages and files.</summary>
    public static void MapArticles(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/articles/{slug}", ShowAsync);
        routes.MapPage("/articles/{slug}/notes/{note}", ShowNoteAsync);
        routes.MapFile("/articles/{slug}/source", SourceAsync);
        routes.MapFile("/articles/{slug}/files/{name}", FileAsync);
        routes.MapFile("/articles/{slug}/cite.ris", CiteRisAsync);
        routes.MapFile("/articles/{slug}/cite.bib", CiteBibTexAsync);
        routes.MapFile("/articles/{slug}/cite.json", CiteCslAsync);
    }

    private static async Task ShowAsync(HttpContext context, ArticleStore articles, string slug, string? notes, CancellationToken ct)
    {
        if (await articles.FindPageAsync(slug, Visibility.Published, ct) is not { } row)
        {
            await ArticleAddresses.MovedOrMissingAsync(context, articles, slug, "", ct);
            return;
        }

        var atEnd = notes == "end";
        if (context.IsUnchanged($"{row.Id:N}-{row.Version}{(atEnd ? "-end" : "")}"))
        {
            return;
        }

        await PageWriter.WriteAsync<ArticlePage>(context, ArticleView.From(row, atEnd, Origin(context)), new Dictionary<string, ReadOnlyMemory<byte>>
        {
            ["abstract"] = row.AbstractHtml,
            ["body"] = atEnd ? WithoutNotes(row.BodyHtml) : row.BodyHtml,
            ["notes"] = row.NotesHtml,
            ["sources"] = row.SourcesHtml,
            ["references"] = row.ReferencesHtml,
            ["about"] = row.AboutHtml,
        });
    }

    private static async Task ShowNoteAsync(HttpContext context, ArticleStore articles, ApparatusStore apparatus, string slug, string note, CancellationToken ct)
    {
        if (await apparatus.FindNoteAsync(slug, "n" + note, Visibility.Published, ct) is not { } row)
        {
            await ArticleAddresses.MovedOrMissingAsync(context, articles, slug, "/notes/" + Uri.EscapeDataString(note), ct);
            return;
        }

        if (context.IsUnchanged($"{row.ArticleId:N}-{row.Version}-{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(row.HtmlId))}"))
        {
            return;
        }

        await PageWriter.WriteAsync<NotePage>(context, NoteView.From(row, Origin(context)), new Dictionary<string, ReadOnlyMemory<byte>> { ["note"] = row.Html });
    }

    private static async Task SourceAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, IFileStore store, string slug, CancellationToken ct)
    {
        var found = await files.FindSourceAsync(slug, Visibility.Published, ct);
        await SendAsync(context, articles, store, found, slug, "/source", ct);
    }

    private static async Task FileAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, IFileStore store, string slug, string name, CancellationToken ct)
    {
        var found = await files.FindAsync(slug, name, Visibility.Published, ct);
        await SendAsync(context, articles, store, found, slug, "/files/" + Uri.EscapeDataString(name), ct);
    }

    private static async Task SendAsync(HttpContext context, ArticleStore articles, IFileStore store, ArticleFile? file, string slug, string rest, CancellationToken ct)
    {
        if (file is null || await store.OpenAsync(file.Hash, ct) is not { } content)
        {
            await ArticleAddresses.MovedOrMissingAsync(context, articles, slug, rest, ct);
            return;
        }

        // Whoever opens such a file by itself gets no script of it to run, and only pictures are shown in the browser.
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.FilePolicy;
        var isPicture = file.MediaType.StartsWith("image/", StringComparison.Ordinal) && file.Role != FileRole.FigureOriginal;
        if (context.Request.Query["v"] == file.Hash.Value[..12])
        {
            // The address names these very bytes. Not for shared caches: whether somebody may see them is asked here.
            context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        }

        await Results.Stream(content, file.MediaType, isPicture ? null : Path.GetFileName(file.Name),
            entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{file.Hash.Value[..16]}\""), enableRangeProcessing: true).ExecuteAsync(context);
    }

    private static Task CiteRisAsync(HttpContext context, ArticleStore articles, string slug, CancellationToken ct) =>
        CiteAsync(context, articles, slug, "ris", "application/x-research-info-systems", citation => Encoding.UTF8.GetBytes(citation.ToRis()), ct);

    private static Task CiteBibTexAsync(HttpContext context, ArticleStore articles, string slug, CancellationToken ct) =>
        CiteAsync(context, articles, slug, "bib", "application/x-bibtex", citation => Encoding.UTF8.GetBytes(citation.ToBibTex()), ct);

    private static Task CiteCslAsync(HttpContext context, ArticleStore articles, string slug, CancellationToken ct) =>
        CiteAsync(context, articles, slug, "json", "application/vnd.citationstyles.csl+json", CslArticle.Write, ct);

    private static async Task CiteAsync(HttpContext context, ArticleStore articles, string slug, string ending, string type, Func<ArticleCitation, byte[]> write, CancellationToken ct)
    {
        if (await articles.FindPageAsync(slug, Visibility.Published, ct) is not { } row)
        {
            await ArticleAddresses.MovedOrMissingAsync(context, articles, slug, "/cite." + ending, ct);
            return;
        }

        await Results.Bytes(write(ArticleView.From(row, false, Origin(context)).Citation), type + "; charset=utf-8", $"{slug}.{ending}").ExecuteAsync(context);
    }

    // The runs of notes stand between two marks; what lies outside them is the text.
    private static byte[] WithoutNotes(byte[] body)
    {
        var rest = body.AsSpan();
        using var kept = new MemoryStream(body.Length);
        while (rest.IndexOf(NotesBegin) is >= 0 and var start)
        {
            kept.Write(rest[..start]);
            var length = rest[start..].IndexOf(NotesEnd);
            rest = length < 0 ? [] : rest[(start + length + NotesEnd.Length)..];
        }

        kept.Write(rest);
        return kept.ToArray();
    }

    private static string Origin(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";
}
