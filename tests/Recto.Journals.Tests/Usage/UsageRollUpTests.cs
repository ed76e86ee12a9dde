using CsCheck;
using Recto.Journals.Usage;

namespace Recto.Journals.Tests.Usage;

public sealed class UsageRollUpTests
{
    private static readonly DateOnly Day = new(2026, 1, 31);

    // Gaps around the rules: 29, 30 and 31 seconds, hours, the night of a month's end.
    private static readonly Gen<UsageEvent> Step = Gen.Select(
        Gen.Int[1, 3], Gen.Int[1, 3], Gen.OneOf(UsageKind.Investigation, UsageKind.Request, UsageKind.Request, UsageKind.NoLicense, UsageKind.LimitExceeded, UsageKind.Search),
        Gen.OneOf(UsageForm.Record, UsageForm.Html, UsageForm.Pdf, UsageForm.Note), Gen.OneOf(0.0, 1, 15, 29, 30, 30.5, 31, 600, 3599, 20000), Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 9])
        .Select((user, article, kind, form, gap, institutions, session, odd) => kind == UsageKind.Search
            ? Readers.User(user).Searches(DateTimeOffset.UnixEpoch.AddSeconds(gap)) with { Institutions = Institutions(institutions) }
            : Readers.User(user).Does(kind, DateTimeOffset.UnixEpoch.AddSeconds(gap), article, form) with
            {
                Institutions = Institutions(institutions),
                Session = session == 0 ? null : UserKey.OfCookie(Readers.Salt, session.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                Part = form == UsageForm.Note ? "1" : null,
                AccessType = odd == 0 ? AccessType.FreeToRead : AccessType.Controlled,
                Method = odd == 1 ? AccessMethod.Tdm : AccessMethod.Regular,
            });

    private static readonly Gen<UsageEvent[]> Streams = Step.Array[0, 60].Select(steps =>
    {
        var at = Readers.At("2026-01-31T23:30:00");
        return steps.Select(step => step with { At = at += step.At - DateTimeOffset.UnixEpoch }).ToArray();
    });

    private static Guid[] Institutions(int number) => number switch { 1 => [Readers.Library], 2 => [Readers.Library, Readers.Consortium], 3 => [Readers.Consortium], _ => [] };

    private static Dictionary<MetricType, long> World(IEnumerable<UsageCount> counts) =>
        counts.Where(count => count.Key.InstitutionId is null).GroupBy(count => count.Metric).ToDictionary(group => group.Key, group => group.Sum(count => count.Count));

    private static Dictionary<MetricType, long> World(params UsageEvent[] events) => World(UsageRollUp.Of(events, Day, Day.AddDays(30)));

    [Fact]
    public void A_request_is_an_investigation_too()
    {
        var counts = World(Readers.User(1).Does(UsageKind.Request, Readers.At("2026-01-31T10:00:00")));

        Assert.Equal(new Dictionary<MetricType, long>
        {
            [MetricType.TotalItemInvestigations] = 1,
            [MetricType.TotalItemRequests] = 1,
            [MetricType.UniqueItemInvestigations] = 1,
            [MetricType.UniqueItemRequests] = 1,
        }, counts);
    }

    [Fact]
    public void HTML_and_PDF_in_one_session_are_one_article_used_twice()
    {
        var at = Readers.At("2026-01-31T10:00:00");
        var counts = World(Readers.User(1).Does(UsageKind.Request, at), Readers.User(1).Does(UsageKind.Request, at.AddSeconds(5), form: UsageForm.Pdf));

        Assert.Equal(2, counts[MetricType.TotalItemRequests]);
        Assert.Equal(1, counts[MetricType.UniqueItemRequests]);
    }

    [Fact]
    public void The_next_hour_is_another_session_and_a_followed_session_is_not()
    {
        var (ten, eleven) = (Readers.At("2026-01-31T10:59:00"), Readers.At("2026-01-31T11:00:00"));
        var session = UserKey.OfAccount(Readers.Salt, Guid.Empty);
        var plain = World(Readers.User(1).Does(UsageKind.Request, ten), Readers.User(1).Does(UsageKind.Request, eleven));
        var followed = World(Readers.User(1).Does(UsageKind.Request, ten) with { Session = session }, Readers.User(1).Does(UsageKind.Request, eleven) with { Session = session });

        Assert.Equal(2, plain[MetricType.UniqueItemRequests]);
        Assert.Equal(1, followed[MetricType.UniqueItemRequests]);
    }

    [Fact]
    public void A_double_click_over_the_end_of_a_month_counts_in_the_next()
    {
        UsageEvent[] events = [Readers.User(1).Does(UsageKind.Request, Readers.At("2026-01-31T23:59:50")), Readers.User(1).Does(UsageKind.Request, Readers.At("2026-02-01T00:00:05"))];

        var january = UsageRollUp.Of(events, Day, Day);
        var february = UsageRollUp.Of(events, Day.AddDays(1), Day.AddDays(1));

        Assert.Empty(january);
        Assert.All(february, count => Assert.Equal(new UsageMonth(2026, 2), count.Key.Month));
        Assert.Equal(1, World(february)[MetricType.TotalItemRequests]);
    }

    [Fact]
    public void An_article_that_opens_in_a_session_counts_in_both_access_types()
    {
        var at = Readers.At("2026-01-31T10:10:00");
        var counts = UsageRollUp.Of([Readers.User(1).Does(UsageKind.Request, at), Readers.User(1).Does(UsageKind.Request, at.AddMinutes(1)) with { AccessType = AccessType.FreeToRead }], Day, Day);

        Assert.Equal([AccessType.Controlled, AccessType.FreeToRead], counts.Where(count => count.Metric == MetricType.UniqueItemRequests).Select(count => count.Key.AccessType!.Value).Order());
    }

    [Fact]
    public void An_event_counts_for_each_institution_and_once_for_the_world()
    {
        var counts = UsageRollUp.Of([Readers.User(1).Does(UsageKind.NoLicense, Readers.At("2026-01-31T10:00:00")) with { Institutions = [Readers.Library, Readers.Consortium, Readers.Library] }], Day, Day);

        Assert.Equal([null, Readers.Library, Readers.Consortium], counts.Select(count => count.Key.InstitutionId).Order());
        Assert.All(counts, count => Assert.Equal((MetricType.NoLicense, 1L), (count.Metric, count.Count)));
    }

    [Fact]
    public void An_event_of_no_article_that_is_no_search_is_refused() =>
        Assert.Throws<ArgumentException>(() => World(Readers.User(1).Does(UsageKind.Request, Readers.At("2026-01-31T10:00:00")) with { ArticleId = null }));

    [Fact]
    public void A_slow_count_that_was_written_separately_says_the_same() =>
        Streams.Sample(events => Assert.Equal(Sorted(SlowCount.Of(events)), Sorted(SlowCount.Same(UsageRollUp.Of(events, Day, Day.AddDays(60))))), iter: 3000);

    [Fact]
    public void Days_that_are_worked_on_apart_and_merged_in_any_order_say_the_same() =>
        Gen.Select(Streams, Gen.Int[0, int.MaxValue]).Sample((events, seed) =>
        {
            var last = events.Length == 0 ? Day : DateOnly.FromDateTime(events[^1].At.UtcDateTime);
            var parts = new List<UsageCount>();
            for (var day = Day; day <= last; day = day.AddDays(1))
            {
                var (from, until) = UsageRollUp.Needs(day, day);
                parts.AddRange(UsageRollUp.Of(events.Where(happened => happened.At >= from && happened.At <= until), day, day));
            }

            var shuffled = parts.ToArray();
            new Random(seed).Shuffle(shuffled);

            Assert.Equal(Sorted(SlowCount.Of(events)), Sorted(SlowCount.Same(UsageCount.Merge(shuffled))));
        }, iter: 1000);

    [Fact]
    public void No_count_is_more_than_what_it_is_part_of() =>
        Streams.Sample(events =>
        {
            foreach (var same in UsageRollUp.Of(events, Day, Day.AddDays(60)).GroupBy(count => count.Key))
            {
                var counts = same.ToDictionary(count => count.Metric, count => count.Count);
                long Of(MetricType metric) => counts.GetValueOrDefault(metric);
                Assert.True(Of(MetricType.UniqueItemRequests) <= Of(MetricType.TotalItemRequests) && Of(MetricType.TotalItemRequests) <= Of(MetricType.TotalItemInvestigations));
                Assert.True(Of(MetricType.UniqueItemRequests) <= Of(MetricType.UniqueItemInvestigations) && Of(MetricType.UniqueItemInvestigations) <= Of(MetricType.TotalItemInvestigations));
                Assert.Equal(Of(MetricType.TotalItemRequests) > 0, Of(MetricType.UniqueItemRequests) > 0);
            }
        }, iter: 500);

    private static SortedDictionary<string, long> Sorted(Dictionary<string, long> counts) => new(counts, StringComparer.Ordinal);
}
