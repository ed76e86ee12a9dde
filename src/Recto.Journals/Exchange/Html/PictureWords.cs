using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Html;

/// <summary>What a document says of a picture.</summary>
public static class PictureWords
{
    /// <summary>The name that a <c>graphic</c> gives its file; empty where it gives none.</summary>
    public static string NameOf(XElement graphic)
    {
        ArgumentNullException.ThrowIfNull(graphic);
        return (string?)graphic.Attribute(Namespaces.XLink + "href") ?? (string?)graphic.Attribute("href") ?? "";
    }

    /// <summary>The words that stand for it (JATS <c>alt-text</c>, of the graphic itself or of its figure), folded to one line; null where there are none.</summary>
    public static string? Of(XElement graphic)
    {
        ArgumentNullException.ThrowIfNull(graphic);
        var words = graphic.Element("alt-text")?.Value ?? graphic.Parent?.Element("alt-text")?.Value ?? "";
        return string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line ? line : null;
    }
}
