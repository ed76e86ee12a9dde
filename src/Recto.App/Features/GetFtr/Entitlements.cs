using System.Net;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Identifiers;
using Recto.Storage.Access;
using Recto.Storage.Articles;
using Recto.Storage.Federation;

namespace Recto.App.Features.GetFtr;

/// <summary>Tells what readers of an institution may read, as <see cref="AccessRule"/> decides. Three statements at most, however many DOIs; nothing is counted as use.</summary>
internal sealed class Entitlements(ArticleStore articles, RightStore rights, InstitutionIdentityStore identities, KnownInstitutions institutions)
{
    /// <summary>The answers, in the order of the DOIs.</summary>
    /// <param name="dois">What is asked about.</param>
    /// <param name="org">By what the institution is known; null for none.</param>
    /// <param name="origin">Scheme and host of this site.</param>
    /// <param name="at">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Entitlement>> TellAsync(IReadOnlyList<string> dois, OrganisationIds? org, string origin, DateTimeOffset at, CancellationToken ct)
    {
        var asked = dois.Select(text => Doi.TryParse(text, out var doi) ? doi : (Doi?)null).ToList();
        var found = (await articles.ListByDoiAsync([.. asked.OfType<Doi>().Distinct()], ct)).ToDictionary(article => article.Doi, StringComparer.OrdinalIgnoreCase);
        var known = org is null ? [] : await FindAsync(org, ct);
        var held = await rights.ListHeldAsync(new RightKeys { Institutions = [.. known.SelectMany(match => match.Arrival.Keys.Institutions).Distinct()] }, ct);
        var askers = known.Select(match => (Match: match, Asker: new Asker(new AccessReader { Rights = [.. held.Where(right => right.InstitutionId is { } id && match.Arrival.Keys.Institutions.Contains(id))] }, at))).ToList();
        return [.. dois.Select((text, i) => asked[i] is { } doi && found.TryGetValue(doi.Value, out var article) ? Tell(text, article, askers, origin, at) : new Entitlement(text, StatusCodes.Status404NotFound))];
    }

    private static Entitlement Tell(string doi, ArticleByDoi article, List<(Match Match, Asker Asker)> askers, string origin, DateTimeOffset at)
    {
        var anybody = AccessRule.Decide(article.Terms, AccessReader.Anybody, at);
        if (!anybody.Record)
        {
            return new Entitlement(doi, StatusCodes.Status404NotFound); // A draft, or withdrawn: nobody learns that it is there.
        }

        var path = "/articles/" + Uri.EscapeDataString(article.Slug);
        var answer = new Entitlement(doi, StatusCodes.Status200OK) { Document = origin + path, AccessType = TypeOf(anybody), Entitled = "no", Vor = [], Av = [] };
        if (anybody.Body)
        {
            return answer with { Entitled = "yes", Vor = Documents(anybody, null) };
        }

        // Who is known for sure goes before whom a sign-in has still to show.
        var best = askers.Select(known => (known.Match, Decision: known.Asker.Decide(article.Terms))).Where(known => known.Decision.Body).OrderBy(known => known.Match.IsCertain ? 0 : 1).FirstOrDefault();
        return best.Match is not { } match ? answer : answer with { Entitled = match.IsCertain ? "yes" : "maybe", Org = match.By, Vor = Documents(best.Decision, match.SignIn) };

        IReadOnlyList<EntitledDocument> Documents(AccessDecision decision, string? signIn) =>
            [new(Address(path, signIn), "text/html"), .. decision.Pdf && article.HasPdf ? [new EntitledDocument(Address($"{path}/{Uri.EscapeDataString(article.Slug)}.pdf", signIn), "application/pdf")] : Array.Empty<EntitledDocument>()];

        string Address(string to, string? signIn) => signIn is null ? origin + to : $"{origin}/login/{Uri.EscapeDataString(signIn)}?to={Uri.EscapeDataString(to)}";
    }

    private static string TypeOf(AccessDecision anybody) => anybody.Reason switch
    {
        AccessReason.OpenLicence => "open",
        AccessReason.FreeToRead or AccessReason.MovingWall => "permFree",
        AccessReason.FreeWindow => "free",
        _ => "paid",
    };

    // By each id that was given: addresses say who somebody is; a provider says it when it says of what kind the reader is, else the sign-in will show.
    private async Task<List<Match>> FindAsync(OrganisationIds org, CancellationToken ct)
    {
        var matches = new List<Match>();
        foreach (var (text, by) in new[] { (org.Ipv4, new OrganisationIds { Ipv4 = org.Ipv4 }), (org.Ipv6, new OrganisationIds { Ipv6 = org.Ipv6 }) })
        {
            if (text is not null && AddressNumber.TryRead(text.Trim()) is { } number && institutions.At(new IPAddress(AddressNumber.ToBytes(number))) is { } arrival)
            {
                matches.Add(new(arrival, true, by, null));
            }
        }

        if (org.EntityId is { Length: > 0 and <= 1024 } entity && await identities.ListByIssuerAsync(IdentityKind.Saml, entity, ct) is { Count: > 0 } places)
        {
            var affiliation = org.EduPersonScopedAffiliation;
            var admitted = affiliation is null ? null : AffiliationRule.Decide([.. places.Select(place => new KnownScope(place.InstitutionId, place.Scope, place.AlsoAdmits))], affiliation.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries), []);
            foreach (var id in admitted is null ? places.Select(place => place.InstitutionId).Distinct() : admitted.Institutions)
            {
                if (institutions.Find(id) is { } institution)
                {
                    matches.Add(new(Arrival.Through(institution), admitted is not null, new OrganisationIds { EntityId = entity, EduPersonScopedAffiliation = affiliation }, institution.Key));
                }
            }
        }

        if (RorId.TryRead(org.RorId) is { } ror && institutions.FindByRor(ror) is { } named)
        {
            matches.Add(new(Arrival.Through(named), false, new OrganisationIds { RorId = org.RorId }, null));
        }

        return matches;
    }

    /// <summary>An institution that was found.</summary>
    /// <param name="Arrival">The institution, or several that share an address.</param>
    /// <param name="IsCertain">Whether the reader is known to be one of its readers.</param>
    /// <param name="By">By which id.</param>
    /// <param name="SignIn">Key of the institution whose sign-in leads on; null where none is needed or known.</param>
    private sealed record Match(Arrival Arrival, bool IsCertain, OrganisationIds By, string? SignIn);
}
