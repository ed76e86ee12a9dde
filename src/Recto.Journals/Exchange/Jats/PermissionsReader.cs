using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Copyright and licence: in <c>permissions</c>, or (NLM 2) straight in the metadata; the address as <c>xlink:href</c>, <c>ali:license_ref</c> or a link in the words.</summary>
internal static class PermissionsReader
{
    /// <summary>The copyright line as printed; made of year and holder where only these are given; null where nothing is.</summary>
    public static string? Copyright(XElement meta)
    {
        var statement = All(meta, "copyright-statement").Select(element => FoldedText.Line(element)).FirstOrDefault(line => line is not null);
        if (statement is not null)
        {
            return statement;
        }

        var parts = new[] { FoldedText.Line(All(meta, "copyright-year").FirstOrDefault()), FoldedText.Line(All(meta, "copyright-holder").FirstOrDefault()) };
        return string.Join(' ', parts.OfType<string>()) is { Length: > 0 } made ? "© " + made : null;
    }

    /// <summary>The licence; null where none is stated.</summary>
    public static Licence? Licence(XElement meta)
    {
        foreach (var element in All(meta, "license"))
        {
            var address = Address(element);
            var words = string.Join('\n', element.Elements().Where(child => child.Name.LocalName is "license-p" or "p").Select(child => FoldedText.Line(child)).OfType<string>());
            var text = words.Length > 0 ? words : element.HasElements ? null : FoldedText.Lines(element);
            if (address is not null || text is not null)
            {
                return new Licence(address, text);
            }
        }

        var outside = Filled(meta.Elements("permissions").Elements(Namespaces.Ali + "license_ref").Select(element => element.Value));
        return outside is null ? null : new Licence(outside, null);
    }

    private static IEnumerable<XElement> All(XElement meta, string name) => meta.Elements("permissions").Elements(name).Concat(meta.Elements(name));

    private static string? Address(XElement licence) =>
        Filled([(string?)licence.Attribute(Namespaces.XLink + "href")])
        ?? Filled(licence.Elements(Namespaces.Ali + "license_ref").Select(element => element.Value))
        ?? Filled(licence.Descendants().Where(element => element.Name.LocalName is "ext-link" or "uri").Select(element => (string?)element.Attribute(Namespaces.XLink + "href") ?? element.Value)
            .Where(address => address.Contains("creativecommons.org", StringComparison.OrdinalIgnoreCase)));

    private static string? Filled(IEnumerable<string?> addresses) =>
        addresses.Select(address => address?.Trim()).FirstOrDefault(address => address is { Length: > 0 });
}
