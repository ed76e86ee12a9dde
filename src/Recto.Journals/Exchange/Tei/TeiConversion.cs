using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Tei;

/// <summary>One TEI document on its way into JATS: what all parts of the conversion know.</summary>
/// <param name="root">The <c>TEI</c> element.</param>
/// <param name="warnings">Takes what was odd.</param>
internal sealed class TeiConversion(XElement root, List<ImportWarning> warnings)
{
    private readonly List<string> _leftOut = [];

    /// <summary>Ids of the document.</summary>
    public TeiIds Ids { get; } = new(root);

    /// <summary>What stands before its nodes.</summary>
    public NodesBefore Before { get; } = new();

    /// <summary>Notes of the document.</summary>
    public TeiNotes Notes => field ??= TeiNotes.Find(root, Ids);

    /// <summary>The heading over notes in the back; null where there is none.</summary>
    public XElement? NotesTitle { get; set; }

    /// <summary>Writes the document.</summary>
    public ArticleDocument Convert()
    {
        TeiBreaks.JoinWords(root);
        var texts = TeiNames.Is(root, "text") ? [root] : TeiNames.Children(root, "text").ToList();
        var header = TeiNames.Child(root, "teiHeader");
        var sections = new TeiSections(this);
        var inline = new TeiInline(this);
        var front = new TeiHeader(this, inline).Write(header, texts.FirstOrDefault());
        var body = sections.Body(texts, TeiNames.Line(front.Descendants("article-title").FirstOrDefault()?.Value));
        var back = sections.Back(texts);
        var language = texts.Select(LanguageTag.Of).FirstOrDefault(tag => tag is not null) ?? LanguageTag.Of(root) ?? TeiHeader.OnlyLanguage(header);
        var article = new XElement("article",
            new XAttribute(XNamespace.Xmlns + "xlink", Namespaces.XLink.NamespaceName),
            language is null ? null : new XAttribute(XNamespace.Xml + "lang", language),
            front,
            body,
            WithNotes(back, inline, language));
        foreach (var part in root.Elements().Where(part => TeiNames.Is(part, "facsimile", "sourceDoc", "standOff", "fsdDecl")))
        {
            LeaveOut($"<{part.Name.LocalName}>: {part.Descendants().Count()} elements that hold no running text");
        }

        return new ArticleDocument
        {
            Jats = new XDocument(article),
            Format = SourceFormat.Tei,
            Warnings = [.. warnings.OrderBy(warning => warning.Line ?? int.MaxValue)],
            LeftOut = _leftOut,
        };
    }

    /// <summary>Tells an oddity.</summary>
    public void Warn(XElement at, string message) => warnings.Add(new ImportWarning(TeiNames.LineOf(at), message));

    /// <summary>Lists what is not taken into the article.</summary>
    public void LeaveOut(string? what)
    {
        if (TeiNames.Line(what) is { } line && _leftOut.Count < 10_000)
        {
            _leftOut.Add(line.Length > 2000 ? string.Concat(line.AsSpan(0, 2000), "…") : line);
        }
    }

    /// <summary>The id and the language of a TEI element, for the JATS element that stands for it.</summary>
    public IEnumerable<XAttribute> Marks(XElement element)
    {
        if (Ids.Of(element) is { } id)
        {
            yield return new XAttribute("id", id);
        }

        if (Language(element) is { } language)
        {
            yield return language;
        }
    }

    /// <summary>The language of an element as an attribute; null where it says none, or that of what surrounds it.</summary>
    public static XAttribute? Language(XElement element) =>
        LanguageTag.Of(element) is { } language && language != element.Ancestors().Select(LanguageTag.Of).FirstOrDefault(tag => tag is not null) ? new XAttribute(XNamespace.Xml + "lang", language) : null;

    // A note goes to the back, away from what surrounded it.
    private static XAttribute? OwnLanguage(XElement note, string? language) =>
        note.AncestorsAndSelf().Select(LanguageTag.Of).FirstOrDefault(tag => tag is not null) is { } own && own != language ? new XAttribute(XNamespace.Xml + "lang", own) : null;

    private XElement? WithNotes(XElement? back, TeiInline inline, string? language)
    {
        if (Notes.All.Count == 0)
        {
            return back is { HasElements: true } ? back : null;
        }

        var blocks = new TeiBlocks(this, inline);
        var group = new XElement("fn-group", NotesTitle, Notes.All.Select(note => new XElement("fn", new XAttribute("id", note.Id), OwnLanguage(note.Element, language), new XElement("label", note.Label), blocks.NoteParagraphs(note.Element))));
        back ??= new XElement("back");
        if (back.Elements("ref-list").FirstOrDefault() is { } references)
        {
            references.AddBeforeSelf(group);
        }
        else
        {
            back.Add(group);
        }

        return back;
    }
}
