using System.Text;
using System.Xml;

namespace Recto.Notes.Labelling.Corpora;

/// <summary>How the XML of training sets is read: no DTD, no network, and a fault is told with its place.</summary>
internal static class CorpusXml
{
    /// <summary>Reads a document; <paramref name="read"/> gets the reader on the root element.</summary>
    /// <exception cref="InvalidDataException">It is not well-formed, or <paramref name="read"/> found what it does not know.</exception>
    public static void Read(string xml, Action<XmlReader> read)
    {
        using var text = new StringReader(xml.TrimStart('\uFEFF', ' ', '\r', '\n'));
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CheckCharacters = false };
        using var reader = XmlReader.Create(text, settings);
        try
        {
            reader.MoveToContent();
            read(reader);
        }
        catch (XmlException fault)
        {
            throw new InvalidDataException($"line {fault.LineNumber}, column {fault.LinePosition}: {fault.Message}", fault);
        }
    }

    /// <summary>Moves to the next element of <paramref name="depth"/>; false where its parent ends.</summary>
    public static bool NextChild(XmlReader reader, int depth)
    {
        // On the parent itself: an empty one has no children.
        if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth - 1 && reader.IsEmptyElement)
        {
            return false;
        }

        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth)
            {
                return true;
            }

            if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth - 1)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>All text within the element the reader stands on; leaves it on its end.</summary>
    public static string TextOf(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var depth = reader.Depth;
        var text = new StringBuilder();
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                text.Append(reader.Value);
            }
        }

        return text.ToString();
    }

    public static InvalidDataException Unexpected(XmlReader reader, string wanted)
    {
        var place = reader as IXmlLineInfo;
        return new InvalidDataException($"line {place?.LineNumber ?? 0}, column {place?.LinePosition ?? 0}: “{reader.LocalName}” stands where {wanted} is expected");
    }

    /// <summary>A word without the characters that XML cannot hold.</summary>
    public static string Printable(ReadOnlySpan<char> word)
    {
        var kept = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            if (i + 1 < word.Length && XmlConvert.IsXmlSurrogatePair(word[i + 1], word[i]))
            {
                kept.Append(word[i]).Append(word[++i]);
            }
            else
            {
                kept.Append(XmlConvert.IsXmlChar(word[i]) ? word[i] : '\uFFFD');
            }
        }

        return kept.ToString();
    }
}
