using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Writes single fields of the record into a JATS document, each where the standard has it (JATS 1.3, <c>article-meta</c>), in place of whatever said it before.</summary>
internal sealed partial class RecordWriter
{
    // The order that the DTD asks for; what is not named here stays where it is.
    internal static readonly string[] Order =
    [
        "article-id", "article-version", "article-version-alternatives", "article-categories", "title-group", "contrib-group", "aff", "aff-alternatives", "x", "author-notes", "pub-date", "pub-date-not-available",
        "volume", "volume-id", "volume-series", "issue", "issue-id", "issue-title", "issue-title-group", "issue-sponsor", "volume-issue-group", "isbn", "supplement", "fpage", "lpage", "page-range", "elocation-id",
        "email", "ext-link", "uri", "product", "supplementary-material", "history", "pub-history", "permissions", "self-uri", "related-article", "related-object", "abstract", "trans-abstract",
        "kwd-group", "funding-group", "support-group", "conference", "counts", "custom-meta-group",
    ];

    private readonly XElement _root;
    private readonly XElement _meta;

    public RecordWriter(XElement root)
    {
        _root = root;
        var front = root.Element("front") ?? root.Element("front-stub");
        if (front is null)
        {
            root.AddFirst(front = new XElement("front"));
        }

        _meta = front.Element("article-meta") ?? (front.Name.LocalName == "front-stub" ? front : new XElement("article-meta"));
        if (_meta != front && _meta.Parent is null)
        {
            front.Add(_meta);
        }
    }

    public void Language(string? tag)
    {
        // What had no language of its own had the article's.
        var before = LanguageTag.Of(_root);
        foreach (var element in _meta.Elements("abstract").Where(element => before is not null && LanguageTag.Of(element) is null))
        {
            element.SetAttributeValue(XNamespace.Xml + "lang", tag);
        }

        foreach (var element in _meta.Elements("abstract").Where(element => before is not null && LanguageTag.Of(element) == before))
        {
            element.SetAttributeValue(XNamespace.Xml + "lang", tag);
        }

        _root.SetAttributeValue(XNamespace.Xml + "lang", tag);
    }

    public void Type(string? type) => _root.SetAttributeValue("article-type", type);

    public void Title(string title)
    {
        var group = TitleGroup();
        var before = group.Elements("article-title").ToList();
        // Calls of notes on the title are not its words.
        var calls = before.SelectMany(element => element.Descendants()).Where(element => element.Name.LocalName == "fn"
            || element.Name.LocalName == "xref" && (string?)element.Attribute("ref-type") is "fn" or "table-fn" or "aff" or "corresp" or "author-notes" or "author-note" or "contrib" or "bio").ToList();
        calls = [.. calls.Where(call => !call.Ancestors().Any(calls.Contains)).Select(call => new XElement(call))];
        before.Remove();
        group.AddFirst(new XElement("article-title", title == ArticleReader.Untitled ? null : title, calls));
    }

    public void Subtitle(string? subtitle)
    {
        var group = TitleGroup();
        group.Elements("subtitle").Remove();
        if (subtitle is not null)
        {
            var title = group.Elements("article-title").LastOrDefault();
            if (title is null)
            {
                group.AddFirst(new XElement("subtitle", subtitle));
            }
            else
            {
                title.AddAfterSelf(new XElement("subtitle", subtitle));
            }
        }
    }

    public void TranslatedTitles(IReadOnlyList<TranslatedText> titles)
    {
        var group = TitleGroup();
        group.Elements().Where(element => element.Name.LocalName is "trans-title-group" or "trans-title" or "trans-subtitle").Remove();
        var after = group.Elements().LastOrDefault(element => element.Name.LocalName is "article-title" or "subtitle");
        var written = titles.Select(title => new XElement("trans-title-group", Lang(title.Language), new XElement("trans-title", title.Text))).ToArray();
        if (after is null)
        {
            group.AddFirst(written);
        }
        else
        {
            after.AddAfterSelf(written);
        }

        WholeFields.Add(_meta, WholeFields.Titles);
    }

    public void Doi(Doi? doi)
    {
        _meta.Elements("article-id").Where(element => ((string?)element.Attribute("pub-id-type"))?.Trim().ToLowerInvariant() is "doi"
            || string.IsNullOrWhiteSpace((string?)element.Attribute("pub-id-type")) && Identifiers.Doi.TryParse(FoldedText.Line(element), out _)).Remove();
        if (doi is { } name)
        {
            Insert(new XElement("article-id", new XAttribute("pub-id-type", "doi"), name.Value));
        }
    }

    public void Section(string? heading)
    {
        string[] types = heading is null ? ["heading", "toc-heading", "toc", "section", "display-channel", "article-type", ""] : ["heading"];
        _meta.Elements("article-categories").Elements("subj-group")
            .Where(group => types.Contains((((string?)group.Attribute("subj-group-type")) ?? "").Trim(), StringComparer.OrdinalIgnoreCase)).Remove();
        if (heading is not null)
        {
            var categories = _meta.Element("article-categories") ?? Insert(new XElement("article-categories"));
            categories.AddFirst(new XElement("subj-group", new XAttribute("subj-group-type", "heading"), new XElement("subject", heading)));
        }
    }

    public void Volume(string? volume)
    {
        _meta.Elements("volume-issue-group").Elements("volume").Remove();
        Single("volume", volume);
    }

    public void Issue(string? issue)
    {
        _meta.Elements("volume-issue-group").Elements("issue").Remove();
        if (issue is null)
        {
            _meta.Elements("supplement").Remove();
        }

        Single("issue", issue);
    }

    public void Pages(string? first, string? last)
    {
        _meta.Elements("page-range").Remove();
        Single("fpage", first);
        Single("lpage", last);
    }

    /// <summary>An element of its own with that text, in place of all of that name; none for null.</summary>
    public void Single(string name, string? text)
    {
        _meta.Elements(name).Remove();
        if (text is not null)
        {
            Insert(new XElement(name, text));
        }
    }

    public void Published(PartialDate? online, PartialDate? print)
    {
        _meta.Elements("pub-date").Where(element => IsPublication(element, isAll: print is null)).Remove();
        if (online is not null)
        {
            Insert(DateParts.Into(new XElement("pub-date", new XAttribute("date-type", "pub"), new XAttribute("publication-format", "electronic")), online));
        }

        if (print is not null)
        {
            Insert(DateParts.Into(new XElement("pub-date", new XAttribute("date-type", "pub"), new XAttribute("publication-format", "print")), print));
        }
    }

    public void History(IReadOnlyList<HistoryDate> dates)
    {
        _meta.Elements("history").Remove();
        _meta.Elements("pub-history").Elements("event").Elements("date").Remove();
        if (dates.Count > 0)
        {
            Insert(new XElement("history", dates.Select(date => DateParts.Into(new XElement("date", new XAttribute("date-type", date.Type)), date.Date))));
        }
    }

    public void Keywords(IReadOnlyList<string> words)
    {
        _meta.Elements("kwd-group").Where(group => (string?)group.Attribute("kwd-group-type") is not ("abbreviations" or "abbreviation")).Remove();
        _meta.Elements("kwd-group").Elements("unstructured-kwd-group").Remove();
        _meta.Elements("unstructured-kwd-group").Remove();
        if (words.Count > 0)
        {
            Insert(new XElement("kwd-group", new XAttribute("kwd-group-type", "author"), words.Select(word => new XElement("kwd", word))));
        }
    }

    private static bool IsPublication(XElement element, bool isAll)
    {
        string Attribute(string name) => ((string?)element.Attribute(name) ?? "").Trim().ToLowerInvariant();
        var (type, dateType) = (Attribute("pub-type"), Attribute("date-type"));
        return type == "collection" || type.Length == 0 && dateType == "collection"
            ? isAll
            : type is not ("pmc-release" or "nihms-submitted" or "preprint" or "retracted" or "corrected" or "received" or "accepted" or "rev-recd")
                && dateType is "" or "pub" or "epub" or "ppub" or "published" or "publication" or "original-publication" or "original-pub"
                || type is "epub" or "epreprint" or "electronic" or "online" or "ppub" or "print" or "epub-ppub";
    }

    private XElement TitleGroup()
    {
        if (_meta.Element("title-group") is { } known)
        {
            return known;
        }

        var group = new XElement("title-group");
        var loose = _meta.Elements().Where(element => element.Name.LocalName is "article-title" or "subtitle" or "trans-title-group" or "trans-title").ToList();
        loose.Remove();
        group.Add(loose);
        return Insert(group);
    }

    private static XAttribute? Lang(string? tag) => tag is null ? null : new XAttribute(XNamespace.Xml + "lang", tag);

    private XElement Insert(XElement element)
    {
        var rank = Array.IndexOf(Order, element.Name.LocalName);
        var before = _meta.Elements().LastOrDefault(other => Array.IndexOf(Order, other.Name.LocalName) is >= 0 and var place && place <= rank);
        if (before is not null)
        {
            before.AddAfterSelf(element);
        }
        else if (_meta.Nodes().OfType<XProcessingInstruction>().LastOrDefault(instruction => instruction.Target == WholeFields.Target) is { } said)
        {
            said.AddAfterSelf(element);
        }
        else
        {
            _meta.AddFirst(element);
        }

        return element;
    }
}
