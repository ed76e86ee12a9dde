using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Offers;
using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Pages;

/// <summary>Orders in words.</summary>
internal static class OrderWords
{
    /// <summary>How it stands with an order, for lists.</summary>
    public static string State(Say say, OrderState state) => state switch
    {
        OrderState.Open => say["on the way to pay"],
        OrderState.Waiting => say["waiting for money"],
        OrderState.Paid => say["paid"],
        OrderState.PartlyRefunded => say["partly paid back"],
        OrderState.Refunded => say["paid back"],
        OrderState.Failed => say["payment failed"],
        OrderState.Expired => say["not paid in time"],
        OrderState.Cancelled => say["given up"],
        _ => say["disputed"],
    };

    /// <summary>What was bought, for how long, and by which DOI.</summary>
    public static string Line(Say say, ProductKind kind, Period period, string? doi)
    {
        var what = $"{Kind(say, kind)}, {OfferWords.Period(say, period)}";
        return doi is null ? what : $"{what}; doi {doi}";
    }

    /// <summary>The kind of what is sold.</summary>
    public static string Kind(Say say, ProductKind kind) => kind switch
    {
        ProductKind.Article => say["Article"],
        ProductKind.Issue => say["Issue"],
        ProductKind.JournalYear => say["Year of the journal"],
        _ => say["Journal"],
    };

    /// <summary>A way of payment.</summary>
    public static string Gateway(Say say, string name) => name switch
    {
        ShopOptions.Invoice => say["Invoice, by transfer"],
        Order.DemonstrationGateway => say["Demonstration"],
        Order.FreeGateway => say["Nothing to pay"],
        ShopOptions.Stripe => say["Card, and other ways"],
        _ => name,
    };
}
