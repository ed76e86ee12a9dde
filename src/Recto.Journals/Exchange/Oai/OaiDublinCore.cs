using System.Globalization;
using System.Xml;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Oai;

/// <summary>An article in simple Dublin Core, in the words of the DRIVER and OpenAIRE guidelines where these have some.</summary>
public static class OaiDublinCore
{
    private const string Elements = "http://purl.org/dc/elements/1.1/";
    private const string Words = "info:eu-repo/semantics/";

    /// <summary>Writes it as one element.</summary>
    public static void Write(XmlWriter xml, OaiArticle told)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentNullException.ThrowIfNull(told);
        var (article, format) = (told.Article, OaiFormat.DublinCore);
        xml.WriteStartElement("oai_dc", "dc", format.Namespace);
        xml.WriteAttributeString("xmlns", "dc", null, Elements);
        xml.WriteAttributeString("schemaLocation", OaiAnswer.SchemaInstance, $"{format.Namespace} {format.Schema}");
        Element("title", article.Subtitle is { Length: > 0 } subtitle ? $"{article.Title}: {subtitle}" : article.Title, article.Language);
        All("title", article.TranslatedTitles.Select(title => (title.Text, title.Language)));
        All("creator", article.Authors.Select(person => (person.NameInIndex(), (string?)null)));
        All("subject", article.Keywords.Select(keyword => (keyword, article.Language)));
        All("description", article.Abstracts.Where(text => text.Type is null).Select((text, index) => (text.Text, text.Language ?? (index == 0 ? article.Language : null))));
        Element("publisher", told.Publisher ?? article.Journal?.Publisher);
        All("contributor", article.Contributors.Where(person => person.Role != "author").Select(person => (person.NameInIndex(), (string?)null)));
        Element("date", article.Published?.ToString());
        Element("type", Words + (article.Type is "book-review" or "product-review" or "review-article" ? "review" : "article"));
        Element("type", Words + "publishedVersion");
        Element("format", "text/html");
        Element("identifier", article.Doi?.Address);
        Element("identifier", told.Address);
        Element("source", SourceOf(told));
        foreach (var issn in new[] { told.OnlineIssn, told.PrintIssn }.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            Element("source", issn);
        }

        Element("language", article.Language);
        All("relation", article.Related.Where(other => other.Doi is not null).Select(other => (other.Doi!.Value.Address, (string?)null)).Distinct());
        Element("rights", Words + (told.IsOpen ? "openAccess" : "restrictedAccess"));
        Element("rights", article.Licence?.Address);
        Element("rights", article.Copyright);
        xml.WriteEndElement();

        void All(string name, IEnumerable<(string Text, string? Language)> texts)
        {
            foreach (var (text, language) in texts)
            {
                Element(name, text, language);
            }
        }

        void Element(string name, string? text, string? language = null)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                return;
            }

            xml.WriteStartElement("dc", name, Elements);
            if (LanguageTag.IsWellFormed(language))
            {
                xml.WriteAttributeString("xml", "lang", "http://www.w3.org/XML/1998/namespace", language);
            }

            xml.WriteString(XmlWords.Of(text));
            xml.WriteEndElement();
        }
    }

    // The Lower Margin 3, no. 1 (2026): 5–19
    private static string SourceOf(OaiArticle told)
    {
        var article = told.Article;
        var (volume, number) = (told.Volume ?? article.Volume, told.Number ?? article.Issue);
        var pages = (article.FirstPage, article.LastPage) switch
        {
            (not null, not null) when article.FirstPage != article.LastPage => $"{article.FirstPage}–{article.LastPage}",
            (not null, _) => article.FirstPage,
            _ => article.ElocationId,
        };
        return told.JournalTitle + (volume is null ? "" : " " + volume) + (number is null ? "" : (volume is null ? " no. " : ", no. ") + number)
            + ((article.PublishedInPrint ?? article.Published) is { } date ? string.Create(CultureInfo.InvariantCulture, $" ({date.Year})") : "") + (pages is null ? "" : ": " + pages);
    }
}
