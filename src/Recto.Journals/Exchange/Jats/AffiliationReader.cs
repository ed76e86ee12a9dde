using System.Collections.Frozen;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Affiliations, wherever they stand: in the contributor, called by an <c>xref</c>, shared by a group, in several languages or spellings.</summary>
internal sealed class AffiliationReader
{
    private static readonly FrozenSet<string> NoWords = new[] { "label", "institution-id", "contrib-id", "object-id", "email" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>More affiliations than this, with nothing to say whose is which, are nobody's.</summary>
    private const int MostShared = 8;

    private readonly XElement _meta;
    private readonly Dictionary<string, XElement> _byId = new(StringComparer.Ordinal);
    private readonly bool _areCalled;
    private readonly Dictionary<XElement, IReadOnlyList<string>> _shared = [];

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
        if (own.Count > 0 || _areCalled)
        {
            return Texts(own);
        }

        if (!_shared.TryGetValue(contributor.Parent!, out var shared))
        {
            _shared.Add(contributor.Parent!, shared = Shared(contributor.Parent!));
        }

        return shared;
    }

    /// <summary>Only those that stand in the contributor itself.</summary>
    public static IReadOnlyList<string> OwnOf(XElement contributor) => Texts(contributor.Elements("aff"));

    /// <summary>Nothing is called: what stands in the group is meant for all of it (a few at most); what stands outside is, where there is one affiliation or one contributor.</summary>
    private IReadOnlyList<string> Shared(XElement group)
    {
        var inGroup = group.Elements().Where(IsAffiliation).Take(MostShared + 1).ToList();
        var outside = _meta.Elements().Where(IsAffiliation).Take(MostShared + 1).ToList();
        return inGroup.Count is > 0 and <= MostShared ? Texts(inGroup)
            : inGroup.Count == 0 && (outside.Count == 1 || group.Elements("contrib").Take(2).Count() == 1) ? Texts(outside)
            : [];
    }

    private static bool IsAffiliation(XElement element) => element.Name.LocalName is "aff" or "aff-alternatives";

    private static IReadOnlyList<string> Texts(IEnumerable<XElement> affiliations) => [.. affiliations.Select(Text).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>An affiliation as printed; null where nothing is.</summary>
    public static string? Text(XElement affiliation)
    {
        if (affiliation.Name.LocalName == "aff-alternatives")
        {
            return affiliation.Elements("aff").Select(Text).FirstOrDefault(text => text is not null);
        }

        // SciELO keeps the printed line beside the parts that were made from it.
        if (affiliation.Elements("institution").FirstOrDefault(institution => (string?)institution.Attribute("content-type") == "original") is { } original)
        {
            return Trimmed(FoldedText.Line(original, NoWords));
        }

        if (affiliation.Nodes().OfType<XText>().Any(text => !text.Value.AsSpan().Trim(" \t\r\n.").IsEmpty))
        {
            return Trimmed(FoldedText.Line(affiliation, NoWords));
        }

        var parts = affiliation.Elements().Where(part => !NoWords.Contains(part.Name.LocalName) && part.Name.LocalName is not ("sup" or "xref"))
            .SelectMany(part => part.Name.LocalName == "institution-wrap" ? part.Elements("institution") : [part])
            .Select(part => Trimmed(FoldedText.Line(part, NoWords))).OfType<string>();
        return string.Join(", ", parts) is { Length: > 0 } joined ? joined : null;
    }

    private static string? Trimmed(string? text) => text?.Trim(' ', ',', ';') is { Length: > 0 } trimmed ? trimmed : null;
}
