using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.App.Shell.Persons;
using Recto.Storage.Access;

namespace Recto.App.Features.Subscriptions.Libraries;

/// <summary>Mails to librarians, in their language.</summary>
internal static class LibraryMails
{
    /// <summary>An invitation: with a link that signs a new account in once, else with the way to the page.</summary>
    public static Mail Invitation(InvitedPerson invited, string inviter, KnownInstitution institution, string site, Say say) => Say.In(invited.Language, () =>
    {
        var host = new Uri(site).Authority;
        return new Mail(invited.Email, invited.Name, say["{0} invites you to look after {1} at {2}", inviter, institution.Name, host], string.Join("\n\n",
            say["There you see what {0} holds, change its networks, invite colleagues, and find links for your library guide.", institution.Name],
            invited.Link is null ? say["Sign in to your account with this address:"] : say["Open this link within 7 days and press the button on the page. It signs you in once:"],
            invited.Link is { } link ? $"{site}{link}&to={Uri.EscapeDataString($"{LibraryDoor.Address}/{institution.Key}")}" : $"{site}{LibraryDoor.Address}/{institution.Key}",
            say["Afterwards you sign in with a passkey, or by a link that is sent to this address whenever you ask for it."]) + "\n", say.Language);
    });

    /// <summary>Tells the librarians of an institution that another has entered addresses which are theirs too.</summary>
    public static Mail Overlap(InstitutionPerson person, string own, string other, string addresses, string page, Say say) => Say.In(person.Language, () =>
        new Mail(person.Email, person.Name, say["Another institution has entered networks of {0}", own], string.Join("\n\n",
            say["{0} has entered networks that lie in those of {1}: {2}. Readers there count for both.", other, own, addresses],
            say["If that is not right, write to the publisher. Your networks:"], page) + "\n", say.Language));
}
