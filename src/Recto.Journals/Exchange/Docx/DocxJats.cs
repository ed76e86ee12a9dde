using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.SavedPage;

namespace Recto.Journals.Exchange.Docx;

/// <summary>Writes what was read from a Word file as a JATS document. What the file lacks stays absent; the record's reader warns of it.</summary>
internal static class DocxJats
{
    private static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";

    /// <summary>Writes the document.</summary>
    /// <param name="context">What the file shares.</param>
    /// <param name="blocks">The blocks of the text.</param>
    /// <param name="notes">The notes.</param>
    /// <param name="properties">The properties of the file.</param>
    /// <param name="pictures">Where the pictures are; null where they are not wanted.</param>
    public static ArticleDocument Write(DocxContext context, IReadOnlyList<DocxBlock> blocks, IReadOnlyList<XElement> notes, CoreProperties properties, DocxPackage? pictures)
    {
        var (front, rest) = FrontFinder.Find(blocks, properties.Title is not null);
        var body = BlockWriter.Sections(rest);
        var article = new XElement("article",
            new XAttribute(XNamespace.Xmlns + "xlink", XLink.NamespaceName),
            LanguageTag.Normalise(context.Language ?? properties.Language) is { } language ? new XAttribute(XNamespace.Xml + "lang", language) : null,
            new XElement("front", new XElement("article-meta", Titles(front, rest, properties), Authors(context, front, properties), Abstracts(front), Keywords(front, properties))),
            body.Count > 0 ? new XElement("body", body) : null,
            notes.Count > 0 ? new XElement("back", new XElement("fn-group", notes)) : null);
        return new ArticleDocument
        {
            Jats = new XDocument(article),
            Format = SourceFormat.Docx,
            Warnings = [.. context.Warnings],
            LeftOut = [.. context.LeftOut],
            Pictures = pictures is null ? [] : Pictures(context, pictures),
        };
    }

    private static XElement? Titles(FrontFinder front, List<DocxBlock> rest, CoreProperties properties)
    {
        // With neither a title nor one in the properties, the first heading stands for it, and stays where it is.
        List<XNode> title = front.Title.Count > 0 ? Joined(front.Title)
            : properties.Title is { } written ? [new XText(written)]
            : rest.OfType<DocxParagraph>().FirstOrDefault(block => block is { Role: ParagraphRole.Heading, Content.IsBlank: false }) is { } heading ? [new XText(heading.Content.Words.Trim())]
            : [];
        return title.Count == 0 ? null : new XElement("title-group", new XElement("article-title", title), front.Subtitle.Count == 0 ? null : new XElement("subtitle", Joined(front.Subtitle)));
    }

    private static List<XNode> Joined(List<DocxParagraph> lines)
    {
        var nodes = new List<XNode>();
        foreach (var line in lines)
        {
            nodes.AddRange(nodes.Count == 0 ? [] : [new XText(" ")]);
            nodes.AddRange(BlockWriter.TitleNodes(line));
        }

        return nodes;
    }

    private static XElement? Authors(DocxContext context, FrontFinder front, CoreProperties properties)
    {
        var contributors = new List<XElement>();
        foreach (var line in front.Authors)
        {
            contributors.AddRange(AuthorLine.Read(line.Content));
        }

        if (contributors.Count == 0 && properties.Authors.Count > 0)
        {
            context.Warn($"The text names no author by a style; {string.Join("; ", properties.Authors)} {(properties.Authors.Count == 1 ? "was" : "were")} taken from the properties of the file.");
            contributors.AddRange(properties.Authors.Select(name => AuthorLine.Contributor(name)));
        }

        return contributors.Count == 0 ? null : new XElement("contrib-group", contributors);
    }

    private static IEnumerable<XElement> Abstracts(FrontFinder front)
    {
        for (var i = 0; i < front.Abstracts.Count; i++)
        {
            var (heading, blocks) = front.Abstracts[i];
            yield return new XElement(i == 0 ? "abstract" : "trans-abstract", heading is null ? null : new XElement("title", BlockWriter.TitleNodes(heading)), BlockWriter.Flow(blocks, isNote: false));
        }
    }

    private static XElement? Keywords(FrontFinder front, CoreProperties properties)
    {
        var words = front.Keywords.Count > 0 ? front.Keywords : properties.Keywords;
        return words.Count == 0 ? null : new XElement("kwd-group", words.Select(word => new XElement("kwd", word)));
    }

    private static List<SourcePicture> Pictures(DocxContext context, DocxPackage package) =>
        [.. context.Pictures.Select(picture => (Name: picture.Key, Bytes: package.Bytes(picture.Value))).Where(picture => picture.Bytes is not null).Select(picture => new SourcePicture(picture.Name, picture.Bytes!))];
}
