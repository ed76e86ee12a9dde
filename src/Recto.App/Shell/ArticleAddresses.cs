using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Usage;
using Recto.Journals.Access;
using Recto.Journals.Usage;
using Recto.Storage.Articles;

namespace Recto.App.Shell;

/// <summary>The door of everything that belongs to an article: asks the rule, and answers where there is nothing to give.</summary>
internal static class ArticleAddresses
{
    /// <summary>Whether whoever asks may have that of an article; where not, the request is answered: moved, gone, closed, or not there.</summary>
    /// <param name="context">The request.</param>
    /// <param name="articles">Where articles are kept.</param>
    /// <param name="slug">The article's part of the address as asked for.</param>
    /// <param name="rest">What follows it, encoded, with its slash; empty for the article itself.</param>
    /// <param name="what">What is asked for.</param>
    /// <param name="ct">Cancelled when nobody waits any more.</param>
    /// <param name="refused">What a refusal counts as; null where it is none of the text.</param>
    /// <param name="part">Which one of that form.</param>
    /// <returns>The article; null where the request is answered.</returns>
    public static async Task<ArticleAccessRow?> OpenAsync(HttpContext context, ArticleStore articles, string slug, string rest, Func<AccessDecision, bool> what, CancellationToken ct, UsageForm? refused = null, string? part = null)
    {
        if (await articles.FindAccessAsync(slug, ct) is not { } row)
        {
            await MovedOrMissingAsync(context, articles, slug, rest, ct);
            return null;
        }

        var decision = context.Reader().Decide(row.Terms);
        if (what(decision))
        {
            MiningHeaders.Set(context, row.Terms);
            return row;
        }

        if (refused is { } form)
        {
            context.Refused(row.Terms, decision, form, part);
        }

        await RefuseAsync(context, decision, row.Slug, row.IsWithdrawn, row.Tombstone);
        return null;
    }

    /// <summary>Says why nothing is given of an article that is there: withdrawn, closed, or a draft, of which nobody is told.</summary>
    /// <param name="context">The request.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="slug">The article's part of the address.</param>
    /// <param name="isWithdrawn">Whether it was withdrawn.</param>
    /// <param name="tombstone">What stands in its place then; null where nothing was written.</param>
    public static Task RefuseAsync(HttpContext context, AccessDecision decision, string slug, bool isWithdrawn, string? tombstone) => (decision.Record, isWithdrawn) switch
    {
        (true, _) => ErrorPages.WriteAsync(context, new ErrorView(StatusCodes.Status403Forbidden, Say.Here["Only subscribers can read this"],
            Say.Here["This belongs to an article that is open to subscribers. What is open to everyone, and whom to ask, stands on the article’s page."], null)
        { Link = $"/articles/{Uri.EscapeDataString(slug)}", LinkWords = Say.Here["To the article"] }),
        (false, true) => TombstoneAsync(context, slug, tombstone),
        _ => NotFound.WriteAsync(context),
    };

    private static async Task TombstoneAsync(HttpContext context, string slug, string? tombstone)
    {
        if (await context.RequestServices.GetRequiredService<ArticleStore>().FindWithdrawnAsync(slug, context.RequestAborted) is not { } withdrawn)
        {
            await ErrorPages.WriteAsync(context, StatusCodes.Status410Gone, tombstone); // Restored in this very moment.
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        await PageWriter.WriteAsync<TombstonePage>(context, new TombstoneView(withdrawn, context.Origin()), status: StatusCodes.Status410Gone);
    }

    /// <summary>Leads on to the article that once had this address, else says that there is no such page. Of a draft only people of its journal learn the address.</summary>
    /// <param name="context">The request.</param>
    /// <param name="articles">Where articles are kept.</param>
    /// <param name="slug">The article's part of the address as asked for.</param>
    /// <param name="rest">What follows it, encoded, with its slash; empty for the article itself.</param>
    /// <param name="ct">Cancelled when nobody waits any more.</param>
    public static async Task MovedOrMissingAsync(HttpContext context, ArticleStore articles, string slug, string rest, CancellationToken ct)
    {
        if (await articles.FindMovedAsync(slug, ct) is { } moved && (moved.IsWithdrawn || context.Reader().Decide(moved.Terms).Record))
        {
            context.Response.Redirect($"/articles/{Uri.EscapeDataString(moved.Slug)}{rest}{context.Request.QueryString}", permanent: true);
            return;
        }

        if (await articles.FindWithdrawnAsync(slug, ct) is { } withdrawn)
        {
            await TombstoneAsync(context, withdrawn.Slug, withdrawn.Tombstone);
            return;
        }

        await NotFound.WriteAsync(context);
    }
}
