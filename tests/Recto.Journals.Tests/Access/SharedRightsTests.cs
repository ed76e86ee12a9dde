using Recto.Journals.Access;

namespace Recto.Journals.Tests.Access;

/// <summary>Pages that are kept for all who hold the same: what is decided otherwise has other words.</summary>
public sealed class SharedRightsTests
{
    private static readonly HeldRight Given = Cases.Right() with { InstitutionId = Cases.University, Provider = "University X", Grace = TimeSpan.FromDays(30), Perpetual = new YearRange(2024, 2024) };

    [Fact]
    public void Who_holds_nothing_has_no_words_and_what_is_a_persons_own_is_shared_with_nobody()
    {
        var at = Cases.At("2026-06-01");

        Assert.Equal("", AccessReader.Anybody.SharedRights(at));
        Assert.NotEqual("", Reader(Given).SharedRights(at));
        Assert.Null(Reader(Given, Cases.Right()).SharedRights(at));
        Assert.Null((Reader(Given) with { IsCrawler = true }).SharedRights(at));
        Assert.Null((Reader(Given) with { IsAdministrator = true }).SharedRights(at));
        Assert.Null((Reader(Given) with { StaffOf = new HashSet<Guid> { Cases.Journal } }).SharedRights(at));
    }

    [Fact]
    public void The_same_rights_have_the_same_words_in_whatever_order_their_journals_come()
    {
        var at = Cases.At("2026-06-01");

        Assert.Equal(Reader(Of(Cases.Journal, Cases.Elsewhere)).SharedRights(at), Reader(Of(Cases.Elsewhere, Cases.Journal)).SharedRights(at));

        static HeldRight Of(params Guid[] journals) => Given with { Scope = new() { JournalIds = new HashSet<Guid>(journals) } };
    }

    [Fact]
    public void Whatever_is_changed_of_a_right_changes_its_words()
    {
        var at = Cases.At("2026-06-01");
        HeldRight[] others =
        [
            Given with { Id = Cases.Elsewhere },
            Given with { Kind = RightKind.Trial },
            Given with { Scope = RightScope.Site },
            Given with { Scope = new() { ArticleId = Cases.Article } },
            Given with { Scope = new() { IssueId = Cases.Article } },
            Given with { Scope = new() { JournalIds = new HashSet<Guid>() } },
            Given with { Scope = Given.Scope with { Years = new YearRange(2020, null) } },
            Given with { Scope = Given.Scope with { Years = new YearRange(null, 2020) } },
            Given with { InstitutionId = Cases.Elsewhere },
            Given with { Provider = "University Y" },
            Given with { From = Given.From.AddTicks(1) },
            Given with { Until = null },
            Given with { Grace = TimeSpan.FromDays(31) },
            Given with { Perpetual = null },
            Given with { RevokedAt = Cases.At("2026-09-01") },
            Given with { Uses = RightUses.Print },
        ];

        Assert.Equal(others.Length + 1, others.Append(Given).Select(right => Reader(right).SharedRights(at)).Distinct().Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2026-05-01")]
    [InlineData("2027-01-15")]
    public void While_the_words_are_the_same_everything_is_decided_alike(string? revoked)
    {
        var reader = Reader(Given with { RevokedAt = revoked is null ? null : Cases.At(revoked) }, Given with { Id = Cases.Elsewhere, Scope = RightScope.Site, From = Cases.At("2026-03-01"), Until = Cases.At("2026-04-01"), Grace = TimeSpan.Zero, Perpetual = null });
        AccessTerms[] articles = [Cases.Closed, Cases.Closed with { Year = 2025 }, Cases.Closed with { JournalId = Cases.Elsewhere }];
        var turns = 0;
        for (var at = Cases.At("2025-12-30"); at < Cases.At("2027-03-01"); at += TimeSpan.FromHours(6))
        {
            var (before, now) = (at - TimeSpan.FromTicks(1), at);
            if (reader.SharedRights(before) == reader.SharedRights(now))
            {
                Assert.All(articles, terms => Assert.Equal(AccessRule.Decide(terms, reader, before), AccessRule.Decide(terms, reader, now)));
            }
            else
            {
                turns++;
            }
        }

        Assert.Equal(5, turns); // Both begin, both end, and one closes: after its grace, or when it is taken back.
    }

    private static AccessReader Reader(params HeldRight[] rights) => new() { Rights = rights };
}
