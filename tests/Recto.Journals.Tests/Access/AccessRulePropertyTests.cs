using CsCheck;
using Recto.Journals.Access;
using static Recto.Journals.Tests.Access.Cases;

namespace Recto.Journals.Tests.Access;

/// <summary>What holds of every decision, whatever the article, the reader and the instant.</summary>
public sealed class AccessRulePropertyTests
{
    private static readonly DateTimeOffset Origin = At("2026-01-01");

    // Few hours, so that edges meet.
    private static readonly Gen<DateTimeOffset> Instants = Gen.Int[0, 40].Select(hours => Origin.AddHours(hours));

    private static readonly Gen<YearRange> Years = Gen.Select(Gen.Int[2022, 2026].Nullable(), Gen.Int[2022, 2026].Nullable(), (first, last) => new YearRange(first, last));

    private static readonly Gen<RightScope> Scopes = Gen.Select(Gen.Int[0, 6], Years.Nullable(), (which, years) => new RightScope
    {
        ArticleId = which == 0 ? Article : which == 1 ? Elsewhere : null,
        IssueId = which == 2 ? Issue : which == 3 ? Elsewhere : null,
        JournalIds = which == 4 ? new HashSet<Guid> { Journal, Elsewhere } : which == 5 ? new HashSet<Guid> { Elsewhere } : null,
        Years = years,
    });

    private static readonly Gen<HeldRight> Rights = Gen.Select(
        Gen.Enum<RightKind>(), Scopes, Instants, Gen.Int[0, 20].Nullable(), Gen.Int[0, 10], Years.Nullable(), Instants.Nullable(), Gen.Int[0, 3],
        (kind, scope, from, length, grace, perpetual, revoked, uses) => new HeldRight
        {
            Id = Article,
            Kind = kind,
            Scope = scope,
            From = from,
            Until = length is { } hours ? from.AddHours(hours) : null,
            Grace = TimeSpan.FromHours(grace),
            Perpetual = perpetual,
            RevokedAt = revoked,
            Uses = (RightUses)uses,
        });

    private static readonly Gen<Opening> Openings = Gen.Select(Gen.Int[0, 3], Instants, Instants, Instants, (which, good, from, until) =>
        which == 0 ? Opening.Always : which == 1 ? Opening.Never : new Opening(which == 2 ? good : null, from, until));

    private static readonly Gen<AccessTerms> Articles = Gen.Select(Openings, Gen.Int[2022, 2026].Nullable(), Gen.Int[0, 63], (opening, year, bits) => Closed with
    {
        Opening = opening,
        Year = year,
        IsPublished = (bits & 3) != 0,
        HasOpenLicence = (bits & 12) == 0,
        NotesAreOpen = (bits & 16) == 0,
        LetsCrawlersIn = (bits & 32) == 0,
        FreeForms = (bits & 1) == 0 ? AccessParts.Everything : AccessParts.Record,
    });

    private static readonly Gen<AccessReader> Readers = Gen.Select(Rights.Array[0, 4], Gen.Int[0, 7], (rights, bits) => new AccessReader
    {
        Rights = rights,
        IsCrawler = bits == 0,
        IsAdministrator = bits == 1,
        StaffOf = bits == 2 ? new HashSet<Guid> { Journal } : new HashSet<Guid> { Elsewhere },
    });

    [Fact]
    public void One_more_right_never_opens_less() => Gen.Select(Articles, Readers, Rights, Instants).Sample((terms, reader, more, at) =>
    {
        var with = AccessRule.Decide(terms, reader with { Rights = [.. reader.Rights, more] }, at);
        var without = AccessRule.Decide(terms, reader, at);
        return (without.Open & ~with.Open) == 0 && (!without.MayPrint || with.MayPrint);
    }, iter: 20_000);

    [Fact]
    public void The_order_of_rights_changes_nothing_that_is_open() => Gen.Select(Articles, Readers, Instants).Sample((terms, reader, at) =>
    {
        var (there, back) = (AccessRule.Decide(terms, reader, at), AccessRule.Decide(terms, reader with { Rights = [.. reader.Rights.Reverse()] }, at));
        return (there.Open, there.MayPrint, there.Until, there.Lapsed is null) == (back.Open, back.MayPrint, back.Until, back.Lapsed is null);
    }, iter: 20_000);

    /// <summary>One may be fetched, one printed, one lasts longest: which of them is told does not hang on what the others have added before.</summary>
    [Fact]
    public void Of_three_rights_the_same_one_is_told_in_every_order()
    {
        var at = Origin.AddHours(1);
        HeldRight Of(int hours, RightUses uses) => new() { Id = Guid.CreateVersion7(), Kind = RightKind.Purchase, Scope = new RightScope(), From = Origin, Until = Origin.AddHours(hours), Uses = uses };
        HeldRight[] rights = [Of(3, RightUses.Download), Of(9, RightUses.Print), Of(5, RightUses.Download)];
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

        Assert.All(orders, order =>
        {
            var decision = AccessRule.Decide(Closed, new AccessReader { Rights = [.. order.Select(i => rights[i])] }, at);
            Assert.Equal((rights[2].Id, rights[2].Until, true, true), (decision.Right!.Id, decision.Until, decision.MayPrint, decision.Pdf));
        });
    }

    [Fact]
    public void Between_two_edges_time_changes_no_decision() => Gen.Select(Articles, Readers, Gen.Long[0, TimeSpan.FromHours(80).Ticks], Gen.Long[0, TimeSpan.FromHours(80).Ticks]).Sample((terms, reader, one, other) =>
    {
        var (first, second) = (Origin.AddTicks(Math.Min(one, other)), Origin.AddTicks(Math.Max(one, other)));
        if (Edges(terms, reader).Any(edge => first < edge && edge <= second))
        {
            return true;
        }

        return AccessRule.Decide(terms, reader, first) == AccessRule.Decide(terms, reader, second);
    }, iter: 20_000);

    [Fact]
    public void Nothing_but_staff_opens_what_is_not_public() => Gen.Select(Articles, Readers, Instants).Sample((terms, reader, at) =>
        AccessRule.Decide(terms with { IsPublished = false }, reader, at).Open == (reader.IsStaffOf(Journal) ? AccessParts.Everything : AccessParts.None), iter: 5_000);

    [Fact]
    public void A_reason_that_opens_opens_and_an_end_that_is_told_comes_true() => Gen.Select(Articles, Readers, Instants).Sample((terms, reader, at) =>
    {
        var decision = AccessRule.Decide(terms, reader, at);
        var isHeld = decision.Right is not null;
        if (isHeld && (!decision.Body || decision.Lapsed is not null || decision.Until <= at))
        {
            return false;
        }

        return decision.Until is not { } end || AccessRule.Decide(terms, reader, end) != decision;
    }, iter: 20_000);

    private static IEnumerable<DateTimeOffset> Edges(AccessTerms terms, AccessReader reader)
    {
        IEnumerable<DateTimeOffset?> edges = [terms.Opening.ForGood, terms.Opening.From, terms.Opening.Until, .. reader.Rights.SelectMany(right => new[] { right.From, right.Until, right.Until + right.Grace, right.RevokedAt })];
        return edges.OfType<DateTimeOffset>();
    }
}
