using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Accounts;
using Recto.Storage.Issues;

namespace Recto.App.Features.Accounts.People;

/// <summary>Inviting somebody.</summary>
internal static class InvitationPages
{
    private const string Address = PeoplePages.Address + "/invite";

    /// <summary>Maps the page.</summary>
    public static void MapInvitation(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(Address, async (HttpContext context, JournalStore journals, CancellationToken ct) =>
        {
            if (await DeskDoor.MayAsync(context, DeskAct.ManagePeople, null))
            {
                await WriteAsync(context, new FormValues(), await journals.ListAsync(ct));
            }
        });
        routes.MapDeskForm(Address, InviteAsync);
    }

    private static async Task InviteAsync(HttpContext context, PeopleDesk desk, JournalStore journals, AccountMails mails, Mailer mailer, SiteOptions site, Say say, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManagePeople, null) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var all = await journals.ListAsync(ct);
        NewAccount.Check(form, say);
        var grants = RoleFields.Read(form, all, say, mayBeNone: false);
        if (!form.IsRight)
        {
            await WriteAsync(context, form, all);
            return;
        }

        var (by, language) = (context.Person()!, Say.Languages.FirstOrDefault(known => known.Tag == form.Text("language")).Tag);
        if (await desk.InviteAsync(by, form.Text("email")!, form.Text("name")!, language, grants, ct) is not { } made)
        {
            form.Wrong("email", say["This address has an account already. Find it in the list of people, and change its roles there."]);
            await WriteAsync(context, form, all);
            return;
        }

        var link = site.AddressFor(context.Request) + made.Link;
        var trouble = await mailer.SendAsync(mails.Invitation(made.Account, by.Name, link), ct);
        if (trouble is null && mailer.Settings.Host is not null)
        {
            DeskDoor.Done(context, $"{PeoplePages.Address}/{made.Account.Id}?done=invited");
            return;
        }

        // Nobody gets the mail: the link is shown this once, for an account in which nothing is yet.
        await PersonPages.WriteAsync(context, made.Account, PersonPages.FormOf(made.Account), all, view => view with
        {
            Link = link,
            Notice = trouble is null ? say["{0} is invited. No mail server is set, so hand this link over yourself; it is good for 7 days and for one sign-in.", made.Account.Name]
                : say["{0} is invited, but the mail could not be sent ({1}). Hand this link over yourself; it is good for 7 days and for one sign-in.", made.Account.Name, trouble],
        });
    }

    private static Task WriteAsync(HttpContext context, FormValues form, IReadOnlyList<JournalListRow> journals) =>
        PageWriter.WriteAsync<PersonPage>(context, new PersonView { Person = context.Person()!, Form = form, Journals = journals }, status: form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
