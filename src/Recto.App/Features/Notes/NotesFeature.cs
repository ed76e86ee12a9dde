using Recto.App.Shell;
using Recto.Storage.Articles;

namespace Recto.App.Features.Notes;

/// <summary>The notes of an article as Recto reads them, for machines.</summary>
internal static class NotesFeature
{
    /// <summary>Maps its addresses.</summary>
    public static void MapNotes(this IEndpointRouteBuilder routes) => routes.MapPage("/articles/{slug}/notes.json", WriteAsync);

    // The same lines as of recto notes read --format json.
    private static async Task WriteAsync(HttpContext context, ArticleStore articles, ApparatusStore apparatus, string slug, CancellationToken ct)
    {
        if (await ArticleAddresses.OpenAsync(context, articles, slug, "/notes.json", decision => decision.Notes, ct) is not { } row)
        {
            return;
        }

        if (await apparatus.FindAsync(row.Id, ct) is not { } read)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        if (context.IsUnchanged($"{row.Id:N}-{row.Version}-notes"))
        {
            return;
        }

        using var lines = new MemoryStream();
        ReadNotes.WriteJson(read, lines);
        context.Response.ContentType = "application/jsonl; charset=utf-8";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), ct);
        }
    }
}
