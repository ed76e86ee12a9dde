using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Identifiers;
using Recto.Notes.Text;

namespace Recto.Journals.CitedBy;

/// <summary>Reads Crossref’s forward links (<c>getForwardLinks</c>; query results 2.0 and 3.0): which works cite which of a member’s DOIs. Every kind of cite is read; one that no schema names is kept by its DOI.</summary>
public sealed record ForwardLinks
{
    /// <summary>Links in the order of the answer.</summary>
    public required IReadOnlyList<ForwardLink> Links { get; init; }

    /// <summary>Links that name no DOI that can be read, on one of the two sides.</summary>
    public required int Unreadable { get; init; }

    // Nothing is fetched and nothing is expanded.
    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CheckCharacters = true };

    /// <summary>Reads an answer, whole or not at all: half an answer would look as if citations were gone.</summary>
    /// <param name="answer">Its bytes.</param>
    /// <param name="fault">Why it is none, in English; null where it is one.</param>
    /// <returns>Null where it is no such answer: broken off, a page in HTML, a word of the server.</returns>
    public static ForwardLinks? Read(Stream answer, out string? fault)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var links = new List<ForwardLink>();
        var unreadable = 0;
        fault = null;
        try
        {
            using var reader = XmlReader.Create(answer, Safe);
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "crossref_result")
            {
                fault = $"The answer begins with “{reader.LocalName}” and is none on citations.";
                return null;
            }

            reader.Read();
            while (!reader.EOF)
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    reader.Read();
                }
                else if (reader.LocalName == "forward_link")
                {
                    var link = (XElement)XNode.ReadFrom(reader);
                    var isNamed = Doi.TryParse((string?)link.Attribute("doi"), out var cited);
                    foreach (var cite in link.Elements())
                    {
                        if (isNamed && Work(cite) is { } work)
                        {
                            links.Add(new ForwardLink(cited, work));
                        }
                        else
                        {
                            unreadable++;
                        }
                    }
                }
                else if (reader.LocalName is "msg" or "error")
                {
                    fault = $"The register says: {BoundedText.Cut(PrintedText.Line(reader.ReadElementContentAsString()) ?? "", 300)}";
                    return null;
                }
                else
                {
                    reader.Read();
                }
            }
        }
        catch (XmlException broken)
        {
            fault = string.Create(CultureInfo.InvariantCulture, $"The answer breaks off or is no XML (line {broken.LineNumber}).");
            return null;
        }

        return new ForwardLinks { Links = links, Unreadable = unreadable };
    }

    private static CitingWork? Work(XElement cite)
    {
        if (!Doi.TryParse(Values(cite, "doi").FirstOrDefault(), out var doi))
        {
            return null;
        }

        var (kind, titles, containers) = Shape(cite);
        return new CitingWork
        {
            Doi = doi,
            Kind = kind,
            Title = First(cite, titles),
            Container = First(cite, containers),
            Authors = Authors(cite),
            Issns = [.. Values(cite, "issn").Where(issn => Issn.TryParse(issn, out _)).Distinct(StringComparer.Ordinal)],
            Publisher = First(cite, "publisher_name", "institution_name", "institution", "publisher"),
            Volume = First(cite, "volume"),
            Issue = First(cite, "issue"),
            FirstPage = First(cite, "first_page", "item_number", "elocation_id"),
            Year = WorkKeys.YearOf(First(cite, "year")),
        };
    }

    // By the element, and where that holds several by the type of its DOI.
    private static (CitingKind Kind, string[] Titles, string[] Containers) Shape(XElement cite)
    {
        var type = cite.Elements().FirstOrDefault(element => element.Name.LocalName == "doi")?.Attribute("type")?.Value;
        return cite.Name.LocalName switch
        {
            "journal_cite" => (CitingKind.Article, ["article_title", "title"], ["journal_title", "journal_abbreviation"]),
            "book_cite" when type is "book_content" or "chapter" or "component" || type is null && Values(cite, "chapter_title").Any() => (CitingKind.Chapter, ["chapter_title", "article_title", "title", "volume_title"], ["volume_title", "book_title", "series_title"]),
            "book_cite" => (CitingKind.Book, ["volume_title", "book_title", "title", "series_title"], ["series_title"]),
            "conf_cite" => (CitingKind.Conference, ["paper_title", "article_title", "title"], ["volume_title", "proceedings_title", "conference_title", "series_title"]),
            "dissertation_cite" => (CitingKind.Thesis, ["title", "article_title", "volume_title"], []),
            "posted_content_cite" => (CitingKind.Preprint, ["title", "article_title"], ["group_title"]),
            "report_cite" => (CitingKind.Report, ["title", "volume_title", "article_title"], ["series_title"]),
            "standard_cite" => (CitingKind.Standard, ["title", "volume_title"], ["std_body", "standards_body"]),
            "database_cite" => (CitingKind.Dataset, ["title", "dataset_title", "article_title"], ["database_title"]),
            "peer_review_cite" => (CitingKind.Review, ["title", "article_title"], []),
            _ => (CitingKind.Unknown, ["title", "article_title", "volume_title", "paper_title"], ["journal_title", "series_title"]),
        };
    }

    private static IReadOnlyList<CitingAuthor> Authors(XElement cite) => [.. cite.Elements().Where(element => element.Name.LocalName == "contributors").Elements()
        .Where(person => (string?)person.Attribute("contributor_role") is null or "author" or "")
        .OrderBy(person => (string?)person.Attribute("first-author") == "true" || (string?)person.Attribute("sequence") == "first" ? 0 : 1)
        .Select(person => person.Name.LocalName == "organization" ? (Family: PrintedText.Line(person.Value), Given: null) : (Family: First(person, "surname", "organization"), Given: First(person, "given_name")))
        .Where(name => name.Family is not null).Select(name => new CitingAuthor(name.Family!, name.Given, null))];

    private static string? First(XElement element, params string[] names) => names.SelectMany(name => Values(element, name)).FirstOrDefault();

    private static IEnumerable<string> Values(XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name).Select(child => PrintedText.Line(child.Value)).OfType<string>().Where(text => text.Length > 0);
}

/// <summary>One work that cites a DOI.</summary>
/// <param name="Cited">The DOI that is cited.</param>
/// <param name="Work">The citing work.</param>
public sealed record ForwardLink(Doi Cited, CitingWork Work);
