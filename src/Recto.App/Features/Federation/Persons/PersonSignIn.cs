using Recto.App.Features.Federation.Institutions;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Storage.Federation;

namespace Recto.App.Features.Federation.Persons;

/// <summary>
/// What follows when a provider has said who a person is. Only what an account's owner has put down for it opens the account: no account is made, and none is found by an e-mail address, which providers pass on without having looked whether it is theirs.
/// </summary>
internal static class PersonSignIn
{
    /// <summary>Signs in to the account that is known by it; tells what to do where none is.</summary>
    public static async Task OpenAsync(HttpContext context, IdentityProvider provider, ShownIdentity shown, string? to, CancellationToken ct)
    {
        var services = context.RequestServices;
        if (await services.GetRequiredService<AccountIdentityStore>().FindAsync(shown.Issuer, shown.Subject, ct) is { } known && await services.GetRequiredService<OpenAccount>()(context, known.AccountId, to))
        {
            return;
        }

        var say = services.GetRequiredService<Say>();
        await PageWriter.WriteAsync<UnknownPersonPage>(context, new UnknownPersonView(provider.Name, PersonNames.Of(shown.Issuer, shown.Subject), LocalAddress.Of(to), FederationPages.Head(say, say["{0} opens no account here", provider.Name])), status: StatusCodes.Status403Forbidden);
    }

    /// <summary>Asks whether the account of whoever is signed in is to be opened by it from now on.</summary>
    /// <param name="context">The request.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="shown">What it has said.</param>
    /// <param name="accountId">The account that was signed in when the provider was asked.</param>
    public static async Task AskAsync(HttpContext context, IdentityProvider provider, ShownIdentity shown, Guid accountId)
    {
        if (context.Person() is not { } person || person.Id != accountId)
        {
            DeskDoor.Done(context, DeskDoor.SignIn + "?to=" + Uri.EscapeDataString(OwnIdentities.Address));
            return;
        }

        var say = context.RequestServices.GetRequiredService<Say>();
        await PageWriter.WriteAsync<LinkIdentityPage>(context, new LinkIdentityView(provider.Name, PersonNames.Of(shown.Issuer, shown.Subject), person.Name, person.Email, context.RequestServices.GetRequiredService<ShownIdentities>().Seal(shown, person.Id),
            FederationPages.Head(say, say["Sign in by {0} from now on?", provider.Name])));
    }
}

/// <summary>What a person is called elsewhere, as it is shown.</summary>
internal static class PersonNames
{
    /// <summary>An ORCID iD as ORCID wants it shown, with its address; else the provider's name for the person.</summary>
    public static string Of(string issuer, string subject) => IsOrcid(issuer) ? $"{issuer.TrimEnd('/')}/{subject}" : subject;

    private static bool IsOrcid(string issuer) => Uri.TryCreate(issuer, UriKind.Absolute, out var uri) && (uri.Host == "orcid.org" || uri.Host.EndsWith(".orcid.org", StringComparison.Ordinal));
}

/// <summary>What the page shows to somebody whom no account is known by.</summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Subject">Who they are there.</param>
/// <param name="To">Whereto afterwards; null for nowhere.</param>
/// <param name="Masthead">Head and foot.</param>
public sealed record UnknownPersonView(string Provider, string Subject, string? To, Masthead Masthead);

/// <summary>What the page shows that asks whether an account is to be opened by a provider.</summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Subject">Who they are there.</param>
/// <param name="Name">Whose account it is.</param>
/// <param name="Email">Its address.</param>
/// <param name="Sealed">What the form carries.</param>
/// <param name="Masthead">Head and foot.</param>
public sealed record LinkIdentityView(string Provider, string Subject, string Name, string Email, string Sealed, Masthead Masthead);
