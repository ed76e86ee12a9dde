using Recto.Journals.Access;
using Recto.Journals.Shop;

namespace Recto.Journals.Tests.Shop;

/// <summary>What a person holds already, and what may be bought again before it ends (<see cref="ExtensionRule"/>).</summary>
public sealed class AlreadyHeldTests
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

    private static BoughtThing Named(string name) => name switch { "article" => Article, "issue" => Issue, "year" => Year, _ => Whole };

    private static HeldRight Right(RightScope scope) => new() { Id = Guid.CreateVersion7(), Kind = RightKind.Purchase, Scope = scope, From = Now.AddDays(-1), Until = Now.AddDays(5) };
}
