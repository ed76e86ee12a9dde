using Microsoft.Net.Http.Headers;
using Recto.App.Shell;
using Recto.App.Shell.Citations;
using Recto.App.Shell.Language;
using Recto.Journals.Exchange.Citations;
using Recto.Storage.Articles;

namespace Recto.App.Features.Articles;

/// <summary>The address of an article gives the article in other forms too, where somebody asks for one by <c>Accept</c>: the same bytes as at the form's own address, which stands in <c>Content-Location</c>.</summary>
internal static class ArticleNegotiation
{
    private const string Csl = "application/vnd.citationstyles.csl+json";
    private const string Ris = "application/x-research-info-systems";
    private const string BibTex = "application/x-bibtex";
    private const string Jats = "application/jats+xml";

    /// <summary>What can be asked for. Nothing of it is welcome as <c>*/*</c> is: that is the page.</summary>
    public static OffersForms Offers { get; } = new([ArticleForms.Pdf.MediaType!, ArticleForms.Epub.MediaType!, Jats, ArticleForms.Jats.MediaType!, Csl, Ris, BibTex]);

    /// <summary>Answers with the best form that is there.</summary>
    /// <param name="context">The request.</param>
    /// <param name="articles">Where articles are kept.</param>
    /// <param name="slug">The article's part of the address.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where the page is to answer.</returns>
    public static async Task<bool> AnswerAsync(HttpContext context, ArticleStore articles, string slug, CancellationToken ct)
    {
        var asked = AskedForm.InOrder(context, Offers);
        if (asked.Count == 0)
        {
            await RefuseAsync(context, slug);
            return true;
        }

        for (var i = 0; i < asked.Count; i++)
        {
            if (asked[i] == AskedForm.Page)
            {
                return false;
            }

            if (CitedBy(asked[i]) is { } format)
            {
                context.Response.Headers.ContentLocation = $"/articles/{Uri.EscapeDataString(slug)}/cite.{format.Ending()}";
                await CitationRoutes.CiteAsync(context, articles, slug, format, ct);
                return true;
            }

            // What is not made yet gives way to what would do as well; only the last is waited for.
            var form = ArticleForms.All.First(form => form.MediaType == asked[i] || (form.Kind == ArticleForms.Jats.Kind && asked[i] == Jats));
            if (await ArticleDownloads.SendAsync(context, slug, form, isAsked: true, isLast: i == asked.Count - 1, ct))
            {
                return true;
            }
        }

        return false;
    }

    private static CitationFormat? CitedBy(string type) => type switch
    {
        Ris => CitationFormat.Ris,
        BibTex => CitationFormat.BibTex,
        Csl => CitationFormat.Csl,
        _ => null,
    };

    // Whoever asks for a picture or a film of an article only is no browser: those take a page.
    private static Task RefuseAsync(HttpContext context, string slug) => ErrorPages.WriteAsync(context, new ErrorView(StatusCodes.Status406NotAcceptable, Say.Here["Not in that form"],
        Say.Here["The article can be had as a page and in these forms: {0}.", string.Join(", ", Offers.MediaTypes)], null)
    { Link = $"/articles/{Uri.EscapeDataString(slug)}", LinkWords = Say.Here["To the article"] });
}
