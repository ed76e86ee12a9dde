using System.Text;
using Recto.Journals.Exchange.Citations;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Issues;

namespace Recto.Journals.Exchange.Epub;

/// <summary>What stands before the text: where it was published, title, authors, abstracts, how to cite it, its terms.</summary>
internal static class TitlePage
{
    /// <summary>The body of the document.</summary>
    /// <param name="article">The article.</param>
    /// <param name="words">Recto's own words.</param>
    /// <param name="title">XHTML of the title.</param>
    /// <param name="abstracts">XHTML of the abstracts; empty where there are none.</param>
    public static string Write(FinishedArticle article, SpokenWords words, string title, string abstracts)
    {
        var record = article.Read.Article;
        var lang = words.Language == record.Language ? null : words.Language;
        var html = new StringBuilder();
        html.Append(new Markup().Open("section", ("epub:type", "titlepage"), ("class", "titlepage")).Line().Element("p", PlaceOf(article), ("class", "journal")).Line().Open("h1").ToXml())
            .Append(title).Append("</h1>\n");
        var people = new Markup();
        foreach (var author in record.Authors)
        {
            people.Element("p", author.DisplayName, ("class", "author")).Line();
        }

        if (Link(article) is { } link)
        {
            people.Open("p", ("class", "address")).Element("a", link, ("href", link)).Close("p").Line();
        }

        html.Append(people.ToXml()).Append("</section>\n").Append(abstracts);

        html.Append(new Markup().Open("section", ("epub:type", "copyright-page"), ("class", "colophon")).Line().Element("h2", words.Say(BookWords.Cite), ("lang", lang)).Line().Open("p", ("class", "citation")).ToXml())
            .Append(Citation(article)).Append("</p>\n");
        var terms = new Markup();
        if (record.Copyright is { } copyright)
        {
            terms.Element("p", copyright).Line();
        }

        if (record.Licence?.Address is { } address && SafeAddress.Of(address) is { } safe)
        {
            terms.Open("p").Element("a", address, ("href", safe)).Close("p").Line();
        }
        else if (record.Licence?.Text is { } licence)
        {
            terms.Element("p", licence).Line();
        }

        return html.Append(terms.ToXml()).Append("</section>").ToString();
    }

    /// <summary>Journal, volume, number, year, pages: as far as they are known.</summary>
    public static string PlaceOf(FinishedArticle article)
    {
        var citation = article.Citation;
        var place = new StringBuilder(citation.JournalTitle);
        if (IssueNumbers.Of(citation.Volume, citation.Number) is { Length: > 0 } issue)
        {
            place.Append(' ').Append(issue);
        }

        place.Append(article.Read.Article.Published is { } date ? $" ({date.Year})" : "").Append(citation.Pages is { } pages ? $", {pages}" : "");
        return place.ToString();
    }

    /// <summary>The DOI's address, else that of the article's page; null where neither is known.</summary>
    public static string? Link(FinishedArticle article) => article.Read.Article.Doi?.Address ?? article.Address;

    // Where the site has not been told its address there is none to print.
    private static string Citation(FinishedArticle article)
    {
        var work = article.Citation.ToWork();
        return CitationStyles.All[0].Format(article.Address is null ? work with { Url = null } : work).ToHtml();
    }
}
