using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Access;

namespace Recto.App.Features.Subscriptions.Libraries;

/// <summary>
/// Lets in whoever looks after an institution, and the desk. To anybody else an institution that is not theirs is as one that is not there.
/// </summary>
internal sealed class LibraryDoor(InstitutionPeopleStore people, KnownInstitutions institutions)
{
    /// <summary>Where librarians begin.</summary>
    public const string Address = "/library";

    /// <summary>The institution, and what whoever asks may do there; null where the answer is written already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="key">The institution's part of addresses.</param>
    /// <param name="role">What they must be: a viewer only sees.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(KnownInstitution Institution, InstitutionRole Role)?> EnterAsync(HttpContext context, string key, InstitutionRole role, CancellationToken ct)
    {
        if (context.Person() is not { } person)
        {
            DeskDoor.Done(context, $"{DeskDoor.SignIn}?to={Uri.EscapeDataString(context.Request.Path)}");
            return null;
        }

        var own = (await people.ListOfAsync(person.Id, ct)).FirstOrDefault(one => one.Key == key);
        var given = DeskRule.May(person, DeskAct.ManageRights) ? InstitutionRole.Manager : own?.Role;
        if (given is null || institutions.Find(key) is not { } institution)
        {
            await NotFound.WriteAsync(context);
            return null;
        }

        if (role == InstitutionRole.Manager && given != InstitutionRole.Manager)
        {
            await DeskDoor.ForbiddenAsync(context);
            return null;
        }

        return (institution, given.Value);
    }
}
