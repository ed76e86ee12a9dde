using System.Xml.Linq;

namespace Recto.Journals.Exchange.Print;

/// <summary>Words for a formula, for who does not see it and for where it cannot be set: its TeX, else its signs.</summary>
internal static class FormulaWords
{
    /// <summary>The words; empty where it has none.</summary>
    /// <param name="math">The element <c>math</c>.</param>
    public static string Of(XElement math)
    {
        var annotation = math.Descendants("annotation").FirstOrDefault(other => ((string?)other.Attribute("encoding"))?.Contains("tex", StringComparison.OrdinalIgnoreCase) == true);
        var words = annotation?.Value ?? string.Join(' ', math.DescendantNodes().OfType<XText>().Where(text => !text.Ancestors("annotation").Any()).Select(text => text.Value.Trim()));
        return string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
