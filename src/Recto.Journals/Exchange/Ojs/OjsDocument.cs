using System.Globalization;
using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Ojs;

/// <summary>Makes one JATS document of an article's record in OJS and of the text in one of its galleys.</summary>
public static class OjsDocument
{
    private static readonly string[] Pages = ["fpage", "lpage", "page-range", "elocation-id"];
    private static readonly string[] Abstracts = ["abstract", "trans-abstract"];
    private static readonly string[] People = ["contrib-group", "aff", "aff-alternatives"];
    private static readonly string[] OfReferences = ["references", "bibliography", "works cited", "literature", "literatur", "literaturverzeichnis", "bibliographie", "références", "bibliografía", "referencias", "referências", "литература", "список литературы", "библиография", "bibliografia", "riferimenti bibliografici"];

    /// <summary>Makes the document.</summary>
    /// <param name="article">The record.</param>
    /// <param name="text">The galley that is the text, in Recto's form; null where none can be read.</param>
    /// <param name="isJats">Whether that galley is JATS, which says itself what it is: then the record only fills in what it lacks, but for the place in the journal. What other formats say of themselves is a guess, and the record goes before it.</param>
    /// <param name="pdf">Name of the publisher's own PDF; null where there is none.</param>
    /// <param name="files">Other galleys to take away: name and label.</param>
    /// <param name="warnings">Takes what contradicts.</param>
    public static XDocument Of(OjsArticle article, XDocument? text, bool isJats, string? pdf, IReadOnlyList<(string Name, string Label)> files, ICollection<string> warnings)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(warnings);
        var root = text?.Root is { } own ? new XElement(own) : new XElement("article");
        root.SetAttributeValue(XNamespace.Xmlns + "xlink", Namespaces.XLink.NamespaceName);
        var lang = XNamespace.Xml + "lang";
        if (article.Language is { } language && (!isJats || root.Attribute(lang) is null))
        {
            root.SetAttributeValue(lang, language);
        }

        var record = new XElement(article.Front);
        var front = root.Element("front");
        if (front is null)
        {
            root.AddFirst(record);
        }
        else
        {
            Join(front, record, isJats, warnings);
        }

        var meta = root.Element("front")!.Element("article-meta")!;
        if (pdf is not null)
        {
            Insert(meta, new XElement("self-uri", new XAttribute("content-type", "pdf"), new XAttribute(Namespaces.XLink + "href", pdf)), isFirst: true);
        }

        AddReferences(root, article.References, warnings);
        AddFiles(root, files);
        return new XDocument(root);
    }

    private static void Join(XElement front, XElement record, bool isJats, ICollection<string> warnings)
    {
        if (record.Element("journal-meta") is { } journal && front.Element("journal-meta") is null)
        {
            front.AddFirst(new XElement(journal));
        }

        if (front.Element("article-meta") is not { } meta)
        {
            front.Add(meta = new XElement("article-meta"));
        }

        foreach (var group in record.Element("article-meta")!.Elements().GroupBy(element => Family(element.Name.LocalName)).ToList())
        {
            if (isJats)
            {
                Fill(meta, group.Key, [.. group], warnings);
            }
            else
            {
                meta.Elements().Where(element => Family(element.Name.LocalName) == group.Key).Remove();
                foreach (var element in group)
                {
                    Insert(meta, new XElement(element));
                }
            }
        }
    }

    private static string Family(string name) => Pages.Contains(name) ? "fpage" : Abstracts.Contains(name) ? "abstract" : People.Contains(name) ? "contrib-group" : name;

    // What the text says of itself stands; the journal decides where it stands.
    private static void Fill(XElement meta, string family, List<XElement> own, ICollection<string> warnings)
    {
        switch (family)
        {
            case "volume" or "issue":
                meta.Elements(family).Remove();
                break;
            case "article-categories":
                var categories = meta.Element("article-categories");
                categories?.Elements("subj-group").Where(group => (string?)group.Attribute("subj-group-type") is "heading" or null).Remove();
                if (categories is not null)
                {
                    categories.AddFirst(own[0].Elements().Select(element => new XElement(element)));
                    return;
                }

                break;
            case "article-id":
                FillIds(meta, own, warnings);
                return;
            case "title-group" when meta.Element("title-group") is { } titles && !string.IsNullOrWhiteSpace(titles.Element("article-title")?.Value):
                titles.Add(own[0].Elements("trans-title-group").Where(title => !titles.Elements("trans-title-group").Any(known => LanguageTag.Of(known) == LanguageTag.Of(title)) && LanguageTag.Of(title) != LanguageTag.Of(meta.Document?.Root ?? meta)).Select(title => new XElement(title)));
                return;
            case "title-group":
                meta.Elements("title-group").Remove();
                break;
            case "abstract" when meta.Elements("abstract").Any(element => element.Attribute("abstract-type") is null):
                own.RemoveAll(element => element.Name.LocalName == "abstract" || meta.Elements().Any(known => Abstracts.Contains(known.Name.LocalName) && LanguageTag.Of(known) == LanguageTag.Of(element)));
                break;
            default:
                if (meta.Elements().Any(element => Family(element.Name.LocalName) == family && element.Name.LocalName is not ("aff" or "aff-alternatives")))
                {
                    return;
                }

                break;
        }

        foreach (var element in own)
        {
            Insert(meta, new XElement(element));
        }
    }

    private static void FillIds(XElement meta, List<XElement> own, ICollection<string> warnings)
    {
        foreach (var id in own)
        {
            var type = (string?)id.Attribute("pub-id-type");
            var known = meta.Elements("article-id").FirstOrDefault(element => (string?)element.Attribute("pub-id-type") == type && !string.IsNullOrWhiteSpace(element.Value));
            if (known is null || type != "doi")
            {
                Insert(meta, new XElement(id));
            }
            else if (!known.Value.Trim().Equals(id.Value.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                warnings.Add($"The text names the DOI {OjsText.Folded(known.Value)}, and OJS {OjsText.Folded(id.Value)}; that of the text stands.");
            }
        }
    }

    private static void AddReferences(XElement root, XElement? references, ICollection<string> warnings)
    {
        if (references is null || root.Descendants("ref-list").Any(list => list.Descendants("ref").Any()))
        {
            return;
        }

        var headings = root.Elements().Where(part => part.Name.LocalName is "body" or "back").SelectMany(part => part.Descendants("title")).Select(title => OjsText.Folded(title.Value).TrimEnd('.', ':').ToLowerInvariant());
        if (headings.Any(heading => OfReferences.Contains(heading)))
        {
            warnings.Add("The text has references of its own; those that OJS keeps beside it were not added.");
            return;
        }

        Back(root).Add(new XElement(references));
    }

    private static void AddFiles(XElement root, IReadOnlyList<(string Name, string Label)> files)
    {
        if (files.Count > 0)
        {
            Back(root).Add(new XElement("sec", new XAttribute("sec-type", "supplementary-material"), files.Select((file, index) => new XElement("supplementary-material",
                new XAttribute("id", string.Create(CultureInfo.InvariantCulture, $"ojs-galley-{index + 1}")), new XAttribute(Namespaces.XLink + "href", file.Name), new XElement("label", file.Label)))));
        }
    }

    private static XElement Back(XElement root)
    {
        if (root.Element("back") is { } back)
        {
            return back;
        }

        back = new XElement("back");
        if ((root.Element("body") ?? root.Element("front")) is { } before)
        {
            before.AddAfterSelf(back);
        }

        return back;
    }

    private static void Insert(XElement meta, XElement element, bool isFirst = false)
    {
        var place = Array.IndexOf(RecordWriter.Order, element.Name.LocalName);
        var before = meta.Elements().LastOrDefault(known => Array.IndexOf(RecordWriter.Order, known.Name.LocalName) is >= 0 and var at && (isFirst ? at < place : at <= place));
        if (before is null)
        {
            meta.AddFirst(element);
        }
        else
        {
            before.AddAfterSelf(element);
        }
    }
}
