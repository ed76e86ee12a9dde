using Recto.App.Features.Shop.Orders;
using Recto.App.Features.Shop.Payment;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Shop;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Pages;

/// <summary>From the cart to the order: the buyer's details are looked at, the sum is shown with its tax, and the order is made once that very sum was seen.</summary>
internal sealed class CheckoutDoor(CartOwners owners, ReckonCart reckon, CartAnswer answer, Checkout checkout, Gateways gateways, Say say)
{
    private const int LongestName = 200;
    private const int LongestAddress = 500;
    private const int MostLines = 8;
    private const int LongestVatId = 30;

    /// <summary>Takes the buyer's details: shows the sum with its tax first, and makes the order once that very sum was seen.</summary>
    public async Task PayAsync(HttpContext context, SiteOptions options, CancellationToken ct)
    {
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var owner = await owners.FindAsync(context, ct);
        var country = Countries.Has(form.Text("country")) ? form.Text("country") : null;
        var keys = await BuyerKeys.OfAsync(context, ct);
        var reckoned = await reckon.OfAsync(owner, context.Reader(), keys, country, CartAnswer.VatOf(form, country), ct);
        if (owner is null || reckoned.Totals is null)
        {
            DeskDoor.Done(context, "/cart");
            return;
        }

        var buyer = new Buyer { Email = form.Text("email") ?? "", Name = form.Text("name"), Address = [.. (form.Text("address") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)], Country = country ?? "", VatId = form.Text("vat"), Language = say.Language };
        Check(form, buyer);
        if (!form.IsRight)
        {
            await answer.WriteAsync(context, owner, form, new FormValues(), [], StatusCodes.Status422UnprocessableEntity, ct);
            return;
        }

        if (form.Text("shown") != CartPage.Shown(reckoned.Totals))
        {
            await answer.WriteAsync(context, owner, form, new FormValues(), [form.Text("shown") is null ? say["The sum with its tax stands here now. Look at it, then pay."] : say["The sum is another than it was: look at it, then pay."]], StatusCodes.Status200OK, ct);
            return;
        }

        var outcome = await checkout.PlaceAsync(new CheckoutWish
        {
            Cart = owner,
            SellerId = reckoned.Seller!.Id,
            Currency = reckoned.Currency,
            Buyer = buyer,
            AccountId = context.Person()?.Id,
            Gateway = form.Text("way") is { } way && gateways.Find(way) is not null ? way : gateways.All[0].Name,
            Shown = reckoned.Totals.Gross,
            HasConsented = form.Has("now"),
            Rights = context.Reader().Reader.Rights,
            Keys = keys,
        }, options.AddressFor(context.Request), ct);
        await LeadOnAsync(context, owner, form, outcome, ct);
    }

    private async Task LeadOnAsync(HttpContext context, CartOwner owner, FormValues form, CheckoutOutcome outcome, CancellationToken ct)
    {
        switch (outcome)
        {
            case CheckoutOutcome.Placed placed:
                await PayRedirect.AnswerAsync(context, placed.Order, placed.GoTo, ct);
                return;
            case CheckoutOutcome.HouseAway away:
                await PayRedirect.AnswerAsync(context, away.Order, ShopPaths.Order(away.Order.Reference) + "?done=away", ct);
                return;
            case CheckoutOutcome.Faulty faulty:
                Tell(form, faulty.Faults);
                break;
            case CheckoutOutcome.Held:
                form.Wrong("", say["You can read some of this already. Take it out of the cart, then pay."]);
                break;
            case CheckoutOutcome.Empty:
                DeskDoor.Done(context, "/cart");
                return;
            default:
                await answer.WriteAsync(context, owner, form, new FormValues(), [say["The sum is another than it was: look at it, then pay."]], StatusCodes.Status200OK, ct);
                return;
        }

        await answer.WriteAsync(context, owner, form, new FormValues(), [], StatusCodes.Status422UnprocessableEntity, ct);
    }

    private void Check(FormValues form, Buyer buyer)
    {
        // The first look at the sum needs no consent yet; the payment does.
        Tell(form, Checkout.FaultsOf(buyer, form.Text("shown") is null || form.Has("now"), out _));
        if (buyer.Name is { } name && (name.Length > LongestName || name.Any(char.IsControl)))
        {
            form.Wrong("name", say["One line of up to {0} characters.", LongestName]);
        }

        if (form.Text("address") is { } address && (address.Length > LongestAddress || address.Count(c => c == '\n') >= MostLines))
        {
            form.Wrong("address", say["Up to {0} lines of up to {1} characters.", MostLines, LongestAddress]);
        }

        if (buyer.VatId is { } vat && (vat.Length > LongestVatId || vat.Any(char.IsControl)))
        {
            form.Wrong("vat", Words(CheckoutFault.VatId));
        }
    }

    private void Tell(FormValues form, IEnumerable<CheckoutFault> faults)
    {
        foreach (var fault in faults)
        {
            form.Wrong(fault switch { CheckoutFault.Email => "email", CheckoutFault.Country => "country", CheckoutFault.VatId => "vat", CheckoutFault.Name => "name", _ => "now" }, Words(fault));
        }
    }

    private string Words(CheckoutFault fault) => fault switch
    {
        CheckoutFault.Email => say["This is not one e-mail address. As in name@example.org."],
        CheckoutFault.Country => say["Choose a country."],
        CheckoutFault.VatId => say["VAT numbers of that country are written otherwise. Look at it again, or leave it empty."],
        CheckoutFault.Name => say["A VAT number needs the name of the business beside it."],
        _ => say["It can only be opened at once: tick the box, or write to the seller."],
    };
}
