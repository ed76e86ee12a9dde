using System.Globalization;
using Recto.App.Features.Federation.OpenIdConnect;
using Recto.App.Shell;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Storage.Federation;

namespace Recto.App.Features.Federation.Desk;

/// <summary>A provider of OpenID Connect as a form, and back. Its secret is never shown again.</summary>
internal static class ProviderForm
{
    /// <summary>Names of the fields that the log compares, in order.</summary>
    public static readonly string[] Names = ["on", "name", "issuer", "client_id", "scopes", "affiliation_claim", "entitlement_claim"];

    /// <summary>Fields of the secret.</summary>
    public const string Secret = "client_secret", Forget = "client_secret_forget";

    private const int LongestKey = 40, LongestName = 100, LongestIssuer = 500, LongestSecret = 2000, LongestText = 300;

    /// <summary>How each field is called.</summary>
    public static string Label(Say say, string name) => name switch
    {
        "on" => say["People can sign in by it"],
        "kind" => say["Whom it knows"],
        "key" => say["Part of the address"],
        "name" => say["Name as readers see it"],
        "issuer" => say["Issuer"],
        "client_id" => say["Client id"],
        "scopes" => say["Scopes"],
        "affiliation_claim" => say["Claim of affiliations"],
        "entitlement_claim" => say["Claim of entitlements"],
        _ => name,
    };

    /// <summary>What a value is called where it is not the words that were typed.</summary>
    public static string? Words(Say say, string name, string? value) => name == "on" ? value is null ? say["no"] : say["yes"] : value;

    /// <summary>A form for a new one: of institutions, or of ORCID.</summary>
    public static FormValues New(bool isOrcid) => isOrcid
        ? new(("kind", "person"), ("key", "orcid"), ("name", "ORCID"), ("issuer", "https://orcid.org"), ("scopes", "openid"), ("affiliation_claim", "eduperson_scoped_affiliation"), ("entitlement_claim", "eduperson_entitlement"), ("on", "on"))
        : new(("kind", "institution"), ("scopes", "openid eduperson"), ("affiliation_claim", "eduperson_scoped_affiliation"), ("entitlement_claim", "eduperson_entitlement"), ("on", "on"));

    /// <summary>The form that shows one.</summary>
    public static FormValues Of(IdentityProvider provider) => new(("on", provider.IsOn ? "on" : null), ("name", provider.Name), ("issuer", provider.Issuer), ("client_id", provider.ClientId), ("scopes", provider.Scopes),
        ("affiliation_claim", provider.AffiliationClaim), ("entitlement_claim", provider.EntitlementClaim), (EditConflict.VersionField, provider.EditVersion.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Reads what was typed; what is wrong is said in the form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="before">The provider as it is kept; null for a new one.</param>
    /// <param name="id">Id of a new one.</param>
    /// <param name="secrets">Encrypts the secret.</param>
    /// <param name="say">Words.</param>
    /// <returns>Of use only where nothing was wrong.</returns>
    public static IdentityProvider Read(FormValues form, IdentityProvider? before, Guid id, ProviderSecrets secrets, Say say)
    {
        var key = before?.Key ?? form.Text("key");
        if (before is null && !(key is { Length: > 0 and <= LongestKey } && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')))
        {
            form.Wrong("key", say["Small letters a to z, digits and hyphens, up to {0}. As in uni-x.", LongestKey]);
        }

        var issuer = Line(form, "issuer", LongestIssuer, say);
        if (issuer is not null && !IsIssuer(issuer))
        {
            form.Wrong("issuer", say["An issuer is an https address without ? and #, to the letter as the provider writes it in its discovery document. As in https://orcid.org."]);
        }

        var scopes = string.Join(' ', (Line(form, "scopes", LongestText, say) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal));
        if (!scopes.Split(' ').Contains("openid") || scopes.Any(c => c is < ' ' or > '~' or '"' or '\\'))
        {
            form.Wrong("scopes", say["Words parted by blanks, “openid” among them."]);
        }

        var secret = form.Raw(Secret)?.Trim();
        if (secret is { Length: > LongestSecret } || secret?.Any(char.IsControl) == true)
        {
            form.Wrong(Secret, say["One line of up to {0} characters.", LongestSecret]);
        }

        return new IdentityProvider
        {
            Id = before?.Id ?? id,
            Key = key ?? "",
            Kind = before?.Kind ?? (form.Text("kind") == "person" ? ProviderKind.Person : ProviderKind.Institution),
            Name = Line(form, "name", LongestName, say) ?? "",
            Issuer = issuer ?? "",
            ClientId = Line(form, "client_id", LongestText, say) ?? "",
            ClientSecret = !string.IsNullOrEmpty(secret) ? secrets.Protect(secret) : form.Has(Forget) ? null : before?.ClientSecret,
            Scopes = scopes,
            AffiliationClaim = Line(form, "affiliation_claim", LongestText, say) ?? "",
            EntitlementClaim = Line(form, "entitlement_claim", LongestText, say) ?? "",
            IsOn = form.Has("on"),
        };
    }

    /// <summary>Whether it is an issuer (OpenID Connect Discovery 1.0, 3) that can be asked safely: http for this machine only.</summary>
    public static bool IsIssuer(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && ServerAddress.IsSafe(uri)
        && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0 && !text.Contains('?', StringComparison.Ordinal) && !text.Contains('#', StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace);

    private static string? Line(FormValues form, string name, int longest, Say say)
    {
        var text = form.Text(name);
        if (text is null)
        {
            form.Wrong(name, say["This is needed."]);
        }
        else if (text.Length > longest || text.Any(char.IsControl))
        {
            form.Wrong(name, say["One line of up to {0} characters.", longest]);
        }

        return text;
    }
}
