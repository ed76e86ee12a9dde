using System.Text;
using Recto.App.Shell;
using Recto.App.Shell.Citations;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Usage;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Citations;
using Recto.Journals.Exchange.Landing;
using Recto.Journals.Usage;
using Recto.Notes;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.App.Features.Articles;

/// <summary>Files to cite by: of an article, of one of its notes, and of the sources that its notes cite. Nothing is read anew for them: the record and the references are kept.</summary>
internal static class CitationRoutes
{
    /// <summary>Maps the files.</summary>
    public static void MapCitations(this IEndpointRouteBuilder routes)
    {
        foreach (var format in CitationFormats.All)
        {
            var ending = format.Ending();
            routes.MapFile($"/articles/{{slug}}/cite.{ending}", (HttpContext context, ArticleStore articles, string slug, CancellationToken ct) => CiteAsync(context, articles, slug, format, ct));
            routes.MapFile($"/articles/{{slug}}/notes/{{note}}/cite.{ending}", (HttpContext context, ArticleStore articles, ApparatusStore apparatus, string slug, string note, CancellationToken ct) =>
                CiteNoteAsync(context, articles, apparatus, slug, note, format, ct));
            routes.MapFile($"/articles/{{slug}}/sources.{ending}", (HttpContext context, ArticleStore articles, ApparatusStore apparatus, NotesEngine engine, string slug, CancellationToken ct) =>
                SourcesAsync(context, articles, apparatus, engine, slug, ending, ct));
        }

        routes.MapFile("/articles/{slug}/sources.txt", (HttpContext context, ArticleStore articles, ApparatusStore apparatus, NotesEngine engine, string slug, CancellationToken ct) =>
            SourcesAsync(context, articles, apparatus, engine, slug, "txt", ct));
    }

    /// <summary>The article as a file to cite it by.</summary>
    internal static async Task CiteAsync(HttpContext context, ArticleStore articles, string slug, CitationFormat format, CancellationToken ct)
    {
        if (await ArticleAddresses.OpenAsync(context, articles, slug, "/cite." + format.Ending(), decision => decision.Record, ct) is not { } open)
        {
            return;
        }

        if (CitationDownload.Works(await articles.ListCitedAsync([open.Id], ct), context.Reader(), context.Origin()) is not [var work])
        {
            await NotFound.WriteAsync(context); // Gone in this very moment.
            return;
        }

        context.Showed(open.Terms, context.Reader().Decide(open.Terms), UsageForm.Citation, format.Ending());
        if (open.Terms.IsPublished)
        {
            ArticleLanding.Belongs(context, open.Slug, Signposting.OfRecord);
        }

        await CitationDownload.SendAsync(context, format, [work], open.Slug);
    }

    private static async Task CiteNoteAsync(HttpContext context, ArticleStore articles, ApparatusStore apparatus, string slug, string note, CitationFormat format, CancellationToken ct)
    {
        var rest = $"/notes/{Uri.EscapeDataString(note)}/cite.{format.Ending()}";
        if (await apparatus.FindNoteAsync(slug, "n" + note, Visibility.WithDrafts, ct) is not { } row)
        {
            await ArticleAddresses.MovedOrMissingAsync(context, articles, slug, rest, ct);
            return;
        }

        var decision = context.Reader().Decide(row.Terms);
        if (!decision.Notes)
        {
            await ArticleAddresses.RefuseAsync(context, decision, row.Slug, row.IsWithdrawn, null);
            return;
        }

        context.Showed(row.Terms, decision, UsageForm.Citation, $"{note}.{format.Ending()}");
        var view = NoteView.From(row, context.Origin());
        await CitationDownload.SendAsync(context, format, [view.Work], $"{row.Slug}-{NoteView.FileStem(row.HtmlId)}");
    }

    private static async Task SourcesAsync(HttpContext context, ArticleStore articles, ApparatusStore apparatus, NotesEngine engine, string slug, string ending, CancellationToken ct)
    {
        if (await ArticleAddresses.OpenAsync(context, articles, slug, "/sources." + ending, decision => decision.Record, ct) is not { } open)
        {
            return;
        }

        context.Showed(open.Terms, context.Reader().Decide(open.Terms), UsageForm.Sources, ending);
        if (context.IsUnchanged($"{open.Id:N}-{open.Version}-sources-{ending}"))
        {
            return;
        }

        if (await apparatus.FindAsync(open.Id, ct) is not { Sources.Count: > 0 } kept)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var (bytes, mediaType) = Write(Bibliography.Of(kept, engine.Directory), ending);
        await CitationDownload.SendAsync(context, bytes, mediaType, $"{open.Slug}-sources.{ending}");
    }

    private static (byte[] Bytes, string MediaType) Write(Bibliography bibliography, string ending)
    {
        if (CitationFormats.Find(ending) is { } format)
        {
            return (CitationDownload.Write(bibliography, format), format.MediaType());
        }

        using var text = new StringWriter();
        BibliographyText.Write(bibliography, text);
        return (Encoding.UTF8.GetBytes(text.ToString().TrimStart('\n')), "text/plain");
    }
}
