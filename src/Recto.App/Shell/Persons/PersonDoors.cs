namespace Recto.App.Shell.Persons;

/// <summary>Signs somebody in to an account of whom another site has said who they are, and leads on. Accounts bring it; what they show it for is not theirs to know.</summary>
/// <param name="context">The request.</param>
/// <param name="accountId">The account.</param>
/// <param name="to">Whereto, as asked for; anything but an address of this site is not followed.</param>
/// <returns>False where there is no such account, or it is out of use; nothing is answered then.</returns>
internal delegate Task<bool> OpenAccount(HttpContext context, Guid accountId, string? to);

/// <summary>Other sites by which one can sign in to one's account here, by name; empty for none.</summary>
internal delegate Task<IReadOnlyList<PersonProvider>> ListPersonProviders(CancellationToken ct);

/// <summary>Another site that says who somebody is.</summary>
/// <param name="Name">Its name as shown.</param>
/// <param name="Address">Where a sign-in by it begins; <c>?to=</c> may follow.</param>
public sealed record PersonProvider(string Name, string Address);
