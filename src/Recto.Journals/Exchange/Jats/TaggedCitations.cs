using System.Xml.Linq;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.Jats;

/// <summary>The citations that a note tags: <c>mixed-citation</c>, <c>element-citation</c>, NLM's <c>citation</c> and <c>nlm-citation</c>. What Recto marked itself is not told: it is read again.</summary>
internal sealed class TaggedCitations
{
    private readonly Dictionary<XElement, TextSpan> _spans;
    private readonly int _from;
    private readonly List<MarkedPerson> _persons = [];
    private readonly List<MarkedField> _fields = [];

    private TaggedCitations(Dictionary<XElement, TextSpan> spans, int from)
    {
        _spans = spans;
        _from = from;
    }

    /// <summary>The citations of a note in order.</summary>
    /// <param name="note">The element of the note.</param>
    /// <param name="spans">Where the tagged elements stand in its text.</param>
    /// <param name="from">Where the note's words begin there, behind its label.</param>
    public static IReadOnlyList<CitationMarkup> Of(XElement note, Dictionary<XElement, TextSpan> spans, int from = 0)
    {
        if (spans.Count == 0)
        {
            return [];
        }

        var citations = new List<CitationMarkup>();
        var end = from;
        foreach (var element in note.Descendants().Where(element => IsCitation(element) && !FoldedText.IsWholePrint(element)))
        {
            // Of citations in one another the outermost tells all.
            if (spans.TryGetValue(element, out var span) && span.Start >= end)
            {
                citations.Add(new TaggedCitations(spans, from).Read(element));
                end = span.End;
            }
        }

        return citations;
    }

    private static bool IsCitation(XElement element) => element.Name.LocalName is "mixed-citation" or "element-citation" or "citation" or "nlm-citation" && element.Name.Namespace == XNamespace.None;

    private CitationMarkup Read(XElement citation)
    {
        Walk(citation, MarkedRole.Author);
        return new CitationMarkup
        {
            Span = SpanOf(citation)!.Value,
            Kind = Attribute(citation, "publication-type") ?? Attribute(citation, "citation-type"),
            Persons = Apart(_persons, person => person.Span),
            Fields = Apart(_fields, field => field.Span),
        };
    }

    private void Walk(XElement element, MarkedRole role)
    {
        foreach (var child in element.Elements())
        {
            Visit(child, role);
        }
    }

    private void Visit(XElement element, MarkedRole role)
    {
        switch (element.Name.LocalName)
        {
            case "person-group":
                Group(element, RoleOf(Attribute(element, "person-group-type")) ?? role);
                break;
            case "name" or "string-name":
                Person(element, role);
                break;
            case "collab" or "institution" or "institution-wrap" when element.Name.LocalName == "collab" || element.Parent?.Name.LocalName == "person-group":
                Body(element, role);
                break;
            case "name-alternatives" or "collab-alternatives":
                // One name told several ways.
                element.Elements().Take(1).ToList().ForEach(first => Visit(first, role));
                break;
            case "date-in-citation" or "access-date" or "time-stamp":
                Add(element, MarkedLabel.Comment);
                break;
            case var name when LabelOf(element, name) is { } label:
                Add(element, label);
                break;
            case "trans-title" or "trans-source" or "label":
                break;
            default:
                Walk(element, role);
                break;
        }
    }

    private void Group(XElement group, MarkedRole role)
    {
        var before = _persons.Count;
        Walk(group, role);
        if (_persons.Count == before && SpanOf(group) is { } span)
        {
            // <person-group>Smith J, Miller A</person-group>
            _persons.Add(new MarkedPerson(span, role, null, null));
        }
    }

    private void Person(XElement name, MarkedRole role)
    {
        if (SpanOf(name) is { } span)
        {
            var given = SpanOf(name.Descendants("given-names").FirstOrDefault());
            var family = SpanOf(name.Descendants("surname").FirstOrDefault());
            _persons.Add(new MarkedPerson(span, role, family ?? given, family is null ? null : given));
        }
    }

    private void Body(XElement body, MarkedRole role)
    {
        if (SpanOf(body) is { } span)
        {
            _persons.Add(new MarkedPerson(span, role, span, null));
        }
    }

    private void Add(XElement element, MarkedLabel label)
    {
        if (SpanOf(element) is { } span)
        {
            _fields.Add(new MarkedField(span, label));
        }
    }

    private static MarkedRole? RoleOf(string? type) => type?.ToLowerInvariant() switch
    {
        null => null,
        "author" or "authors" or "allauthors" or "all-authors" or "aut" => MarkedRole.Author,
        "editor" or "editors" or "guest-editor" or "compiler" or "ed" or "edt" or "series-editor" => MarkedRole.Editor,
        "translator" or "translators" or "transed" or "trl" => MarkedRole.Translator,
        _ => MarkedRole.Other,
    };

    private static MarkedLabel? LabelOf(XElement element, string name) => name switch
    {
        "article-title" or "chapter-title" or "part-title" or "data-title" => MarkedLabel.Title,
        "source" => MarkedLabel.Source,
        "year" => MarkedLabel.Year,
        "month" or "season" => MarkedLabel.Month,
        "day" => MarkedLabel.Day,
        "volume" => MarkedLabel.Volume,
        "issue" => MarkedLabel.Issue,
        "fpage" or "lpage" or "page-range" or "elocation-id" => MarkedLabel.Pages,
        "publisher-loc" => MarkedLabel.Place,
        "publisher-name" => MarkedLabel.Publisher,
        "edition" => MarkedLabel.Edition,
        "series" => MarkedLabel.Series,
        "pub-id" or "object-id" => IsDoi(element, "pub-id-type") ? MarkedLabel.Doi : MarkedLabel.Identifier,
        "ext-link" or "uri" => IsDoi(element, "ext-link-type") || element.Value.TrimStart().StartsWith("10.", StringComparison.Ordinal) ? MarkedLabel.Doi : MarkedLabel.Url,
        "isbn" or "issn" => MarkedLabel.Identifier,
        "comment" or "annotation" => element.Elements().Any(inner => inner.Name.LocalName is "ext-link" or "uri" or "pub-id") ? null : MarkedLabel.Comment,
        _ => null,
    };

    private static bool IsDoi(XElement element, string attribute) => "doi".Equals(Attribute(element, attribute), StringComparison.OrdinalIgnoreCase);

    private TextSpan? SpanOf(XElement? element) =>
        element is not null && _spans.TryGetValue(element, out var span) && span.Start >= _from ? new TextSpan(span.Start - _from, span.End - _from) : null;

    private static List<T> Apart<T>(List<T> marked, Func<T, TextSpan> spanOf)
    {
        marked.Sort((one, other) => spanOf(one).CompareTo(spanOf(other)));
        var end = 0;
        marked.RemoveAll(item =>
        {
            var overlaps = spanOf(item).Start < end;
            end = overlaps ? end : spanOf(item).End;
            return overlaps;
        });
        return marked;
    }

    private static string? Attribute(XElement element, string name) => ((string?)element.Attribute(name))?.Trim() is { Length: > 0 } value ? value : null;
}
