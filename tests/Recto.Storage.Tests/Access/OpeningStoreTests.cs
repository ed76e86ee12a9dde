using Recto.Journals.Access;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Access;
using Recto.Storage.Articles;
using Recto.Storage.Issues;

namespace Recto.Storage.Tests.Access;

/// <summary>What a journal says of reading, when its articles open by it, and what machines are told as the clock passes.</summary>
public abstract class OpeningStoreTests(Engine engine) : StoreTests(engine)
{
    private static readonly DateTimeOffset Day = new(2026, 6, 15, 0, 0, 0, TimeSpan.Zero);

    private OpeningStore Openings => new(Database);

    private AccessPolicyStore Policies => new(Database);

    [Fact]
    public async Task What_is_said_is_kept_once_and_opens_articles_at_once()
    {
        var (journal, old, young) = await SeedAsync();
        var policy = new AccessPolicy
        {
            MovingWallMonths = 24,
            Sections = new Dictionary<string, ReadingPolicy> { ["reviews"] = ReadingPolicy.Free },
            Windows = [new(Day.AddDays(1), Day.AddDays(2), null, "Open Access Week")],
            FreeForms = AccessParts.Everything & ~AccessParts.Epub,
            LetsCrawlersIn = true,
        };

        Assert.True(await SaveAsync(journal, new(ReadingPolicy.Closed, false, policy, 1), Day));
        Assert.False(await SaveAsync(journal, new(ReadingPolicy.Free, true, AccessPolicy.None, 1), Day)); // Who was shown the version before is too late.

        var kept = (await Policies.FindAsync(journal, Ct))!;
        Assert.Equal((ReadingPolicy.Closed, false, 2, 24, true), (kept.Reading, kept.NotesAreOpen, kept.EditVersion, kept.Policy.MovingWallMonths, kept.Policy.LetsCrawlersIn));
        Assert.Equal(policy.Windows, kept.Policy.Windows);
        Assert.Equal(policy.FreeForms, kept.Policy.FreeForms);
        Assert.Equal(ReadingPolicy.Free, kept.Policy.Sections["reviews"]);
        Assert.Null(await Policies.FindAsync(Guid.NewGuid(), Ct));

        var (oldTerms, youngTerms) = (await TermsAsync("old"), await TermsAsync("young"));
        Assert.Equal(new Opening(new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero), Day.AddDays(1), Day.AddDays(2)), oldTerms.Opening);
        Assert.Equal(new Opening(new(2028, 1, 10, 0, 0, 0, TimeSpan.Zero), Day.AddDays(1), Day.AddDays(2)), youngTerms.Opening);
        Assert.Equal("Open Access Week", youngTerms.WindowWords);
        Assert.Equal((false, true, AccessParts.Everything & ~AccessParts.Epub), (youngTerms.NotesAreOpen, youngTerms.LetsCrawlersIn, youngTerms.FreeForms));
        Assert.Equal(Day, await StampAsync("old"));
        Assert.Equal(Day, await StampAsync("young"));
        Assert.NotEqual(old, young);

        var saved = await WriteAsync(async tx => await Journals.SaveAsync(tx, (await Journals.FindAsync(tx, "margin", Ct))!.Journal, Day, Ct));
        var ensured = await WriteAsync(tx => Journals.EnsureAsync(tx, saved.Journal, Day, Ct));
        Assert.Equal((24, 24), (saved.Policy.MovingWallMonths, ensured.Policy.MovingWallMonths)); // What a journal says of readers is part of what its change hands back.
    }

    [Fact]
    public async Task Each_turn_is_told_once_also_after_a_standstill_and_the_next_time_is_filled_in()
    {
        var (journal, _, _) = await SeedAsync();
        await SaveAsync(journal, new(ReadingPolicy.Closed, true, new AccessPolicy { MovingWallMonths = 29, Windows = [new(Day.AddDays(1), Day.AddDays(2)), new(Day.AddDays(10), Day.AddDays(11)), new(Day.AddDays(20), Day.AddDays(21))] }, 1), Day);
        // old: 2024-05-01 and 29 months: 2026-10-01; young: 2028-06-10.
        var wall = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal([Day.AddDays(1), Day.AddDays(2), wall, new(2028, 6, 10, 0, 0, 0, TimeSpan.Zero)], await Openings.ListTurnsAsync(Day, 10, Ct));
        Assert.Equal([Day.AddDays(2)], await Openings.ListTurnsAsync(Day.AddDays(1), 1, Ct));

        Assert.Equal(0, await TurnAsync(null, Day));
        Assert.False(await Openings.HasTurnedAsync(null, Day.AddDays(1).AddTicks(-10), Ct));
        Assert.True(await Openings.HasTurnedAsync(null, Day.AddDays(1), Ct));
        Assert.Equal(2, await TurnAsync(null, Day.AddDays(1))); // To the instant.
        Assert.Equal(0, await TurnAsync(null, Day.AddDays(1)));
        Assert.Equal(0, await TurnAsync(Day, Day.AddDays(1.5)));
        Assert.Equal(Day.AddDays(1), await StampAsync("young"));

        Assert.Equal(2, await TurnAsync(Day.AddDays(1), Day.AddDays(2)));
        Assert.Equal((Day.AddDays(10), Day.AddDays(11)), ((await TermsAsync("young")).Opening.From, (await TermsAsync("young")).Opening.Until));
        Assert.Equal(0, await TurnAsync(Day.AddDays(1), Day.AddDays(2)));

        // Nothing ran for a hundred days and more: two times went by, and the wall has passed one article.
        Assert.Equal(4, await TurnAsync(null, wall.AddDays(3))); // Each of the two opened and closed.
        Assert.Equal((wall.AddDays(3), wall.AddDays(3)), (await StampAsync("old"), await StampAsync("young")));
        Assert.Null((await TermsAsync("young")).Opening.From);
        Assert.Equal(0, await TurnAsync(null, wall.AddDays(3)));
        Assert.False(await Openings.HasTurnedAsync(null, wall.AddDays(3), Ct));
    }

    [Fact]
    public async Task A_day_that_lies_ahead_is_told_by_what_holds_then()
    {
        var (journal, old, _) = await SeedAsync();
        await SaveAsync(journal, new(ReadingPolicy.Closed, true, new AccessPolicy { MovingWallMonths = 24, Windows = [new(Day.AddDays(1), Day.AddDays(2)), new(Day.AddDays(10), Day.AddDays(11), null, "The second")] }, 1), Day);

        var now = (await Policies.ListOnDayAsync(journal, null, Day, 10, null, Ct)).Items;
        var later = (await Policies.ListOnDayAsync(journal, null, Day.AddDays(10), 10, null, Ct)).Items;
        var first = await Policies.ListOnDayAsync(journal, null, Day, 1, null, Ct);
        var second = await Policies.ListOnDayAsync(journal, null, Day, 1, first.Next, Ct);

        Assert.Equal(["young", "old"], now.Select(row => row.Slug));
        Assert.Equal([false, true], now.Select(row => AccessRule.Decide(row.Terms, AccessReader.Anybody, Day).Body));
        Assert.Equal([true, true], later.Select(row => AccessRule.Decide(row.Terms, AccessReader.Anybody, Day.AddDays(10)).Body));
        Assert.Equal(("young", "old", null), (first.Items.Single().Slug, second.Items.Single().Slug, second.Next));
        Assert.Equal(["old"], (await Policies.ListOnDayAsync(journal, old, Day, 10, null, Ct)).Items.Select(row => row.Slug));
    }

    private async Task<(Guid Journal, Guid Old, Guid Young)> SeedAsync()
    {
        var journal = await JournalAsync();
        var old = await SaveAsync(Samples.Article(journal, "Old", source: "old", slug: "old", published: new PartialDate(2024, 5, 1)), Now);
        var young = await SaveAsync(Samples.Article(journal, "Young", source: "young", slug: "young", published: new PartialDate(2026, 1, 10)), Now);
        return (journal, old.Id, young.Id);
    }

    private Task<bool> SaveAsync(Guid journal, JournalAccess access, DateTimeOffset at) => WriteAsync(tx => Policies.SaveAsync(tx, journal, access, at, Ct));

    private Task<int> TurnAsync(DateTimeOffset? since, DateTimeOffset at) => WriteAsync(tx => Openings.TurnAsync(tx, since, at, Ct));

    private async Task<AccessTerms> TermsAsync(string slug) => (await Articles.FindAccessAsync(slug, Ct))!.Terms;

    private async Task<DateTimeOffset> StampAsync(string slug) => (await Articles.FindToldAsync(slug, Ct))!.RecordAt;
}

public sealed class OpeningsOnSqliteTests() : OpeningStoreTests(Engine.Sqlite);

public sealed class OpeningsOnPostgresTests() : OpeningStoreTests(Engine.Postgres);
