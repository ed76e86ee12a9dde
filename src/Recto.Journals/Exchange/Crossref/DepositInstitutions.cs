using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Crossref;

/// <summary>What machines call the institutions of an article, as its document says it: the record keeps their printed names only.</summary>
/// <param name="Affiliations">Address at ROR by affiliation as printed. An affiliation that names several institutions is not here.</param>
/// <param name="Funders">Address in the funder registry by name of the funder.</param>
public sealed partial record DepositInstitutions(IReadOnlyDictionary<string, string> Affiliations, IReadOnlyDictionary<string, string> Funders)
{
    /// <summary>None known.</summary>
    public static DepositInstitutions None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>());

    /// <summary>Those of a document.</summary>
    public static DepositInstitutions Of(XDocument jats)
    {
        ArgumentNullException.ThrowIfNull(jats);
        var (affiliations, funders) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var affiliation in jats.Root?.Elements("front").Descendants("aff") ?? [])
        {
            var ids = Said(affiliation).Select(text => Ror().Match(text)).Where(match => match.Success).Select(match => "https://ror.org/" + match.Groups[1].Value.ToLowerInvariant()).Distinct().ToList();
            if (ids is [var only] && AffiliationReader.Text(affiliation) is { } printed)
            {
                affiliations.TryAdd(printed, only);
            }
        }

        foreach (var source in jats.Root?.Elements("front").Descendants("funding-source") ?? [])
        {
            var ids = Said(source).Select(text => Funder().Match(text)).Where(match => match.Success).Select(match => "https://doi.org/" + match.Value).Distinct().ToList();
            if (ids is [var only] && FundingReader.NameOf(source) is { } name)
            {
                funders.TryAdd(name, only);
            }
        }

        return new DepositInstitutions(affiliations, funders);
    }

    private static IEnumerable<string> Said(XElement element) => element.Descendants("institution-id").Select(id => id.Value)
        .Concat(element.DescendantsAndSelf().Attributes(XName.Get("href", "http://www.w3.org/1999/xlink")).Select(link => link.Value));

    // https://ror.org/05gq02987
    [GeneratedRegex("ror\\.org/(0[a-z0-9]{6}[0-9]{2})(?![a-z0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ror();

    // http://dx.doi.org/10.13039/501100000265
    [GeneratedRegex("10\\.13039/[0-9]{5,15}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Funder();
}
