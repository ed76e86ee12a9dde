using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Tei;

/// <summary>Authors and editors, by their names, places of work, addresses and ORCID iDs.</summary>
internal sealed class TeiPeople(TeiConversion conversion)
{
    /// <summary>Writes them.</summary>
    /// <param name="statement">The <c>titleStmt</c>; null where there is none.</param>
    /// <param name="source">The description of what was edited; null where there is none.</param>
    /// <param name="text">The first <c>text</c>: a byline names the author where the header does not; null where there is none.</param>
    public XElement? Write(XElement? statement, XElement? source, XElement? text)
    {
        var people = new List<XElement>();
        foreach (var person in statement?.Elements() ?? [])
        {
            switch (TeiNames.Of(person))
            {
                case "author":
                    people.AddRange(Contributors(person, "author"));
                    break;
                case "editor":
                    people.AddRange(Contributors(person, TeiNames.Value(person, "role")?.Contains("transl", StringComparison.OrdinalIgnoreCase) == true ? "translator" : "editor"));
                    break;
                case "respStmt" or "principal" or "sponsor" or "funder":
                    conversion.LeaveOut($"<{person.Name.LocalName}>: {person.Value}");
                    break;
                default:
                    break;
            }
        }

        if (!people.Exists(person => (string?)person.Attribute("contrib-type") == "author"))
        {
            var authors = TeiNames.Children(source, "author").ToList();
            if (authors.Count == 0)
            {
                authors = [.. TeiNames.Within(TeiNames.Child(text, "front"), "docAuthor")];
            }

            people.InsertRange(0, authors.SelectMany(author => Contributors(author, "author")));
        }

        return people.Count == 0 ? null : new XElement("contrib-group", people);
    }

    private static IEnumerable<XElement> Contributors(XElement person, string role)
    {
        var names = person.Elements().Where(child => TeiNames.Is(child, "persName", "name", "orgName")).ToList();
        if (names.Count > 1 && names.Select(LanguageTag.Of).Distinct().Count() == names.Count)
        {
            names = [names[0]]; // One person, named in several scripts.
        }

        // <author>Ada Lovelace</author>, <author><surname/><forename/></author>, <author><persName/><affiliation/></author>
        foreach (var name in names.Count == 0 ? [person] : names)
        {
            if (Name(name, names.Count == 0) is { } written)
            {
                yield return new XElement("contrib", new XAttribute("contrib-type", role), Orcid(person, name), written,
                    TeiNames.Children(person, "affiliation").Concat(name == person ? [] : TeiNames.Children(name, "affiliation")).Select(affiliation => Words(affiliation)).OfType<string>().Select(words => new XElement("aff", words)),
                    TeiNames.Within(person, "email").Select(email => TeiNames.Line(email.Value)).OfType<string>().Take(1).Select(email => new XElement("email", email)));
            }
        }
    }

    private static XElement? Name(XElement element, bool isLoose)
    {
        var surname = Joined(element, "surname", "nameLink");
        var forename = Joined(element, "forename", "givenName", "addName");
        if (surname is not null)
        {
            var suffix = Joined(element, "genName");
            return new XElement("name", new XElement("surname", surname), forename is null ? null : new XElement("given-names", forename), suffix is null ? null : new XElement("suffix", suffix));
        }

        var words = isLoose ? TeiNames.Line(string.Concat(element.Nodes().Select(node => node is XText text ? text.Value : node is XElement child && !TeiNames.Is(child, "affiliation", "email", "idno", "note", "ref", "ptr", "address") ? " " + child.Value + " " : ""))) : TeiNames.Line(element.Value);
        if (words is null)
        {
            return null;
        }

        if (TeiNames.Is(element, "orgName"))
        {
            return new XElement("collab", words);
        }

        // "Lovelace, Ada"   "Ada Lovelace"
        var comma = words.Split(", ");
        var space = words.LastIndexOf(' ');
        return comma.Length == 2 && !comma[1].Contains(' ', StringComparison.Ordinal) || comma.Length == 2 && comma[0].Split(' ').Length <= 3
            ? new XElement("name", new XElement("surname", comma[0]), new XElement("given-names", comma[1]))
            : space > 0 && comma.Length == 1 && words.Split(' ').Length <= 4 && !words.Contains(" and ", StringComparison.Ordinal)
                ? new XElement("name", new XElement("surname", words[(space + 1)..]), new XElement("given-names", words[..space]))
                : new XElement("string-name", words);
    }

    private static string? Joined(XElement element, params string[] names) =>
        TeiNames.Line(string.Join(' ', element.Descendants().Where(child => names.Contains(TeiNames.Of(child))).Select(child => child.Value)));

    private static string? Words(XElement affiliation) => TeiNames.Line(string.Join(", ", affiliation.HasElements && !affiliation.Nodes().OfType<XText>().Any(text => !string.IsNullOrWhiteSpace(text.Value))
        ? affiliation.Descendants().Where(leaf => !leaf.HasElements).Select(leaf => TeiNames.Line(leaf.Value)).OfType<string>() : [affiliation.Value]));

    private static XElement? Orcid(XElement person, XElement name)
    {
        var written = TeiNames.Within(person, "idno").Where(idno => "orcid".Equals(TeiNames.Value(idno, "type"), StringComparison.OrdinalIgnoreCase) || idno.Value.Contains("orcid.org", StringComparison.OrdinalIgnoreCase)).Select(idno => idno.Value.Trim())
            .Concat(new[] { TeiNames.Value(name, "ref"), TeiNames.Value(name, "key"), TeiNames.Value(person, "ref") }.OfType<string>().SelectMany(value => value.Split((char[]?)null)).Where(value => value.Contains("orcid", StringComparison.OrdinalIgnoreCase))).FirstOrDefault();
        return written is null ? null : new XElement("contrib-id", new XAttribute("contrib-id-type", "orcid"), Jats.Orcid.AddressOf(written[(written.LastIndexOfAny(['/', ':']) + 1)..]));
    }
}
