namespace Recto.Journals.Shop;

/// <summary>An article that was bought before, as it may be credited on its issue.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Line">Its line.</param>
/// <param name="JournalId">The journal of the article.</param>
/// <param name="IssueId">The issue that it stands in; null where in none.</param>
/// <param name="Paid">What was paid for it, as prices of the seller are meant (with or without tax).</param>
/// <param name="PaidAt">When.</param>
public sealed record CreditableLine(Guid OrderId, int Line, Guid JournalId, Guid? IssueId, Money Paid, DateTimeOffset PaidAt);

/// <summary>Articles of an issue that were bought before are credited on the issue, where the journal says so.</summary>
public static class UpgradeRule
{
    /// <summary>Which lines are credited on an issue, the latest first; never more than it costs, and a line as a whole or not at all.</summary>
    /// <param name="issue">The issue that is bought.</param>
    /// <param name="price">What it costs, a coupon taken off.</param>
    /// <param name="bought">What the same buyer bought, and was neither refunded nor credited.</param>
    /// <param name="days">For how many days after its payment a line is credited; 0 for never.</param>
    /// <param name="at">When the issue is bought.</param>
    public static IReadOnlyList<CreditableLine> Find(BoughtThing issue, Money price, IEnumerable<CreditableLine> bought, int days, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(issue);
        ArgumentNullException.ThrowIfNull(bought);
        if (issue.Kind != ProductKind.Issue || issue.IssueId is not { } id || days <= 0)
        {
            return [];
        }

        var credited = new List<CreditableLine>();
        var left = price;
        foreach (var line in bought.Where(line => line.IssueId == id && line.JournalId == issue.JournalId && line.Paid.Currency == price.Currency && line.PaidAt <= at && at < line.PaidAt.AddDays(days))
                     .OrderByDescending(line => line.PaidAt).ThenBy(line => line.OrderId).ThenBy(line => line.Line))
        {
            if (line.Paid.Minor > 0 && line.Paid.Minor <= left.Minor)
            {
                credited.Add(line);
                left -= line.Paid;
            }
        }

        return credited;
    }
}
