using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Desk;

/// <summary>All sellers.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Sellers">The sellers, by name.</param>
/// <param name="Notice">What was just done.</param>
public sealed record SellersView(DeskPerson Person, IReadOnlyList<SellerRow> Sellers, string? Notice);

/// <summary>A seller at the desk.</summary>
/// <param name="Person">Who works on it.</param>
/// <param name="Row">The seller as it is kept; null for a new one.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Conflict">What somebody else has saved meanwhile; null where nobody has.</param>
/// <param name="Notice">What was just done.</param>
public sealed record SellerView(DeskPerson Person, SellerRow? Row, FormValues Form, EditConflict? Conflict, string? Notice);

/// <summary>Sellers at the desk.</summary>
internal static class SellerDoor
{
    public static async Task ListAsync(HttpContext context, SellerStore sellers, Say say, CancellationToken ct)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.EditShop, null))
        {
            await PageWriter.WriteAsync<SellersPage>(context, new SellersView(context.Person()!, await sellers.ListAsync(ct), ShopDesk.Notice(context, say)));
        }
    }

    public static async Task NewAsync(HttpContext context)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.EditShop, null))
        {
            await AnswerAsync(context, null, new FormValues(), null, null, StatusCodes.Status200OK);
        }
    }

    public static async Task MakeAsync(HttpContext context, SellerStore sellers, ShopChange change, Say say, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.EditShop, null) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var seller = SellerForm.Read(form, change.NewId(), say);
        if (!form.IsRight)
        {
            await AnswerAsync(context, null, form, null, null, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        await change.MakeAsync((tx, now) => sellers.SaveAsync(tx, seller, 0, now, ct), DeskLog.Entry(context, "seller.made", $"seller/{seller.Id}", seller.Name, null, ShopChange.Changes(null, form, SellerForm.Names)), ct);
        DeskDoor.Done(context, $"{ShopDesk.Address}/sellers?done=made");
    }

    public static async Task ShowAsync(HttpContext context, SellerStore sellers, Say say, Guid id, CancellationToken ct)
    {
        if (await EnterAsync(context, sellers, id, ct) is { } row)
        {
            await AnswerAsync(context, row, SellerForm.Of(row), null, ShopDesk.Notice(context, say), StatusCodes.Status200OK);
        }
    }

    public static async Task SaveAsync(HttpContext context, SellerStore sellers, ShopChange change, Say say, Guid id, CancellationToken ct)
    {
        if (await EnterAsync(context, sellers, id, ct) is not { } row || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var seller = SellerForm.Read(form, id, say);
        if (!form.IsRight)
        {
            await AnswerAsync(context, row, form, null, null, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var shown = EditConflict.ShownVersion(form);
        if (shown > 0 && await change.MakeAsync((tx, now) => sellers.SaveAsync(tx, seller, shown, now, ct),
            DeskLog.Entry(context, "seller.edited", $"seller/{id}", seller.Name, null, ShopChange.Changes(SellerForm.Of(row), form, SellerForm.Names)), ct))
        {
            DeskDoor.Done(context, $"{ShopDesk.Address}/sellers/{id}?done=saved");
            return;
        }

        var now = await sellers.FindAsync(id, ct) ?? row;
        await AnswerAsync(context, now, form, await change.ConflictAsync(form, SellerForm.Of(now), now.EditVersion, SellerForm.Names.Select(name => (name, SellerForm.Label(say, name))), $"seller/{id}", ct), null, StatusCodes.Status409Conflict);
    }

    private static async Task<SellerRow?> EnterAsync(HttpContext context, SellerStore sellers, Guid id, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.EditShop, null))
        {
            return null;
        }

        if (await sellers.FindAsync(id, ct) is { } row)
        {
            return row;
        }

        await NotFound.WriteAsync(context);
        return null;
    }

    private static Task AnswerAsync(HttpContext context, SellerRow? row, FormValues form, EditConflict? conflict, string? notice, int status) =>
        PageWriter.WriteAsync<SellerPage>(context, new SellerView(context.Person()!, row, form, conflict, notice), status: status);
}
