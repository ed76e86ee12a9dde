using Recto.Journals.Exchange.Landing;
using Recto.Journals.Shop;

namespace Recto.App.Shell.Offers;

/// <summary>Offers as machines are told of them: of what the page itself is about, one for each currency.</summary>
internal static class ToldOffers
{
    /// <summary>Those of that kind.</summary>
    /// <param name="offers">All that the page shows.</param>
    /// <param name="kind">What the page is about.</param>
    /// <param name="address">Absolute address of the page.</param>
    public static IReadOnlyList<LandingOffer> Of(IEnumerable<Offer> offers, ProductKind kind, string address) =>
    [
        .. offers.Where(offer => offer.Thing.Kind == kind).SelectMany(offer => offer.Product.Prices.Select(price =>
            new LandingOffer(price.ToPlain(), price.Currency.Code, address, offer.IsTaxIncluded, offer.Product.SoldFrom, offer.Product.SoldUntil))),
    ];
}
