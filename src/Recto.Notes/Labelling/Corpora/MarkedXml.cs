using System.Xml;
using System.Xml.Linq;

namespace Recto.Notes.Labelling.Corpora;

/// <summary>Reads an element whose children mark stretches of its text.</summary>
internal static class MarkedXml
{
    /// <summary>The document, white space kept.</summary>
    /// <exception cref="InvalidDataException">It is not well-formed.</exception>
    public static XElement Load(string xml)
    {
        XElement? root = null;
        CorpusXml.Read(xml, reader => root = XElement.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo));
        return root!;
    }

    /// <summary>The elements of a local name at any depth, in order; none within another.</summary>
    public static IEnumerable<XElement> Find(XElement root, string name) =>
        root.Name.LocalName == name ? [root] : root.Elements().SelectMany(child => Find(child, name));

    /// <summary>Adds the text of an element; a child without a label of its own bears that of its parent.</summary>
    /// <param name="element">The element.</param>
    /// <param name="text">Where its text is added.</param>
    /// <param name="labelOf">The label of a child, or null.</param>
    /// <param name="label">The label of what stands in no child.</param>
    public static void Append(XElement element, MarkedText text, Func<XElement, string?> labelOf, string? label = null)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText content:
                    text.Append(content.Value, label);
                    break;
                case XElement { Name.LocalName: "lb" }:
                    text.Append(' ', label);
                    break;
                case XElement child:
                    Append(child, text, labelOf, labelOf(child) ?? label);
                    break;
            }
        }
    }

    /// <summary>Refuses a document of another kind.</summary>
    public static InvalidDataException Missing(XElement root, string wanted)
    {
        IXmlLineInfo place = root;
        return new InvalidDataException($"line {place.LineNumber}, column {place.LinePosition}: “{root.Name.LocalName}” holds no {wanted}");
    }
}
