using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Ojs;

/// <summary>Writes the contributors of a publication as JATS. An address for mail is kept of the corresponding author only.</summary>
internal static class OjsAuthors
{
    /// <summary>The group; null where there is nobody.</summary>
    public static XElement? Write(XElement publication, string? language)
    {
        var contact = (string?)publication.Attribute("primary_contact_id");
        var people = (publication.Element("authors")?.Elements("author") ?? [])
            .Select((author, index) => (Author: author, Order: int.TryParse((string?)author.Attribute("seq"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var seq) ? seq : index))
            .OrderBy(pair => pair.Order)
            .Select(pair => Person(pair.Author, language, (string?)pair.Author.Attribute("primary_contact") == "true" || (contact is not null && (string?)pair.Author.Attribute("id") == contact)))
            .OfType<XElement>().ToList();
        return people.Count == 0 ? null : new XElement("contrib-group", people);
    }

    private static XElement? Person(XElement author, string? language, bool isContact)
    {
        // 3.1: <firstname> <middlename> <lastname>; later <givenname> and <familyname>, by locale; both may be in several scripts.
        var given = Text(author, "givenname", language) ?? string.Join(' ', new[] { Text(author, "firstname", language), Text(author, "middlename", language) }.OfType<string>());
        var family = Text(author, "familyname", language) ?? Text(author, "lastname", language);
        if (string.IsNullOrEmpty(given) && family is null)
        {
            return null;
        }

        // A name that OJS does not divide is a whole: a body, or a person with one name.
        var name = family is null && (string?)author.Attribute("contributor_type") == "ORGANIZATION" ? new XElement("collab", given)
            : family is null ? new XElement("string-name", given) : new XElement("name", new XElement("surname", family), string.IsNullOrEmpty(given) ? null : new XElement("given-names", given));
        return new XElement("contrib", new XAttribute("contrib-type", Role(author)), isContact ? new XAttribute("corresp", "yes") : null,
            OjsIssues.Words(author.Element("orcid")?.Value) is { } orcid ? new XElement("contrib-id", new XAttribute("contrib-id-type", "orcid"), orcid) : null,
            name,
            OjsLocale.Best(OjsLocale.Texts(author, "biography"), language) is { } biography && OjsText.Paragraphs(biography.Text) is { Count: > 0 } paragraphs ? new XElement("bio", paragraphs) : null,
            isContact && OjsIssues.Words(author.Element("email")?.Value) is { } mail && mail.Contains('@', StringComparison.Ordinal) ? new XElement("email", mail) : null,
            Affiliations(author, language));
    }

    // <affiliation locale>…</affiliation>, since 3.5 <affiliation><name locale/></affiliation> and <rorAffiliation><ror/><name locale/></rorAffiliation>
    private static IEnumerable<XElement> Affiliations(XElement author, string? language)
    {
        var parts = author.Elements().Where(element => element.Name.LocalName is "affiliation" or "rorAffiliation").ToList();
        IEnumerable<(string? Line, string? Ror)> lines = parts.Exists(part => part.Element("name") is not null)
            ? parts.Select(part => (Text(part, "name", language), OjsIssues.Words(part.Element("ror")?.Value)))
            : OjsLocale.Best(OjsLocale.Texts(author, "affiliation"), language) is { } best ? best.Text.Split('\n').Select(line => (OjsIssues.Words(OjsText.PlainLine(line)), (string?)null)) : [];
        return lines.Where(line => line.Line is not null).Select(line => new XElement("aff", line.Ror is null ? line.Line
            : new XElement("institution-wrap", new XElement("institution-id", new XAttribute("institution-id-type", "ror"), line.Ror), new XElement("institution", line.Line))));
    }

    private static string Role(XElement author)
    {
        var group = ((string?)author.Attribute("user_group_ref") ?? (string?)author.Attribute("contributor_type") ?? "").Trim().ToLowerInvariant();
        return group.Contains("translator", StringComparison.Ordinal) || group is "übersetzer/in" or "übersetzer" or "traducteur" or "traducteur-trice" or "traductor/a" or "traductor" or "переводчик" or "tradutor" ? "translator"
            : group is "volume editor" or "editor" or "guest editor" ? "editor" : "author";
    }

    private static string? Text(XElement element, string name, string? language) => OjsLocale.Best(OjsLocale.Texts(element, name), language) is { } text ? OjsIssues.Words(text.Text) : null;
}
