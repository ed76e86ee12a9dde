using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Ojs;

/// <summary>Writes the record of a publication as JATS <c>front</c>.</summary>
internal static class OjsFront
{
    private static readonly XName Lang = XNamespace.Xml + "lang";

    /// <summary>The record.</summary>
    /// <param name="submission">The article.</param>
    /// <param name="publication">Its publication, or the article itself.</param>
    /// <param name="issue">Its issue.</param>
    /// <param name="section">Heading of its section.</param>
    /// <param name="language">Its main language.</param>
    /// <param name="warnings">Takes what is odd.</param>
    public static XElement Write(XElement submission, XElement publication, OjsIssue? issue, string? section, string? language, List<string> warnings)
    {
        var front = new XElement("front");
        if (OjsLocale.Best(OjsLocale.Texts(publication, "contextName"), language) is { } journal)
        {
            front.Add(new XElement("journal-meta", new XElement("journal-title-group", new XElement("journal-title", OjsText.Line(journal.Text)),
                OjsLocale.Best(OjsLocale.Texts(publication, "contextAbbreviation"), language) is { } abbreviation ? new XElement("abbrev-journal-title", OjsText.Line(abbreviation.Text)) : null)));
        }

        front.Add(new XElement("article-meta",
            Identifiers(submission, publication),
            section is null ? null : new XElement("article-categories", new XElement("subj-group", new XAttribute("subj-group-type", "heading"), new XElement("subject", section))),
            Titles(publication, language),
            OjsAuthors.Write(publication, language),
            Date(publication, issue),
            issue?.Volume is { } volume ? new XElement("volume", volume) : null,
            issue?.Number is { } number ? new XElement("issue", number) : null,
            Pages(publication, warnings),
            Permissions(publication, language),
            Abstracts(publication, language),
            Keywords(publication),
            Funding(publication, language)));
        return front;
    }

    private static IEnumerable<XElement> Identifiers(XElement submission, XElement publication)
    {
        if (OjsIssues.Id(submission) is { } number)
        {
            yield return new XElement("article-id", new XAttribute("pub-id-type", "publisher-id"), "ojs-" + number);
        }

        var holders = publication == submission ? [publication] : new[] { publication, submission };
        if (holders.SelectMany(holder => holder.Elements("id")).FirstOrDefault(id => (string?)id.Attribute("type") == "doi")?.Value is { } doi && OjsIssues.Words(doi) is { } written)
        {
            yield return new XElement("article-id", new XAttribute("pub-id-type", "doi"), written);
        }
    }

    private static XElement? Titles(XElement publication, string? language)
    {
        var titles = OjsLocale.Texts(publication, "title");
        if (OjsLocale.Best(titles, language) is not { } main)
        {
            return null;
        }

        var (prefixes, subtitles) = (OjsLocale.Texts(publication, "prefix"), OjsLocale.Texts(publication, "subtitle"));
        var group = new XElement("title-group", new XElement("article-title", Whole(main)), Subtitle(main.Language, "subtitle"));
        foreach (var title in titles.Where(title => title.Language != main.Language && title.Language.Length > 0))
        {
            group.Add(new XElement("trans-title-group", new XAttribute(Lang, title.Language), new XElement("trans-title", Whole(title)), Subtitle(title.Language, "trans-subtitle")));
        }

        return group;

        IEnumerable<XNode> Whole((string Language, string Text) title)
        {
            // OJS keeps “The” apart where it is not to be sorted by; some exports repeat it in the title.
            var prefix = prefixes.FirstOrDefault(text => text.Language == title.Language).Text is { } words ? OjsText.Folded(words) : "";
            var nodes = OjsText.Line(title.Text);
            return prefix.Length == 0 || OjsText.PlainLine(title.Text).StartsWith(prefix, StringComparison.Ordinal) ? nodes : [.. OjsText.Line(prefix), new XText(prefix.EndsWith('\'') || prefix.EndsWith('’') ? "" : " "), .. nodes];
        }

        XElement? Subtitle(string of, string name) => subtitles.FirstOrDefault(text => text.Language == of).Text is { } words && OjsText.Line(words) is { Count: > 0 } nodes ? new XElement(name, nodes) : null;
    }

    private static XElement? Date(XElement publication, OjsIssue? issue) =>
        (OjsIssues.Date((string?)publication.Attribute("date_published")) ?? issue?.Published ?? issue?.Year) is not { } date ? null
            : new XElement("pub-date", new XAttribute("date-type", "pub"), new XAttribute("publication-format", "electronic"), new XAttribute("iso-8601-date", date), Parts(date));

    private static IEnumerable<XElement> Parts(string date)
    {
        var parts = date.Split('-');
        string[] names = ["year", "month", "day"];
        return parts.Select((part, index) => new XElement(names[index], part)).Reverse();
    }

    // 12-15   iii–xx   e1234   1-4, 9
    private static IEnumerable<XElement> Pages(XElement publication, List<string> warnings)
    {
        if (OjsIssues.Words(publication.Element("pages")?.Value) is not { } pages)
        {
            yield break;
        }

        var parts = pages.Split(['-', '–', '—', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is [var single] && single.Length > 1 && char.ToLowerInvariant(single[0]) == 'e' && single.Skip(1).All(char.IsAsciiDigit))
        {
            yield return new XElement("elocation-id", single);
            yield break;
        }

        if (pages.Length > 60 || parts.Length == 0 || parts.Any(part => part.Length > 15 || part.Contains(' ', StringComparison.Ordinal)))
        {
            warnings.Add($"Its pages (“{(pages.Length > 60 ? pages[..60] + "…" : pages)}”) are no pages; they were left out.");
            yield break;
        }

        yield return new XElement("fpage", parts[0]);
        if (parts.Length > 1)
        {
            yield return new XElement("lpage", parts[^1]);
        }

        if (parts.Length > 2)
        {
            yield return new XElement("page-range", pages);
        }
    }

    private static XElement? Permissions(XElement publication, string? language)
    {
        var holder = OjsLocale.Best(OjsLocale.Texts(publication, "copyrightHolder"), language)?.Text;
        var year = OjsIssues.Words(publication.Element("copyrightYear")?.Value);
        var licence = OjsIssues.Words((publication.Element("licenseUrl") ?? publication.Element("licenseURL"))?.Value);
        var isAddress = licence is not null && Uri.TryCreate(licence, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        var rights = OjsLocale.Best(OjsLocale.Texts(publication, "rights"), language)?.Text;
        if (holder is null && year is null && licence is null && rights is null)
        {
            return null;
        }

        return new XElement("permissions",
            year is null ? null : new XElement("copyright-year", year),
            holder is null ? null : new XElement("copyright-holder", OjsText.Line(holder)),
            licence is null && rights is null ? null : new XElement("license", isAddress ? new XAttribute(Namespaces.XLink + "href", licence!) : null,
                licence is not null && !isAddress ? new XElement("license-p", licence) : null,
                rights is null ? null : OjsText.Paragraphs(rights).Select(paragraph => new XElement("license-p", paragraph.Nodes()))));
    }

    private static IEnumerable<XElement> Abstracts(XElement publication, string? language)
    {
        var abstracts = OjsLocale.Texts(publication, "abstract").Select(text => (text.Language, Paragraphs: OjsText.Paragraphs(text.Text))).Where(text => text.Paragraphs.Count > 0).ToList();
        var main = abstracts.FindIndex(text => text.Language == language || text.Language.Length == 0);
        return abstracts.Select((text, index) => (text, IsMain: index == main)).OrderByDescending(pair => pair.IsMain)
            .Select(pair => new XElement(pair.IsMain ? "abstract" : "trans-abstract", pair.text.Language.Length == 0 || pair.IsMain ? null : new XAttribute(Lang, pair.text.Language), pair.text.Paragraphs));
    }

    private static IEnumerable<XElement> Keywords(XElement publication)
    {
        // <keyword>word</keyword>, since 3.5 <keyword><name>word</name></keyword>
        foreach (var (list, one) in new[] { ("keywords", "keyword"), ("subjects", "subject"), ("disciplines", "discipline") })
        {
            foreach (var group in publication.Elements(list))
            {
                var words = group.Elements(one).Select(word => OjsText.Folded((word.Element("name") ?? word).Value)).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).ToList();
                if (words.Count > 0)
                {
                    yield return new XElement("kwd-group", list == "keywords" ? null : new XAttribute("kwd-group-type", list),
                        OjsLocale.Tag((string?)group.Attribute("locale")) is { } tag ? new XAttribute(Lang, tag) : null, words.Select(word => new XElement("kwd", word)));
                }
            }
        }
    }

    // One name of a funder in several locales is one funder.
    private static XElement? Funding(XElement publication, string? language)
    {
        var groups = publication.Elements("agencies").ToList();
        var group = groups.Find(group => OjsLocale.Tag((string?)group.Attribute("locale")) == language) ?? groups.FirstOrDefault();
        var names = (group?.Elements("agency") ?? []).Select(agency => OjsText.Folded((agency.Element("name") ?? agency).Value)).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? null : new XElement("funding-group", names.Select(name => new XElement("award-group", new XElement("funding-source", name))));
    }
}
