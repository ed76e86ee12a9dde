using Recto.Journals.Access;
using Recto.Journals.Shop;

namespace Recto.Journals.Tests.Shop;

public sealed class HeldAndCreditedTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 2, 0, TimeSpan.Zero);
    private static readonly Guid Journal = Guid.CreateVersion7();
    private static readonly Guid IssueId = Guid.CreateVersion7();
    private static readonly BoughtThing Article = new() { Kind = ProductKind.Article, JournalId = Journal, ArticleId = Guid.CreateVersion7(), IssueId = IssueId, Year = 2025 };
    private static readonly BoughtThing Issue = new() { Kind = ProductKind.Issue, JournalId = Journal, IssueId = IssueId, Year = 2025 };
    private static readonly BoughtThing Year = new() { Kind = ProductKind.JournalYear, JournalId = Journal, Year = 2025 };
    private static readonly BoughtThing Whole = new() { Kind = ProductKind.Journal, JournalId = Journal };

    public static TheoryData<string, string, bool> Pairs => new()
    {
        { "article", "article", true }, { "issue", "article", true }, { "year", "article", true }, { "journal", "article", true },
        { "article", "issue", false }, { "issue", "issue", true }, { "year", "issue", true }, { "journal", "issue", true },
        { "issue", "year", false }, { "year", "year", true }, { "journal", "year", true },
        { "year", "journal", false }, { "journal", "journal", true },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_is_held_covers_what_lies_in_it(string held, string wanted, bool covers)
    {
        Assert.Equal(covers, AlreadyHeld.Find([Right(Named(held).ToScope())], Named(wanted), RightUses.None, Now) is not null);
        Assert.Equal(covers, AlreadyHeld.IsIn(Named(held), Named(wanted)));
    }

    [Fact]
    public void What_has_ended_was_taken_back_or_permits_less_does_not_keep_anybody_from_buying()
    {
        var right = Right(Article.ToScope()) with { Until = Now };
        Assert.Null(AlreadyHeld.Find([right, Right(Article.ToScope()) with { RevokedAt = Now }, Right(Article.ToScope()) with { Uses = RightUses.None }, Right(Article.ToScope()) with { From = Now.AddSeconds(1) }], Article, RightUses.Download, Now));
        Assert.NotNull(AlreadyHeld.Find([right], Article, RightUses.Download, Now.AddTicks(-1)));
        var longest = Right(Issue.ToScope()) with { Until = Now.AddDays(9) };
        Assert.Equal(longest, AlreadyHeld.Find([Right(Article.ToScope()) with { Until = Now.AddDays(1) }, longest], Article, RightUses.Download, Now));
    }

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

    [Theory]
    [InlineData("FR", null, PlaceAnswer.TwoAgree)]
    [InlineData("DE", "FR", PlaceAnswer.TwoAgree)]
    [InlineData(null, null, PlaceAnswer.OnePiece)]
    [InlineData("DE", "DE", PlaceAnswer.Conflict)]
    public void Two_pieces_of_evidence_agree_or_not(string? card, string? network, PlaceAnswer answer) => Assert.Equal(answer, new PlaceEvidence("FR", card, network).Weigh());

    [Theory]
    [InlineData("DE", "DE 123 456 789", "DE123456789")]
    [InlineData("DE", "123456789", "DE123456789")]
    [InlineData("GR", "el123456789", "EL123456789")]
    [InlineData("GR", "GR123456789", "EL123456789")]
    [InlineData("ES", "B1234567C", "ESB1234567C")]
    [InlineData("NL", "NL001234567B01", "NL001234567B01")]
    [InlineData("AT", "ATU12345678", "ATU12345678")]
    [InlineData("DE", "DE12345678", null)]
    [InlineData("US", "123456789", null)]
    [InlineData("FR", "FRI2345678901", null)] // No I and no O in French keys.
    public void A_vat_id_is_read_by_the_pattern_of_its_country(string country, string typed, string? read) => Assert.Equal(read, VatId.TryParse(typed, country, out var id) ? id.Number : null);

    [Fact]
    public void Membership_holds_on_its_days()
    {
        Assert.True(EuropeanUnion.Has("GB", new DateOnly(2020, 12, 31)));
        Assert.False(EuropeanUnion.Has("GB", new DateOnly(2021, 1, 1)));
        Assert.False(EuropeanUnion.Has("HR", new DateOnly(2013, 6, 30)));
        Assert.False(EuropeanUnion.Has("CH", new DateOnly(2026, 1, 1)));
    }

    private static BoughtThing Named(string name) => name switch { "article" => Article, "issue" => Issue, "year" => Year, _ => Whole };

    [Theory]
    [InlineData(30, 15, true)] // Half of it is over.
    [InlineData(30, 16, false)]
    [InlineData(7, 1, true)]
    [InlineData(6, 1, false)] // Short ones are bought again when they are over.
    [InlineData(365, 30, true)]
    [InlineData(365, 31, false)]
    [InlineData(30, 0, false)]
    public void What_is_near_its_end_may_be_bought_again_and_nothing_else(int days, int left, bool may)
    {
        var right = Right(Issue.ToScope()) with { From = Now.AddDays(left - days), Until = Now.AddDays(left) };

        Assert.Equal(may ? right : null, ExtensionRule.Find([right], Issue, Now));
        Assert.Equal(may || left == 0, AlreadyHeld.Find([right], Issue, RightUses.None, Now) is null);
        Assert.Null(ExtensionRule.Find([right], Article, Now)); // An article of it is held, to the end.
        Assert.Equal(left > 0, AlreadyHeld.Find([right], Article, RightUses.None, Now) is not null);
        Assert.Null(ExtensionRule.Find([right with { Kind = RightKind.Subscription }, right with { RevokedAt = Now }, right with { InstitutionId = Guid.NewGuid() }], Issue, Now));
    }

    private static HeldRight Right(RightScope scope) => new() { Id = Guid.CreateVersion7(), Kind = RightKind.Purchase, Scope = scope, From = Now.AddDays(-1), Until = Now.AddDays(5) };
}
