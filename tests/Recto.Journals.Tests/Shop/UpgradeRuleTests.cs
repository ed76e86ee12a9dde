using Recto.Journals.Shop;

namespace Recto.Journals.Tests.Shop;

public sealed class UpgradeRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 2, 0, TimeSpan.Zero);
    private static readonly Guid Journal = Guid.CreateVersion7();
    private static readonly Guid IssueId = Guid.CreateVersion7();
    private static readonly BoughtThing Article = new() { Kind = ProductKind.Article, JournalId = Journal, ArticleId = Guid.CreateVersion7(), IssueId = IssueId, Year = 2025 };
    private static readonly BoughtThing Issue = new() { Kind = ProductKind.Issue, JournalId = Journal, IssueId = IssueId, Year = 2025 };

    [Fact]
    public void Articles_are_credited_on_their_issue_for_so_many_days()
    {
        var usd = Currency.Parse("USD");
        CreditableLine Line(int number, long paid, double days, Guid? issue = null) => new(Guid.CreateVersion7(), number, Journal, issue ?? IssueId, new(paid, usd), Now.AddDays(-days));
        var price = new Money(12000, usd);

        Assert.Equal([2, 1], UpgradeRule.Find(Issue, price, [Line(1, 5300, 9), Line(2, 5300, 1), Line(3, 5300, 29.99)], 30, Now).Select(line => line.Line)); // A third would be more than the issue costs.
        Assert.Empty(UpgradeRule.Find(Issue, price, [Line(1, 5300, 30), Line(2, 5300, 1, Guid.CreateVersion7())], 30, Now));
        Assert.Empty(UpgradeRule.Find(Issue, price, [Line(1, 5300, 1)], 0, Now));
        Assert.Empty(UpgradeRule.Find(Article, price, [Line(1, 5300, 1)], 30, Now));
        Assert.Empty(UpgradeRule.Find(Issue, new(12000, Currency.Parse("EUR")), [Line(1, 5300, 1)], 30, Now));
    }
}
