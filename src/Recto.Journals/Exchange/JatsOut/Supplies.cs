using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.JatsOut;

/// <summary>Elements that the schema asks for and a document lacks.</summary>
/// <param name="journal">What the site knows of the journal.</param>
/// <param name="title">The article's title.</param>
/// <param name="report">Takes what stays empty.</param>
internal sealed class Supplies(JournalFacts journal, string title, FitReport report)
{
    /// <summary>What may be supplied, the likeliest first: what says least.</summary>
    public static IReadOnlyList<XName> Names { get; } =
    [
        .. ("journal-meta article-meta front journal-id journal-title-group journal-title issn title-group article-title title p license-p caption tbody tr td colgroup col year name surname string-name mixed-citation fn ref "
            + "list-item kwd subject subj-group institution meta-name meta-value def term publisher-name verse-line contrib collab award-id def-item label body sig speaker disp-formula tex-math string-conf "
            + "award-group funding-source month event-desc named-content object-id graphic anonymous pub-date permissions target response related-object").Split(' ').Select(name => (XName)name),
    ];

    /// <summary>The element, with what is known; marked as new.</summary>
    public XElement Make(XName name)
    {
        var element = new XElement(name, Content(name.LocalName));
        Traces.Note(element, "new");
        return element;
    }

    private object?[] Content(string name)
    {
        switch (name)
        {
            case "journal-meta":
                return [Made("journal-id"), Made("journal-title-group"), .. Issns(), journal.Publisher is { } publisher ? new XElement("publisher", new XElement("publisher-name", publisher)) : null];
            case "journal-id":
                return [new XAttribute("journal-id-type", "publisher-id"), journal.Key];
            case "journal-title-group":
                return [new XElement("journal-title", journal.Title)];
            case "journal-title":
                return [journal.Title];
            case "issn":
                return Issns() is [XElement first, ..] ? [.. first.Attributes(), .. first.Nodes()] : [];
            case "article-title":
                return [title];
            default:
                return [];
        }
    }

    private static XElement Bare(string name, params object?[] content) => new(name, content);

    private XElement Made(string name) => Bare(name, Content(name));

    private List<XElement> Issns()
    {
        var issns = new List<XElement>();
        if (journal.OnlineIssn is { } online)
        {
            issns.Add(Bare("issn", new XAttribute("publication-format", "electronic"), online));
        }

        if (journal.PrintIssn is { } print)
        {
            issns.Add(Bare("issn", new XAttribute("publication-format", "print"), print));
        }

        if (issns.Count == 0)
        {
            report.Add("JATS asks for the journal's ISSN, and none is known here: an empty <issn> stands in its place. Give the journal its ISSN.");
            issns.Add(Bare("issn"));
        }

        return issns;
    }
}
