using System.Collections.Frozen;
using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Contributors: persons, bodies, the anonymous; names in parts, in one string, or in several scripts.</summary>
internal sealed class ContributorReader(XElement meta, XElement? back, WarningLog log)
{
    private static readonly FrozenSet<string> NoName = new[] { "contrib-group", "xref", "email", "aff", "institution-id", "contrib-id", "fn", "address", "ext-link", "role" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> NoHeading = new[] { "label", "title" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly bool _isWhole = WholeFields.Of(meta).Contains(WholeFields.Contributors);

    private readonly AffiliationReader _affiliations = new(meta);

    private readonly Lazy<Dictionary<string, XElement>> _biographies = new(() => meta.Descendants("bio").Concat(back?.Descendants("bio") ?? [])
        .Where(bio => bio.Attribute("id") is not null).DistinctBy(bio => (string?)bio.Attribute("id")).ToDictionary(bio => bio.Attribute("id")!.Value, StringComparer.Ordinal));

    /// <summary>All contributors in printed order.</summary>
    public IReadOnlyList<Contributor> Read()
    {
        var contributors = new List<Contributor>();
        foreach (var group in meta.Elements("contrib-group"))
        {
            foreach (var element in group.Elements("contrib"))
            {
                if (One(element) is { } contributor)
                {
                    contributors.Add(contributor);
                }
                else
                {
                    log.Add(element, "A contributor has no name; he or she was left out.");
                }
            }

            // NLM 2 allows a body straight in the group.
            contributors.AddRange(group.Elements("collab").Select(collab => FoldedText.Line(collab, NoName)).OfType<string>()
                .Select(name => new Contributor { Role = "author", Family = name, IsGroup = true }));
        }

        // A biography in the back belongs to the author where there is only one.
        if (!_isWhole && contributors is [{ Biography: null } single] && FoldedText.Lines(back?.Element("bio"), NoHeading) is { } biography)
        {
            contributors[0] = single with { Biography = biography };
        }

        return contributors;
    }

    /// <summary>One contributor; null where the element names nobody.</summary>
    public Contributor? ReadOne(XElement element) => One(element);

    private Contributor? One(XElement element)
    {
        if (Name(element) is not var (family, given, suffix, isGroup))
        {
            return null;
        }

        return new Contributor
        {
            Role = Role(element),
            Family = family,
            Given = given,
            Suffix = suffix,
            IsGroup = isGroup,
            Orcid = ReadOrcid(element),
            Affiliations = _isWhole ? AffiliationReader.OwnOf(element) : _affiliations.Of(element),
            Biography = FoldedText.Lines(element.Element("bio") ?? Called(element), NoHeading),
        };
    }

    private static (string Family, string? Given, string? Suffix, bool IsGroup)? Name(XElement element)
    {
        var alternatives = element.Element("name-alternatives");
        var names = element.Elements("name").Concat(alternatives?.Elements("name") ?? []).ToList();
        if ((names.Find(name => (string?)name.Attribute("specific-use") is not ("index" or "nickname")) ?? names.FirstOrDefault()) is { } name)
        {
            var given = FoldedText.Line(name.Element("given-names"));
            var family = FoldedText.Line(name.Element("surname"));
            return (family ?? given) is { } known ? (known, family is null ? null : given, FoldedText.Line(name.Element("suffix")), false) : null;
        }

        if ((element.Element("string-name") ?? alternatives?.Element("string-name")) is { } written)
        {
            var family = FoldedText.Line(written.Element("surname"));
            return family is not null ? (family, FoldedText.Line(written.Element("given-names")), FoldedText.Line(written.Element("suffix")), false)
                : FoldedText.Line(written, NoName) is { } whole ? (whole, null, null, false) : null;
        }

        var body = element.Element("collab") ?? element.Element("collab-alternatives")?.Element("collab") ?? element.Element("institution") ?? element.Element("on-behalf-of");
        return FoldedText.Line(body, NoName) is { } group ? (group, null, null, true)
            : element.Element("anonymous") is not null ? ("Anonymous", null, null, false)
            : null;
    }

    private static string Role(XElement element)
    {
        var stated = ((string?)element.Attribute("contrib-type") ?? "").Trim();
        if (stated.Length > 0)
        {
            return stated;
        }

        var group = ((string?)element.Parent?.Attribute("content-type") ?? "").Trim().ToLowerInvariant();
        return group is "editor" or "editors" ? "editor" : group is "translator" or "translators" ? "translator" : "author";
    }

    private string? ReadOrcid(XElement element)
    {
        var written = element.Elements("contrib-id").Where(id => IsOrcid((string?)id.Attribute("contrib-id-type")) || IsOrcid(id.Value))
            .Concat(element.Elements("uri").Concat(element.Elements("ext-link")).Where(link => IsOrcid((string?)link.Attribute("content-type")) || IsOrcid((string?)link.Attribute(Namespaces.XLink + "href"))))
            .FirstOrDefault();
        if (written is null)
        {
            return null;
        }

        var value = FoldedText.Line(written) is { } text && Orcid.Read(text) is not null ? text : (string?)written.Attribute(Namespaces.XLink + "href") ?? written.Value;
        if (value.Trim().Length > 0 && Orcid.Read(value) is null)
        {
            log.Add(written, $"\"{value.Trim()}\" is no ORCID iD (its check digit or its form is wrong); it was left out.");
        }

        return Orcid.Read(value);
    }

    private static bool IsOrcid(string? text) => text is not null && text.Contains("orcid", StringComparison.OrdinalIgnoreCase);

    private XElement? Called(XElement element) =>
        element.Elements("xref").Where(xref => (string?)xref.Attribute("ref-type") == "bio").SelectMany(NoteScan.Ids).Select(id => _biographies.Value.GetValueOrDefault(id)).FirstOrDefault(bio => bio is not null);
}
