using Recto.Journals.Access;

namespace Recto.Storage.Federation;

/// <summary>By which protocol somebody signs in through an institution.</summary>
public enum IdentityKind
{
    /// <summary>SAML 2.0.</summary>
    Saml = 1,

    /// <summary>OpenID Connect.</summary>
    Oidc,
}

/// <summary>By what an identity provider an institution is known.</summary>
public sealed record InstitutionIdentity
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The institution.</summary>
    public required Guid InstitutionId { get; init; }

    /// <summary>Protocol.</summary>
    public required IdentityKind Kind { get; init; }

    /// <summary>entityID of SAML, issuer of OpenID Connect, to the letter; 1 to 1024 characters.</summary>
    public required string Issuer { get; init; }

    /// <summary>The scope for which the provider speaks, lower case: <c>uni-x.example</c>; 1 to 255 characters.</summary>
    public required string Scope { get; init; }

    /// <summary>Who reads by contract beside the usual ones.</summary>
    public IReadOnlySet<Affiliation> AlsoAdmits { get; init; } = new HashSet<Affiliation>();

    /// <summary>Other names of the institution under which readers look for it, each on one line.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>An institution that somebody can choose to sign in through.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its part of addresses.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ror">ROR id, <c>https://ror.org/…</c>; null where it is not known.</param>
/// <param name="Country">ISO 3166-1, two letters; null where it is not known.</param>
/// <param name="Identities">By what it is known, first put down first; at least one.</param>
public sealed record ChoosableInstitution(Guid Id, string Key, string Name, string? Ror, string? Country, IReadOnlyList<InstitutionIdentity> Identities);

/// <summary>Whom a provider of OpenID Connect knows.</summary>
public enum ProviderKind
{
    /// <summary>People of institutions: who signs in reads through theirs.</summary>
    Institution = 1,

    /// <summary>Persons: who signs in has an account here.</summary>
    Person,
}

/// <summary>A provider of OpenID Connect.</summary>
public sealed record IdentityProvider
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its part of addresses: <c>a-z 0-9 -</c>, 1 to 40 characters. Never changes, for the provider knows the address that it sends back to.</summary>
    public required string Key { get; init; }

    /// <summary>Whom it knows.</summary>
    public required ProviderKind Kind { get; init; }

    /// <summary>Name as shown.</summary>
    public required string Name { get; init; }

    /// <summary>Its issuer, to the letter; its discovery document is at <c>/.well-known/openid-configuration</c> below it.</summary>
    public required string Issuer { get; init; }

    /// <summary>As what the site is known there.</summary>
    public required string ClientId { get; init; }

    /// <summary>The site's secret there, encrypted with the site's keys; null where there is none.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>What is asked for, parted by blanks; <c>openid</c> is among it.</summary>
    public required string Scopes { get; init; }

    /// <summary>The claim that holds scoped affiliations.</summary>
    public string AffiliationClaim { get; init; } = "eduperson_scoped_affiliation";

    /// <summary>The claim that holds entitlements.</summary>
    public string EntitlementClaim { get; init; } = "eduperson_entitlement";

    /// <summary>Whether anybody can sign in by it.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary>Counts changes; 1 at first.</summary>
    public int EditVersion { get; init; } = 1;

    // A record would write out its secret, be it encrypted.
    /// <inheritdoc/>
    public override string ToString() => $"{Key} {Issuer}";
}

/// <summary>By what a provider of persons an account is known.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Issuer">The provider's issuer.</param>
/// <param name="Subject">The provider's name for the person.</param>
/// <param name="CreatedAt">Since when.</param>
public sealed record AccountIdentity(Guid Id, Guid AccountId, string Issuer, string Subject, DateTimeOffset CreatedAt);
