using Recto.App.Shell.Language;
using Recto.Journals.Access;
using Recto.Journals.Shop;

namespace Recto.App.Shell.Offers;

/// <summary>Products, prices and times in words.</summary>
internal static class OfferWords
{
    /// <summary>An amount with its currency as the reader's language writes it: <c>53.00 USD</c>, <c>53,00 USD</c>.</summary>
    public static string Of(Say say, Money money) => $"{Amount(say, money)}\u00A0{money.Currency.Code}";

    /// <summary>The amount alone.</summary>
    public static string Amount(Say say, Money money) => ((decimal)money.Minor / money.Currency.Scale).ToString("N" + money.Currency.Exponent, say.Culture);

    /// <summary>What is offered: <c>This article, for 48 hours</c>.</summary>
    public static string Title(Say say, Offer offer)
    {
        var period = Period(say, offer.Product.Period);
        return offer.Thing.Kind switch
        {
            ProductKind.Article => say["This article, for {0}", period],
            ProductKind.Issue => say["The whole issue, for {0}", period],
            ProductKind.JournalYear => say["All articles of {1}, for {0}", period, offer.Thing.Year],
            _ => say["The whole journal, for {0}", period],
        };
    }

    /// <summary>What may be done with it.</summary>
    public static string Uses(Say say, RightUses uses) => (uses.HasFlag(RightUses.Download), uses.HasFlag(RightUses.Print)) switch
    {
        (true, true) => say["Read online; download and print the PDF"],
        (true, false) => say["Read online; download the PDF"],
        (false, true) => say["Read and print online"],
        _ => say["Read online"],
    };

    /// <summary>48 hours.</summary>
    public static string Period(Say say, Period period) => say.Count(period.Count, period.Unit switch
    {
        PeriodUnit.Hour => Say.Key("{0} hour|{0} hours"),
        PeriodUnit.Day => Say.Key("{0} day|{0} days"),
        PeriodUnit.Month => Say.Key("{0} month|{0} months"),
        _ => Say.Key("{0} year|{0} years"),
    });
}
