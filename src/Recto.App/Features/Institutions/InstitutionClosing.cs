using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;

namespace Recto.App.Features.Institutions;

/// <summary>An institution that is no customer any more: closed, opened again, deleted where nothing hangs on it.</summary>
internal static class InstitutionClosing
{
    /// <summary>Closes it.</summary>
    public static Task CloseAsync(HttpContext context, InstitutionChange change, string key, CancellationToken ct) => SetOpenAsync(context, change, key, false, ct);

    /// <summary>Opens it again.</summary>
    public static Task ReopenAsync(HttpContext context, InstitutionChange change, string key, CancellationToken ct) => SetOpenAsync(context, change, key, true, ct);

    /// <summary>Asks before it is deleted.</summary>
    public static async Task ConfirmDeleteAsync(HttpContext context, InstitutionChange change, Say say, string key, CancellationToken ct)
    {
        if (await change.EnterAsync(context, key, ct) is { } institution)
        {
            await AskAsync(context, say, key, institution.Name, isHeld: false);
        }
    }

    /// <summary>Deletes it.</summary>
    public static async Task DeleteAsync(HttpContext context, InstitutionChange change, Say say, string key, CancellationToken ct)
    {
        if (await change.EnterAsync(context, key, ct) is not { } institution)
        {
            return;
        }

        var deleted = await change.MakeAsync<object>(async (tx, now) =>
        {
            if (!await change.Institutions.DeleteAsync(tx, institution.Id, ct))
            {
                return null;
            }

            await change.LogAsync(context, tx, "institution.deleted", institution, null, now, ct);
            return institution;
        }, ct);
        if (deleted is null)
        {
            await AskAsync(context, say, key, institution.Name, isHeld: true);
            return;
        }

        DeskDoor.Done(context, InstitutionList.Address + "?done=deleted");
    }

    private static async Task SetOpenAsync(HttpContext context, InstitutionChange change, string key, bool isOpen, CancellationToken ct)
    {
        if (await change.EnterAsync(context, key, ct) is not { } institution)
        {
            return;
        }

        await change.MakeAsync<object>(async (tx, now) =>
        {
            if (!await change.Institutions.SetOpenAsync(tx, institution.Id, isOpen, now, ct))
            {
                return null; // It is so already.
            }

            await change.LogAsync(context, tx, isOpen ? "institution.reopened" : "institution.closed", institution, null, now, ct);
            return institution;
        }, ct);
        DeskDoor.Done(context, $"{InstitutionList.Address}/{key}?done={(isOpen ? "reopened" : "closed")}");
    }

    private static Task AskAsync(HttpContext context, Say say, string key, string name, bool isHeld) => PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, say["Delete {0}", name],
        isHeld
            ? [say["{0} holds or held rights, or other institutions read through it, so it cannot be deleted: receipts and reports name it. Close it instead.", name]]
            : [say["Its record, its addresses and its keys are deleted with it; this cannot be undone. An institution that holds or held rights, or through which others read, is kept: it can only be closed."]],
        isHeld ? null : say["Delete this institution"], $"{InstitutionList.Address}/{key}/delete", $"{InstitutionList.Address}/{key}")
    {
        Place = InstitutionList.Address,
        Crumbs = [(InstitutionList.Address, say["Institutions"]), ($"{InstitutionList.Address}/{key}", name)],
    }, status: isHeld ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
}
