using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Html;

namespace Recto.Journals.Exchange.Print;

/// <summary>
/// An article as paper wants it. What each element of JATS becomes is decided once, by <see cref="ArticleHtml"/>; here its notes are taken out of the text, to be set at the foot of the page
/// that calls them, and what only a screen has (folds, buttons, readings) is taken away.
/// </summary>
public sealed partial record PrintArticle
{
    /// <summary>In a <c>src</c> or <c>href</c>: a file that came with the article, by its name behind this.</summary>
    public const string FilePrefix = "file:";

    /// <summary>The article.</summary>
    public required FinishedArticle Source { get; init; }

    /// <summary>Title and subtitle, a line.</summary>
    public required XElement Title { get; init; }

    /// <summary>Abstracts with their keywords.</summary>
    public required XElement Abstract { get; init; }

    /// <summary>The text.</summary>
    public required XElement Body { get; init; }

    /// <summary>The article's own reference lists.</summary>
    public required XElement References { get; init; }

    /// <summary>Acknowledgements, people, funding, rights and whatever else stands behind.</summary>
    public required XElement About { get; init; }

    /// <summary>Archives, printed sources and literature that the notes cite; empty where nothing was read.</summary>
    public required XElement Sources { get; init; }

    /// <summary>Notes to set at the foot, by id.</summary>
    public required IReadOnlyDictionary<string, PrintNote> Notes { get; init; }

    /// <summary>The notes of the text in document order, as <see cref="Notes"/> has them.</summary>
    public required IReadOnlyList<PrintNote> InOrder { get; init; }

    /// <summary>Notes that nothing calls, in order: they stand behind the text.</summary>
    public required IReadOnlyList<PrintNote> Uncalled { get; init; }

    /// <summary>Elements that kept their text but have no form of their own, each once.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>Takes an article apart for print.</summary>
    /// <param name="article">The article.</param>
    /// <param name="say">Says Recto's own words in a fragment; null for English (<see cref="WordMarks.InEnglish"/>).</param>
    public static PrintArticle Of(FinishedArticle article, Func<string, string>? say = null)
    {
        ArgumentNullException.ThrowIfNull(article);
        var read = article.Read;
        string? AddressOf(string href) => article.Files.TryGetValue(href, out var file) ? FilePrefix + file.Name : null;
        var written = ArticleHtml.Write(read.Document, read.Article, read.Notes, article.Apparatus, article.Directory, "", AddressOf, href => article.Files.TryGetValue(href, out var file) ? file.Length : null);
        var fragments = written.Fragments;
        XElement Tree(string html) => Parse((say ?? WordMarks.InEnglish)(html));
        var (title, summary, body, references, about) = (Tree(fragments.Title), Tree(fragments.Abstract), Tree(fragments.Body), Tree(fragments.References), Tree(fragments.About));
        XElement[] parts = [title, summary, body, references, about];
        var notes = new Dictionary<string, PrintNote>(StringComparer.Ordinal);
        var order = new List<PrintNote>();
        foreach (var element in parts.SelectMany(part => part.Descendants("div")).Where(element => HasClass(element, "note")).ToList())
        {
            Add(element);
        }

        // A note to the title or an abstract goes to the foot of the first page, where print has it.
        var inHead = new[] { title, summary }.SelectMany(CallsIn).ToHashSet(StringComparer.Ordinal);
        foreach (var element in about.Descendants("div").Where(element => HasClass(element, "tablenote") && (string?)element.Attribute("id") is { } id && inHead.Contains(id)).ToList())
        {
            Add(element);
        }

        foreach (var part in parts)
        {
            part.Descendants("div").Where(element => HasClass(element, "notes") || HasClass(element, "endnotes")).Remove();
            Unfold(part);
            TakeEmptyHeadings(part);
        }

        TakeRepeated(about);

        var links = new NoteLinks(article.Apparatus);
        foreach (var note in order)
        {
            Unfold(note.Content);
            links.Into(note);
        }

        var called = parts.Concat(order.Select(note => note.Content)).SelectMany(CallsIn).ToHashSet(StringComparer.Ordinal);
        return new PrintArticle
        {
            Source = article,
            Title = title,
            Abstract = summary,
            Body = body,
            References = references,
            About = about,
            Sources = Tree(fragments.Sources),
            InOrder = [.. read.Notes.Where(note => note.Container == NoteContainer.Body).Select(note => notes.GetValueOrDefault(note.HtmlId)).OfType<PrintNote>()],
            Notes = notes,
            Uncalled = order.FindAll(note => !called.Contains(note.Id)),
            Unknown = written.UnknownElements,
        };

        void Add(XElement element)
        {
            var label = element.Elements().FirstOrDefault(child => HasClass(child, "back"));
            var reading = element.Elements().FirstOrDefault(child => HasClass(child, "reading"));
            reading?.Elements("summary").Remove();
            var note = new PrintNote((string?)element.Attribute("id") ?? "", label?.Value.Trim() ?? "", new XElement("note", element.Nodes().Where(node => node != label && !IsOfScreen(node))), reading, (string?)element.Attribute("lang"));
            element.Remove();
            if (notes.TryAdd(note.Id, note))
            {
                order.Add(note);
            }
        }
    }

    /// <summary>Whether an element has a class.</summary>
    public static bool HasClass(XElement element, string name)
    {
        ArgumentNullException.ThrowIfNull(element);
        return ((string?)element.Attribute("class"))?.Split(' ').Contains(name, StringComparer.Ordinal) == true;
    }

    /// <summary>The notes that are called in a tree, by id, in order.</summary>
    internal static IEnumerable<string> CallsIn(XElement tree) => tree.Descendants("a").Where(IsCall).Select(call => ((string)call.Attribute("href")!)[1..]);

    internal static bool IsCall(XElement element) => element.Name.LocalName == "a" && HasClass(element, "call") && (string?)element.Attribute("href") is ['#', ..];

    // Readings, links to the note's own page, further calls, folds' handles.
    private static bool IsOfScreen(XNode node) => node is XElement element && (HasClass(element, "cite") || HasClass(element, "again") || HasClass(element, "reading"));

    private static void Unfold(XElement tree)
    {
        foreach (var fold in tree.Descendants("details").ToList())
        {
            fold.Elements("summary").Remove();
            if (HasClass(fold, "more"))
            {
                fold.ReplaceWith(fold.Nodes());
            }
            else
            {
                fold.Name = "div";
            }
        }
    }

    // "Notes on this article", when its only note has gone to the foot.
    private static void TakeEmptyHeadings(XElement part)
    {
        foreach (var heading in part.Elements("h3").ToList())
        {
            if (heading.ElementsAfterSelf().FirstOrDefault() is null or { Name.LocalName: "h3" })
            {
                heading.Remove();
            }
        }
    }

    // A statement that a heading of its own has said already.
    private static void TakeRepeated(XElement about)
    {
        var said = about.Elements("p").Select(paragraph => paragraph.Value.Trim()).ToHashSet(StringComparer.Ordinal);
        about.Elements("div").Where(element => HasClass(element, "tablenote") && said.Contains(element.Value.Trim())).Remove();
    }

    private static XElement Parse(string html)
    {
        // Our own HTML: well formed but for elements that have no end.
        var xml = new StringBuilder(html.Length + 64).Append("<part>").Append(Endless().Replace(html, "<$1$2/>")).Append("</part>");
        return XElement.Parse(xml.ToString(), LoadOptions.PreserveWhitespace);
    }

    [GeneratedRegex("<(br|img|hr)((?: [a-z-]+=\"[^\"]*\")*)>", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Endless();
}
