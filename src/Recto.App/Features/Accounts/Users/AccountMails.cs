using System.Globalization;
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
    public Mail Link(Account account, string link) => In(account, () => Of(account, say["Your link to sign in at {0}", HostOf(link)],
        say["Open this link within 15 minutes and press the button on the page. It signs you in once:"], link,
        say["If you did not ask for it, you need do nothing: without the link nobody gets in."]));

    /// <summary>An invitation.</summary>
    public Mail Invitation(Account account, string inviter, string link) => In(account, () => Of(account, say["{0} invites you to the desk at {1}", inviter, HostOf(link)],
        say["{0} has made an account for you at {1}. Open this link within 7 days and press the button on the page. It signs you in once:", inviter, HostOf(link)], link,
        say["Afterwards you sign in with a passkey, or by a link that is sent to this address whenever you ask for it."]));

    /// <summary>Tells the owner that something to sign in with was added or taken away.</summary>
    public Mail Changed(Account account, string site, Func<Say, string> what) => In(account, () => Of(account, say["Your account at {0} was changed", HostOf(site)],
        what(say), site + "/account",
        say["If that was not you, sign in by a link, remove what you do not know, and choose “Sign out everywhere”."]));

    private static Mail Of(Account account, string subject, string before, string link, string after) =>
        new(account.Email, account.Name, subject, $"{before}\n\n{link}\n\n{after}\n");

    private static string HostOf(string address) => new Uri(address).Authority;

    private static Mail In(Account account, Func<Mail> write)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = account.Language is { } tag ? CultureInfo.GetCultureInfo(tag) : before;
            return write();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
