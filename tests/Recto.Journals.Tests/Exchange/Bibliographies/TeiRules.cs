using System.Xml.Linq;

namespace Recto.Journals.Tests.Exchange.Bibliographies;

/// <summary>What TEI P5 (tei_all) lets stand where, of the elements that are written: parents with the children they may have, and whether they may hold words.</summary>
internal static class TeiRules
{
    private static readonly XNamespace Tei = "http://www.tei-c.org/ns/1.0";

    private static readonly Dictionary<string, (bool Words, string[] Children)> Models = new()
    {
        ["TEI"] = (false, ["teiHeader", "text"]),
        ["teiHeader"] = (false, ["fileDesc"]),
        ["fileDesc"] = (false, ["titleStmt", "publicationStmt", "sourceDesc"]),
        ["titleStmt"] = (false, ["title"]),
        ["publicationStmt"] = (false, ["p"]),
        ["sourceDesc"] = (false, ["p"]),
        ["text"] = (false, ["body", "back"]),
        ["body"] = (false, ["div"]),
        ["back"] = (false, ["div"]),
        ["div"] = (false, ["head", "note", "listBibl"]),
        ["listBibl"] = (false, ["head", "bibl"]),
        ["note"] = (true, ["bibl", "lb"]),
        ["bibl"] = (true, ["author", "editor", "title", "pubPlace", "publisher", "date", "biblScope", "citedRange", "edition", "idno", "msIdentifier", "note", "lb"]),
        ["author"] = (true, ["persName", "orgName"]),
        ["editor"] = (true, ["persName", "orgName"]),
        ["persName"] = (true, ["surname", "forename", "nameLink", "genName"]),
        ["msIdentifier"] = (false, ["country", "settlement", "repository", "collection", "idno"]),
        ["citedRange"] = (true, ["lb"]),
    };

    private static readonly string[] Order = ["country", "settlement", "repository", "collection", "idno"];

    public static void Check(XDocument document)
    {
        Assert.Equal(Tei + "TEI", document.Root!.Name);
        foreach (var element in document.Descendants())
        {
            Assert.Equal(Tei, element.Name.Namespace);
            var (words, children) = Models.GetValueOrDefault(element.Name.LocalName, (true, []));
            Assert.All(element.Elements(), child => Assert.Contains(child.Name.LocalName, children));
            Assert.True(words || element.Nodes().OfType<XText>().All(text => string.IsNullOrWhiteSpace(text.Value)), $"Words in {element.Name.LocalName}.");
        }

        Assert.All(document.Descendants(Tei + "msIdentifier"), identifier => Assert.Equal(identifier.Elements().OrderBy(child => Array.IndexOf(Order, child.Name.LocalName)), identifier.Elements()));
        Assert.All(document.Descendants(Tei + "msIdentifier"), identifier => Assert.NotEqual("idno", identifier.Elements().First().Name.LocalName));
        var ids = document.Descendants().Attributes(XNamespace.Xml + "id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[A-Za-z][A-Za-z0-9._-]*$", id));
        var known = ids.ToHashSet();
        Assert.All(document.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "corresp" or "target"), pointers => Assert.All(pointers.Value.Split(' '), pointer => Assert.Contains(pointer[1..], known)));
        Assert.All(document.Descendants(Tei + "date").Attributes().Where(attribute => attribute.Name.LocalName is "when" or "from" or "to"), date => Assert.Matches(@"^\d{4}(-\d\d(-\d\d)?)?$", date.Value));
    }
}
