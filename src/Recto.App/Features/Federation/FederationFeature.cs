using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Features.Federation.Desk;
using Recto.App.Features.Federation.Institutions;
using Recto.App.Features.Federation.OpenIdConnect;
using Recto.App.Features.Federation.Persons;
using Recto.App.Shell.Persons;
using Recto.Storage.Federation;

namespace Recto.App.Features.Federation;

/// <summary>Signing in through an institution, by SAML or OpenID Connect, and to one's account by a provider of persons, ORCID above all.</summary>
internal static class FederationFeature
{
    /// <summary>Adds what it needs.</summary>
    public static void AddFederation(this IServiceCollection services)
    {
        services.AddSingleton<InstitutionIdentityStore>();
        services.AddSingleton<IdentityProviderStore>();
        services.AddSingleton<AccountIdentityStore>();
        services.AddSingleton<InstitutionChoices>();
        services.AddSingleton<LibrarySessions>();
        services.AddSingleton<LibraryEntrance>();
        services.AddSingleton<ProviderSecrets>();
        services.AddSingleton<ProviderOptions>();
        services.AddSingleton<OidcTrouble>();
        services.AddRateLimiter(limiter => limiter.AddPolicy<string, ProviderRate>(ProviderRate.Name));
        services.AddSingleton<ShownIdentities>();
        services.AddSingleton<DiscoveryTrial>();
        services.AddSingleton<KeptOfPerson>();
        services.AddSingleton<OwnData>(provider => provider.GetRequiredService<KeptOfPerson>().TellAsync);
        services.AddSingleton<ErasePerson>(provider => provider.GetRequiredService<KeptOfPerson>().EraseAsync);
        services.AddSingleton<FindRightKeys>(provider => provider.GetRequiredService<LibrarySessions>().FindRightKeysAsync);
        services.AddSingleton<ListPersonProviders>(provider => async ct =>
            [.. (await provider.GetRequiredService<IdentityProviderStore>().ListAsync(ct)).Where(known => known is { IsOn: true, Kind: ProviderKind.Person }).Select(known => new PersonProvider(known.Name, ProviderAddress.Of(known.Key)))]);
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapFederation(this IEndpointRouteBuilder routes)
    {
        routes.MapShibboleth();
        routes.MapOidc();
        routes.MapChooser();
        routes.MapOwnIdentities();
        routes.MapProviderDesk();
        routes.MapIdentityDesk();
    }
}
