using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.Storage.Accounts;

namespace Recto.App.Features.Accounts.Users;

/// <summary>The mails about accounts, in the recipient's language.</summary>
internal sealed class AccountMails(Say say)
{
    /// <summary>The link that somebody asked for.</summary>
    /// <param name="account">Whom it signs in.</param>
    /// <param name="link">The whole address.</param>
    /// <param name="language">BCP 47 tag where the account says none; null for that of the request.</param>
    public Mail Link(Account account, string link, string? language = null) => In(account, language, () => Of(account, say["Your link to sign in at {0}", HostOf(link)],
        say["Open this link within 15 minutes and press the button on the page. It signs you in once:"], link,
        say["If you did not ask for it, you need do nothing: without the link nobody gets in."]));

    /// <summary>An invitation.</summary>
    public Mail Invitation(Account account, string inviter, string link) => In(account, null, () => Of(account, say["{0} invites you to the desk at {1}", inviter, HostOf(link)],
        say["{0} has made an account for you at {1}. Open this link within 7 days and press the button on the page. It signs you in once:", inviter, HostOf(link)], link,
        say["Afterwards you sign in with a passkey, or by a link that is sent to this address whenever you ask for it."]));

    /// <summary>Tells the owner that something to sign in with was added or taken away.</summary>
    public Mail Changed(Account account, string site, Func<Say, string> what) => In(account, null, () => Of(account, say["Your account at {0} was changed", HostOf(site)],
        what(say), site + "/account",
        say["If that was not you, sign in by a link, remove what you do not know, and choose “Sign out everywhere”."]));

    /// <summary>Asks at a new address whether it is to be the account's.</summary>
    /// <param name="account">The account as it is.</param>
    /// <param name="email">The new address.</param>
    /// <param name="link">The whole address of the link.</param>
    /// <param name="language">BCP 47 tag where the account says none; null for that of the request.</param>
    public Mail NewAddress(Account account, string email, string link, string? language = null) => In(account, language, () => Of(account with { Email = email }, say["Your new address at {0}", HostOf(link)],
        say["Open this link within 15 minutes and press the button on the page. From then on, links to sign in are sent to this address:"], link,
        say["If you did not ask for it, you need do nothing: without the button nothing changes."]));

    /// <summary>Tells at the address of now that another one was asked for.</summary>
    public Mail AddressAsked(Account account, string site, string? language = null) => In(account, language, () => Of(account, say["Another address was asked for at {0}", HostOf(site)],
        say["Somebody who was signed in to your account asked for its mails to go to another address. That happens only if a link is used within 15 minutes that was sent there."], site + "/account",
        say["If that was not you, sign in and choose “Sign out everywhere”: the link is worthless then."]));

    /// <summary>Tells at the former address that it is no longer the account's.</summary>
    /// <param name="before">The account as it was.</param>
    /// <param name="email">The new address.</param>
    /// <param name="site">Address of the site.</param>
    public Mail AddressChanged(Account before, string email, string site) => In(before, null, () => Of(before, say["Your account at {0} has another address", HostOf(site)],
        say["Links to sign in go to {0} from now on, and no longer to this address. Every device was signed out.", email], site,
        say["If you did not want that, tell an administrator of the site at once: this address can no longer sign in."]));

    /// <summary>Tells that the account is erased; the last mail that goes there.</summary>
    public Mail Erased(Account before, string site) => In(before, null, () => Of(before, say["Your account at {0} is erased", HostOf(site)],
        say["Name, address and everything to sign in with are deleted. Receipts stay for as long as tax law says."], site,
        say["If you did not want that, tell an administrator of the site at once."]));

    /// <summary>Tells the owner that somebody tries passwords; at most once a day.</summary>
    public Mail Tried(Account account, string site) => In(account, null, () => Of(account, say["Somebody tries passwords for your account at {0}", HostOf(site)],
        say["Several wrong passwords were sent for your account in a row, and none is taken for a while from browsers that do not know it. Nobody has got in. You can sign in all the same, by a link or a passkey:"], site + "/account/sign-in",
        say["If that was you, you need do nothing. Else remove the password: an account without one cannot be tried."]));

    private Mail Of(Account account, string subject, string before, string link, string after) =>
        new(account.Email, account.Name, subject, $"{before}\n\n{link}\n\n{after}\n", say.Language);

    private static string HostOf(string address) => new Uri(address).Authority;

    private static Mail In(Account account, string? language, Func<Mail> write) => Say.In(account.Language ?? language, write);
}
