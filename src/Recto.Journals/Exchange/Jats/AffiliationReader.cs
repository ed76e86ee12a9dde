using System.Collections.Frozen;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Affiliations, wherever they stand: in the contributor, called by an <c>xref</c>, shared by a group, in several languages or spellings.</summary>
internal sealed class AffiliationReader
{
    private static readonly FrozenSet<string> NoWords = new[] { "label", "institution-id", "contrib-id", "object-id" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly XElement _meta;
    private readonly Dictionary<string, XElement> _byId = new(StringComparer.Ordinal);
    private readonly bool _areCalled;

    public AffiliationReader(XElement meta)
    {
        _meta = meta;
        foreach (var element in meta.Descendants())
        {
            if (element.Name.LocalName is "aff" or "aff-alternatives" && (string?)element.Attribute("id") is { } id)
            {
                _byId.TryAdd(id, element);
            }

            _areCalled |= element.Name.LocalName == "xref" && (string?)element.Attribute("ref-type") == "aff";
        }
    }

    /// <summary>The affiliations of a contributor, as printed.</summary>
    public IReadOnlyList<string> Of(XElement contributor)
    {
        var called = contributor.Elements("xref").Where(xref => (string?)xref.Attribute("ref-type") is "aff" or null).SelectMany(NoteScan.Ids)
            .Select(id => _byId.GetValueOrDefault(id)).OfType<XElement>();
        var own = contributor.Elements("aff").Concat(contributor.Elements("aff-alternatives")).Concat(called).ToList();
        if (own.Count == 0 && !_areCalled)
        {
            own = Shared(contributor);
        }

        return [.. own.Select(Text).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Nothing is called: what stands in the group is meant for all of it; what stands outside is, where there is one affiliation or one contributor.</summary>
    private List<XElement> Shared(XElement contributor)
    {
        var group = contributor.Parent!;
        var inGroup = group.Elements("aff").Concat(group.Elements("aff-alternatives")).ToList();
        var outside = _meta.Elements("aff").Concat(_meta.Elements("aff-alternatives")).ToList();
        return inGroup.Count > 0 ? inGroup : outside.Count == 1 || group.Elements("contrib").Take(2).Count() == 1 ? outside : [];
    }

    private static string? Text(XElement affiliation)
    {
        if (affiliation.Name.LocalName == "aff-alternatives")
        {
            return affiliation.Elements("aff").Select(Text).FirstOrDefault(text => text is not null);
        }

        // SciELO keeps the printed line beside the parts that were made from it.
        if (affiliation.Elements("institution").FirstOrDefault(institution => (string?)institution.Attribute("content-type") == "original") is { } original)
        {
            return FoldedText.Line(original, NoWords);
        }

        if (affiliation.Nodes().OfType<XText>().Any(text => !text.Value.AsSpan().Trim(" \t\r\n.").IsEmpty))
        {
            return Trimmed(FoldedText.Line(affiliation, NoWords));
        }

        var parts = affiliation.Elements().Where(part => !NoWords.Contains(part.Name.LocalName) && part.Name.LocalName is not ("sup" or "email" or "xref"))
            .SelectMany(part => part.Name.LocalName == "institution-wrap" ? part.Elements("institution") : [part])
            .Select(part => Trimmed(FoldedText.Line(part, NoWords))).OfType<string>();
        return string.Join(", ", parts) is { Length: > 0 } joined ? joined : null;
    }

    private static string? Trimmed(string? text) => text?.Trim(' ', ',', ';') is { Length: > 0 } trimmed ? trimmed : null;
}
