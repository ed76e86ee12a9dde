using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Tei;

/// <summary>The titles of an article: <c>titleStmt</c>, else the title page or the first heading.</summary>
internal sealed class TeiTitles(TeiConversion conversion, TeiInline inline)
{
    /// <summary>Writes them.</summary>
    /// <param name="statement">The <c>titleStmt</c>; null where there is none.</param>
    /// <param name="text">The first <c>text</c>; null where there is none.</param>
    public XElement Write(XElement? statement, XElement? text)
    {
        var all = TeiNames.Children(statement, "title").SelectMany(Parts).Where(title => TeiNames.Line(title.Value) is not null).ToList();
        var main = all.Find(title => Type(title) is "main" or "complete" or "full" or "a")
            ?? all.Find(title => Type(title) is null)
            ?? all.Find(title => Type(title) is not ("sub" or "short" or "alt"))
            ?? all.FirstOrDefault();
        if (main is null)
        {
            main = TeiNames.Within(TeiNames.Child(text, "front"), "titlePart").FirstOrDefault() ?? TeiNames.Within(text, "head").FirstOrDefault();
            return new XElement("title-group", main is null ? null : new XElement("article-title", Words(main)));
        }

        var language = LanguageTag.Of(main);
        var subtitles = all.Where(title => title != main && Type(title) is "sub" or "subordinate" or "subtitle" && (LanguageTag.Of(title) is null || LanguageTag.Of(title) == language)).ToList();
        var others = all.Where(title => title != main && !subtitles.Contains(title)).ToList();
        var translated = others.Where(title => LanguageTag.Of(title) is { } tag && tag != language).ToList();
        var isSame = new HashSet<string>([TeiNames.Line(main.Value)!], StringComparer.Ordinal);
        return new XElement("title-group",
            new XElement("article-title", Words(main)),
            subtitles.Select(subtitle => new XElement("subtitle", Words(subtitle))),
            translated.Select(title => new XElement("trans-title-group", new XAttribute(XNamespace.Xml + "lang", LanguageTag.Of(title)!), new XElement("trans-title", Words(title)))),
            others.Except(translated).Where(title => isSame.Add(TeiNames.Line(title.Value)!)).Select(title => new XElement("alt-title", Type(title) is { } type ? new XAttribute("alt-title-type", type) : null, Words(title))));
    }

    private static string? Type(XElement title) => TeiNames.Value(title, "type")?.ToLowerInvariant();

    // <title type="full"><title type="main">…</title><title type="sub">…</title></title>
    private static IEnumerable<XElement> Parts(XElement title) => title.Elements().Any(child => TeiNames.Is(child, "title")) && !title.Nodes().OfType<XText>().Any(text => !string.IsNullOrWhiteSpace(text.Value))
        ? title.Elements().Where(child => TeiNames.Is(child, "title")) : [title];

    // A note of the title is called there and stands with the others.
    private IEnumerable<XNode> Words(XElement title)
    {
        foreach (var note in TeiNames.Within(title, "note").Where(note => conversion.Notes.Of(note) is null))
        {
            conversion.LeaveOut($"<note> of the title: {note.Value}");
        }

        return inline.Nodes(title.Nodes().Where(node => node is not XElement child || !TeiNames.Is(child, "note")));
    }
}
