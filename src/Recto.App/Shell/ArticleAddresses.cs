using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.App.Shell;

/// <summary>What is answered where no article has an address any more, or none ever had.</summary>
internal static class ArticleAddresses
{
    /// <summary>Leads on to the article that once had this address, else says that there is no such page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="articles">Where articles are kept.</param>
    /// <param name="slug">The article's part of the address as asked for.</param>
    /// <param name="rest">What follows it, encoded, with its slash; empty for the article itself.</param>
    /// <param name="ct">Cancelled when nobody waits any more.</param>
    public static async Task MovedOrMissingAsync(HttpContext context, ArticleStore articles, string slug, string rest, CancellationToken ct)
    {
        if (await articles.FindCurrentSlugAsync(slug, Visibility.Published, ct) is { } current)
        {
            context.Response.Redirect($"/articles/{Uri.EscapeDataString(current)}{rest}{context.Request.QueryString}", permanent: true);
            return;
        }

        if (await articles.FindWithdrawnAsync(slug, ct) is { } withdrawn)
        {
            context.Response.Headers.CacheControl = "no-store";
            await PageWriter.WriteAsync<TombstonePage>(context, new TombstoneView(withdrawn, $"{context.Request.Scheme}://{context.Request.Host}"), status: StatusCodes.Status410Gone);
            return;
        }

        await NotFound.WriteAsync(context);
    }
}
