using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Html;

/// <summary>What stands where on the page: which element is a note or its call, and the id of everything that a link may name.</summary>
internal sealed class PageMap
{
    /// <summary>Blocks that are written with an id, so that links may lead there.</summary>
    private static readonly HashSet<string> Placed = new(StringComparer.Ordinal)
    {
        "sec", "fig", "fig-group", "table-wrap", "table-wrap-group", "disp-formula", "disp-formula-group", "ref", "app", "boxed-text", "supplementary-material", "media", "list", "list-item", "statement",
        "ack", "glossary", "p", "disp-quote", "def-item", "verse-group", "preformat", "code", "sub-article", "response", "bio", "def-list", "chem-struct-wrap", "question", "fn", "array",
        "speech", "verse-line", "notes", "kwd-group",
    };

    /// <summary>Elements in a line that get an id only where a link names them.</summary>
    private static readonly HashSet<string> PlacedWhereNamed = new(StringComparer.Ordinal)
    {
        "styled-content", "named-content", "aff", "corresp", "target", "milestone-start", "ext-link", "inline-formula", "kwd",
    };

    private readonly Dictionary<XElement, List<(ArticleNote Note, string Id)>> _calls = [];
    private readonly Dictionary<XElement, ArticleNote> _notes = [];
    private readonly Dictionary<XElement, string> _ids = [];
    private readonly Dictionary<string, XElement> _bySourceId = new(StringComparer.Ordinal);

    private PageMap() { }

    /// <summary>The map of an article.</summary>
    public static PageMap Of(XElement article, IReadOnlyList<ArticleNote> notes)
    {
        var map = new PageMap();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var note in notes)
        {
            map._notes[note.Element] = note;
            taken.Add(note.HtmlId);
            foreach (var call in note.Calls)
            {
                taken.Add(call.HtmlId);
                if (!map._calls.TryGetValue(call.Element, out var called))
                {
                    map._calls[call.Element] = called = [];
                }

                called.Add((note, call.HtmlId));
            }
        }

        var named = article.Descendants().Select(element => (string?)element.Attribute("rid")).OfType<string>().SelectMany(ids => ids.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        var corresponding = article.Element("front")?.Element("article-meta")?.Elements("author-notes").Elements("corresp") ?? [];
        var sections = 0;
        foreach (var part in article.Elements().Where(part => part.Name.LocalName != "front").Concat(corresponding))
        {
            foreach (var element in part.DescendantsAndSelf().Where(element => !map._notes.ContainsKey(element)))
            {
                var source = (string?)element.Attribute("id");
                if (source is not null)
                {
                    map._bySourceId.TryAdd(source, element);
                }

                if (!Placed.Contains(element.Name.LocalName) && !(source is not null && PlacedWhereNamed.Contains(element.Name.LocalName) && named.Contains(source)))
                {
                    continue;
                }

                var isSection = element.Name.LocalName is "sec" or "app" or "sub-article" or "response";
                if (source is null && !isSection)
                {
                    continue;
                }

                var wanted = isSection ? string.Create(CultureInfo.InvariantCulture, $"s{++sections}") : "x-" + Safe(source!);
                var id = wanted;
                while (!taken.Add(id))
                {
                    var n = numbers[wanted] = numbers.GetValueOrDefault(wanted, 1) + 1;
                    id = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{n}");
                }

                map._ids[element] = id;
            }
        }

        return map;
    }

    /// <summary>The note that an element holds; null where it holds none.</summary>
    public ArticleNote? NoteOf(XElement element) => _notes.GetValueOrDefault(element);

    /// <summary>Whether an element is a note of the text.</summary>
    public bool IsBodyNote(XElement element) => NoteOf(element) is { Container: NoteContainer.Body };

    /// <summary>The notes that an element calls, each with the id of this call; empty where it calls none.</summary>
    public IReadOnlyList<(ArticleNote Note, string Id)> CallsOf(XElement element) => _calls.TryGetValue(element, out var called) ? called : [];

    /// <summary>The calls of a note that the page shows: those among the authors are not, the page has its own list of them.</summary>
    public static List<NoteCall> ShownCalls(ArticleNote note) => [.. note.Calls.Where(call => IsShown(call.Element))];

    /// <summary>The id under which a block is written; null where it has none.</summary>
    public string? IdOf(XElement element) => _ids.GetValueOrDefault(element);

    /// <summary>The id on the page of what the source calls <paramref name="sourceId"/>; null where the page has no such place.</summary>
    public string? Target(string sourceId)
    {
        // What is not written with an id stands in something that is.
        var element = ElementOf(sourceId);
        while (element is not null && IdOf(element) is null && NoteOf(element) is null && element.Parent is { Parent: not null } above)
        {
            element = above;
        }

        return element is null ? null : IdOf(element) ?? NoteOf(element)?.HtmlId;
    }

    /// <summary>The element that the source calls <paramref name="sourceId"/>; null where the shown parts have none.</summary>
    public XElement? ElementOf(string sourceId) => _bySourceId.GetValueOrDefault(sourceId);

    private static bool IsShown(XElement element)
    {
        var inHead = true;
        foreach (var above in element.AncestorsAndSelf())
        {
            if (NotShown.Of(above) is not null)
            {
                return false;
            }

            inHead &= above.Name.LocalName is not ("article-title" or "subtitle" or "abstract" or "trans-abstract" or "fn");
            if (inHead && above is { Name.LocalName: "front", Parent.Name.LocalName: "article" })
            {
                return false;
            }
        }

        return true;
    }

    private static string Safe(string id)
    {
        var safe = new StringBuilder(id.Length);
        foreach (var character in id)
        {
            safe.Append(char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '_');
        }

        return safe.ToString();
    }
}
