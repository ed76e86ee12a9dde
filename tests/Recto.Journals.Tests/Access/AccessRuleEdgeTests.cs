using Recto.Journals.Access;
using static Recto.Journals.Tests.Access.Cases;

namespace Recto.Journals.Tests.Access;

/// <summary>Every kind of grant begins and lapses at its edge, to the second.</summary>
public sealed class AccessRuleEdgeTests
{
    private static readonly AccessParts Kept = AccessParts.Record | AccessParts.Notes;

    public static TheoryData<string, HeldRight, AccessReason> Grants => new()
    {
        { "a person's subscription", Right(), AccessReason.Subscription },
        { "an institution's subscription", Right() with { InstitutionId = University, Provider = "University of Anywhere" }, AccessReason.Subscription },
        { "a consortium's subscription to everything", Right(scope: RightScope.Site) with { InstitutionId = University, Provider = "Consortium" }, AccessReason.Subscription },
        { "a list of titles", Right(scope: new RightScope { JournalIds = new HashSet<Guid> { Elsewhere, Journal } }), AccessReason.Subscription },
        { "an issue", Right(scope: new RightScope { IssueId = Issue }), AccessReason.Subscription },
        { "an article", Right(scope: new RightScope { ArticleId = Article }), AccessReason.Subscription },
        { "years of content", Right(scope: new RightScope { JournalIds = new HashSet<Guid> { Journal }, Years = new(2020, 2024) }), AccessReason.Subscription },
        { "a trial", Right(RightKind.Trial), AccessReason.Trial },
        { "a bought article", Right(RightKind.Purchase, new RightScope { ArticleId = Article }), AccessReason.Purchase },
        { "a bought issue", Right(RightKind.Purchase, new RightScope { IssueId = Issue }), AccessReason.Purchase },
        { "a link to an article", Right(RightKind.Token, new RightScope { ArticleId = Article }), AccessReason.Token },
        { "a link to a journal", Right(RightKind.Token), AccessReason.Token },
    };

    [Theory]
    [MemberData(nameof(Grants))]
    public void It_begins_with_its_first_second_and_not_before(string what, HeldRight right, AccessReason reason)
    {
        Assert.NotEmpty(what);
        var before = Decide(right.From - Second, right);
        var first = Decide(right.From, right);

        Assert.Equal((AccessReason.Closed, Kept), (before.Reason, before.Open));
        Assert.Null(before.Lapsed);
        Assert.Equal((reason, AccessParts.Everything), (first.Reason, first.Open));
        Assert.Same(right, first.Right);
        Assert.Equal(right.Until, first.Until);
    }

    [Theory]
    [MemberData(nameof(Grants))]
    public void It_opens_in_its_last_second_and_not_after(string what, HeldRight right, AccessReason reason)
    {
        Assert.NotEmpty(what);
        var last = Decide(right.Until!.Value - Second, right);
        var after = Decide(right.Until!.Value, right);

        Assert.Equal((reason, AccessParts.Everything), (last.Reason, last.Open));
        Assert.Equal((AccessReason.Closed, Kept), (after.Reason, after.Open));
        Assert.Same(right, after.Lapsed);
        Assert.True(after.Ways.HasFlag(AccessWays.Renew));
        Assert.True(after.IsPersonal);
    }

    [Theory]
    [MemberData(nameof(Grants))]
    public void Grace_opens_it_to_its_last_second(string what, HeldRight right, AccessReason reason)
    {
        Assert.NotEmpty(what);
        var (graced, end) = (right with { Grace = TimeSpan.FromDays(30) }, right.Until!.Value.AddDays(30));

        Assert.Equal((reason, end), (Decide(right.Until.Value - Second, graced).Reason, Decide(right.Until.Value - Second, graced).Until));
        Assert.Equal((AccessReason.Grace, AccessParts.Everything), (Decide(right.Until.Value, graced).Reason, Decide(right.Until.Value, graced).Open));
        Assert.Equal(end, Decide(end - Second, graced).Until);
        Assert.Equal(AccessReason.Grace, Decide(end - Second, graced).Reason);
        Assert.Equal(AccessReason.Closed, Decide(end, graced).Reason);
        Assert.Same(graced, Decide(end, graced).Lapsed);
    }

    [Theory]
    [MemberData(nameof(Grants))]
    public void What_is_taken_back_closes_in_that_second(string what, HeldRight right, AccessReason reason)
    {
        Assert.NotEmpty(what);
        var revoked = right with { RevokedAt = At("2026-06-01T12:00:00Z"), Grace = TimeSpan.FromDays(30), Perpetual = default(YearRange) };

        Assert.Equal((reason, revoked.RevokedAt), (Decide("2026-06-01T11:59:59Z", revoked).Reason, Decide("2026-06-01T11:59:59Z", revoked).Until));
        Assert.Equal(AccessReason.Closed, Decide("2026-06-01T12:00:00Z", revoked).Reason);
        Assert.Same(revoked, Decide("2026-06-01T12:00:00Z", revoked).Lapsed);
        Assert.Equal(AccessReason.Closed, Decide("2028-01-01", revoked).Reason); // Nothing stays of what was taken back.
    }

    [Theory]
    [MemberData(nameof(Grants))]
    public void Years_that_stay_open_after_the_end_for_good(string what, HeldRight right, AccessReason reason)
    {
        Assert.NotEmpty(what);
        var kept = right with { Perpetual = new(2024, 2025), Grace = TimeSpan.FromDays(30) };

        Assert.Equal((reason, (DateTimeOffset?)null), (Decide(right.Until!.Value - Second, kept).Reason, Decide(right.Until.Value - Second, kept).Until));
        Assert.Equal((AccessReason.Grace, (DateTimeOffset?)null), (Decide(right.Until.Value, kept).Reason, Decide(right.Until.Value, kept).Until));
        Assert.Equal((AccessReason.Perpetual, AccessParts.Everything), (Decide(right.Until.Value.AddDays(30), kept).Reason, Decide(right.Until.Value.AddDays(30), kept).Open));
        Assert.Equal(AccessReason.Perpetual, Decide("2999-01-01", kept).Reason);
        Assert.Equal(AccessReason.Closed, Decide(right.From - Second, kept).Reason);
    }

    [Theory]
    [InlineData(2023, AccessReason.Closed)]
    [InlineData(2024, AccessReason.Perpetual)]
    [InlineData(2025, AccessReason.Perpetual)]
    [InlineData(2026, AccessReason.Closed)]
    [InlineData(null, AccessReason.Closed)]
    public void Only_the_years_that_were_agreed_on_stay(int? year, AccessReason reason) =>
        Assert.Equal(reason, Decide(Closed with { Year = year }, At("2027-01-01"), Right() with { Perpetual = new(2024, 2025) }).Reason);

    [Theory]
    [InlineData(2019, false)]
    [InlineData(2020, true)]
    [InlineData(2024, true)]
    [InlineData(2025, false)]
    [InlineData(null, false)]
    public void Years_of_content_bound_what_is_open(int? year, bool isOpen)
    {
        var right = Right(scope: new RightScope { JournalIds = new HashSet<Guid> { Journal }, Years = new(2020, 2024) });

        var decision = Decide(Closed with { Year = year }, At("2026-06-01"), right);
        var after = Decide(Closed with { Year = year }, At("2027-06-01"), right);

        Assert.Equal(isOpen, decision.Body);
        Assert.Equal(isOpen, after.Lapsed is not null); // It is not told of an end that changed nothing.
    }

    [Theory]
    [InlineData(null, 2024, true)]
    [InlineData(2025, null, false)]
    [InlineData(null, null, true)]
    [InlineData(2024, 2024, true)]
    public void Years_may_lack_a_bound(int? first, int? last, bool isOpen) =>
        Assert.Equal(isOpen, Decide("2026-06-01", Right(scope: new RightScope { Years = new(first, last) })).Body);

    [Fact]
    public void What_has_no_date_lies_in_a_range_without_bounds_only()
    {
        Assert.True(new YearRange(null, null).Holds(null));
        Assert.False(new YearRange(null, 2030).Holds(null));
        Assert.False(new YearRange(1900, null).Holds(null));
    }

    [Fact]
    public void A_right_to_something_else_opens_nothing_and_is_not_told_of()
    {
        HeldRight[] others =
        [
            Right(scope: new RightScope { ArticleId = Elsewhere }),
            Right(scope: new RightScope { IssueId = Elsewhere }),
            Right(scope: new RightScope { JournalIds = new HashSet<Guid> { Elsewhere } }),
            Right(scope: new RightScope { JournalIds = new HashSet<Guid>() }), // A list without titles.
        ];

        Assert.Equal(AccessReason.Closed, Decide("2026-06-01", others).Reason);
        Assert.Null(Decide("2028-06-01", others).Lapsed);
    }

    [Fact]
    public void An_article_without_an_issue_is_opened_by_no_issue() =>
        Assert.Equal(AccessReason.Closed, Decide(Closed with { IssueId = null }, At("2026-06-01"), Right(scope: new RightScope { IssueId = Issue })).Reason);

    [Fact]
    public void A_right_without_an_end_never_ends()
    {
        var right = Right(until: null) with { Grace = TimeSpan.FromDays(9), Perpetual = new(2024, 2024) };

        Assert.Equal((AccessReason.Subscription, (DateTimeOffset?)null), (Decide("9999-12-31T23:59:59Z", right).Reason, Decide("9999-12-31T23:59:59Z", right).Until));
        Assert.Equal(AccessReason.Closed, Decide("2025-12-31T23:59:59Z", right).Reason);
    }

    [Fact]
    public void An_end_at_the_end_of_time_is_no_trouble()
    {
        var right = Right() with { Until = DateTimeOffset.MaxValue, Grace = TimeSpan.FromDays(3660) };

        Assert.Equal(DateTimeOffset.MaxValue, right.ClosesAt);
        Assert.Equal(AccessReason.Subscription, Decide("2400-01-01", right).Reason);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("2025-06-01", true)]
    [InlineData("2029-06-01", false)] // Taken back after it had ended: it ended.
    public void A_right_was_taken_back_where_nothing_else_had_closed_it_before(string? revoked, bool wasTakenBack)
    {
        var right = Right() with { Until = At("2026-01-01"), RevokedAt = revoked is null ? null : At(revoked) };

        Assert.Equal((wasTakenBack, wasTakenBack ? right.RevokedAt : right.Until), (right.WasTakenBack, right.ClosesAt));
        Assert.True((right with { Until = null, RevokedAt = At("2029-06-01") }).WasTakenBack);
    }

    [Theory]
    [InlineData(RightUses.None, false, false)]
    [InlineData(RightUses.Download, true, false)]
    [InlineData(RightUses.Print, false, true)]
    [InlineData(RightUses.Download | RightUses.Print, true, true)]
    public void Uses_are_what_may_be_done_beyond_reading(RightUses uses, bool pdf, bool print)
    {
        var decision = Decide("2026-06-01", Right() with { Uses = uses });

        Assert.True(decision.Body && decision.Notes);
        Assert.Equal((pdf, pdf, pdf, pdf, print), (decision.Files, decision.Pdf, decision.Epub, decision.Jats, decision.MayPrint));
    }

    [Fact]
    public void One_more_right_takes_away_neither_download_nor_print()
    {
        var decision = Decide("2026-06-01", Right() with { Uses = RightUses.Print }, Right() with { Uses = RightUses.Download });

        Assert.True(decision is { Pdf: true, MayPrint: true });
    }

    [Fact]
    public void A_right_beside_a_free_form_keeps_what_everybody_may()
    {
        var terms = Closed with { Opening = Opening.Always, FreeForms = AccessParts.Record };

        var anybody = Decide(terms, At("2026-06-01"));
        var holder = Decide(terms, At("2026-06-01"), Right() with { Uses = RightUses.Download });

        Assert.True(anybody is { Pdf: false, MayPrint: true, Reason: AccessReason.FreeToRead });
        Assert.True(holder is { Pdf: true, MayPrint: true, Reason: AccessReason.Subscription });
    }

    [Fact]
    public void Of_several_rights_the_one_that_lasts_longest_is_told()
    {
        var (shorter, longer) = (Right(), Right(until: "2028-01-01"));

        Assert.Same(longer, Decide("2026-06-01", shorter, longer).Right);
        Assert.Same(longer, Decide("2026-06-01", longer, shorter).Right);
        Assert.Same(longer, Decide("2029-06-01", shorter, longer).Lapsed);
        Assert.Same(longer, Decide("2029-06-01", longer, shorter).Lapsed);
    }

    [Fact]
    public void A_renewal_leaves_neither_a_gap_nor_a_second_twice()
    {
        var (old, renewed) = (Right() with { Grace = TimeSpan.FromDays(30) }, Right(from: "2027-01-01", until: "2028-01-01"));

        Assert.Same(old, Decide("2026-12-31T23:59:59Z", old, renewed).Right);
        Assert.Same(renewed, Decide("2027-01-01T00:00:00Z", old, renewed).Right);
        Assert.Equal(AccessReason.Subscription, Decide("2027-01-01T00:00:00Z", old, renewed).Reason);
    }

    [Fact]
    public void A_clock_that_is_put_forward_or_back_changes_no_instant()
    {
        var right = Right(RightKind.Purchase, new RightScope { ArticleId = Article }, "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z"); // 48 hours over the night in which Paris loses one.

        Assert.True(AccessRule.Decide(Closed, new AccessReader { Rights = [right] }, new DateTimeOffset(2026, 3, 30, 13, 59, 59, TimeSpan.FromHours(2))).Body);
        Assert.False(AccessRule.Decide(Closed, new AccessReader { Rights = [right] }, new DateTimeOffset(2026, 3, 30, 14, 0, 0, TimeSpan.FromHours(2))).Body);
    }

    [Fact]
    public void Nobody_but_staff_gets_at_what_is_not_public()
    {
        var draft = Closed with { IsPublished = false, HasOpenLicence = true, Opening = Opening.Always, LetsCrawlersIn = true };
        HeldRight[] rights = [.. Grants.Select(row => row.Data.Item2)];

        Assert.Same(AccessDecision.Nothing, AccessRule.Decide(draft, new AccessReader { Rights = rights, IsCrawler = true, StaffOf = new HashSet<Guid> { Elsewhere } }, At("2026-06-01")));
        Assert.Equal(AccessParts.Everything, AccessRule.Decide(draft, new AccessReader { StaffOf = new HashSet<Guid> { Journal } }, At("2026-06-01")).Open);
        Assert.Equal(AccessParts.Everything, AccessRule.Decide(draft, new AccessReader { IsAdministrator = true }, At("2026-06-01")).Open);
    }
}
