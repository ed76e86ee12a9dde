using Recto.App.Features.Federation.Institutions;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Audit;
using Recto.Storage.Federation;
using Recto.Storage.Sql;

namespace Recto.App.Features.Federation.Desk;

/// <summary>By what identity providers an institution is known, for administrators.</summary>
internal static class IdentityDesk
{
    private const int LongestIssuer = 1024, LongestScope = 255, LongestNames = 2000, MostNames = 30;

    /// <summary>Address of the page of an institution.</summary>
    public static string Address(string key) => $"/desk/institutions/{key}/sign-in";

    /// <summary>Maps the page.</summary>
    public static void MapIdentityDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(Address("{key}"), ShowAsync);
        routes.MapDeskForm(Address("{key}"), AddAsync);
        routes.MapDeskPage(Address("{key}") + "/remove", AskAsync);
        routes.MapDeskForm(Address("{key}") + "/remove", RemoveAsync);
    }

    private static async Task ShowAsync(HttpContext context, InstitutionStore institutions, InstitutionIdentityStore identities, SiteOptions site, Say say, string key, CancellationToken ct)
    {
        if (await FindAsync(context, institutions, key, ct) is { } institution)
        {
            await WriteAsync(context, institution, identities, site, new FormValues(), context.Request.Query["done"].ToString() switch
            {
                "added" => say["Added. Readers can sign in by it now."],
                "removed" => say["Removed. Nobody signs in by it any more; sessions that it has opened end within eight hours."],
                _ => null,
            }, ct);
        }
    }

    private static async Task AddAsync(HttpContext context, InstitutionStore institutions, InstitutionIdentityStore identities, InstitutionChoices choices, SiteOptions site, Database database, AuditStore audit, TimeProvider time, Say say, string key, CancellationToken ct)
    {
        if (await FindAsync(context, institutions, key, ct) is not { } institution || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var now = time.GetUtcNow();
        var identity = Read(form, institution.Id, Guid.CreateVersion7(now), say);
        if (form.IsRight)
        {
            await using var tx = await database.BeginAsync(ct);
            if (await identities.AddAsync(tx, identity, now, ct))
            {
                await audit.AppendAsync(tx, DeskLog.Entry(context, "institution.identityAdded", $"institution/{institution.Id}", institution.Name, null, DeskLog.Changes(new FormValues(), form, ["issuer", "scope", "admits"])), now, ct);
                await tx.CommitAsync(ct);
            }
            else
            {
                form.Wrong("scope", say["This provider speaks for this scope already, here or at another institution. Remove it there first."]);
            }
        }

        if (!form.IsRight)
        {
            await WriteAsync(context, institution, identities, site, form, null, ct);
            return;
        }

        choices.Renew();
        DeskDoor.Done(context, Address(institution.Key) + "?done=added");
    }

    private static async Task AskAsync(HttpContext context, InstitutionStore institutions, InstitutionIdentityStore identities, Say say, string key, CancellationToken ct)
    {
        if (await FindAsync(context, institutions, key, ct) is not { } institution)
        {
            return;
        }

        if (!Guid.TryParse(context.Request.Query["id"], out var id) || (await identities.ListOfAsync(institution.Id, ct)).FirstOrDefault(known => known.Id == id) is not { } identity)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        await PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, say["Let nobody in by {0} any more?", identity.Issuer],
            [say["What {0} says of people of {1} opens nothing for {2} any more.", identity.Issuer, identity.Scope, institution.Name], say["Sessions that it has opened end within eight hours."]],
            say["Remove it"], Address(institution.Key) + "/remove", Address(institution.Key))
        { Place = "/desk/institutions", Crumbs = Crumbs(institution, say), Fields = [("id", identity.Id.ToString())] });
    }

    private static async Task RemoveAsync(HttpContext context, InstitutionStore institutions, InstitutionIdentityStore identities, InstitutionChoices choices, Database database, AuditStore audit, TimeProvider time, string key, CancellationToken ct)
    {
        if (await FindAsync(context, institutions, key, ct) is not { } institution || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (Guid.TryParse(form.Text("id"), out var id) && (await identities.ListOfAsync(institution.Id, ct)).FirstOrDefault(known => known.Id == id) is { } identity)
        {
            await using var tx = await database.BeginAsync(ct);
            if (await identities.RemoveAsync(tx, institution.Id, id, ct))
            {
                await audit.AppendAsync(tx, DeskLog.Entry(context, "institution.identityRemoved", $"institution/{institution.Id}", institution.Name, null, new System.Text.Json.Nodes.JsonObject { ["issuer"] = identity.Issuer, ["scope"] = identity.Scope }), time.GetUtcNow(), ct);
                await tx.CommitAsync(ct);
            }
        }

        choices.Renew();
        DeskDoor.Done(context, Address(institution.Key) + "?done=removed");
    }

    private static InstitutionIdentity Read(FormValues form, Guid institutionId, Guid id, Say say)
    {
        var (issuer, scope) = (form.Text("issuer"), form.Text("scope")?.TrimStart('@').ToLowerInvariant());
        if (issuer is null || issuer.Length > LongestIssuer || issuer.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            form.Wrong("issuer", say["The entityID or the issuer, to the letter. As in https://idp.uni-x.example/idp/shibboleth."]);
        }

        if (scope is null || scope.Length > LongestScope || scope.Any(c => !(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')))
        {
            form.Wrong("scope", say["What stands behind the @ of its people’s affiliations, the domain of the institution as a rule. As in uni-x.example."]);
        }

        var names = (form.Text("names") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length > MostNames || names.Sum(name => name.Length) > LongestNames)
        {
            form.Wrong("names", say["Up to {0} names, one a line.", MostNames]);
        }

        return new InstitutionIdentity
        {
            Id = id,
            InstitutionId = institutionId,
            Kind = form.Text("kind") == "oidc" ? IdentityKind.Oidc : IdentityKind.Saml,
            Issuer = issuer ?? "",
            Scope = scope ?? "",
            AlsoAdmits = form.All("admits").Select(AffiliationRule.Find).OfType<Affiliation>().Where(affiliation => !AffiliationRule.Usual.Contains(affiliation)).ToHashSet(),
            Names = names,
        };
    }

    private static async Task<Institution?> FindAsync(HttpContext context, InstitutionStore institutions, string key, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManagePeople, null))
        {
            return null;
        }

        var institution = await institutions.FindAsync(key, ct);
        if (institution is null)
        {
            await NotFound.WriteAsync(context);
        }

        return institution;
    }

    private static IReadOnlyList<(string Address, string Words)> Crumbs(Institution institution, Say say) =>
        [("/desk/institutions", say["Institutions"]), ($"/desk/institutions/{institution.Key}", institution.Name), (Address(institution.Key), say["Sign-in"])];

    private static async Task WriteAsync(HttpContext context, Institution institution, InstitutionIdentityStore identities, SiteOptions site, FormValues form, string? notice, CancellationToken ct) =>
        await PageWriter.WriteAsync<IdentitiesPage>(context, new IdentitiesView(context.Person()!, institution, await identities.ListOfAsync(institution.Id, ct), form, site.Saml is not null, context.Origin() + "/login/" + institution.Key, notice),
            status: form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}

/// <summary>What the page shows.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Institution">The institution.</param>
/// <param name="Identities">By what it is known.</param>
/// <param name="Form">The form for one more.</param>
/// <param name="TakesSaml">Whether the operator has set up SAML.</param>
/// <param name="Link">The link that leads its people to its own sign-in.</param>
/// <param name="Notice">What was just done; null for nothing.</param>
public sealed record IdentitiesView(DeskPerson Person, Institution Institution, IReadOnlyList<InstitutionIdentity> Identities, FormValues Form, bool TakesSaml, string Link, string? Notice);
