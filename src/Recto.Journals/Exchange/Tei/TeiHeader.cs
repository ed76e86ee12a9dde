using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Tei;

/// <summary>Reads the <c>teiHeader</c> into the front of the article. Nothing is invented.</summary>
internal sealed class TeiHeader(TeiConversion conversion, TeiInline inline)
{
    /// <summary>Values of <c>pub-id-type</c> that JATS 1.3 knows; everything else is <c>other</c>.</summary>
    private static readonly HashSet<string> PubIdTypes = new(StringComparer.Ordinal) { "ark", "arxiv", "doi", "handle", "isbn", "manuscript", "pii", "pmcid", "pmid", "publisher-id", "sici", "urn" };

    /// <summary>The language of a file whose header names exactly one; null otherwise.</summary>
    public static string? OnlyLanguage(XElement? header) =>
        TeiNames.Within(header, "language").Select(language => LanguageTag.Normalise(TeiNames.Value(language, "ident"))).OfType<string>().Distinct(StringComparer.Ordinal).Take(2).ToList() is [var only] ? only : null;

    /// <summary>Whether a division is the abstract.</summary>
    public static bool IsAbstract(XElement division) =>
        TeiNames.Is(division, "div", "div1") && division.Parent is { } parent && TeiNames.Is(parent, "front") && TeiNames.Value(division, "type")?.ToLowerInvariant() is "abstract" or "summary" or "résumé" or "resume" or "zusammenfassung" or "resumen";

    /// <summary>Writes the front.</summary>
    /// <param name="header">The header; null where the file has none.</param>
    /// <param name="text">The first <c>text</c>; null where there is none.</param>
    public XElement Write(XElement? header, XElement? text)
    {
        var file = TeiNames.Child(header, "fileDesc");
        var titles = TeiNames.Child(file, "titleStmt");
        var publication = TeiNames.Child(file, "publicationStmt");
        var profile = TeiNames.Child(header, "profileDesc");
        var source = TeiNames.Within(TeiNames.Child(file, "sourceDesc"), "biblStruct").FirstOrDefault() ?? TeiNames.Within(TeiNames.Child(file, "sourceDesc"), "biblFull").FirstOrDefault();
        var monograph = TeiNames.Child(source, "monogr");
        var journal = new TeiJournal(source, publication, TeiNames.Child(file, "seriesStmt"));
        var journalMeta = journal.Meta();
        conversion.LeaveOut(journal.LonelyPublisher is { } publisher ? $"<publisher>: {publisher}" : null);
        return new XElement("front", journalMeta, new XElement("article-meta",
            Identifiers(header),
            Sections(profile),
            new TeiTitles(conversion, inline).Write(titles, text),
            new TeiPeople(conversion).Write(titles, TeiNames.Child(source, "analytic") ?? monograph, text),
            journal.Dates(),
            journal.Places(),
            Permissions(publication),
            Abstracts(profile, text),
            Keywords(profile)));
    }

    private static IEnumerable<XElement> Identifiers(XElement? header)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var file = TeiNames.Child(header, "fileDesc");
        var idnos = TeiNames.Within(TeiNames.Child(file, "publicationStmt"), "idno").Concat(TeiNames.Within(TeiNames.Child(file, "sourceDesc"), "idno").Where(idno => idno.Parent is { } parent && (TeiNames.Is(parent, "analytic", "biblStruct", "bibl") || IsDoi(idno))));
        foreach (var idno in idnos)
        {
            if (TeiNames.Line(idno.Value) is { } value && !TeiNames.Is(idno.Parent!, "publisher", "persName", "author", "orgName"))
            {
                if (Doi.TryParse(value, out var doi) && (IsDoi(idno) || value.Contains("doi.org/", StringComparison.OrdinalIgnoreCase) || TeiNames.Value(idno, "type") is null))
                {
                    if (seen.Add(doi.Value))
                    {
                        yield return new XElement("article-id", new XAttribute("pub-id-type", "doi"), doi.Value);
                    }
                }
                else if (TeiNames.Value(idno, "type") is { } type && !type.Contains("issn", StringComparison.OrdinalIgnoreCase) && seen.Add(value))
                {
                    yield return new XElement("article-id", new XAttribute("pub-id-type", PubIdTypes.Contains(type.ToLowerInvariant()) ? type.ToLowerInvariant() : "other"), value);
                }
            }
        }
    }

    private static bool IsDoi(XElement idno) => "doi".Equals(TeiNames.Value(idno, "type"), StringComparison.OrdinalIgnoreCase);

    // <keywords n="category">: the conference's own heading, not a word of the authors.
    private static XElement? Sections(XElement? profile)
    {
        var subjects = TeiNames.Within(profile, "keywords").Where(IsCategory).SelectMany(Terms).ToList();
        return subjects.Count == 0 ? null : new XElement("article-categories", new XElement("subj-group", new XAttribute("subj-group-type", "heading"), subjects.Select(subject => new XElement("subject", subject))));
    }

    private static bool IsCategory(XElement keywords) => TeiNames.Value(keywords, "n") is "category" or "subcategory";

    private static IEnumerable<string> Terms(XElement keywords) =>
        keywords.Descendants().Where(term => TeiNames.Is(term, "term") || TeiNames.Is(term, "item") && !TeiNames.Within(term, "term").Any()).Select(term => TeiNames.Line(term.Value)).OfType<string>();

    private static IEnumerable<XElement> Keywords(XElement? profile) =>
        TeiNames.Within(profile, "keywords").Where(keywords => !IsCategory(keywords)).Select(keywords => new XElement("kwd-group", TeiConversion.Language(keywords),
            TeiNames.Value(keywords, "n") is { } n && n != "keywords" ? new XAttribute("kwd-group-type", n) : null, Terms(keywords).Select(term => new XElement("kwd", term)))).Where(group => group.HasElements);

    private List<XElement> Abstracts(XElement? profile, XElement? text)
    {
        var blocks = new TeiBlocks(conversion, inline);
        var abstracts = new List<XElement>();
        foreach (var element in TeiNames.Within(profile, "abstract").Concat(TeiNames.Children(TeiNames.Child(text, "front"), "div").Where(IsAbstract)))
        {
            var content = blocks.Content(element, child => TeiNames.Is(child, "head")).Select(block => block.Name.LocalName is "p" or "list" or "sec" ? block : new XElement("p", block)).ToList();
            if (content.Count > 0)
            {
                var isFurther = abstracts.Count > 0;
                abstracts.Add(new XElement(isFurther ? "trans-abstract" : "abstract", TeiConversion.Language(element), TeiNames.Child(element, "head") is { } head ? new XElement("title", inline.Content(head)) : null, content));
            }
        }

        return abstracts;
    }

    private static XElement? Permissions(XElement? publication)
    {
        var availability = TeiNames.Child(publication, "availability");
        if (TeiNames.Line(availability?.Value) is null && TeiNames.Within(availability, "licence").FirstOrDefault() is null)
        {
            return null;
        }

        var licences = TeiNames.Within(availability, "licence").Concat(TeiNames.Within(availability, "license")).ToList();
        if (licences.Count == 0)
        {
            var address = TeiNames.Within(availability, "ref").Select(link => TeiNames.Value(link, "target")).FirstOrDefault(target => target?.Contains("licen", StringComparison.OrdinalIgnoreCase) == true || target?.Contains("creativecommons", StringComparison.OrdinalIgnoreCase) == true);
            return new XElement("permissions", new XElement("license", address is null ? null : new XAttribute(Namespaces.XLink + "href", address), new XElement("license-p", TeiNames.Line(availability!.Value))));
        }

        return new XElement("permissions", licences.Select(licence => new XElement("license",
            (TeiNames.Value(licence, "target") ?? TeiNames.Within(licence, "ref").Select(link => TeiNames.Value(link, "target")).FirstOrDefault()) is { } target ? new XAttribute(Namespaces.XLink + "href", target) : null,
            TeiNames.Line(licence.Value) is { } words ? new XElement("license-p", words) : null)));
    }
}
