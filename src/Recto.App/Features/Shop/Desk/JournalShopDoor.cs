using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Journals.Shop;
using Recto.Storage.Issues;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Desk;

/// <summary>What a journal says of its shop.</summary>
/// <param name="Person">Who works on it.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Sellers">Who can sell.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Conflict">What somebody else has saved meanwhile; null where nobody has.</param>
/// <param name="Notice">What was just done.</param>
public sealed record JournalShopView(DeskPerson Person, JournalRow Journal, IReadOnlyList<SellerRow> Sellers, FormValues Form, EditConflict? Conflict, string? Notice);

/// <summary>The settings of a journal's shop.</summary>
internal static class JournalShopDoor
{
    private const int MostDays = 366;
    private static readonly string[] Names = ["seller", "on", "currency", "upgrade", "notice", "stamp"];

    public static async Task ShowAsync(HttpContext context, JournalDoor door, SellerStore sellers, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditShop, ct) is { } journal)
        {
            await AnswerAsync(context, journal, sellers, Of(await sellers.FindShopAsync(journal.Id, ct)), null, ShopDesk.Notice(context, say), StatusCodes.Status200OK, ct);
        }
    }

    public static async Task SaveAsync(HttpContext context, JournalDoor door, SellerStore sellers, ShopChange change, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditShop, ct) is not { } journal || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (!Guid.TryParse(form.Text("seller"), out var seller) || await sellers.FindAsync(seller, ct) is null)
        {
            form.Wrong("seller", say["Choose who sells."]);
        }

        if (!Currency.TryParse(form.Text("currency"), out var currency))
        {
            form.Wrong("currency", say["A currency is three letters, as EUR."]);
        }

        var days = 0;
        if (form.Text("upgrade") is { } typed && (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out days) || days > MostDays))
        {
            form.Wrong("upgrade", say["A whole number of days, 0 to {0}.", MostDays]);
        }

        var notice = 0;
        if (form.Text("notice") is { } told && (!int.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out notice) || notice > JournalShop.MostNoticeDays))
        {
            form.Wrong("notice", say["A whole number of days, 0 to {0}.", JournalShop.MostNoticeDays]);
        }

        var stamp = StampWords.None;
        if (form.Text("stamp") is { } words && (!Enum.TryParse(words, out stamp) || !Enum.IsDefined(stamp)))
        {
            form.Wrong("stamp", say["Choose one of these."]);
        }

        if (!form.IsRight)
        {
            await AnswerAsync(context, journal, sellers, form, null, null, StatusCodes.Status422UnprocessableEntity, ct);
            return;
        }

        var kept = await sellers.FindShopAsync(journal.Id, ct);
        var shop = new JournalShop(journal.Id, seller, form.Has("on"), days, currency, EditConflict.ShownVersion(form)) { NoticeDays = notice, Stamp = stamp };
        if (shop.EditVersion == (kept?.EditVersion ?? 0) && await change.MakeAsync((tx, now) => sellers.SaveShopAsync(tx, shop, now, ct),
            DeskLog.Entry(context, "shop.journal", $"journal/{journal.Id}", journal.Journal.Title, journal.Id, ShopChange.Changes(kept is null ? null : Of(kept), form, Names)), ct))
        {
            DeskDoor.Done(context, $"{ShopDesk.Address}?done=saved");
            return;
        }

        var now = await sellers.FindShopAsync(journal.Id, ct);
        await AnswerAsync(context, journal, sellers, form, await change.ConflictAsync(form, Of(now), now?.EditVersion ?? 0, Names.Select(name => (name, Label(say, name))), $"journal/{journal.Id}", ct), null, StatusCodes.Status409Conflict, ct);
    }

    /// <summary>How the form calls a field.</summary>
    public static string Label(Say say, string name) => name switch
    {
        "seller" => say["Who sells"],
        "on" => say["The shop of this journal is open"],
        "currency" => say["Currency that readers see first"],
        "notice" => say["How many days before a bought right ends its buyer gets a mail; 0 for never"],
        "stamp" => say["Line at the foot of PDFs that were bought"],
        _ => say["For how many days an article that was bought is credited on its issue; 0 for never"],
    };

    /// <summary>What a stamp may say.</summary>
    public static IReadOnlyList<(string Value, string Words)> Stamps(Say say) =>
    [
        (nameof(StampWords.None), say["no line"]),
        (nameof(StampWords.Order), say["number and date of the order"]),
        (nameof(StampWords.Name), say["name of the buyer where one was given, number and date of the order"]),
    ];

    private static FormValues Of(JournalShop? shop)
    {
        var form = new FormValues(("seller", shop?.SellerId.ToString()), ("currency", shop?.Currency.Code ?? "EUR"), ("upgrade", (shop?.UpgradeDays ?? 30).ToString(CultureInfo.InvariantCulture)),
            ("notice", (shop?.NoticeDays ?? 0).ToString(CultureInfo.InvariantCulture)), ("stamp", (shop?.Stamp ?? StampWords.None).ToString()),
            (EditConflict.VersionField, (shop?.EditVersion ?? 0).ToString(CultureInfo.InvariantCulture)));
        form.Set("on", shop?.IsOn == false ? null : "on");
        return form;
    }

    private static async Task AnswerAsync(HttpContext context, JournalRow journal, SellerStore sellers, FormValues form, EditConflict? conflict, string? notice, int status, CancellationToken ct) =>
        await PageWriter.WriteAsync<JournalShopPage>(context, new JournalShopView(context.Person()!, journal, await sellers.ListAsync(ct), form, conflict, notice), status: status);
}
