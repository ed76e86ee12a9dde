using Recto.Journals.Access;
using Recto.Journals.Shop;
using Recto.Storage.Access;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Orders;

/// <summary>What holds of the lines of a cart by what its buyer has: for the page of the cart and for the checkout alike.</summary>
internal sealed class CartLines(OrderStore orders)
{
    /// <summary>Lines that need not be bought: the buyer holds them, or another line of the cart covers them.</summary>
    /// <param name="lines">The cart.</param>
    /// <param name="rights">What the buyer holds.</param>
    /// <param name="at">When.</param>
    public static IReadOnlyList<HeldLine> Held(IReadOnlyList<CartLine> lines, IReadOnlyList<HeldRight> rights, DateTimeOffset at) =>
    [
        .. lines.Select(line => (Line: line, By: AlreadyHeld.Find(rights, line.Thing, line.Product.Uses, at), IsTwice: lines.Any(other => other.Thing.Kind != line.Thing.Kind && AlreadyHeld.IsIn(other.Thing, line.Thing))))
            .Where(one => one.By is not null || one.IsTwice).Select(one => new HeldLine(one.Line, one.By)),
    ];

    /// <summary>What was paid for articles of the issues in the cart, and is credited on them.</summary>
    /// <param name="lines">The cart.</param>
    /// <param name="days">For how many days a journal credits.</param>
    /// <param name="totals">What the lines cost without it.</param>
    /// <param name="keys">By what the buyer is known.</param>
    /// <param name="at">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Number of the line in the cart, from 1, and what is credited on it.</returns>
    public async Task<IReadOnlyList<(int Line, CreditableLine Credited)>> CreditsAsync(IReadOnlyList<CartLine> lines, Func<Guid, int> days, Totals totals, RightKeys keys, DateTimeOffset at, CancellationToken ct)
    {
        var longest = lines.Where(line => line.Thing.Kind == ProductKind.Issue).Select(line => days(line.Thing.JournalId)).DefaultIfEmpty(0).Max();
        if (longest == 0 || keys.IsEmpty)
        {
            return [];
        }

        var bought = await orders.ListCreditableAsync(keys.AccountId, keys.EmailKey, keys.Orders, at.AddDays(-longest), ct);
        return [.. lines.SelectMany((line, place) => UpgradeRule.Find(line.Thing, totals.Lines[place].Price - totals.Lines[place].Discount, bought, days(line.Thing.JournalId), at).Select(credited => (place + 1, credited)))];
    }

    /// <summary>The same as sums, by place in the cart, from 0.</summary>
    public static IReadOnlyDictionary<int, Money> Sums(IReadOnlyList<(int Line, CreditableLine Credited)> credits, Currency currency) =>
        credits.GroupBy(credit => credit.Line - 1).ToDictionary(group => group.Key, group => group.Aggregate(Money.Zero(currency), (sum, credit) => sum + credit.Credited.Paid));
}
