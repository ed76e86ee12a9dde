using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.CitedBy.Asking;
using Recto.App.Shell;
using Recto.Journals.CitedBy;
using Recto.Storage.CitedBy;

namespace Recto.App.Tests.Features.CitedBy;

/// <summary>Others are asked who cites, and whatever they answer: nothing is lost, nothing is doubled.</summary>
public sealed class HarvestTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly string[] Own = ["10.5555/TLM.2026.0102", "10.5555/TLM.2026.0201", "10.5555/TLM.2026.0202"];

    public static TheoryData<string> Engines => ["sqlite", "postgresql"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Three_sources_make_one_list(string engine)
    {
        await using var site = await CitedBySite.StartAsync(engine, CitationQuestions.Crossref | CitationQuestions.OpenCitations | CitationQuestions.Counts);
        Tell(site.Outside);

        await site.RunAsync();
        var list = await site.ListAsync();
        var tally = await site.Lists.TallyAsync(await site.IdAsync(), Ct);
        var row = (await site.Articles.FindPageAsync((await site.Articles.FindNamedForDeskAsync(CitedBySite.Doi, Ct))!.Slug, Storage.Sql.Visibility.Published, Ct))!;

        // Own notes three, of which Crossref tells one too; an article with its preprint; one that both tell; one that the index alone tells; one of the author herself; one retracted.
        Assert.Equal([.. Own, "10.1234/ALONE", "10.1234/ARTICLE", "10.1234/BOTH", "10.1234/RETRACTED", "10.1234/SELF"], list.Select(one => one.Citation.Key).OrderBy(key => !key.StartsWith("10.5555", StringComparison.Ordinal)).ThenBy(key => key, StringComparer.Ordinal));
        Assert.Equal((8, 1), (tally.All, tally.Self));
        Assert.Equal([CitationSource.Crossref, CitationSource.OpenCitations], Find("10.1234/BOTH").SeenBy.Select(seen => seen.Source));
        Assert.Equal([CitationSource.Crossref, CitationSource.OwnNotes], Find("10.5555/TLM.2026.0201").SeenBy.Select(seen => seen.Source));
        Assert.NotNull(Find("10.5555/TLM.2026.0201").ArticleId);
        Assert.Equal(["10.1234/PREPRINT"], Find("10.1234/ARTICLE").OtherVersions);
        Assert.True(Find("10.1234/RETRACTED").IsRetracted && Find("10.1234/SELF").IsSelf);
        Assert.Equal("Alone in the index", Find("10.1234/ALONE").Work.Title); // The index tells no titles: the register does.
        Assert.Equal((8, 4, 3, 3, 17), (row.Cited.Count, row.Cited.InCrossref, row.Cited.InOpenCitations, row.Cited.InNotes, row.Cited.Dates.Counted));
        Assert.Equal(DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), row.Cited.Dates.CrossrefThrough);
        Assert.All(site.Outside.Agents, agent => Assert.Matches(@"^Recto/[\d.]+ \(https://journals\.example\.org; mailto:library@example\.org\)$", agent));
        MergedCitation Find(string key) => list.Single(one => one.Citation.Key == key).Citation;
    }

    [Fact]
    public async Task The_same_answer_twice_changes_nothing()
    {
        await using var site = await CitedBySite.StartAsync("sqlite", CitationQuestions.Crossref | CitationQuestions.OpenCitations | CitationQuestions.Counts);
        Tell(site.Outside);
        site.Outside.Links.Add(site.Outside.Links[0]); // Twice in one answer too.
        await site.RunAsync();
        var (before, stamp) = (await site.ListAsync(), await site.Lists.FindChangeAsync(await site.IdAsync(), Ct));
        site.Clock.Advance(TimeSpan.FromDays(100));

        var runs = await site.RunAsync();

        Assert.All(runs, run => Assert.True(run is { WasDue: true, Added: 0, Removed: 0, Lists: 0, Problem: null }, $"{run.Feed}: {run.Added} {run.Removed} {run.Lists} {run.Problem}"));
        Assert.Equal(before.Select(one => (one.Id, one.Citation.Key, one.Citation.FirstSeen)), (await site.ListAsync()).Select(one => (one.Id, one.Citation.Key, one.Citation.FirstSeen)));
        Assert.Equal(stamp, await site.Lists.FindChangeAsync(await site.IdAsync(), Ct));
    }

    [Fact]
    public async Task Whatever_a_server_answers_it_is_asked_again_and_nothing_is_lost()
    {
        await using var site = await CitedBySite.StartAsync("sqlite", CitationQuestions.Crossref | CitationQuestions.OpenCitations | CitationQuestions.Counts);
        Tell(site.Outside);
        foreach (var mood in (Mood[])[Mood.Half, Mood.Cut, Mood.Nonsense, Mood.Error, Mood.Elsewhere, Mood.TooMany, Mood.Forbidden])
        {
            site.Outside.Next("links", Mood.Good, mood);
            site.Outside.Next("open", mood is Mood.TooMany or Mood.Forbidden ? [Mood.Good, mood] : [Mood.Good, mood, mood, mood]);
            site.Outside.Next("works", mood);

            var first = await site.RunAsync();
            var asked = site.Outside.Asked.Count;
            var atOnce = await site.RunAsync();
            var stillAsked = site.Outside.Asked.Count;
            site.Clock.Advance(TimeSpan.FromHours(1));
            var later = await site.RunAsync();

            Assert.All(first.Where(run => run.Feed != HarvestCitations.Records), run => Assert.True(run.Problem is not null, $"{mood}: {run.Feed}"));
            Assert.All(atOnce.Where(run => run.Feed != HarvestCitations.Records), run => Assert.NotNull(run.Problem)); // It is waited first.
            Assert.Equal(asked, stillAsked);
            Assert.All(later, run => Assert.True(run.Problem is null, $"{mood}: {run.Feed}: {run.Problem}"));
            Assert.Equal(8, (await site.ListAsync()).Count);
            site.Clock.Advance(TimeSpan.FromDays(100));
        }
    }

    [Fact]
    public async Task A_server_that_wants_to_be_left_alone_is_left_alone_as_long_as_it_says()
    {
        await using var site = await CitedBySite.StartAsync("sqlite");
        Tell(site.Outside);
        site.Outside.Next("links", Mood.TooMany);

        await site.RunAsync();
        var feed = (await site.Citations.FindFeedAsync("crossref 10.5555", Ct))!;
        site.Clock.Advance(TimeSpan.FromSeconds(100));
        await site.RunAsync();
        var during = site.Outside.Count("links");
        site.Clock.Advance(TimeSpan.FromSeconds(30));
        await site.RunAsync();

        Assert.InRange(feed.NotBefore!.Value - site.Clock.GetUtcNow(), TimeSpan.FromSeconds(-40), TimeSpan.FromSeconds(0)); // 120 seconds after the answer.
        Assert.Equal(1, during);
        Assert.True(site.Outside.Count("links") > 1);
        Assert.Empty((await site.Citations.ListWindowsAsync("crossref 10.5555", onlyFailed: true, 10, null, Ct)).Items);
    }

    [Fact]
    public async Task Years_that_the_server_does_not_manage_are_asked_by_month_and_by_day()
    {
        await using var site = await CitedBySite.StartAsync("sqlite");
        Tell(site.Outside);
        site.Outside.MostDays = 40;
        site.Outside.Next("links", Mood.Silence, Mood.Endless); // This year too long, last year without an end.

        var run = Assert.Single(await site.RunAsync());
        site.Outside.MostDays = 1;
        site.Clock.Advance(TimeSpan.FromDays(2));
        var links = site.Outside.Count("links");
        site.Outside.Next("links", Mood.Silence);
        await site.RunAsync();

        Assert.Null(run.Problem);
        Assert.Equal(5, run.Added);
        Assert.Equal(1 + 38, site.Outside.Count("links") - links); // 35 days of overlap, the two that passed, and today.
        Assert.Contains((await site.Citations.ListWindowsAsync("crossref 10.5555", onlyFailed: false, 200, null, Ct)).Items, window => window.State == WindowState.Divided);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_process_that_dies_in_the_middle_is_gone_on_with(string engine)
    {
        await using var site = await CitedBySite.StartAsync(engine);
        Tell(site.Outside);
        var dying = site.Node(CitationQuestions.Crossref, new DiesAfter(1));

        var broken = await site.RunAsync(dying);
        var kept = (await site.ListAsync()).Count;
        var waiting = await site.Citations.NextWindowAsync("crossref 10.5555", Ct);
        var run = Assert.Single(await site.RunAsync());

        Assert.NotNull(Assert.Single(broken).Problem);
        Assert.NotNull(waiting);
        Assert.True(kept > 3, "The first answer was kept before it died.");
        Assert.Equal(6, (await site.ListAsync()).Count);
        Assert.Null(run.Problem);
        Assert.Equal(3, site.Outside.Count("links")); // This year, last year in vain, last year.
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Of_two_processes_one_asks(string engine)
    {
        await using var site = await CitedBySite.StartAsync(engine);
        Tell(site.Outside);
        var other = site.Node(CitationQuestions.Crossref);

        await Task.WhenAll(site.RunAsync(), site.RunAsync(other));

        Assert.Equal(2, site.Outside.Count("links"));
        Assert.Equal(6, (await site.ListAsync()).Count);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_a_full_round_does_not_see_again_is_gone_and_a_round_that_missed_something_takes_nothing_away(string engine)
    {
        await using var site = await CitedBySite.StartAsync(engine);
        Tell(site.Outside);
        await site.RunAsync();
        site.Outside.Links.RemoveAll(link => link.Cite.Contains("10.1234/both", StringComparison.Ordinal));

        site.Clock.Advance(TimeSpan.FromDays(2));
        await site.RunAsync(); // The latest days alone: nobody can say that it is gone.
        var afterRecent = await site.KeysAsync();
        site.Clock.Advance(TimeSpan.FromDays(100));
        site.Outside.Next("links", Mood.Error, Mood.Error, Mood.Error, Mood.Error, Mood.Error);
        for (var i = 0; i < 5; i++)
        {
            await site.RunAsync();
            site.Clock.Advance(TimeSpan.FromHours(30));
        }

        var afterMissed = await site.KeysAsync();
        await site.RunAsync();
        var afterFull = await site.KeysAsync();

        Assert.Contains("10.1234/BOTH", afterRecent);
        Assert.Contains("10.1234/BOTH", afterMissed);
        Assert.DoesNotContain("10.1234/BOTH", afterFull);
        Assert.Equal(afterRecent.Count - 1, afterFull.Count);
    }

    [Fact]
    public async Task The_index_is_asked_about_every_doi_once_a_month_and_what_it_tells_no_longer_is_taken_away()
    {
        await using var site = await CitedBySite.StartAsync("sqlite", CitationQuestions.OpenCitations);
        Tell(site.Outside);

        await site.RunAsync();
        var first = (site.Outside.Count("open"), (await site.KeysAsync()).Count);
        site.Clock.Advance(TimeSpan.FromDays(3));
        await site.RunAsync();
        var second = site.Outside.Count("open");
        site.Outside.Open.RemoveAll(one => one.Citing.Contains("10.1234/alone", StringComparison.Ordinal));
        site.Clock.Advance(TimeSpan.FromDays(30));
        await site.RunAsync();

        Assert.Equal((4, 6), first);
        Assert.Equal(4, second);
        Assert.Equal(8, site.Outside.Count("open"));
        Assert.DoesNotContain("10.1234/ALONE", await site.KeysAsync());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_printed_reference_is_asked_about_once_and_for_all(string engine)
    {
        await using var site = await CitedBySite.StartAsync(engine, CitationQuestions.References);
        site.Outside.Searches.Add(("Les Origines tragiques", Item("10.4159/grafton", "Les origines tragiques de l’érudition", "Grafton", 1998, 90) + "," + Item("10.4159/other", "Origines", "Ripley", 1998, 30)));
        site.Outside.Next("works", Mood.Good, Mood.TooMany);
        var due = (await site.Citations.ListUnaskedAsync(500, Ct)).Count;

        await site.RunAsync();
        var afterPause = site.Outside.Count("works");
        site.Clock.Advance(TimeSpan.FromHours(1));
        var run = Assert.Single(await site.RunAsync());
        var asked = site.Outside.Asked.Select(one => one.Question).ToList();
        site.Clock.Advance(TimeSpan.FromDays(400));
        await site.Services.GetRequiredService<HarvestCitations>().WantAsync(true, Ct);
        await site.RunAsync();
        var report = await site.Citations.ReportAsync((await site.Services.GetRequiredService<Storage.Issues.JournalStore>().FindAsync("lower-margin", Ct))!.Id, Ct);

        Assert.True(due > 20, $"{due} references");
        Assert.Equal(2, afterPause);
        Assert.Null(run.Problem);
        Assert.Equal(due + 1, asked.Count); // One was told to come again.
        Assert.Equal(due, asked.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(asked.Count, site.Outside.Count("works")); // Nothing is ever asked again.
        Assert.True(report.Found > 0 && report.NotFound > 0 && report.Unasked < report.All && report.Printed > 0, report.ToString());
    }

    [Fact]
    public async Task Nobody_is_asked_where_nobody_said_so_or_nobody_says_who_asks()
    {
        await using var site = await CitedBySite.StartAsync("sqlite", CitationQuestions.None);
        var nameless = site.Node(CitationQuestions.OpenCitations, options: told => told with { AdminEmail = null });

        Assert.Empty(await site.RunAsync());
        Assert.Empty(await site.RunAsync(nameless));
        Assert.Empty(site.Outside.Asked);
    }

    internal static void Tell(CitationsStandIn outside)
    {
        var (lastYear, thisYear) = (new DateOnly(2025, 6, 1), DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-3)));
        outside.Links.AddRange([
            new(CitedBySite.Doi, CitationsStandIn.Journal("10.1234/both", "Told by two of them", "Aster", "Mina", 2026), thisYear),
            new(CitedBySite.Doi, CitationsStandIn.Journal("10.1234/article", "How margins were printed in Rotterdam", "Brandt", "Ole", 2026), thisYear),
            new(CitedBySite.Doi, "<posted_content_cite><title>How margins were printed in Rotterdam</title><contributors><contributor first-author=\"true\"><given_name>O.</given_name><surname>Brandt</surname></contributor></contributors><year>2025</year><doi type=\"posted_content\">10.1234/preprint</doi></posted_content_cite>", lastYear),
            new(CitedBySite.Doi, CitationsStandIn.Journal("10.1234/retracted", "A claim that was taken back", "Corvo", "Lea", 2026), lastYear),
            new("10.5555/TLM.2026.0101", CitationsStandIn.Journal("10.5555/tlm.2026.0201", "Au même endroit", "Maubert", "Claire", 2026, "The Lower Margin"), thisYear),
            new("10.9999/of.others", CitationsStandIn.Journal("10.1234/stray", "About somebody else", "Dorn", "Pia", 2026), thisYear)]);
        outside.Open.AddRange([
            (CitedBySite.Doi, "omid:br/061 doi:10.1234/both pmid:33", "2026-02-01", false),
            (CitedBySite.Doi, "omid:br/062 doi:10.1234/alone", "2026", false),
            (CitedBySite.Doi, "omid:br/063 doi:10.1234/self", "2026-03", true)]);
        outside.Works["10.1234/alone"] = Item("10.1234/alone", "Alone in the index", "Egede", 2026, null);
        outside.Works["10.1234/self"] = Item("10.1234/self", "More on the lower margin", "Marchmont", 2026, null);
        outside.Works["10.1234/retracted"] = Item("10.1234/retracted", "A claim that was taken back", "Corvo", 2026, null).Replace("\"type\"", "\"updated-by\":[{\"DOI\":\"10.1234/notice\",\"type\":\"retraction\"}],\"type\"", StringComparison.Ordinal);
        outside.Works[CitedBySite.Doi] = Item(CitedBySite.Doi, "Nothing but the reference", "Marchmont", 2026, null).Replace("\"type\"", "\"is-referenced-by-count\":17,\"type\"", StringComparison.Ordinal);
    }

    private static string Item(string doi, string title, string family, int year, double? score) => System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["DOI"] = doi,
        ["title"] = new[] { title },
        ["author"] = new[] { new { given = "E.", family, sequence = "first" } },
        ["issued"] = new Dictionary<string, object> { ["date-parts"] = new[] { new[] { year } } },
        ["type"] = "book",
        ["score"] = score,
    });

    // A way out on which a process dies after so many answers.
    private sealed class DiesAfter : DelegatingHandler
    {
        private int _left;

        public DiesAfter(int answers) => (_left, InnerHandler) = (answers, new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            return _left-- > 0 ? answer : throw new InvalidOperationException("killed");
        }
    }
}
