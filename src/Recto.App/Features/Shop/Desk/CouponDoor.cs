using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Issues;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Desk;

/// <summary>All coupons.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Coupons">The coupons, by code.</param>
/// <param name="Journals">Titles of journals by key.</param>
/// <param name="At">The instant of the request.</param>
/// <param name="Notice">What was just done.</param>
public sealed record CouponsView(DeskPerson Person, IReadOnlyList<CouponRow> Coupons, IReadOnlyDictionary<Guid, string> Journals, DateTimeOffset At, string? Notice);

/// <summary>A coupon at the desk.</summary>
/// <param name="Person">Who works on it.</param>
/// <param name="Row">The coupon as it is kept; null for a new one.</param>
/// <param name="Journals">Journals: key and title.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Conflict">What somebody else has saved meanwhile; null where nobody has.</param>
/// <param name="Notice">What was just done.</param>
public sealed record CouponView(DeskPerson Person, CouponRow? Row, IReadOnlyList<(string Id, string Title)> Journals, FormValues Form, EditConflict? Conflict, string? Notice);

/// <summary>Coupons at the desk. They are the site's: whoever may sell for all journals makes them.</summary>
internal static class CouponDoor
{
    public static async Task ListAsync(HttpContext context, CouponStore coupons, JournalStore journals, Say say, CancellationToken ct)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.EditShop, null))
        {
            await PageWriter.WriteAsync<CouponsPage>(context, new CouponsView(context.Person()!, await coupons.ListAsync(ct), (await journals.ListAsync(ct)).ToDictionary(journal => journal.Id, journal => journal.Title), context.Reader().At, ShopDesk.Notice(context, say)));
        }
    }

    public static async Task NewAsync(HttpContext context, JournalStore journals, CancellationToken ct)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.EditShop, null))
        {
            await AnswerAsync(context, journals, null, new FormValues(("on", "on")), null, null, StatusCodes.Status200OK, ct);
        }
    }

    public static async Task MakeAsync(HttpContext context, CouponStore coupons, JournalStore journals, ShopChange change, Say say, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.EditShop, null) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var coupon = CouponForm.Read(form, change.NewId(), null, say);
        if (form.IsRight && !await change.MakeAsync((tx, now) => coupons.SaveAsync(tx, coupon, 0, now, ct),
            DeskLog.Entry(context, "coupon.made", $"coupon/{coupon.Id}", coupon.Code, coupon.JournalId, ShopChange.Changes(null, form, CouponForm.Names)), ct))
        {
            form.Wrong("code", say["There is a coupon of that name already."]);
        }

        if (form.IsRight)
        {
            DeskDoor.Done(context, $"{ShopDesk.Address}/coupons?done=made");
            return;
        }

        await AnswerAsync(context, journals, null, form, null, null, StatusCodes.Status422UnprocessableEntity, ct);
    }

    public static async Task ShowAsync(HttpContext context, CouponStore coupons, JournalStore journals, Say say, Guid id, CancellationToken ct)
    {
        if (await EnterAsync(context, coupons, id, ct) is { } row)
        {
            await AnswerAsync(context, journals, row, CouponForm.Of(row), null, ShopDesk.Notice(context, say), StatusCodes.Status200OK, ct);
        }
    }

    public static async Task SaveAsync(HttpContext context, CouponStore coupons, JournalStore journals, ShopChange change, Say say, Guid id, CancellationToken ct)
    {
        if (await EnterAsync(context, coupons, id, ct) is not { } row || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var coupon = CouponForm.Read(form, id, row.Coupon, say);
        if (form.IsRight && await coupons.FindAsync(coupon.Code, ct) is { } other && other.Coupon.Id != id)
        {
            form.Wrong("code", say["There is a coupon of that name already."]);
        }

        if (!form.IsRight)
        {
            await AnswerAsync(context, journals, row, form, null, null, StatusCodes.Status422UnprocessableEntity, ct);
            return;
        }

        var shown = EditConflict.ShownVersion(form);
        if (shown > 0 && await change.MakeAsync((tx, now) => coupons.SaveAsync(tx, coupon, shown, now, ct),
            DeskLog.Entry(context, "coupon.edited", $"coupon/{id}", coupon.Code, coupon.JournalId, ShopChange.Changes(CouponForm.Of(row), form, CouponForm.Names)), ct))
        {
            DeskDoor.Done(context, $"{ShopDesk.Address}/coupons/{id}?done=saved");
            return;
        }

        if (await coupons.FindAsync(id, ct) is not { } now)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        await AnswerAsync(context, journals, now, form, await change.ConflictAsync(form, CouponForm.Of(now), now.EditVersion, CouponForm.Names.Select(name => (name, CouponForm.Label(say, name))), $"coupon/{id}", ct), null, StatusCodes.Status409Conflict, ct);
    }

    private static async Task<CouponRow?> EnterAsync(HttpContext context, CouponStore coupons, Guid id, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.EditShop, null))
        {
            return null;
        }

        if (await coupons.FindAsync(id, ct) is { } row)
        {
            return row;
        }

        await NotFound.WriteAsync(context);
        return null;
    }

    private static async Task AnswerAsync(HttpContext context, JournalStore journals, CouponRow? row, FormValues form, EditConflict? conflict, string? notice, int status, CancellationToken ct) =>
        await PageWriter.WriteAsync<CouponPage>(context, new CouponView(context.Person()!, row, [.. (await journals.ListAsync(ct)).Select(journal => (journal.Id.ToString(), journal.Title))], form, conflict, notice), status: status);
}
