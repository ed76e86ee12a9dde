using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Sql;

namespace Recto.App.Features.Institutions;

/// <summary>Keys with which programs ask what institutions may read.</summary>
/// <param name="Person">Who works on them.</param>
/// <param name="Institution">Whose holdings they open; null for the keys of GetFTR.</param>
/// <param name="Keys">The keys, oldest first.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Made">The key that was just made: shown this once.</param>
/// <param name="Kbart">Where the holdings of the institution are fetched, without the key.</param>
/// <param name="Notice">What was just done.</param>
public sealed record AccessKeysView(DeskPerson Person, Institution? Institution, IReadOnlyList<AccessKeyRow> Keys, FormValues Form, string? Made, string Kbart, string? Notice);

/// <summary>Keys at the desk: made, shown once, revoked.</summary>
internal static class AccessKeys
{
    /// <summary>Where the keys of GetFTR are.</summary>
    public const string OfGetFtr = InstitutionList.Address + "/keys";

    /// <summary>The keys of an institution.</summary>
    public static async Task ShowOfInstitutionAsync(HttpContext context, InstitutionChange change, Say say, string key, CancellationToken ct)
    {
        if (await change.EnterAsync(context, key, ct) is { } institution)
        {
            await AnswerAsync(context, change, institution, new FormValues(), null, Notices.Of(say, context), ct);
        }
    }

    /// <summary>The keys of GetFTR.</summary>
    public static async Task ShowOfGetFtrAsync(HttpContext context, InstitutionChange change, Say say, CancellationToken ct)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.ManageInstitutions, null))
        {
            await AnswerAsync(context, change, null, new FormValues(), null, Notices.Of(say, context), ct);
        }
    }

    /// <summary>Makes or revokes a key of an institution.</summary>
    public static async Task ChangeOfInstitutionAsync(HttpContext context, InstitutionChange change, Say say, string key, CancellationToken ct)
    {
        if (await change.EnterAsync(context, key, ct) is { } institution)
        {
            await ChangeAsync(context, change, institution, say, ct);
        }
    }

    /// <summary>Makes or revokes a key of GetFTR.</summary>
    public static async Task ChangeOfGetFtrAsync(HttpContext context, InstitutionChange change, Say say, CancellationToken ct)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.ManageInstitutions, null))
        {
            await ChangeAsync(context, change, null, say, ct);
        }
    }

    private static async Task ChangeAsync(HttpContext context, InstitutionChange change, Institution? institution, Say say, CancellationToken ct)
    {
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (Guid.TryParse(form.Text("revoke"), out var revoked) && !form.Has("sure"))
        {
            await AskAsync(context, change, institution, revoked, say, ct);
            return;
        }

        if (Guid.TryParse(form.Text("revoke"), out revoked))
        {
            await change.MakeAsync<object>(async (tx, now) =>
            {
                if (await change.Keys.RemoveAsync(tx, institution?.Id, revoked, ct) is not { } removed)
                {
                    return null;
                }

                await change.LogAsync(context, tx, "accessKey.revoked", Subject(institution), $"{removed.Name} ({institution?.Name ?? "GetFTR"})", now, ct);
                return removed;
            }, ct);
            DeskDoor.Done(context, AddressOf(institution) + "?done=revoked");
            return;
        }

        var name = form.Text("name");
        if (name is null || name.Length > AccessKeyStore.LongestName || name.Any(char.IsControl) || StoredText.FindUnkeepable(name) >= 0)
        {
            form.Wrong("name", say["A key needs a name of at most {0} letters, as “Harvester of the library”.", AccessKeyStore.LongestName]);
            await AnswerAsync(context, change, institution, form, null, null, ct);
            return;
        }

        var (key, hash, hint) = AccessKey.Make();
        var made = await change.MakeAsync<object>(async (tx, now) =>
        {
            var row = new AccessKeyRow(Guid.CreateVersion7(now), institution is null ? AccessKeyPurpose.GetFtr : AccessKeyPurpose.Kbart, institution?.Id, name, hint, now, null);
            if (!await change.Keys.AddAsync(tx, row, hash, ct))
            {
                return null;
            }

            await change.LogAsync(context, tx, "accessKey.made", Subject(institution), $"{name} ({institution?.Name ?? "GetFTR"})", now, ct);
            return row;
        }, ct);
        if (made is null)
        {
            form.Wrong("name", say["There are {0} keys already, and that is the most. Revoke one that is not used any more.", AccessKeyStore.Most]);
        }

        await AnswerAsync(context, change, institution, made is null ? form : new FormValues(), made is null ? null : key, null, ct);
    }

    private static async Task AskAsync(HttpContext context, InstitutionChange change, Institution? institution, Guid id, Say say, CancellationToken ct)
    {
        if ((await change.Keys.ListAsync(institution?.Id, ct)).FirstOrDefault(key => key.Id == id) is not { } found)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var back = AddressOf(institution);
        await PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, say["Revoke the key {0}?", found.Name], [say["Nothing that is sent with it is answered any more, and it cannot be given again: whoever needs one gets a new one."]],
            say["Revoke"], back, back)
        {
            Place = InstitutionList.Address,
            Crumbs = [(InstitutionList.Address, say["Institutions"]), .. institution is null ? Array.Empty<(string, string)>() : [($"{InstitutionList.Address}/{institution.Key}", institution.Name)]],
            Fields = [("revoke", id.ToString()), ("sure", "on")],
        });
    }

    private static string Subject(Institution? institution) => institution is null ? "getFtr" : $"institution/{institution.Id}";

    private static string AddressOf(Institution? institution) => institution is null ? OfGetFtr : $"{InstitutionList.Address}/{institution.Key}/keys";

    private static async Task AnswerAsync(HttpContext context, InstitutionChange change, Institution? institution, FormValues form, string? made, string? notice, CancellationToken ct) =>
        await PageWriter.WriteAsync<AccessKeysPage>(context, new AccessKeysView(context.Person()!, institution, await change.Keys.ListAsync(institution?.Id, ct), form, made,
            context.Origin() + (institution is null ? "/api/getftr" : $"/kbart?customer_id={institution.Key}"), notice), status: form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
