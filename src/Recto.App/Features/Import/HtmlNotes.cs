using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Recto.App.Features.Import;

/// <summary>A note of a page.</summary>
/// <param name="Element">The element that holds it.</param>
/// <param name="Label">As printed; null where it prints none.</param>
internal sealed record HtmlNote(IElement Element, string? Label);

/// <summary>
/// Finds notes by their links: a short call in the text that leads to an element further down, or an entry of a list that says it holds notes.
/// Whether one element holds another is told by walking up, and never by asking all notes: a page may be made of nothing but notes and links.
/// </summary>
internal sealed partial class HtmlNotes
{
    private const int LongestNote = 20_000; // UTF-16 code units.
    private const string Entries = "li, [role=doc-footnote], [role=doc-endnote], div.footnote, p.footnote, .fn";
    private const string Containers = "[role=doc-endnotes], [role=doc-footnotes], section.footnotes, div.footnotes, ol.footnotes, aside.footnotes, section.endnotes, div.endnotes, div#footnotes, div#endnotes, section#footnotes, section#endnotes, section#notes, div#notes, .fn-group, .NLM_fn-group, .notes-list, .footnote-list";

    private readonly Dictionary<IElement, int> _index = [];
    private readonly Dictionary<IElement, IElement> _calls = [];
    private readonly HashSet<INode> _holders = [];
    private readonly Dictionary<INode, HashSet<INode>> _leading = [];

    /// <summary>The notes in document order.</summary>
    public List<HtmlNote> InOrder { get; } = [];

    /// <summary>Finds the notes of a page.</summary>
    public static HtmlNotes Find(IHtmlDocument page)
    {
        var found = new HtmlNotes();
        var place = new Dictionary<INode, int>();
        foreach (var node in page.Body!.GetDescendants())
        {
            place[node] = place.Count;
        }

        var targets = found.TargetsOfCalls(page, place);
        var above = new HashSet<INode>();
        foreach (var note in targets.Keys)
        {
            AddWithHolders(above, note);
        }

        var containers = page.QuerySelectorAll(Containers).ToHashSet<INode>();
        foreach (var entry in containers.Count == 0 ? [] : page.QuerySelectorAll(Entries).Where(entry => entry.GetAncestors().Any(containers.Contains)))
        {
            if (!above.Contains(entry) && !IsIn(entry, targets) && entry.TextContent.AsSpan().Trim().Length > 0)
            {
                targets[entry] = null;
                AddWithHolders(above, entry);
            }
        }

        foreach (var (note, label) in targets.Where(pair => !IsIn(pair.Key, targets)).OrderBy(pair => place[pair.Key]))
        {
            found._index[note] = found.InOrder.Count;
            found.InOrder.Add(new HtmlNote(note, label ?? Ordinal(note)));
            AddWithHolders(found._holders, note);
        }

        return found;
    }

    /// <summary>Index of the note that an element holds; null where it holds none.</summary>
    public int? IndexOf(IElement element) => _index.TryGetValue(element, out var index) ? index : null;

    /// <summary>Index of the note that a link calls; null where it calls none.</summary>
    public int? Called(IElement link) => _calls.TryGetValue(link, out var note) ? IndexOf(note) : null;

    /// <summary>Whether a note lies somewhere inside.</summary>
    public bool AnyIn(IElement element) => _holders.Contains(element);

    /// <summary>Whether an element lies inside of a note.</summary>
    public bool IsInNote(IElement element) => _index.Count > 0 && element.GetAncestors().OfType<IElement>().Any(_index.ContainsKey);

    /// <summary>Whether a link in a note only leads back to its call, or repeats its label.</summary>
    public bool IsBackLink(IElement link) =>
        Fragment(link) is not null && (Back().IsMatch(HtmlMetadata.Clean(link.TextContent)) || Label().IsMatch(HtmlMetadata.Clean(link.TextContent)) && IsFirst(link));

    /// <summary>Whether a link in a note looks the note up elsewhere, which is the site's and not the author's.</summary>
    public static bool IsLookUp(IElement link) => LookUp().IsMatch(HtmlMetadata.Clean(link.TextContent));

    private bool IsFirst(IElement link)
    {
        for (INode node = link; node.Parent is { } parent && node is not IHtmlListItemElement; node = parent)
        {
            if (!Leading(parent).Contains(node))
            {
                return false;
            }

            if (parent is IHtmlParagraphElement or IHtmlDivElement && (parent.Parent is null || parent.Parent.FirstChild == parent))
            {
                return true;
            }
        }

        return true;
    }

    // The children of a node as far as the first that says anything. Reckoned once: to ask a node for what stands before it costs the number of its siblings.
    private HashSet<INode> Leading(INode parent)
    {
        if (!_leading.TryGetValue(parent, out var leading))
        {
            _leading[parent] = leading = [];
            foreach (var child in parent.ChildNodes)
            {
                leading.Add(child);
                if (child.TextContent.AsSpan().Trim(" [(.^\n\t\r").Length > 0)
                {
                    break;
                }
            }
        }

        return leading;
    }

    // What calls lead to, with the label of the first call.
    private Dictionary<IElement, string?> TargetsOfCalls(IHtmlDocument page, Dictionary<INode, int> place)
    {
        var byId = new Dictionary<string, IElement>(StringComparer.Ordinal);
        foreach (var element in page.QuerySelectorAll("[id]"))
        {
            byId.TryAdd(element.Id!, element);
        }

        var targets = new Dictionary<IElement, string?>();
        var judged = new Dictionary<IElement, bool>();
        foreach (var call in page.QuerySelectorAll("a[href]"))
        {
            if (Fragment(call) is not { } id || !byId.TryGetValue(id, out var target) || Holder(target) is not { } note || !place.TryGetValue(note, out var at) || at <= place[call] || note.Contains(call))
            {
                continue;
            }

            var words = HtmlMetadata.Clean(call.TextContent);
            if (!Label().IsMatch(words))
            {
                continue;
            }

            if (!judged.TryGetValue(note, out var isNote))
            {
                judged[note] = isNote = !IsReference(note) && note.TextContent.Length <= LongestNote;
            }

            if (isNote)
            {
                targets.TryAdd(note, words.Trim('[', ']', '(', ')', ' '));
                _calls[call] = note;
            }
        }

        return targets;
    }

    private static bool IsIn(IElement element, Dictionary<IElement, string?> notes) => element.GetAncestors().OfType<IElement>().Any(notes.ContainsKey);

    // What is there already has its own holders there as well.
    private static void AddWithHolders(HashSet<INode> above, INode note)
    {
        for (INode? node = note; node is not null && above.Add(node); node = node.Parent)
        {
        }
    }

    private static string? Fragment(IElement link)
    {
        var href = link.GetAttribute("href") ?? "";
        var hash = href.IndexOf('#', StringComparison.Ordinal);
        return hash >= 0 && hash < href.Length - 1 && (hash == 0 || !href.StartsWith("mailto", StringComparison.OrdinalIgnoreCase)) ? Uri.UnescapeDataString(href[(hash + 1)..]) : null;
    }

    private static IElement? Holder(IElement target)
    {
        // The anchor may be an empty <a id> at the beginning of its note.
        var holder = target is IHtmlListItemElement or IHtmlParagraphElement or IHtmlDivElement or IHtmlTableRowElement || target.LocalName is "aside" or "dd" or "section" ? target
            : target.Closest("li, dd, p, aside, tr, div");
        return holder is IHtmlParagraphElement && holder.ParentElement is IHtmlListItemElement item ? item : holder;
    }

    private static bool IsReference(IElement note) =>
        note.Closest("[role=doc-bibliography], .references, .ref-list, #references, .bibliography, .citation-list, ol.references") is not null;

    private static string? Ordinal(IElement note) =>
        note is IHtmlListItemElement && note.ParentElement is { LocalName: "ol" } list ? (list.Children.Index(note) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^\[?(google scholar|crossref|web of science(®)?|pubmed|scopus|find it|search google scholar|open in new tab|adsabs|worldcat)\]?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LookUp();

    // 12 | [12] | * | † | a | iv
    [GeneratedRegex(@"^[\[(]?(\d{1,4}|[*†‡§¶#]{1,3}|[a-z]|[ivxlc]{1,6})[\])]?\.?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Label();

    [GeneratedRegex(@"^[↩↑⤴⏎⬆^\uFE0E\uFE0F]+$|^\[?(back|return|jump up|zurück|retour|view all notes|go to (text|citation)|scroll to)\b.{0,40}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Back();
}
