using System.Globalization;
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

/// <summary>One person: name, roles, whether the account is in use.</summary>
internal static class PersonPages
{
    private const string Address = PeoplePages.Address + "/{id:guid}";

    /// <summary>Maps the page.</summary>
    public static void MapPerson(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(Address, ShowAsync);
        routes.MapDeskForm(Address, ChangeAsync);
        routes.MapDeskForm(Address + "/link", LinkAsync);
        routes.MapDeskForm(Address + "/address", PersonAddress.ChangeAsync);
        routes.MapDeskForm(Address + "/deactivate", (HttpContext context, Guid id, AccountStore accounts, PeopleDesk desk, JournalStore journals, Say say, CancellationToken ct) => SetActiveAsync(context, id, accounts, desk, journals, say, false, ct));
        routes.MapDeskForm(Address + "/reactivate", (HttpContext context, Guid id, AccountStore accounts, PeopleDesk desk, JournalStore journals, Say say, CancellationToken ct) => SetActiveAsync(context, id, accounts, desk, journals, say, true, ct));
    }

    /// <summary>The form as the account is.</summary>
    public static FormValues FormOf(Account account)
    {
        var form = new FormValues(("name", account.Name), ("version", account.EditVersion.ToString(CultureInfo.InvariantCulture)));
        RoleFields.Fill(form, account.Grants);
        return form;
    }

    /// <summary>Answers with the page.</summary>
    public static Task WriteAsync(HttpContext context, Account account, FormValues form, IReadOnlyList<JournalListRow> journals, Func<PersonView, PersonView> with, int? status = null)
    {
        var say = context.RequestServices.GetRequiredService<Say>();
        var view = new PersonView { Person = context.Person()!, Account = account, State = PeoplePages.StateOf(account, say), Journals = journals, Form = form };
        return PageWriter.WriteAsync<PersonPage>(context, with(view), status: status ?? (form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity));
    }

    private static async Task ShowAsync(HttpContext context, Guid id, AccountStore accounts, JournalStore journals, Say say, CancellationToken ct)
    {
        if (await FindAsync(context, id, accounts, ct) is { } account)
        {
            await WriteAsync(context, account, FormOf(account), await journals.ListAsync(ct), view => view with
            {
                Notice = context.Request.Query["done"].ToString() switch
                {
                    "invited" => say["{0} is invited: a link is on its way to {1}.", account.Name, account.Email],
                    "changed" => say["Kept. It holds from the next page that they open."],
                    "deactivated" => say["The account is out of use, and signed out everywhere. “Reactivate” takes that back."],
                    "reactivated" => say["The account is in use again."],
                    "address" => say["The address is kept. Whoever was signed in to the account is signed out, and links of before are worthless; send a new one."],
                    "link" => say["A link to sign in is on its way to {0}.", account.Email],
                    _ => null,
                },
            });
        }
    }

    private static async Task ChangeAsync(HttpContext context, Guid id, AccountStore accounts, PeopleDesk desk, JournalStore journals, Say say, CancellationToken ct)
    {
        if (await FindAsync(context, id, accounts, ct) is not { } account || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var all = await journals.ListAsync(ct);
        NewAccount.CheckName(form, say);
        var grants = RoleFields.Read(form, all, say, mayBeNone: true);
        if (!form.IsRight)
        {
            await WriteAsync(context, account, form, all, view => view);
            return;
        }

        var version = int.TryParse(form.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var edited) ? edited : 0;
        switch (await desk.ChangeAsync(context.Person(), account, account with { Name = form.Text("name")!, Grants = grants, EditVersion = version }, ct))
        {
            case PersonOutcome.Done:
                DeskDoor.Done(context, context.Person()!.Id == id && !grants.Any(grant => grant.Role == DeskRole.Administrator) ? "/account" : $"{PeoplePages.Address}/{id}?done=changed");
                return;
            case PersonOutcome.LastAdministrator:
                form.Wrong("roles", LastAdministrator(account, say));
                await WriteAsync(context, account, form, all, view => view);
                return;
            default:
                var now = await accounts.FindAsync(id, ct) ?? account;
                form.Set("version", now.EditVersion.ToString(CultureInfo.InvariantCulture));
                form.Wrong("", say["Somebody else has changed {0} since you opened this page. What you chose stands in the form; what they left stands beside it. Send the form again to put yours in its place.", now.Name]);
                await WriteAsync(context, now, form, all, view => view with { Theirs = [now.Name, .. RoleWords.Of(now.Grants, all, say)] }, StatusCodes.Status409Conflict);
                return;
        }
    }

    private static async Task LinkAsync(HttpContext context, Guid id, AccountStore accounts, PeopleDesk desk, JournalStore journals, AccountMails mails, Mailer mailer, SiteOptions site, Say say, CancellationToken ct)
    {
        if (await FindAsync(context, id, accounts, ct) is not { IsActive: true } account)
        {
            return;
        }

        var isNew = account.SignedInAt is null;
        var link = site.AddressFor(context.Request) + await desk.LinkAsync(context.Person(), account, isNew ? SignInLinks.Invited : SignInLinks.Asked, ct);
        var trouble = await mailer.SendAsync(isNew ? mails.Invitation(account, context.Person()!.Name, link) : mails.Link(account, link), ct);
        if (trouble is null && (mailer.Settings.Host is not null || !isNew))
        {
            DeskDoor.Done(context, $"{PeoplePages.Address}/{id}?done=link");
            return;
        }

        // A link into an account that is in use is for its owner's eyes only; one that nobody has used yet may be handed over.
        var form = FormOf(account);
        if (!isNew)
        {
            form.Wrong("", say["The mail could not be sent: {0}", trouble]);
        }

        await WriteAsync(context, account, form, await journals.ListAsync(ct), view => isNew ? view with { Link = link, Notice = say["Hand this link over yourself; it is good for 7 days and for one sign-in."] } : view, StatusCodes.Status200OK);
    }

    private static async Task SetActiveAsync(HttpContext context, Guid id, AccountStore accounts, PeopleDesk desk, JournalStore journals, Say say, bool isActive, CancellationToken ct)
    {
        if (await FindAsync(context, id, accounts, ct) is not { } account)
        {
            return;
        }

        if (await desk.SetActiveAsync(context.Person(), account, isActive, ct) == PersonOutcome.LastAdministrator)
        {
            var form = FormOf(account);
            form.Wrong("", LastAdministrator(account, say));
            await WriteAsync(context, account, form, await journals.ListAsync(ct), view => view);
            return;
        }

        DeskDoor.Done(context, $"{PeoplePages.Address}/{id}?done={(isActive ? "reactivated" : "deactivated")}");
    }

    private static string LastAdministrator(Account account, Say say) => say["{0} is the last administrator: without one nobody could invite people or make journals. Make somebody else an administrator first.", account.Name];

    /// <summary>The account, where whoever asks may manage people; else the answer is written already.</summary>
    public static async Task<Account?> FindAsync(HttpContext context, Guid id, AccountStore accounts, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManagePeople, null))
        {
            return null;
        }

        if (await accounts.FindAsync(id, ct) is { } account)
        {
            return account;
        }

        await NotFound.WriteAsync(context);
        return null;
    }
}
