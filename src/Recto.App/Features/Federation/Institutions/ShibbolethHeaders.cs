using System.Text;
using Microsoft.Extensions.Primitives;

namespace Recto.App.Features.Federation.Institutions;

/// <summary>What a Shibboleth SP tells of a reader, as the web server passes it on in headers. Only of use where <see cref="ShibbolethDoor"/> believes them.</summary>
/// <param name="Provider">entityID of the identity provider; null where it was not said.</param>
/// <param name="Affiliations">Scoped affiliations.</param>
/// <param name="Entitlements">Entitlements.</param>
internal sealed record ShibbolethHeaders(string? Provider, IReadOnlyList<string> Affiliations, IReadOnlyList<string> Entitlements)
{
    /// <summary>The header of the identity provider.</summary>
    public const string ProviderName = "Shib-Identity-Provider";

    /// <summary>The header of eduPersonScopedAffiliation: its id in the attribute map that Shibboleth ships.</summary>
    public const string AffiliationName = "affiliation";

    /// <summary>The header of eduPersonEntitlement, as above.</summary>
    public const string EntitlementName = "entitlement";

    /// <summary>Reads them; null where one came twice: then one of the two was not written by the web server, and nobody knows which.</summary>
    public static ShibbolethHeaders? Read(IHeaderDictionary headers)
    {
        StringValues provider = headers[ProviderName], affiliation = headers[AffiliationName], entitlement = headers[EntitlementName];
        return provider.Count > 1 || affiliation.Count > 1 || entitlement.Count > 1 ? null
            : new(Split(provider) is [var first, ..] ? first : null, Split(affiliation), Split(entitlement));
    }

    /// <summary>The values of a header: parted by semicolons, one that belongs to a value as <c>\;</c>. What Apache writes where a variable is missing is nothing.</summary>
    public static IReadOnlyList<string> Split(string? header)
    {
        if (string.IsNullOrWhiteSpace(header) || header == "(null)")
        {
            return [];
        }

        var (values, value) = (new List<string>(), new StringBuilder());
        for (var i = 0; i < header.Length; i++)
        {
            if (header[i] == '\\' && i + 1 < header.Length && header[i + 1] == ';')
            {
                value.Append(header[++i]);
            }
            else if (header[i] == ';')
            {
                Add();
            }
            else
            {
                value.Append(header[i]);
            }
        }

        Add();
        return values;

        void Add()
        {
            if (value.ToString().Trim() is { Length: > 0 } one)
            {
                values.Add(one);
            }

            value.Clear();
        }
    }
}
