using Recto.App.Features.Federation.Institutions;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Storage.Audit;
using Recto.Storage.Federation;
using Recto.Storage.Sql;

namespace Recto.App.Features.Federation.Persons;

/// <summary>By what else one's own account is opened.</summary>
internal static class OwnIdentities
{
    /// <summary>Address of the page.</summary>
    public const string Address = "/account/identities";

    /// <summary>Maps it.</summary>
    public static void MapOwnIdentities(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(Address, ShowAsync);
        routes.MapDeskForm(Address, AddAsync);
        routes.MapDeskForm(Address + "/remove", RemoveAsync);
    }

    private static async Task ShowAsync(HttpContext context, AccountIdentityStore identities, IdentityProviderStore providers, Say say, CancellationToken ct)
    {
        if (Person(context) is not { } person)
        {
            return;
        }

        var (known, all) = (await providers.ListAsync(ct), await identities.ListAsync(person.Id, ct));
        await PageWriter.WriteAsync<OwnIdentitiesPage>(context, new OwnIdentitiesView
        {
            Lines = [.. all.Select(identity => new OwnIdentityLine(identity.Id, known.FirstOrDefault(provider => provider.Issuer == identity.Issuer)?.Name ?? identity.Issuer, PersonNames.Of(identity.Issuer, identity.Subject),
                Dates.Day(identity.CreatedAt), known.Any(provider => provider.Issuer == identity.Issuer && provider is { IsOn: true, Kind: ProviderKind.Person })))],
            Providers = [.. known.Where(provider => provider is { IsOn: true, Kind: ProviderKind.Person }).Select(provider => new PersonProvider(provider.Name, ProviderAddress.Of(provider.Key) + "?for=account"))],
            Notice = context.Request.Query["done"].ToString() switch
            {
                "added" => say["Added. Next time, choose it on the page where you sign in."],
                "removed" => say["Removed. It opens this account no more."],
                "taken" => say["That opens another account here already, and was not added. Sign in by it to see which, and remove it there first."],
                "late" => say["That page was open for too long, or belongs to another account. Begin again."],
                _ => null,
            },
            Masthead = FederationPages.Head(say, say["Sign in by another site"]) with { Address = Address, IsDesk = person.HasPlace },
        });
    }

    private static async Task AddAsync(HttpContext context, ShownIdentities sealedIdentities, AccountIdentityStore identities, Database database, AuditStore audit, TimeProvider time, CancellationToken ct)
    {
        if (Person(context) is not { } person || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (sealedIdentities.Open(form.Raw("shown"), person.Id) is not { } shown)
        {
            DeskDoor.Done(context, Address + "?done=late");
            return;
        }

        var now = time.GetUtcNow();
        bool added;
        await using (var tx = await database.BeginAsync(ct))
        {
            added = await identities.AddAsync(tx, new(Guid.CreateVersion7(now), person.Id, shown.Issuer, shown.Subject, now), ct);
            if (added)
            {
                await audit.AppendAsync(tx, DeskLog.Entry(context, "account.identityAdded", AuditStore.ErasedPrefix + person.Id.ToString("D"), PersonNames.Of(shown.Issuer, shown.Subject), null), now, ct);
                await tx.CommitAsync(ct);
            }
        }

        var isOwn = !added && (await identities.FindAsync(shown.Issuer, shown.Subject, ct))?.AccountId == person.Id; // A second press of the button.
        DeskDoor.Done(context, Address + (added || isOwn ? "?done=added" : "?done=taken"));
    }

    private static async Task RemoveAsync(HttpContext context, AccountIdentityStore identities, Database database, AuditStore audit, TimeProvider time, CancellationToken ct)
    {
        if (Person(context) is not { } person || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (Guid.TryParse(form.Text("id"), out var id))
        {
            await using var tx = await database.BeginAsync(ct);
            if (await identities.RemoveAsync(tx, person.Id, id, ct) is { } removed)
            {
                await audit.AppendAsync(tx, DeskLog.Entry(context, "account.identityRemoved", AuditStore.ErasedPrefix + person.Id.ToString("D"), PersonNames.Of(removed.Issuer, removed.Subject), null), time.GetUtcNow(), ct);
                await tx.CommitAsync(ct);
            }
        }

        DeskDoor.Done(context, Address + "?done=removed");
    }

    // Whoever is signed in; null for nobody, who is then led to the sign-in.
    private static Recto.Journals.Desk.DeskPerson? Person(HttpContext context)
    {
        if (context.Person() is { } person)
        {
            return person;
        }

        DeskDoor.Done(context, DeskDoor.SignIn + "?to=" + Uri.EscapeDataString(Address));
        return null;
    }
}

/// <summary>What the page shows.</summary>
public sealed record OwnIdentitiesView
{
    /// <summary>By what the account is opened.</summary>
    public required IReadOnlyList<OwnIdentityLine> Lines { get; init; }

    /// <summary>What can be added.</summary>
    public required IReadOnlyList<PersonProvider> Providers { get; init; }

    /// <summary>What was just done; null for nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }
}

/// <summary>One line of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Subject">Who somebody is there.</param>
/// <param name="Added">When it was added, as shown.</param>
/// <param name="IsOn">Whether the provider is there and on.</param>
public sealed record OwnIdentityLine(Guid Id, string Provider, string Subject, string Added, bool IsOn);
