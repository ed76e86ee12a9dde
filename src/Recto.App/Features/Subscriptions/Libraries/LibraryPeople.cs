using Recto.App.Features.Subscriptions.Terms;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Audit;
using Recto.Storage.Sql;

namespace Recto.App.Features.Subscriptions.Libraries;

/// <summary>Who looks after an institution, for its librarians and for the desk.</summary>
/// <param name="Name">The institution.</param>
/// <param name="Key">Its part of addresses.</param>
/// <param name="Address">Address of this page: among the librarian's, or the desk's.</param>
/// <param name="MayChange">Whether whoever looks may invite and remove.</param>
/// <param name="Self">Whoever looks.</param>
/// <param name="Desk">The same, where it is a page of the desk; else null.</param>
/// <param name="People">By name.</param>
/// <param name="Form">The invitation.</param>
/// <param name="Notice">What was just done.</param>
/// <param name="Masthead">Head and foot.</param>
public sealed record LibraryPeopleView(string Name, string Key, string Address, bool MayChange, Guid Self, DeskPerson? Desk, IReadOnlyList<InstitutionPerson> People, FormValues Form, string? Notice, Masthead Masthead);

/// <summary>Inviting colleagues and removing them. The link that signs a new one in is mailed and shown to nobody else: an account holds what its address holds.</summary>
internal static class LibraryPeople
{
    private const int LongestName = 200;

    /// <summary>Shows them.</summary>
    public static async Task ShowAsync(HttpContext context, string key, LibraryDoor door, Say say, CancellationToken ct)
    {
        if (await EnterAsync(context, key, door, InstitutionRole.Viewer, ct) is var (institution, role))
        {
            await WriteAsync(context, institution, role, new FormValues(), context.Request.Query["done"].ToString() switch
            {
                "invited" => say["Invited. A mail tells them how to get in."],
                "unsent" => say["They may look after it now, but the mail could not be sent. Tell them yourself, or invite them again later."],
                "removed" => say["Removed. They no longer see this institution."],
                "last" => say["The last who may change it stays. Invite somebody else first, or ask the publisher."],
                _ => null,
            }, ct);
        }
    }

    /// <summary>Invites somebody.</summary>
    public static async Task InviteAsync(HttpContext context, string key, LibraryDoor door, Database database, InstitutionPeopleStore people, InvitePerson invite, AuditStore audit, Mailer mailer, SiteOptions site, TimeProvider time, Say say, CancellationToken ct)
    {
        if (await EnterAsync(context, key, door, InstitutionRole.Manager, ct) is not var (institution, role) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (form.Text("name") is not { Length: <= LongestName } || form.Text("name")!.Any(char.IsControl))
        {
            form.Wrong("name", say["A name is one line of up to {0} characters.", LongestName]);
        }

        if (!Addresses.IsAddress(form.Text("email")))
        {
            form.Wrong("email", say["This is no complete address. It looks like name@example.org."]);
        }

        InvitedPerson? invited = null;
        if (form.IsRight)
        {
            await using var tx = await database.BeginAsync(ct);
            invited = await invite(tx, context.Person()!, form.Text("email")!, form.Text("name")!, ct);
            if (invited is null)
            {
                form.Wrong("email", say["The account of that address is out of use. Ask the publisher."]);
            }
            else if (!await people.AddAsync(tx, institution.Id, invited.Id, form.Text("role") == "viewer" ? InstitutionRole.Viewer : InstitutionRole.Manager, time.GetUtcNow(), ct))
            {
                form.Wrong("email", say["An institution has at most {0} people. Remove somebody first.", InstitutionPeopleStore.Most]);
            }
            else
            {
                await audit.AppendAsync(tx, Line(context, "institution.personInvited", institution, invited.Id, invited.Name), time.GetUtcNow(), ct);
                await tx.CommitAsync(ct);
            }
        }

        if (!form.IsRight)
        {
            await WriteAsync(context, institution, role, form, null, ct);
            return;
        }

        var mail = LibraryMails.Invitation(invited!, context.Person()!.Name, institution, site.AddressFor(context.Request), say);
        DeskDoor.Done(context, $"{context.Request.Path}?done={(await mailer.SendAsync(mail, ct) is null ? "invited" : "unsent")}");
    }

    /// <summary>Asks before somebody is removed.</summary>
    public static async Task ConfirmRemoveAsync(HttpContext context, string key, LibraryDoor door, InstitutionPeopleStore people, Say say, CancellationToken ct)
    {
        if (await EnterAsync(context, key, door, InstitutionRole.Manager, ct) is not var (institution, _))
        {
            return;
        }

        if (!Guid.TryParse(context.Request.Query["account"], out var id) || (await people.ListAsync(institution.Id, ct)).FirstOrDefault(one => one.AccountId == id) is not { } person)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var (back, heading, button) = (AddressOf(context, institution), say["Remove {0} from those who look after {1}?", person.Name, institution.Name], say["Remove {0}", person.Name]);
        IReadOnlyList<string> sentences = [id == context.Person()!.Id ? say["You will no longer see this institution; a colleague who stays, or the publisher, can invite you again."] : say["They will no longer see this institution. Their account stays, and they can be invited again."]];
        await (IsDesk(context)
            ? PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, heading, sentences, button, back + "/remove", back)
            {
                Place = "/desk/institutions",
                Crumbs = [("/desk/institutions", say["Institutions"]), ($"/desk/institutions/{institution.Key}", institution.Name), (back, say["Who looks after it"])],
                Fields = [("account", id.ToString())],
            })
            : PageWriter.WriteAsync<LibraryConfirmPage>(context, new LibraryConfirmView(institution.Name, institution.Key, sentences, button, back, ("account", id.ToString()), LibraryHome.Head(heading, say))));
    }

    /// <summary>Removes somebody.</summary>
    public static async Task RemoveAsync(HttpContext context, string key, LibraryDoor door, Database database, InstitutionPeopleStore people, AuditStore audit, TimeProvider time, CancellationToken ct)
    {
        if (await EnterAsync(context, key, door, InstitutionRole.Manager, ct) is not var (institution, _) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var back = context.Request.Path.Value![..^"/remove".Length];
        var who = Guid.TryParse(form.Text("account"), out var account) ? account : Guid.Empty;
        var name = (await people.ListAsync(institution.Id, ct)).FirstOrDefault(person => person.AccountId == who)?.Name;
        await using var tx = await database.BeginAsync(ct);
        var outcome = await people.RemoveAsync(tx, institution.Id, who, mayBeLast: IsDesk(context), ct);
        if (outcome == RemovalOutcome.Removed)
        {
            await audit.AppendAsync(tx, Line(context, "institution.personRemoved", institution, who, name), time.GetUtcNow(), ct);
            await tx.CommitAsync(ct);
        }

        DeskDoor.Done(context, who == context.Person()!.Id && outcome == RemovalOutcome.Removed && !IsDesk(context) ? LibraryDoor.Address : $"{back}?done={(outcome == RemovalOutcome.Last ? "last" : "removed")}");
    }

    private static string AddressOf(HttpContext context, KnownInstitution institution) => IsDesk(context) ? $"/desk/institutions/{institution.Key}/people" : $"{LibraryDoor.Address}/{institution.Key}/people";

    private static bool IsDesk(HttpContext context) => context.Request.Path.StartsWithSegments("/desk");

    // About the person, so that the name stands beside the log and can be forgotten (docs/decisions/0023).
    private static AuditEntry Line(HttpContext context, string act, KnownInstitution institution, Guid who, string? name) =>
        DeskLog.Entry(context, act, AuditStore.ErasedPrefix + who.ToString("D"), name, null, new System.Text.Json.Nodes.JsonObject { ["institution"] = institution.Name });

    private static async Task<(KnownInstitution Institution, InstitutionRole Role)?> EnterAsync(HttpContext context, string key, LibraryDoor door, InstitutionRole role, CancellationToken ct) =>
        !IsDesk(context) || await DeskDoor.MayAsync(context, DeskAct.ManageRights, null) ? await door.EnterAsync(context, key, role, ct) : null;

    private static async Task WriteAsync(HttpContext context, KnownInstitution institution, InstitutionRole role, FormValues form, string? notice, CancellationToken ct)
    {
        var say = context.RequestServices.GetRequiredService<Say>();
        var people = await context.RequestServices.GetRequiredService<InstitutionPeopleStore>().ListAsync(institution.Id, ct);
        var address = AddressOf(context, institution);
        var view = new LibraryPeopleView(institution.Name, institution.Key, address, role == InstitutionRole.Manager, context.Person()!.Id, IsDesk(context) ? context.Person() : null, people, form, notice, LibraryHome.Head(say["Who looks after {0}", institution.Name], say));
        var status = form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        await (IsDesk(context) ? PageWriter.WriteAsync<LibraryPeopleDeskPage>(context, view, status: status) : PageWriter.WriteAsync<LibraryPeoplePage>(context, view, status: status));
    }
}
