using System.Xml;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>Text that XML can hold: what it forbids (control characters, half surrogate pairs) becomes U+FFFD, one code unit for one, so that places stay right.</summary>
internal static class XmlWords
{
    /// <summary>The text itself where it is fit already.</summary>
    public static string Of(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsFit(text, i))
            {
                var mended = text.ToCharArray();
                for (; i < text.Length; i++)
                {
                    mended[i] = IsFit(text, i) ? text[i] : '\uFFFD';
                }

                return new string(mended);
            }
        }

        return text;
    }

    /// <summary>Makes the text and the attributes of a document fit.</summary>
    public static void Mend(XElement root)
    {
        foreach (var node in root.DescendantNodesAndSelf())
        {
            if (node is XText text && Of(text.Value) is var fit && !ReferenceEquals(fit, text.Value))
            {
                text.Value = fit;
            }

            foreach (var attribute in (node as XElement)?.Attributes() ?? [])
            {
                if (Of(attribute.Value) is var value && !ReferenceEquals(value, attribute.Value))
                {
                    attribute.Value = value;
                }
            }
        }
    }

    private static bool IsFit(string text, int at) =>
        char.IsHighSurrogate(text[at]) ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
        : char.IsLowSurrogate(text[at]) ? at > 0 && char.IsHighSurrogate(text[at - 1])
        : XmlConvert.IsXmlChar(text[at]);
}
