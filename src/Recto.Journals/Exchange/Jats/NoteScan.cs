using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>One walk over the article that gathers everything notes are made of.</summary>
internal sealed class NoteScan
{
    /// <summary>Elements that hold notes beside one another; an <c>fn</c> anywhere else stands in the run of the text.</summary>
    private static readonly HashSet<string> Groups = new(StringComparer.Ordinal)
    {
        "fn-group", "author-notes", "table-wrap-foot", "table-wrap", "table-wrap-group", "fig", "fig-group", "back", "notes", "body", "sec", "app", "app-group", "ack",
        "abstract", "trans-abstract", "article-meta", "front", "front-stub", "title-group", "contrib-group", "contrib", "boxed-text", "ref-list", "history", "legend",
        "statement", "supplementary-material", "article", "sub-article", "response", "floats-group",
    };

    private readonly Dictionary<string, XElement> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<XElement, FoundNote> _possible = [];
    private readonly List<XElement> _refLists = [];
    private int _position;

    /// <summary>Every <c>xref</c> in document order.</summary>
    public List<FoundCall> Calls { get; } = [];

    /// <summary>Every <c>fn</c> in document order.</summary>
    public List<FoundNote> Footnotes { get; } = [];

    /// <summary>Calls by the id they name.</summary>
    public Dictionary<string, List<FoundCall>> CallsById { get; } = new(StringComparer.Ordinal);

    public static NoteScan Of(XElement root)
    {
        var scan = new NoteScan();
        scan.Walk(root, new Place(Region.Body, null, null, null, null));
        foreach (var call in scan.Calls)
        {
            foreach (var id in Ids(call.Element))
            {
                if (!scan.CallsById.TryGetValue(id, out var calls))
                {
                    scan.CallsById.Add(id, calls = []);
                }

                calls.Add(call);
            }
        }

        return scan;
    }

    /// <summary>The ids that an <c>xref</c> names.</summary>
    public static string[] Ids(XElement call) => ((string?)call.Attribute("rid") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether an element bears the id.</summary>
    public bool HasId(string id) => _targets.ContainsKey(id);

    /// <summary>All notes, in document order.</summary>
    public List<FoundNote> FindNotes()
    {
        var notes = new List<FoundNote>(Footnotes);
        foreach (var list in _refLists)
        {
            // Converters leave empty entries behind; nobody calls them.
            notes.AddRange(DisguisedNotes.Find(list, CallsById).Select(reference => _possible[reference])
                .Where(note => !string.IsNullOrWhiteSpace(note.Element.Value) || ((string?)note.Element.Attribute("id") is { } id && CallsById.ContainsKey(id))));
        }

        // A paragraph, list item or other block that is called as a note is one.
        var known = notes.Select(note => note.Element).ToHashSet();
        foreach (var call in Calls.Where(call => (string?)call.Element.Attribute("ref-type") is "fn" or "table-fn" or "author-notes" or "author-note"))
        {
            foreach (var id in Ids(call.Element))
            {
                if (_targets.TryGetValue(id, out var target) && _possible.TryGetValue(target, out var note) && target.Name.LocalName != "ref"
                    && !target.Ancestors().Any(known.Contains) && known.Add(target))
                {
                    notes.Add(note);
                }
            }
        }

        notes.Sort((left, right) => left.Position.CompareTo(right.Position));
        return notes;
    }

    private void Walk(XElement element, Place place)
    {
        if (element.Name == "ref-list" && (string?)element.Attribute("specific-use") == "derived")
        {
            // Made from the notes by Recto: neither an apparatus nor a place that calls notes.
            return;
        }

        var position = _position++;
        var name = element.Name.NamespaceName.Length == 0 ? element.Name.LocalName : "";
        place = place with
        {
            Region = name switch
            {
                "front" or "front-stub" => Region.Front,
                "author-notes" => Region.AuthorNotes,
                "table-wrap" or "table-wrap-group" or "table" or "fig" or "fig-group" or "array" => Region.Table,
                "body" or "back" or "sub-article" or "response" => Region.Body,
                _ => place.Region,
            },
            Language = LanguageTag.Of(element) ?? place.Language,
            Part = name is "sub-article" or "response" ? element : place.Part,
        };
        if ((string?)element.Attribute("id") is { } id)
        {
            _targets.TryAdd(id.Trim(), element);
        }

        switch (name)
        {
            case "xref" when (string?)element.Attribute("specific-use") is not ("ibid" or "cross-reference" or "idem"):
                // Words of a note that point to another one call nothing.
                Calls.Add(new FoundCall(element, position, place.Region, place.Part, place.Within));
                break;
            case "fn":
                Footnotes.Add(Note(element, position, place, inPlace: element.Parent is { } parent && !Groups.Contains(parent.Name.LocalName)));
                place = place with { Within = element };
                break;
            case "ref-list":
                _refLists.Add(element);
                break;
            case "ref" or "note" or "list-item" or "def-item":
            case "p" when element.Parent?.Name.LocalName is "notes" or "back" or "sec" or "fn-group" or "table-wrap-foot" or "author-notes" or "app":
                _possible.Add(element, Note(element, position, place, inPlace: false));
                place = place with { Within = place.Within ?? element };
                break;
        }

        XElement? before = null;
        for (var child = element.FirstNode; child is not null; child = child.NextNode)
        {
            if (child is XElement inner)
            {
                Walk(inner, place with { Before = before });
                before = inner;
            }
            else if (child is XText text && !string.IsNullOrWhiteSpace(text.Value))
            {
                before = null;
            }
        }
    }

    private static FoundNote Note(XElement element, int position, Place place, bool inPlace) =>
        new() { Element = element, Position = position, Region = place.Region, InPlace = inPlace, Language = place.Language, Before = place.Before, Part = place.Part };

    private readonly record struct Place(Region Region, XElement? Within, string? Language, XElement? Before, XElement? Part);
}
