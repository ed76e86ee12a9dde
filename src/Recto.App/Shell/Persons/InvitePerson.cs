using Recto.Journals.Desk;
using Recto.Storage.Sql;

namespace Recto.App.Shell.Persons;

/// <summary>Finds the account of an address, or makes one that may do nothing at the desk, with a link that signs its owner in once. Accounts bring it; whoever invites somebody to anything else uses it.</summary>
/// <param name="tx">The transaction.</param>
/// <param name="by">Who invites.</param>
/// <param name="email">The address, one that mails can be sent to.</param>
/// <param name="name">The name of a new account.</param>
/// <param name="ct">Cancels.</param>
/// <returns>Null where the account of that address is out of use.</returns>
internal delegate Task<InvitedPerson?> InvitePerson(WriteTransaction tx, DeskPerson by, string email, string name, CancellationToken ct);

/// <summary>Somebody who was invited.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Email">Its address.</param>
/// <param name="Language">BCP 47 tag of mails to them; null where it is not known.</param>
/// <param name="Link">Path and query of a link that signs in once within <see cref="LinkIsGoodFor"/>; for nobody's eyes but the owner's. Null where the account was there before.</param>
internal sealed record InvitedPerson(Guid Id, string Name, string Email, string? Language, string? Link)
{
    /// <summary>How long the link is good.</summary>
    public static TimeSpan LinkIsGoodFor { get; } = TimeSpan.FromDays(7);
}
