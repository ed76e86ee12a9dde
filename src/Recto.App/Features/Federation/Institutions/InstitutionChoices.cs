using Recto.App.Shell;
using Recto.Journals.Search;
using Recto.Storage.Federation;

namespace Recto.App.Features.Federation.Institutions;

/// <summary>An institution that somebody can choose, and by what they sign in then.</summary>
/// <param name="Key">Its part of addresses.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scopes">The scopes of its people, domains as a rule.</param>
/// <param name="EntityId">entityID of its identity provider of SAML; null where they sign in by OpenID Connect.</param>
/// <param name="Provider">Key of its provider of OpenID Connect; null where they sign in by SAML.</param>
public sealed record InstitutionChoice(string Key, string Name, IReadOnlyList<string> Scopes, string? EntityId, string? Provider);

/// <summary>All institutions that somebody can sign in through, in memory at one moment.</summary>
internal sealed class LoadedChoices
{
    private readonly Dictionary<string, InstitutionChoice> _byKey;
    private readonly Dictionary<string, InstitutionChoice> _byEntityId;
    private readonly NameFinder<InstitutionChoice> _finder;

    public LoadedChoices(IReadOnlyList<ChoosableInstitution> institutions, IReadOnlyList<IdentityProvider> providers, bool takesSaml)
    {
        var keys = providers.Where(provider => provider is { IsOn: true, Kind: ProviderKind.Institution }).GroupBy(provider => provider.Issuer, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Key, StringComparer.Ordinal);
        var all = institutions.Select(institution => (Row: institution, Choice: ChoiceOf(institution, keys, takesSaml))).Where(pair => pair.Choice is not null).ToList();
        _byKey = all.ToDictionary(pair => pair.Row.Key, pair => pair.Choice!, StringComparer.Ordinal);
        _byEntityId = new(StringComparer.Ordinal);
        foreach (var (row, choice) in all.Where(_ => takesSaml))
        {
            foreach (var identity in row.Identities.Where(identity => identity.Kind == IdentityKind.Saml))
            {
                _byEntityId.TryAdd(identity.Issuer, choice! with { EntityId = identity.Issuer, Provider = null });
            }
        }

        _finder = new(all.Select(pair => (pair.Choice!, (IReadOnlyList<string>)[pair.Row.Name, .. pair.Row.Identities.SelectMany(identity => identity.Names.Append(identity.Scope)), pair.Row.Key, pair.Row.Ror ?? ""])));
    }

    /// <summary>Those that answer to what was typed, best first; all by name where nothing was.</summary>
    public IReadOnlyList<InstitutionChoice> Seek(string? typed) => _finder.Find(typed);

    /// <summary>The institution of that key; null where nobody can sign in through it.</summary>
    public InstitutionChoice? FindKey(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The institution of that identity provider of SAML, the first where it speaks for several; null where it speaks for none.</summary>
    public InstitutionChoice? FindEntity(string entityId) => _byEntityId.GetValueOrDefault(entityId);

    // The first way in that the site can go.
    private static InstitutionChoice? ChoiceOf(ChoosableInstitution institution, Dictionary<string, string> providers, bool takesSaml)
    {
        IReadOnlyList<string> scopes = [.. institution.Identities.Select(identity => identity.Scope).Distinct()];
        foreach (var identity in institution.Identities)
        {
            if (identity.Kind == IdentityKind.Saml ? takesSaml : providers.ContainsKey(identity.Issuer))
            {
                return new(institution.Key, institution.Name, scopes, identity.Kind == IdentityKind.Saml ? identity.Issuer : null, identity.Kind == IdentityKind.Oidc ? providers[identity.Issuer] : null);
            }
        }

        return null;
    }
}

/// <summary>Keeps them for a few seconds, for whoever chooses sends several requests one after another.</summary>
internal sealed class InstitutionChoices(InstitutionIdentityStore identities, IdentityProviderStore providers, SiteOptions site, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(20);
    private volatile AtHand? _kept;

    /// <summary>All of them; two statements where they are not at hand.</summary>
    public async Task<LoadedChoices> LoadAsync(CancellationToken ct)
    {
        if (_kept is { } kept && time.GetElapsedTime(kept.At) < Kept)
        {
            return kept.Choices;
        }

        var at = time.GetTimestamp();
        var choices = new LoadedChoices(await identities.ListChoosableAsync(ct), await providers.ListAsync(ct), site.Saml is not null);
        _kept = new(choices, at);
        return choices;
    }

    /// <summary>Forgets them: the desk has changed something.</summary>
    public void Renew() => _kept = null;

    private sealed record AtHand(LoadedChoices Choices, long At);
}
