using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Recto.App.Shell;

/// <summary>Sign-in by SAML, as the operator has set it up: a Shibboleth SP in the web server before the site.</summary>
internal sealed class SamlSettings
{
    /// <summary>Fewest characters of the secret.</summary>
    public const int ShortestSecret = 32;

    private const int LongestSecret = 1000;
    private readonly byte[] _secretHash;

    private SamlSettings(string secret, string? entityId, Uri? discovery) => (_secretHash, EntityId, Discovery) = (Hash(secret), entityId, discovery);

    /// <summary>The entityID of the site's service provider; null where it was not said.</summary>
    public string? EntityId { get; }

    /// <summary>A discovery service (SAML V2.0 Identity Provider Discovery Protocol), SeamlessAccess as a rule, that readers may be sent to for choosing their institution; null for none.</summary>
    public Uri? Discovery { get; }

    /// <summary>Whether this is the secret that the site and the web server before it share. Takes as long for a wrong one as for the right one.</summary>
    public bool IsSecret(string? shown) => CryptographicOperations.FixedTimeEquals(Hash(shown ?? ""), _secretHash) & shown is not null;

    /// <summary>Reads <c>RECTO_SAML_SECRET</c> or <c>RECTO_SAML_SECRET_FILE</c>, and <c>RECTO_SAML_ENTITY_ID</c> and <c>RECTO_SAML_DISCOVERY</c> beside it.</summary>
    /// <param name="read">Gives a variable of the environment.</param>
    /// <param name="settings">What they say; null where there is no secret, and then nobody signs in by SAML.</param>
    /// <param name="wrong">What cannot be used, and how to write it; without the secret.</param>
    public static bool TryRead(Func<string, string?> read, out SamlSettings? settings, [NotNullWhen(false)] out string? wrong)
    {
        (settings, wrong) = (null, null);
        if (Worded(read("RECTO_SAML_SECRET")) is not null && Worded(read("RECTO_SAML_SECRET_FILE")) is not null)
        {
            wrong = "RECTO_SAML_SECRET and RECTO_SAML_SECRET_FILE are both set; keep one.";
            return false;
        }

        if (!GivenSecret.TryRead(read, File.ReadAllText, "RECTO_SAML_SECRET", out var secret, out wrong))
        {
            return false;
        }

        var (entityId, discovery) = (Worded(read("RECTO_SAML_ENTITY_ID")), Worded(read("RECTO_SAML_DISCOVERY")));
        if (secret is null)
        {
            wrong = discovery is null && entityId is null ? null : "RECTO_SAML_ENTITY_ID and RECTO_SAML_DISCOVERY say nothing without RECTO_SAML_SECRET.";
            return wrong is null;
        }

        if (secret.Length is < ShortestSecret or > LongestSecret || secret.Any(c => c is < '!' or > '~' or '"' or '\\'))
        {
            wrong = $"The secret of RECTO_SAML_SECRET has {secret.Length} characters; it needs {ShortestSecret} to {LongestSecret} of ASCII, without blanks, quotation marks and backslashes. “openssl rand -hex 32” makes one.";
            return false;
        }

        if (discovery is null)
        {
            settings = new(secret, entityId, null);
            return true;
        }

        if (!Uri.TryCreate(discovery, UriKind.Absolute, out var service) || !ServerAddress.IsSafe(service) || service.Fragment.Length > 0)
        {
            wrong = $"RECTO_SAML_DISCOVERY “{discovery}” is no address of a discovery service; write it as https://service.seamlessaccess.org/ds/.";
            return false;
        }

        if (entityId is null)
        {
            wrong = "RECTO_SAML_DISCOVERY needs RECTO_SAML_ENTITY_ID, the entityID of the site’s service provider: the discovery service asks for it.";
            return false;
        }

        settings = new(secret, entityId, service);
        return true;
    }

    private static string? Worded(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
