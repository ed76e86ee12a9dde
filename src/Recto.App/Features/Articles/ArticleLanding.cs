using System.Buffers;
using Recto.App.Shell;
using Recto.App.Shell.Offers;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Citations;
using Recto.Journals.Exchange.Landing;
using Recto.Journals.Exchange.LinkedData;
using Recto.Journals.Identifiers;
using Recto.Journals.Shop;
using Recto.Storage.Articles;

namespace Recto.App.Features.Articles;

/// <summary>What the page of an article tells machines: tags, JSON and typed links. Of what is not public they are told nothing.</summary>
internal static class ArticleLanding
{
    /// <summary>The article as machines are told of it; null where it is not public.</summary>
    /// <param name="view">What the page shows.</param>
    /// <param name="window">What is on sale.</param>
    public static LandingArticle? Of(ArticleView view, ShopWindow window)
    {
        var row = view.Row;
        if (!row.Terms.IsPublished)
        {
            return null;
        }

        // The one who told is not the one who passes it on: open is what is open to anybody.
        var address = view.Origin + view.Address;
        var issue = row.IssueKey is null || row.IssueIsDraft ? null : $"{view.Origin}/journals/{row.JournalKey}/{Uri.EscapeDataString(row.IssueKey)}";
        return new LandingArticle
        {
            Article = view.Article,
            Address = address,
            JournalTitle = row.JournalTitle,
            JournalAddress = $"{view.Origin}/journals/{row.JournalKey}",
            JournalAbbreviation = row.JournalAbbreviation,
            PrintIssn = IssnOf(row.JournalPrintIssn),
            OnlineIssn = IssnOf(row.JournalOnlineIssn),
            Publisher = row.JournalPublisher,
            Volume = row.IssueVolume ?? view.Article.Volume,
            Number = row.IssueNumber ?? view.Article.Issue,
            IssueAddress = issue,
            IssueName = issue is null ? null : view.IssueName,
            IsOpen = Asker.Anybody(view.Reader.At).Decide(row.Terms).Body,
            Offers = ToldOffers.Of(window.For(row.Terms, view.Reader.At), ProductKind.Article, address),
            MayRead = view.Decision.Body,
            MayTakePdf = view.Decision.Pdf,
            HasText = view.HasBody,
            Updated = row.Updated,
            PdfAddress = AddressOf(view, ArticleForms.Pdf),
            EpubAddress = AddressOf(view, ArticleForms.Epub),
            JatsAddress = AddressOf(view, ArticleForms.Jats),
            PictureAddress = AddressOf(view, ArticleForms.Card),
            Records =
            [
                .. CitationFormats.All.Select(format => ($"{address}/cite.{format.Ending()}", format.MediaType())),
                .. row.SourcesHtml.Length > 0 ? [($"{address}/sources.jsonld", SourcesJsonLd.MediaType)] : Array.Empty<(string, string)>(),
            ],
            CitedTags = row.CitedTags,
            CitedJson = row.CitedJson,
        };
    }

    /// <summary>What stands in the head.</summary>
    public static byte[] Head(LandingArticle landing)
    {
        var output = new ArrayBufferWriter<byte>(8192 + landing.CitedTags.Length + landing.CitedJson.Length);
        LandingHead.Write(output, landing);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Address of the set of all links of an article.</summary>
    public static string LinksOf(LandingArticle landing) => landing.Address + "/linkset";

    /// <summary>The header of the page.</summary>
    public static string Header(LandingArticle landing) => Signposting.Header(Signposting.OfPage(landing, LinksOf(landing)));

    /// <summary>Says at the door of a file or a record to which page it belongs.</summary>
    /// <param name="context">The request.</param>
    /// <param name="slug">The article's part of the address.</param>
    /// <param name="link">Makes the link of the page's address.</param>
    public static void Belongs(HttpContext context, string slug, Func<string, SignpostLink> link) =>
        context.Response.Headers.Link = Signposting.Header([link($"{context.Origin()}/articles/{Uri.EscapeDataString(slug)}")]);

    private static string? AddressOf(ArticleView view, ArticleForm form) => view.Row.Downloads.Any(file => file.Kind == form.Kind) ? view.Origin + form.Address(view.Row.Slug) : null;

    private static Issn? IssnOf(string? kept) => Issn.TryParse(kept, out var issn) ? issn : null;
}
