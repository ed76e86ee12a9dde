using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Storage.Access;

namespace Recto.App.Features.Institutions;

/// <summary>The record of an institution.</summary>
/// <param name="Person">Who works on it.</param>
/// <param name="Institution">As it is kept; null for a new one.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Conflict">What somebody else has saved meanwhile; null where nobody has.</param>
/// <param name="Through">Names of those through which it holds rights, near and far.</param>
/// <param name="Notice">What was just done.</param>
public sealed record InstitutionView(DeskPerson Person, Institution? Institution, FormValues Form, EditConflict? Conflict, IReadOnlyList<string> Through, string? Notice);

/// <summary>The record of an institution: shown, made, saved.</summary>
internal static class InstitutionRecord
{
    /// <summary>Shows the form of a new one.</summary>
    public static async Task NewAsync(HttpContext context)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.ManageInstitutions, null))
        {
            await PageWriter.WriteAsync<InstitutionPage>(context, new InstitutionView(context.Person()!, null, new FormValues(), null, [], null));
        }
    }

    /// <summary>Makes one.</summary>
    public static async Task MakeAsync(HttpContext context, InstitutionChange change, KnownInstitutions known, Say say, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManageInstitutions, null) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var institution = InstitutionForm.Read(form, new Institution { Id = Guid.CreateVersion7(change.Now), Key = "-", Name = "-" }, key => known.Find(key)?.Id, say) with { EditVersion = 0 };
        if (form.IsRight && await WriteAsync(context, change, institution, new FormValues(), form, "institution.made", say, ct) == InstitutionSaving.Saved)
        {
            DeskDoor.Done(context, $"{InstitutionList.Address}/{institution.Key}?done=made");
            return;
        }

        await PageWriter.WriteAsync<InstitutionPage>(context, new InstitutionView(context.Person()!, null, form, null, [], null), status: StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(HttpContext context, InstitutionChange change, KnownInstitutions known, Say say, string key, CancellationToken ct)
    {
        if (await change.EnterAsync(context, key, ct) is { } institution)
        {
            await AnswerAsync(context, institution, InstitutionForm.Of(institution, id => known.Find(id)?.Key), null, known, Notices.Of(say, context), StatusCodes.Status200OK);
        }
    }

    /// <summary>Saves it.</summary>
    public static async Task SaveAsync(HttpContext context, InstitutionChange change, KnownInstitutions known, Say say, string key, CancellationToken ct)
    {
        if (await change.EnterAsync(context, key, ct) is not { } institution || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        string? KeyOf(Guid id) => known.Find(id)?.Key;
        var read = InstitutionForm.Read(form, institution, word => known.Find(word)?.Id, say);
        // A parent that is closed has no key in the form, and stays.
        read = read with { Parents = [.. read.Parents.Concat(institution.Parents.Where(parent => known.Find(parent) is null)).Distinct()] };
        var outcome = form.IsRight ? await WriteAsync(context, change, read, InstitutionForm.Of(institution, KeyOf), form, "institution.edited", say, ct) : (InstitutionSaving?)null;
        if (outcome == InstitutionSaving.Saved)
        {
            DeskDoor.Done(context, $"{InstitutionList.Address}/{read.Key}?done=saved");
            return;
        }

        if (outcome != InstitutionSaving.ChangedMeanwhile)
        {
            await AnswerAsync(context, institution, form, null, known, null, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        if (await change.Institutions.FindAsync(institution.Id, ct) is not { } now)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var (person, at) = await change.LastAsync(now.Id, ct);
        var conflict = EditConflict.Of(form, InstitutionForm.Of(now, KeyOf), now.EditVersion, InstitutionForm.Names.Select(name => (name, InstitutionForm.Label(say, name))),
            (name, value) => name == "consortium" ? value is null ? say["no"] : say["yes"] : value, person, at);
        await AnswerAsync(context, now, form, conflict, known, null, StatusCodes.Status409Conflict);
    }

    private static async Task<InstitutionSaving> WriteAsync(HttpContext context, InstitutionChange change, Institution institution, FormValues before, FormValues form, string act, Say say, CancellationToken ct)
    {
        var outcome = InstitutionSaving.ChangedMeanwhile;
        await change.MakeAsync<object>(async (tx, now) =>
        {
            outcome = await change.Institutions.SaveAsync(tx, institution, now, ct);
            if (outcome != InstitutionSaving.Saved)
            {
                return null;
            }

            if (InstitutionForm.Changes(before, form) is { } changes)
            {
                await change.LogAsync(context, tx, act, institution, changes, now, ct);
            }

            return institution;
        }, ct);
        switch (outcome)
        {
            case InstitutionSaving.KeyTaken:
                form.Wrong("key", say["Another institution has the key “{0}”. Choose another.", institution.Key]);
                break;
            case InstitutionSaving.RorTaken:
                form.Wrong("ror", say["Another institution has this ROR id. Look for it in the list of institutions."]);
                break;
            case InstitutionSaving.Circle:
                form.Wrong("parents", say["One of these is itself part of {0}, so each would hold rights through the other. Take it out here, or there.", institution.Name]);
                break;
            default:
                break;
        }

        return outcome;
    }

    private static Task AnswerAsync(HttpContext context, Institution institution, FormValues form, EditConflict? conflict, KnownInstitutions known, string? notice, int status) =>
        PageWriter.WriteAsync<InstitutionPage>(context, new InstitutionView(context.Person()!, institution, form, conflict,
            known.Find(institution.Id) is { } found ? [.. found.WithAncestors.Skip(1).Select(id => known.Find(id)?.Name).OfType<string>()] : [], notice), status: status);
}
