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
using Recto.Storage.Lists;

namespace Recto.App.Features.Accounts.People;

/// <summary>People at the desk, for administrators.</summary>
internal static class PeoplePages
{
    /// <summary>Address of the list.</summary>
    public const string Address = "/desk/people";

    private const int PageSize = 50;

    /// <summary>Maps the pages.</summary>
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(Address, ListAsync);
        routes.MapInvitation();
        routes.MapPerson();
    }

    /// <summary>When somebody was last here, in words.</summary>
    public static string StateOf(Account account, Say say) => account switch
    {
        { DeactivatedAt: { } at } => say["deactivated {0}", Dates.ShortDay(at)],
        { SignedInAt: null } => say["invited {0}, not yet here", Dates.ShortDay(account.CreatedAt)],
        { SignedInAt: { } at } => say["last signed in {0}", Dates.ShortDay(at)],
    };

    private static async Task ListAsync(HttpContext context, AccountStore accounts, JournalStore journals, Mailer mailer, Say say, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManagePeople, null))
        {
            return;
        }

        var query = context.Request.Query;
        var (text, role) = (query["q"].ToString().Trim(), query["role"].ToString());
        DeskRole? sought = role switch { "administrator" => DeskRole.Administrator, "editor" => DeskRole.Editor, "copyEditor" => DeskRole.CopyEditor, _ => null };
        Cursor? after = Cursor.TryParse(query["after"], out var cursor) ? cursor : null;
        var page = await accounts.ListAsync(new AccountFilter(text.Length is > 0 and <= 200 ? text : null, sought), PageSize, after, ct);
        var all = await journals.ListAsync(ct);
        await PageWriter.WriteAsync<PeoplePage>(context, new PeopleView
        {
            Person = context.Person()!,
            People = [.. page.Items.Select(account => new PersonLine(account, RoleWords.Of(account.Grants, all, say), StateOf(account, say)))],
            Filter = new FormValues(("q", text.Length > 0 ? text : null), ("role", sought is null ? null : role)),
            Address = $"{Address}?q={Uri.EscapeDataString(text)}&role={(sought is null ? "" : role)}",
            Next = page.Next?.ToString(),
            IsFirst = after is null,
            MailWords = MailWords(mailer, say),
        });
    }

    /// <summary>What an administrator should know about mails; null where all is well.</summary>
    public static string? MailWords(Mailer mailer, Say say) => mailer switch
    {
        { Trouble: { } trouble } => say["The last mail could not be sent by {0}: {1}", mailer.Settings.Place, trouble],
        { Settings.Host: null } => say["No mail server is set, so mails are kept as files in {0}. Set RECTO_MAIL to send them.", mailer.Settings.Folder],
        _ => null,
    };
}
