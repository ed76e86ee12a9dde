using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Oai;

/// <summary>The front of an article in JATS 1.3, from its record alone: for one of which no file was made.</summary>
public static class OaiJatsFront
{
    /// <summary>Makes it.</summary>
    public static XElement Of(OaiArticle told)
    {
        ArgumentNullException.ThrowIfNull(told);
        var article = told.Article;
        var root = new XElement("article", new XAttribute(XNamespace.Xmlns + "xlink", Namespaces.XLink.NamespaceName),
            new XAttribute("article-type", string.IsNullOrWhiteSpace(article.Type) ? "research-article" : article.Type), new XAttribute("dtd-version", "1.3"), Language(article.Language),
            new XElement("front", JournalMeta(told), ArticleMeta(told)));
        XmlWords.Mend(root);
        return OaiJats.Name(root);
    }

    private static XElement JournalMeta(OaiArticle told)
    {
        var issns = new[] { Issn("ppub", told.PrintIssn), Issn("epub", told.OnlineIssn) }.OfType<XElement>().ToList();
        return new XElement("journal-meta", new XElement("journal-id", new XAttribute("journal-id-type", "publisher-id"), told.JournalKey),
            new XElement("journal-title-group", new XElement("journal-title", told.JournalTitle)),
            issns.Count > 0 ? issns : new XElement("issn"), // Demanded, whether there is one or not.
            Worded("publisher", told.Publisher is { Length: > 0 } name ? new XElement("publisher-name", name) : null));
    }

    private static XElement ArticleMeta(OaiArticle told)
    {
        var article = told.Article;
        return new XElement("article-meta",
            article.Doi is { } doi ? new XElement("article-id", new XAttribute("pub-id-type", "doi"), doi.Value) : null,
            Worded("article-categories", article.Section is { Length: > 0 } section ? new XElement("subj-group", new XAttribute("subj-group-type", "heading"), new XElement("subject", section)) : null),
            new XElement("title-group", new XElement("article-title", article.Title), article.Subtitle is { Length: > 0 } subtitle ? new XElement("subtitle", subtitle) : null,
                article.TranslatedTitles.Select(title => new XElement("trans-title-group", Language(title.Language), new XElement("trans-title", title.Text)))),
            Worded("contrib-group", [.. article.Contributors.Where(person => person.DisplayName.Length > 0).Select(Contrib)]),
            new[] { Date("electronic", article.PublishedOnline), Date("print", article.PublishedInPrint) },
            Text("volume", told.Volume ?? article.Volume), Text("issue", told.Number ?? article.Issue),
            Text("fpage", article.FirstPage), article.FirstPage is null ? null : Text("lpage", article.LastPage), Text("elocation-id", article.FirstPage is null ? article.ElocationId : null),
            Permissions(article),
            new XElement("self-uri", new XAttribute(Namespaces.XLink + "href", told.Address)),
            article.Abstracts.Where(text => text.Type is null).Take(1).Select(text => Abstract("abstract", text)),
            article.Abstracts.Where(text => text.Type is null).Skip(1).Select(text => Abstract("trans-abstract", text)),
            Worded("kwd-group", [.. article.Keywords.Where(word => word.Length > 0).Select(word => new XElement("kwd", word))]));
    }

    private static XElement Contrib(Contributor person) => new("contrib", new XAttribute("contrib-type", person.Role.Length == 0 ? "author" : person.Role),
        person.Orcid is { Length: > 0 } orcid ? new XElement("contrib-id", new XAttribute("contrib-id-type", "orcid"), Orcid.AddressOf(orcid)) : null,
        person.IsGroup ? new XElement("collab", person.DisplayName) : new XElement("name", new XElement("surname", person.Family), Text("given-names", person.Given), Text("suffix", person.Suffix)),
        person.Affiliations.Where(place => place.Length > 0).Select(place => new XElement("aff", place)));

    private static XElement? Date(string format, PartialDate? date) => date is null ? null : new XElement("pub-date", new XAttribute("date-type", "pub"), new XAttribute("publication-format", format),
        new XAttribute("iso-8601-date", date.ToString()), date.Day is { } day ? new XElement("day", day) : null, date.Month is { } month ? new XElement("month", month) : null, new XElement("year", date.Year));

    private static XElement? Permissions(Article article) => Worded("permissions", Text("copyright-statement", article.Copyright),
        article.Licence is not { } licence ? null : new XElement("license", licence.Address is { Length: > 0 } address ? new XAttribute(Namespaces.XLink + "href", address) : null,
            new XElement("license-p", licence.Text is { Length: > 0 } words ? words : licence.Address)));

    private static XElement Abstract(string name, Abstract text) => new(name, Language(text.Language), text.Text.Split('\n').Where(line => line.Trim().Length > 0).Select(line => new XElement("p", line)));

    private static XElement? Issn(string type, string? issn) => issn is null ? null : new XElement("issn", new XAttribute("pub-type", type), issn);

    private static XAttribute? Language(string? tag) => LanguageTag.IsWellFormed(tag) ? new XAttribute(XNamespace.Xml + "lang", tag) : null;

    private static XElement? Text(string name, string? text) => string.IsNullOrWhiteSpace(text) ? null : new XElement(name, text);

    private static XElement? Worded(string name, params IReadOnlyList<XElement?> content) => content.Any(element => element is not null) ? new XElement(name, content) : null;
}
