using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Storage.Federation;

namespace Recto.App.Features.Federation.Institutions;

/// <summary>The one way in for readers of institutions, by whatever protocol their provider has spoken of them.</summary>
internal sealed class LibraryEntrance(InstitutionIdentityStore identities, KnownInstitutions institutions, LibrarySessions sessions, Say say)
{
    /// <summary>Lets in or tells why not.</summary>
    /// <param name="context">The request.</param>
    /// <param name="how">By which protocol.</param>
    /// <param name="issuer">The provider that has spoken: entityID or issuer; null where it is not known.</param>
    /// <param name="affiliations">Scoped affiliations that it told.</param>
    /// <param name="entitlements">Entitlements that it told.</param>
    /// <param name="to">Whereto, as asked for; anything but an address of this site is not followed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task OpenAsync(HttpContext context, IdentityKind how, string? issuer, IReadOnlyList<string> affiliations, IReadOnlyList<string> entitlements, string? to, CancellationToken ct)
    {
        var known = issuer is null ? [] : await identities.ListByIssuerAsync(how, issuer, ct);
        var decision = AffiliationRule.Decide([.. known.Select(identity => new KnownScope(identity.InstitutionId, identity.Scope, identity.AlsoAdmits))], affiliations, entitlements);
        if (decision.IsAdmitted)
        {
            sessions.Begin(context, decision.Institutions, how);
            LastInstitutions.Remember(context, decision.Institutions.Select(institutions.Find).OfType<KnownInstitution>().Select(institution => institution.Key));
            DeskDoor.Done(context, LocalAddress.Header(to) ?? "/");
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        await PageWriter.WriteAsync<RefusedPage>(context, new RefusedView
        {
            Institution = known.Select(identity => institutions.Find(identity.InstitutionId)?.Name).FirstOrDefault(name => name is not null),
            Reasons = [.. decision.Refusals.Select(refusal => RefusalWords.Of(refusal, say)).Distinct().Take(RefusalWords.Most)],
            To = LocalAddress.Of(to),
            Masthead = FederationPages.Head(say, say["This sign-in opens nothing here"]),
        }, status: StatusCodes.Status403Forbidden);
    }
}
