using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Tei;

/// <summary>Calls of notes, links and the places that they lead to.</summary>
internal sealed class TeiLinks(TeiConversion conversion)
{
    private static readonly HashSet<string> Parts = new(StringComparer.Ordinal)
    {
        "div", "div1", "div2", "div3", "div4", "div5", "div6", "div7", "p", "figure", "table", "list", "quote", "bibl", "biblStruct", "biblFull", "anchor", "pb", "milestone", "seg", "formula", "lg", "item", "ab", "ref", "term", "hi", "date",
    };

    /// <summary>The call of a note.</summary>
    public static XElement Call(TeiNote note) => new("xref", new XAttribute("ref-type", "fn"), new XAttribute("rid", note.Id), note.Label);

    /// <summary>The call of a note that stands where it is called; where something points at the note, the place of its call can be found.</summary>
    public IEnumerable<XNode> CallInPlace(TeiNote note) =>
        conversion.Ids.IsPointedAt(note.Element) ? [new XElement("target", new XAttribute("id", CallId(note)), new XAttribute("target-type", "note-call")), Call(note)] : [Call(note)];

    /// <summary>A <c>ref</c> or <c>ptr</c>: a call, a link into the article, a link out of it, or its words alone.</summary>
    public IEnumerable<XNode> Link(XElement element, IEnumerable<XNode> content)
    {
        var nodes = content.ToList();
        var words = TeiNames.Line(string.Concat(nodes.Select(node => node is XElement inner ? inner.Value : node is XText text ? text.Value : "")));
        var called = conversion.Notes.Called(element);
        if (called.Count > 0 && called.All(note => note.IsApart))
        {
            var rid = string.Join(' ', called.Select(note => note.Id));
            return [new XElement("xref", new XAttribute("ref-type", "fn"), new XAttribute("rid", rid), words is null ? new XText(string.Join(", ", called.Select(note => note.Label))) : nodes)];
        }

        if (called.Count > 0)
        {
            // "See note 12": no second call of that note, but a way to its place.
            return [new XElement("xref", new XAttribute("ref-type", "other"), new XAttribute("rid", CallId(called[0])), words is null ? new XText(called[0].Label) : nodes)];
        }

        var target = TeiNotes.Targets(element).FirstOrDefault();
        if (target is ['#', .. var id] && conversion.Ids.Find(id) is { } place && Parts.Contains(place.Name.LocalName) && !place.Ancestors().Any(ancestor => TeiNames.Is(ancestor, "teiHeader", "standOff", "facsimile")))
        {
            return [new XElement("xref", new XAttribute("ref-type", Kind(place)), new XAttribute("rid", id), words is null ? new XText(Name(place)) : nodes)];
        }

        if (words is null && target is not null && IsPrintedBeside(element))
        {
            return []; // <ptr target="https://…"/>https://…
        }

        if (target is not null && IsAddress(target))
        {
            return nodes.Exists(node => node is XElement) && nodes.OfType<XElement>().Any(inner => inner.DescendantsAndSelf().Any(made => made.Name.LocalName is "xref" or "ext-link" or "list" or "fig"))
                ? nodes
                : Parted(element, words is null, new XElement("ext-link", new XAttribute("ext-link-type", "uri"), new XAttribute(Namespaces.XLink + "href", target), words is null ? new XText(Shown(target)) : nodes));
        }

        if (words is null && target is not null)
        {
            conversion.LeaveOut($"<{element.Name.LocalName}> {target}");
        }

        return nodes;
    }

    /// <summary>A place in the text that can be led to: pages by their number, anchors where something points at them.</summary>
    public IEnumerable<XNode> Place(XElement element)
    {
        if (conversion.Ids.Of(element) is { } id && (conversion.Ids.IsPointedAt(element) || TeiNames.Is(element, "pb")))
        {
            return [new XElement("target", new XAttribute("id", id), new XAttribute("target-type", TeiNames.Is(element, "pb") ? "page-break" : "anchor"),
                TeiNames.Is(element, "pb") && TeiNames.Value(element, "n") is { Length: > 0 } number ? new XAttribute("specific-use", number) : null)];
        }

        return [];
    }

    private static string CallId(TeiNote note) => note.Id + "-call";

    private static string Kind(XElement place) => TeiNames.Of(place) switch
    {
        ['d', 'i', 'v', ..] => "sec",
        "figure" => "fig",
        "table" => "table",
        "bibl" or "biblStruct" or "biblFull" => "bibr",
        "formula" => "disp-formula",
        _ => "other",
    };

    // What a pointer without words says: the number of its target, or the beginning of its heading.
    private static string Name(XElement place) =>
        TeiNames.Value(place, "n") ?? (TeiNames.Line(TeiNames.Child(place, "head")?.Value) is { } head ? head.Length > 80 ? string.Concat(head.AsSpan(0, 80), "…") : head : "↗");

    private static bool IsAddress(string target) =>
        target.Length < 2000 && (target.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || target.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || target.StartsWith("ftp://", StringComparison.OrdinalIgnoreCase) || target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
            || target.StartsWith("doi:", StringComparison.OrdinalIgnoreCase) || target.StartsWith("www.", StringComparison.OrdinalIgnoreCase));

    // An address that the source does not print must not run into the words beside it: "site:<ptr/>(seen in 2015)"
    private List<XNode> Parted(XElement element, bool isSupplied, XElement link)
    {
        var made = new List<XNode> { link };
        if (isSupplied && element.NextNode is XText { Value: [var next, ..] } && (char.IsLetterOrDigit(next) || next is '(' or '['))
        {
            made.Add(new XText(" "));
        }

        if (isSupplied && conversion.Before.Of(element) is XText { Value: [.., var before] } && (char.IsLetterOrDigit(before) || before is ':' or ',' or ';' or '.'))
        {
            made.Insert(0, new XText(" "));
        }

        return made;
    }

    private static bool IsPrintedBeside(XElement element) =>
        element.NextNode is XText after && after.Value.StartsWith("http", StringComparison.OrdinalIgnoreCase) || element.NextNode is XElement next && TeiNames.Is(next, "ref", "hi") && next.Value.StartsWith("http", StringComparison.OrdinalIgnoreCase);

    private static string Shown(string target) => target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? target[7..] : target;
}
