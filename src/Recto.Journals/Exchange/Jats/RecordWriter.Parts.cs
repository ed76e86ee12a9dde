using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

internal sealed partial class RecordWriter
{
    /// <summary>All contributors, each with what is his or hers in it. What the file says besides of somebody who stays (e-mail, roles, calls of notes) stays too.</summary>
    public void Contributors(IReadOnlyList<Contributor> people)
    {
        var elements = _meta.Elements("contrib-group").Elements("contrib").ToList();
        var readers = new ContributorReader(_meta, null, new WarningLog([]));
        var known = elements.Select(element => (Element: element, Person: readers.ReadOne(element))).Where(pair => pair.Person is not null).ToList();
        var written = new List<XElement>();
        foreach (var person in people)
        {
            var at = known.FindIndex(pair => person.Orcid is not null && pair.Person!.Orcid == person.Orcid);
            at = at >= 0 ? at : known.FindIndex(pair => pair.Person!.DisplayName == person.DisplayName && pair.Person.Role == person.Role);
            at = at >= 0 ? at : known.FindIndex(pair => pair.Person!.Family == person.Family && pair.Person.Role == person.Role);
            written.Add(Write(person, at >= 0 ? known[at].Element : null));
            if (at >= 0)
            {
                known.RemoveAt(at);
            }
        }

        _meta.Elements("contrib-group").Remove();
        _meta.Elements().Where(element => element.Name.LocalName is "aff" or "aff-alternatives").Remove();
        if (written.Count > 0)
        {
            Insert(new XElement("contrib-group", written));
        }

        WholeFields.Add(_meta, WholeFields.Contributors);
    }

    public void Abstracts(IReadOnlyList<Abstract> texts, string? language)
    {
        var own = AbstractReader.Elements(_meta).Select(element => (Element: element, Text: AbstractReader.ReadOne(element, element.Name.LocalName == "abstract" ? language : null))).ToList();
        var written = new List<XElement>();
        foreach (var text in texts)
        {
            // One that stands as the file has it keeps its markup.
            var at = own.FindIndex(pair => pair.Text == text);
            var element = at >= 0 ? new XElement(own[at].Element) : new XElement("abstract", text.Type is null ? null : new XAttribute("abstract-type", text.Type), text.Text.Split('\n').Select(line => new XElement("p", line)));
            element.SetAttributeValue(XNamespace.Xml + "lang", text.Language);
            element.Name = text.Language is not null && text.Language != language ? "trans-abstract" : "abstract";
            written.Add(element);
        }

        // The standard has those of the article's language first; where the editor wants it otherwise all are plain abstracts.
        if (written.Zip(written.Skip(1)).Any(pair => pair.First.Name.LocalName == "trans-abstract" && pair.Second.Name.LocalName == "abstract"))
        {
            written.ForEach(element => element.Name = "abstract");
        }

        AbstractReader.Elements(_meta).ToList().ForEach(element => element.Remove());
        written.ForEach(element => Insert(element));
        WholeFields.Add(_meta, WholeFields.Abstracts);
    }

    public void Licence(Licence? licence)
    {
        _meta.Elements("permissions").Elements().Where(element => element.Name.LocalName == "license" || element.Name == Namespaces.Ali + "license_ref").Remove();
        _meta.Elements("license").Remove();
        if (licence is not null)
        {
            Permissions().Add(new XElement("license", licence.Address is null ? null : new XAttribute(Namespaces.XLink + "href", licence.Address), (licence.Text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new XElement("license-p", line))));
        }
    }

    public void Copyright(string? line)
    {
        foreach (var name in new[] { "copyright-statement", "copyright-year", "copyright-holder" })
        {
            _meta.Elements("permissions").Elements(name).Remove();
            _meta.Elements(name).Remove();
        }

        if (line is not null)
        {
            Permissions().AddFirst(new XElement("copyright-statement", line));
        }
    }

    public void Funding(IReadOnlyList<Funding> money)
    {
        _meta.Elements().Where(element => element.Name.LocalName is "funding-group" or "contract-sponsor" or "contract-num").Remove();
        RemoveUncalled(FundingReader.IsStatement);
        foreach (var funding in money)
        {
            var awards = funding.Funder is null && funding.Awards.Count == 0 ? null
                : new XElement("award-group", funding.Funder is null ? null : new XElement("funding-source", funding.Funder), funding.Awards.Select(award => new XElement("award-id", award)));
            Insert(new XElement("funding-group", awards, funding.Statement is null ? null : new XElement("funding-statement", funding.Statement)));
        }

        WholeFields.Add(_meta, WholeFields.Funding);
    }

    public void Disclosure(string? words)
    {
        RemoveUncalled(DisclosureReader.IsHolder);

        // One that the text calls stays a note of the text, but says nothing of the record any more.
        foreach (var note in _meta.Elements("author-notes").Elements("fn").Where(note => (string?)note.Attribute("fn-type") == "coi-statement"))
        {
            note.SetAttributeValue("fn-type", "other");
        }

        if (words is not null)
        {
            var notes = _meta.Element("author-notes") ?? Insert(new XElement("author-notes"));
            notes.Add(new XElement("fn", new XAttribute("fn-type", "coi-statement"), words.Split('\n').Select(line => new XElement("p", line))));
        }

        WholeFields.Add(_meta, WholeFields.Disclosure);
    }

    private static XElement Write(Contributor person, XElement? before)
    {
        var element = new XElement("contrib", before?.Attributes(), new XElement("contrib-id", person.Orcid is null ? null : new XAttribute("contrib-id-type", "orcid"), person.Orcid is null ? null : Orcid.AddressOf(person.Orcid)));
        if (person.Orcid is null)
        {
            element.Elements("contrib-id").Remove();
        }

        element.SetAttributeValue("contrib-type", person.Role);
        element.Add(before?.Elements("contrib-id").Where(id => !IsOrcid(id)));
        element.Add(person.IsGroup
            ? new XElement("collab", person.Family)
            : new XElement("name", before?.Element("name")?.Attribute("name-style"), new XElement("surname", person.Family),
                person.Given is null ? null : new XElement("given-names", person.Given), person.Suffix is null ? null : new XElement("suffix", person.Suffix)));
        element.Add(before?.Elements().Where(part => part.Name.LocalName is "degrees" or "email" or "address" or "role"));
        element.Add(person.Affiliations.Select(affiliation => new XElement("aff", affiliation)));
        element.Add(person.Biography is null ? null : new XElement("bio", person.Biography.Split('\n').Select(line => new XElement("p", line))));
        element.Add(before?.Elements("xref").Where(xref => (string?)xref.Attribute("ref-type") is not ("aff" or "bio" or null)));
        return element;
    }

    private static bool IsOrcid(XElement id) => ((string?)id.Attribute("contrib-id-type") ?? "").Contains("orcid", StringComparison.OrdinalIgnoreCase) || id.Value.Contains("orcid", StringComparison.OrdinalIgnoreCase);

    private XElement Permissions() => _meta.Element("permissions") ?? Insert(new XElement("permissions"));

    // A note that the text calls is the author's and stays where it is.
    private void RemoveUncalled(Func<XElement, bool> isMeant)
    {
        var called = _root.Elements().Where(part => part.Name.LocalName is "body" or "back" or "floats-group").Descendants("xref").SelectMany(NoteScan.Ids).ToHashSet(StringComparer.Ordinal);
        var found = _meta.Descendants("fn").Concat(_root.Elements("back").Descendants()).Where(isMeant)
            .Where(element => !element.DescendantsAndSelf().Any(part => (string?)part.Attribute("id") is { } id && called.Contains(id))).ToList();
        foreach (var element in found.Where(element => element.Parent is not null && !element.Ancestors().Any(found.Contains)).ToList())
        {
            var ids = element.DescendantsAndSelf().Select(part => (string?)part.Attribute("id")).OfType<string>().ToHashSet(StringComparer.Ordinal);
            _meta.Descendants("xref").Where(xref => NoteScan.Ids(xref).ToList() is { Count: > 0 } rids && rids.All(ids.Contains)).ToList().ForEach(xref => xref.Remove());
            var group = element.Parent!;
            element.Remove();
            if (group.Name.LocalName is "fn-group" or "author-notes" && !group.Elements().Any(part => part.Name.LocalName is not ("title" or "label")))
            {
                group.Remove();
            }
        }
    }
}
