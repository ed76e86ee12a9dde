using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Shell;
using Recto.App.Tests.Import;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Usage.Months;

/// <summary>A month through the real site, by a clock that walks through it, is reported as a slow count says that was written separately (<see cref="MonthCount"/>). <c>bench/usage-month.sh</c> has the same with 50,000 sessions.</summary>
public sealed class MonthTests
{
    private const int Sessions = 350;
    private const string OtherLeaf = "maubert-the-other-leaf";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>How many sessions; <c>RECTO_TEST_MONTH_SESSIONS</c> may ask for more.</summary>
    private static int Wanted => int.TryParse(Environment.GetEnvironmentVariable("RECTO_TEST_MONTH_SESSIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out var more) ? more : Sessions;

    [Fact]
    public Task A_month_on_SQLite_is_reported_as_an_independent_count_of_what_was_meant_says() => WalkAndCompareAsync("sqlite");

    [Fact]
    public Task A_month_on_PostgreSQL_is_reported_as_an_independent_count_of_what_was_meant_says() => WalkAndCompareAsync("postgresql");

    private static async Task WalkAndCompareAsync(string database)
    {
        var first = new DateTimeOffset(UsageSite.Month.First.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var begin = Stopwatch.GetTimestamp();
        await using var site = await UsageSite.StartAsync(database, start: first);
        var titles = await TitlesAsync(site, first);
        var script = new MonthScript(first, titles, seed: 51);
        var keys = await LibrariesAsync(site, script);
        var visits = script.Sessions(Wanted);

        await new MonthWalk(site, first).GoAsync(visits, [(first.AddDays(19).AddHours(12), () => site.Home.RunAsync($"UPDATE articles SET has_open_licence = 1 WHERE slug = '{OtherLeaf}'"))]);
        var walked = Stopwatch.GetElapsedTime(begin);
        var counted = new MonthCount(visits);

        Assert.Equal(counted.Robots, await site.NumberAsync("SELECT SUM(robots) FROM usage_days"));
        Assert.Equal(0, await site.NumberAsync("SELECT SUM(dropped) FROM usage_days"));
        Assert.Equal(0, await site.NumberAsync("SELECT COUNT(*) FROM usage_salts"));
        var numbers = 0;
        foreach (var (library, key) in keys)
        {
            foreach (var report in MonthReport.All)
            {
                var json = await site.ReportAsync(report.Id, library ?? Recto.Journals.Exchange.Counter.ReportCustomer.WorldId, key, report.More, UsageSite.Month.Plus(1));
                var (meant, said) = (counted.Of(report, library), report.Read(json));

                Assert.Empty(Differences($"{report.Id}{report.More} of {library ?? "the world"}", meant, said));
                Assert.False(said.Count == 0 && (library is null || report.Level == 'P'), $"{report.Id} of {library ?? "the world"} is empty: the month says nothing.");
                Assert.Empty(CounterSchema.Faults(report.Id, json));
                numbers += said.Count;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{database}: {Wanted} sessions, {visits.Count} requests, {counted.Robots} of robots, {counted.Count} counted actions, {numbers} numbers in {keys.Count * MonthReport.All.Count} reports equal; {walked.TotalSeconds:0} s, with the reports {Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s"));
    }

    private static IEnumerable<string> Differences(string report, SortedDictionary<string, long> meant, SortedDictionary<string, long> said) =>
        meant.Keys.Union(said.Keys).Where(key => meant.GetValueOrDefault(key) != said.GetValueOrDefault(key)).Take(20).Select(key => $"{report}: {key}: meant {meant.GetValueOrDefault(key)}, said {said.GetValueOrDefault(key)}");

    // One article of each kind: always open, always closed, opened by its wall, free for a week, free, and free until an editor gives it a licence.
    private static async Task<IReadOnlyList<Title>> TitlesAsync(UsageSite site, DateTimeOffset first)
    {
        const string Margin = "The Lower Margin";
        const string Leaves = "Leaves and Folios";
        Assert.Equal(0, await site.RectoAsync("import", site.Web.Commands.Write("other.xml", Samples.Jats("The other leaf"))));
        string[] known = [SlugOf(UsageSite.Open), SlugOf(UsageSite.Closed), SlugOf(UsageSite.Free), OtherLeaf];
        var others = await site.TextsAsync($"SELECT slug FROM articles WHERE slug NOT IN ({string.Join(", ", known.Select(slug => $"'{slug}'"))}) ORDER BY slug");
        var (walled, window) = (first.AddDays(11).AddHours(10.5), (From: first.AddDays(7).AddHours(6), Until: first.AddDays(14).AddHours(18)));
        await site.Home.RunAsync($"UPDATE articles SET has_open_licence = 0, reading = 'closed', opens_at = {Micros(walled)} WHERE slug = '{others[0]}'");
        await site.Home.RunAsync($"UPDATE articles SET has_open_licence = 0, reading = 'closed', opens_at = NULL, shown_from = {Micros(window.From)}, shown_until = {Micros(window.Until)} WHERE slug = '{others[1]}'");
        await site.Home.RunAsync($"UPDATE articles SET has_open_licence = 0, opens_at = 1 WHERE slug = '{OtherLeaf}'");
        await site.MakeFilesAsync();
        await site.Web.Services.GetRequiredService<PublishedPages>().RenewAsync(Ct);
        var always = DateTimeOffset.MinValue;
        return
        [
            new(SlugOf(UsageSite.Open), Margin, "2026", (always, Title.Open)),
            new(SlugOf(UsageSite.Closed), Margin, "2026", (always, Title.Closed)),
            new(others[0], Margin, "2026", (always, Title.Closed), (walled, Title.Free)),
            new(others[1], Margin, "2026", (always, Title.Closed), (window.From, Title.Free), (window.Until, Title.Closed)),
            new(SlugOf(UsageSite.Free), Leaves, "2024", (always, Title.Free)),
            new(OtherLeaf, Leaves, "2024", (always, Title.Free), (first.AddDays(19).AddHours(12), Title.Open)),
        ];
    }

    // With the keys by which they ask for reports; the world is asked for by one of them.
    private static async Task<IReadOnlyList<(string? Library, string Key)>> LibrariesAsync(UsageSite site, MonthScript script)
    {
        var consortium = await site.InstitutionAsync(script.Consortium.Key, "8.8.8.0/28");
        var bern = await site.InstitutionAsync(script.Bern.Key, "130.92.0.0/16", consortium.Id);
        var hospital = await site.InstitutionAsync(script.Hospital.Key, "130.92.8.0/24");
        var geneva = await site.InstitutionAsync(script.Geneva.Key, "129.194.0.0/16", consortium.Id);
        foreach (var (institution, library) in new[] { (hospital, script.Hospital), (geneva, script.Geneva) })
        {
            await site.Home.RunAsync("INSERT INTO rights (id, kind, institution_id, starts_at, created_at, updated_at) VALUES (@id, 'subscription', @institution, @from, 1, 1)",
                ("id", Guid.CreateVersion7()), ("institution", institution.Id), ("from", Micros(library.ReadsFrom!.Value)));
        }

        await site.Home.Known.RenewAsync(Ct);
        var world = await site.KeyAsync(geneva.Id);
        return
        [
            (script.Consortium.Key, await site.KeyAsync(consortium.Id)), (script.Bern.Key, await site.KeyAsync(bern.Id)), (script.Hospital.Key, await site.KeyAsync(hospital.Id)),
            (script.Geneva.Key, await site.KeyAsync(geneva.Id)), (null, world),
        ];
    }

    private static string SlugOf(string path) => path["/articles/".Length..];

    private static long Micros(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
