using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Recto.App.Features.Import;

/// <summary>A note of a page.</summary>
/// <param name="Element">The element that holds it.</param>
/// <param name="Label">As printed; null where it prints none.</param>
internal sealed record HtmlNote(IElement Element, string? Label);

/// <summary>Finds notes by their links: a short call in the text that leads to an element further down, or an entry of a list that says it holds notes.</summary>
internal sealed partial class HtmlNotes
{
    private const string Containers = "[role=doc-endnotes], [role=doc-footnotes], section.footnotes, div.footnotes, ol.footnotes, aside.footnotes, section.endnotes, div.endnotes, div#footnotes, div#endnotes, section#footnotes, section#endnotes, section#notes, div#notes, .fn-group, .NLM_fn-group, .notes-list, .footnote-list";

    private readonly Dictionary<IElement, int> _index = [];
    private readonly Dictionary<IElement, IElement> _calls = [];

    /// <summary>The notes in document order.</summary>
    public List<HtmlNote> InOrder { get; } = [];

    public static HtmlNotes Find(IHtmlDocument page)
    {
        var found = new HtmlNotes();
        var place = new Dictionary<INode, int>();
        foreach (var node in page.Body!.GetDescendants())
        {
            place[node] = place.Count;
        }

        var targets = new Dictionary<IElement, string?>();
        foreach (var call in page.QuerySelectorAll("a[href]"))
        {
            if (Fragment(call) is not { } id || page.GetElementById(id) is not { } target || !Label().IsMatch(HtmlMetadata.Clean(call.TextContent)))
            {
                continue;
            }

            var note = Holder(target);
            if (note is null || !place.TryGetValue(note, out var at) || at <= place[call] || note.Contains(call) || IsReference(note) || note.TextContent.Length > 20_000)
            {
                continue;
            }

            targets.TryAdd(note, HtmlMetadata.Clean(call.TextContent).Trim('[', ']', '(', ')', ' '));
            found._calls[call] = note;
        }

        foreach (var entry in page.QuerySelectorAll(Containers).SelectMany(container => container.QuerySelectorAll("li, [role=doc-footnote], [role=doc-endnote], div.footnote, p.footnote, .fn")))
        {
            if (!targets.ContainsKey(entry) && !targets.Keys.Any(note => note.Contains(entry) || entry.Contains(note)) && entry.TextContent.AsSpan().Trim().Length > 0)
            {
                targets[entry] = null;
            }
        }

        foreach (var (note, label) in targets.Where(pair => !targets.Keys.Any(other => other != pair.Key && other.Contains(pair.Key))).OrderBy(pair => place[pair.Key]))
        {
            found._index[note] = found.InOrder.Count;
            found.InOrder.Add(new HtmlNote(note, label ?? Ordinal(note)));
        }

        return found;
    }

    /// <summary>Index of the note that an element holds; null where it holds none.</summary>
    public int? IndexOf(IElement element) => _index.TryGetValue(element, out var index) ? index : null;

    /// <summary>Index of the note that a link calls; null where it calls none.</summary>
    public int? Called(IElement link) => _calls.TryGetValue(link, out var note) ? IndexOf(note) : null;

    /// <summary>Whether a note lies somewhere inside.</summary>
    public bool AnyIn(IElement element) => InOrder.Any(note => element.Contains(note.Element));

    /// <summary>Whether a link in a note only leads back to its call, or repeats its label.</summary>
    public static bool IsBackLink(IElement link) =>
        Fragment(link) is not null && (Back().IsMatch(HtmlMetadata.Clean(link.TextContent)) || Label().IsMatch(HtmlMetadata.Clean(link.TextContent)) && IsFirst(link));

    /// <summary>Whether a link in a note looks the note up elsewhere, which is the site's and not the author's.</summary>
    public static bool IsLookUp(IElement link) => LookUp().IsMatch(HtmlMetadata.Clean(link.TextContent));

    private static bool IsFirst(IElement link)
    {
        for (INode? node = link; node is not null && node is not IHtmlListItemElement; node = node.Parent)
        {
            for (var before = node.PreviousSibling; before is not null; before = before.PreviousSibling)
            {
                if (before.TextContent.AsSpan().Trim(" [(.^\n\t\r").Length > 0)
                {
                    return false;
                }
            }

            if (node.Parent is IHtmlParagraphElement or IHtmlDivElement && node.Parent.PreviousSibling is null)
            {
                return true;
            }
        }

        return true;
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
