using Recto.App.Features.Federation.Institutions;
using Recto.App.Features.Federation.OpenIdConnect;
using Recto.App.Features.Federation.Persons;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Audit;
using Recto.Storage.Federation;
using Recto.Storage.Sql;

namespace Recto.App.Features.Federation.Desk;

/// <summary>Providers of OpenID Connect, for administrators.</summary>
internal static class ProviderDesk
{
    /// <summary>Address of the list.</summary>
    public const string Address = "/desk/sign-in";

    /// <summary>Maps the pages.</summary>
    public static void MapProviderDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(Address, ListAsync);
        routes.MapDeskPage(Address + "/add", NewAsync);
        routes.MapDeskForm(Address + "/add", AddAsync);
        routes.MapDeskPage(Address + "/{key}", ShowAsync);
        routes.MapDeskForm(Address + "/{key}", SaveAsync);
        routes.MapDeskForm(Address + "/{key}/try", TryAsync);
        routes.MapDeskPage(Address + "/{key}/remove", AskAsync);
        routes.MapDeskForm(Address + "/{key}/remove", RemoveAsync);
    }

    private static async Task ListAsync(HttpContext context, IdentityProviderStore providers, SiteOptions site, Say say, CancellationToken ct)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.ManagePeople, null))
        {
            await PageWriter.WriteAsync<ProvidersPage>(context, new ProvidersView(context.Person()!, await providers.ListAsync(ct), site.Saml is not null, context.Request.Query["done"] == "removed" ? say["The provider is removed. Nobody signs in by it any more."] : null));
        }
    }

    private static async Task NewAsync(HttpContext context)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.ManagePeople, null))
        {
            await WriteAsync(context, null, ProviderForm.New(context.Request.Query["of"] == "orcid"));
        }
    }

    private static async Task AddAsync(HttpContext context, IdentityProviderStore providers, ProviderSecrets secrets, InstitutionChoices choices, Database database, AuditStore audit, TimeProvider time, Say say, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManagePeople, null) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var now = time.GetUtcNow();
        var provider = ProviderForm.Read(form, null, Guid.CreateVersion7(now), secrets, say);
        if (form.IsRight)
        {
            await using var tx = await database.BeginAsync(ct);
            if (await providers.AddAsync(tx, provider, now, ct))
            {
                await audit.AppendAsync(tx, DeskLog.Entry(context, "provider.added", $"provider/{provider.Id}", provider.Name, null, DeskLog.Changes(new FormValues(), form, ProviderForm.Names)), now, ct);
                await tx.CommitAsync(ct);
            }
            else
            {
                form.Wrong("key", say["Another provider has this part of the address."]);
            }
        }

        if (!form.IsRight)
        {
            await WriteAsync(context, null, form, status: StatusCodes.Status422UnprocessableEntity);
            return;
        }

        choices.Renew();
        DeskDoor.Done(context, $"{Address}/{provider.Key}?done=added");
    }

    private static async Task ShowAsync(HttpContext context, IdentityProviderStore providers, Say say, string key, CancellationToken ct)
    {
        if (await FindAsync(context, providers, key, ct) is { } provider)
        {
            await WriteAsync(context, provider, ProviderForm.Of(provider), notice: context.Request.Query["done"].ToString() switch
            {
                "added" => say["The provider is added. Give it the address below, then try it."],
                "saved" => say["Saved. It holds from the next sign-in on."],
                _ => null,
            });
        }
    }

    private static async Task SaveAsync(HttpContext context, IdentityProviderStore providers, ProviderSecrets secrets, InstitutionChoices choices, Database database, AuditStore audit, TimeProvider time, Say say, string key, CancellationToken ct)
    {
        if (await FindAsync(context, providers, key, ct) is not { } before || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var (provider, now, shown) = (ProviderForm.Read(form, before, before.Id, secrets, say), time.GetUtcNow(), EditConflict.ShownVersion(form));
        if (!form.IsRight)
        {
            await WriteAsync(context, before, form, status: StatusCodes.Status422UnprocessableEntity);
            return;
        }

        bool saved;
        await using (var tx = await database.BeginAsync(ct))
        {
            saved = await providers.SaveAsync(tx, provider, shown, now, ct);
            if (saved)
            {
                var changes = DeskLog.Changes(ProviderForm.Of(before), form, ProviderForm.Names) ?? [];
                if (provider.ClientSecret != before.ClientSecret)
                {
                    changes["secret"] = provider.ClientSecret is null ? "removed" : "changed"; // Never what it is.
                }

                await audit.AppendAsync(tx, DeskLog.Entry(context, "provider.edited", $"provider/{before.Id}", provider.Name, null, changes), now, ct);
                await tx.CommitAsync(ct);
            }
        }

        if (saved)
        {
            choices.Renew();
            DeskDoor.Done(context, $"{Address}/{before.Key}?done=saved");
        }
        else if (await FindAsync(context, providers, key, ct) is { } theirs)
        {
            var (person, at) = await DeskLog.LastAsync(audit, $"provider/{before.Id}", ct);
            var conflict = EditConflict.Of(form, ProviderForm.Of(theirs), theirs.EditVersion, ProviderForm.Names.Select(name => (name, ProviderForm.Label(say, name))), (name, value) => ProviderForm.Words(say, name, value), person, at);
            await WriteAsync(context, theirs, form, conflict, status: StatusCodes.Status409Conflict);
        }
    }

    private static async Task TryAsync(HttpContext context, IdentityProviderStore providers, DiscoveryTrial trial, string key, CancellationToken ct)
    {
        if (await FindAsync(context, providers, key, ct) is { } provider)
        {
            await WriteAsync(context, provider, ProviderForm.Of(provider), trial: await trial.RunAsync(provider, ct));
        }
    }

    private static async Task AskAsync(HttpContext context, IdentityProviderStore providers, Say say, string key, CancellationToken ct)
    {
        if (await FindAsync(context, providers, key, ct) is { } provider)
        {
            await PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, say["Remove {0}?", provider.Name],
                [provider.Kind == ProviderKind.Person ? say["Nobody signs in by it any more. What accounts are known by there is kept, and holds again if it is added again with the same issuer."] : say["Nobody signs in by it any more. Sessions of readers that it has opened go on until they end by themselves, within eight hours."],
                 say["The secret that the site had there is deleted. To stop for a while only, switch it off instead."]],
                say["Remove {0}", provider.Name], $"{Address}/{provider.Key}/remove", $"{Address}/{provider.Key}")
            { Place = Address, Crumbs = [(Address, say["Sign-in"]), ($"{Address}/{provider.Key}", provider.Name)] });
        }
    }

    private static async Task RemoveAsync(HttpContext context, IdentityProviderStore providers, InstitutionChoices choices, Database database, AuditStore audit, TimeProvider time, string key, CancellationToken ct)
    {
        if (await FindAsync(context, providers, key, ct) is not { } provider)
        {
            return;
        }

        await using (var tx = await database.BeginAsync(ct))
        {
            if (await providers.RemoveAsync(tx, provider.Id, ct))
            {
                await audit.AppendAsync(tx, DeskLog.Entry(context, "provider.removed", $"provider/{provider.Id}", provider.Name, null), time.GetUtcNow(), ct);
                await tx.CommitAsync(ct);
            }
        }

        choices.Renew();
        DeskDoor.Done(context, Address + "?done=removed");
    }

    private static async Task<IdentityProvider?> FindAsync(HttpContext context, IdentityProviderStore providers, string key, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManagePeople, null))
        {
            return null;
        }

        var provider = await providers.FindAsync(key, ct);
        if (provider is null)
        {
            await NotFound.WriteAsync(context);
        }

        return provider;
    }

    private static Task WriteAsync(HttpContext context, IdentityProvider? provider, FormValues form, EditConflict? conflict = null, string? notice = null, IReadOnlyList<TrialLine>? trial = null, int status = StatusCodes.Status200OK) =>
        PageWriter.WriteAsync<ProviderPage>(context, new ProviderView(context.Person()!, provider, form, context.Origin() + ProviderAddress.Callback(provider?.Key ?? form.Text("key") ?? "…"), conflict, notice, trial ?? []), status: status);
}

/// <summary>What the list shows.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Providers">All of them.</param>
/// <param name="TakesSaml">Whether the operator has set up SAML.</param>
/// <param name="Notice">What was just done; null for nothing.</param>
public sealed record ProvidersView(DeskPerson Person, IReadOnlyList<IdentityProvider> Providers, bool TakesSaml, string? Notice);

/// <summary>What the page of a provider shows.</summary>
/// <param name="Person">Who works on it.</param>
/// <param name="Provider">The provider as it is kept; null for a new one.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Callback">The address that the provider is to send back to.</param>
/// <param name="Conflict">What somebody else has saved meanwhile; null where nobody has.</param>
/// <param name="Notice">What was just done; null for nothing.</param>
/// <param name="Trial">What a trial has found; empty where none was made.</param>
public sealed record ProviderView(DeskPerson Person, IdentityProvider? Provider, FormValues Form, string Callback, EditConflict? Conflict, string? Notice, IReadOnlyList<TrialLine> Trial);
