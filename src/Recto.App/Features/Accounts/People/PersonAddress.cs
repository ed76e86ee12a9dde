using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.App.Shell.Persons;
using Recto.Storage.Accounts;
using Recto.Storage.Issues;

namespace Recto.App.Features.Accounts.People;

/// <summary>An administrator gives somebody another address: whoever has lost a mailbox cannot do it alone.</summary>
internal static class PersonAddress
{
    public static async Task ChangeAsync(HttpContext context, Guid id, AccountStore accounts, PeopleDesk desk, JournalStore journals, AccountMails mails, KeptMails kept, SiteOptions site, Say say, CancellationToken ct)
    {
        if (await PersonPages.FindAsync(context, id, accounts, ct) is not { } account || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var email = form.Text("email");
        if (context.Person()!.Id == id)
        {
            form.Wrong("email", say["Change your own address on the page of your account: there a link shows first that the new one works."]);
        }
        else if (!Addresses.IsAddress(email))
        {
            form.Wrong("email", email is null ? say["Type the new address."] : say["This is no complete address. It looks like name@example.org."]);
        }
        else if (form.Text("shown") != account.Email)
        {
            form.Wrong("email", say["The address was changed since this page was shown; it is {0} now. Send it again to put yours in its place.", account.Email]);
        }
        else if (email != account.Email)
        {
            switch (await desk.ChangeAddressAsync(context.Person(), account, email!, ct))
            {
                case AddressOutcome.Taken:
                    form.Wrong("email", say["Another account has this address. Find it in the list of people."]);
                    break;
                case AddressOutcome.ChangedMeanwhile:
                    form.Wrong("email", say["The account was changed while you sent this. Look at the page, and send it again."]);
                    break;
                default:
                    if (account.SignedInAt is not null)
                    {
                        await kept.AddAsync(mails.AddressChanged(account, email!, site.AddressFor(context.Request)), CancellationToken.None); // The address of an invitation that nobody took may be a stranger's.
                    }

                    break;
            }
        }

        if (form.IsRight)
        {
            DeskDoor.Done(context, $"{PeoplePages.Address}/{id}?done=address");
            return;
        }

        var now = await accounts.FindAsync(id, ct) ?? account;
        var whole = PersonPages.FormOf(now);
        whole.Set("email", email);
        whole.Wrong("email", form.Fault("email")!);
        await PersonPages.WriteAsync(context, now, whole, await journals.ListAsync(ct), view => view);
    }
}
