using System.Xml;
using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Oai;

/// <summary>An article in JATS 1.3, in a namespace as the protocol asks: the whole of it where anybody may read it, else its front and of its back what stands open too.</summary>
public static class OaiJats
{
    private static readonly XNamespace Named = OaiFormat.Jats.Namespace;
    private static readonly string[] References = ["rid", "headers", "alternate-form-of", "continued-from", "corresp"];

    /// <summary>Makes it from the file that Recto has written of the article.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isOpen">Whether anybody may read the text.</param>
    /// <param name="notesAreOpen">Whether anybody may read the notes.</param>
    /// <returns>Null where the file cannot be read or is no article.</returns>
    public static XElement? Of(Stream file, bool isOpen, bool notesAreOpen)
    {
        ArgumentNullException.ThrowIfNull(file);
        XElement root;
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
        }
        catch (XmlException)
        {
            return null; // Somebody has changed the file.
        }

        if (root.Name != "article" || root.Element("front") is null)
        {
            return null;
        }

        if (!isOpen)
        {
            Close(root, notesAreOpen);
        }

        return Name(root);
    }

    /// <summary>Puts a document into the namespace.</summary>
    internal static XElement Name(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf().Where(element => element.Name.Namespace == XNamespace.None))
        {
            element.Attributes().Where(attribute => attribute is { IsNamespaceDeclaration: true, Name.LocalName: "xmlns" }).Remove();
            element.Name = Named + element.Name.LocalName;
        }

        root.Attributes().Where(attribute => attribute.Name.Namespace == Namespaces.SchemaInstance).Remove();
        root.SetAttributeValue(XNamespace.Xmlns + "xsi", Namespaces.SchemaInstance.NamespaceName);
        root.SetAttributeValue(Namespaces.SchemaInstance + "schemaLocation", $"{OaiFormat.Jats.Namespace} {OaiFormat.Jats.Schema}");
        return root;
    }

    private static void Close(XElement root, bool notesAreOpen)
    {
        root.Elements().Where(element => element.Name.LocalName is not ("processing-meta" or "front" or "back")).Remove();
        root.Element("back")?.Elements().Where(element => !(element.Name.LocalName is "ref-list" or "ack" || notesAreOpen && element.Name.LocalName is "fn-group")).Remove();
        root.Elements("back").Where(back => !back.HasElements).Remove();
        if (!notesAreOpen)
        {
            root.Descendants("fn").Remove(); // A list of references may hold notes too.
        }

        // What Recto reads back for itself may hold what was taken away.
        root.DescendantNodes().Where(node => node is XProcessingInstruction or XComment).Remove();
        var ids = root.DescendantsAndSelf().Attributes("id").Select(attribute => attribute.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var attribute in root.Descendants().Attributes().Where(attribute => References.Contains(attribute.Name.LocalName) && attribute.Name.Namespace == XNamespace.None).ToList())
        {
            if (attribute.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).All(ids.Contains))
            {
                continue;
            }

            var element = attribute.Parent!;
            attribute.Remove();
            if (element.Name.LocalName == "xref")
            {
                element.ReplaceWith(element.Nodes()); // Leads to nothing here.
            }
        }
    }
}
