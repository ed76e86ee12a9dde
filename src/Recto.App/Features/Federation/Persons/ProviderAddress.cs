namespace Recto.App.Features.Federation.Persons;

/// <summary>Addresses of a provider of OpenID Connect.</summary>
internal static class ProviderAddress
{
    /// <summary>Where a sign-in by it begins.</summary>
    public static string Of(string key) => "/login/oidc/" + key;

    /// <summary>Where it sends back to: told to it once, when the site is registered there.</summary>
    public static string Callback(string key) => Of(key) + "/callback";
}
