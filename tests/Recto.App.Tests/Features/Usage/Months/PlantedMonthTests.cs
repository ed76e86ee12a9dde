using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Recommendations;
using Recto.App.Shell;
using Recto.App.Tests.Import;

namespace Recto.App.Tests.Features.Usage.Months;

/// <summary>What was planted in a month of readers comes out as lists beside articles: through the real site, its counting by days, its folding and its making of lists. <c>bench/usage-month.sh</c> has the same with 50,000 sessions.</summary>
public sealed class PlantedMonthTests
{
    private const int Sessions = 220;
    private const int Fewest = 5;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static int Wanted => int.TryParse(Environment.GetEnvironmentVariable("RECTO_TEST_MONTH_SESSIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out var more) ? more : Sessions;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task What_was_planted_comes_out_and_nothing_that_too_few_or_nobody_may_be_learned_of_have_read(string database)
    {
        var begin = Stopwatch.GetTimestamp();
        var first = new DateTimeOffset(UsageSite.Month.First.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        await using var site = await UsageSite.StartAsync(database, start: first);
        var month = Wanted > 5_000 ? new PlantedMonth(first, groups: 40, alone: 250, every: 20, seed: 29) : new PlantedMonth(first, groups: 3, alone: 24, every: 3, seed: 29);
        await ImportAsync(site, month);
        var visits = month.Sessions(Wanted);
        var prepared = Stopwatch.GetElapsedTime(begin);

        await new MonthWalk(site, first).GoAsync(visits, []);
        var walked = Stopwatch.GetElapsedTime(begin);
        await site.Web.Services.GetRequiredService<MakeLists>().RunAsync(Ct);
        var made = Stopwatch.GetElapsedTime(begin);

        var lists = new Dictionary<string, (IReadOnlyList<string> AlsoRead, string Recommended)>();
        foreach (var title in month.All)
        {
            lists.Add(title.Slug, Lists(await site.Web.TextAsync("/articles/" + title.Slug)));
        }

        // Of the five that stand beside each article, how many were planted, and of those that were planted, how many stand there.
        var partners = month.Groups.SelectMany(group => group.Select(title => (title.Slug, Others: group.Where(other => other != title).Select(other => other.Slug).ToHashSet()))).ToDictionary(one => one.Slug, one => one.Others);
        var (hits, shown) = (partners.Sum(one => lists[one.Key].AlsoRead.Count(one.Value.Contains)), partners.Sum(one => lists[one.Key].AlsoRead.Count));
        var (precision, recall) = ((double)hits / shown, (double)hits / partners.Sum(one => one.Value.Count));
        Assert.True(precision >= 0.9 && recall >= 0.9, string.Create(CultureInfo.InvariantCulture, $"precision {precision:0.000}, recall {recall:0.000}"));

        // No pair of fewer readers’ days than five stands anywhere, and what nobody may learn of least of all.
        var together = PlantedMonth.Together(visits);
        Assert.DoesNotContain(lists.SelectMany(list => list.Value.AlsoRead.Select(other => string.CompareOrdinal(list.Key, other) < 0 ? (list.Key, other) : (other, list.Key))), pair => together.GetValueOrDefault(pair) < Fewest);
        Assert.Equal((4, 4), (together[Pair(month.TooFew)], together[Pair(month.OfDoubleClicks)]));
        foreach (var title in (Title[])[.. month.TooFew, .. month.OfRobots, .. month.OfUnfollowed, .. month.OfAccounts, .. month.OfDoubleClicks, .. month.Twins, .. month.Alone])
        {
            Assert.Empty(lists[title.Slug].AlsoRead);
        }

        Assert.Equal(together.Count, await site.NumberAsync("SELECT COUNT(*) FROM co_reads"));
        Assert.Equal(together.Values.Sum(), await site.NumberAsync("SELECT SUM(sessions) FROM co_reads"));
        Assert.Equal(0, await site.NumberAsync("SELECT COUNT(*) FROM usage_salts"));

        for (var i = 0; i < month.Twins.Count; i += 2)
        {
            foreach (var (one, other) in new[] { (month.Twins[i], month.Twins[i + 1]), (month.Twins[i + 1], month.Twins[i]) })
            {
                var listed = lists[one.Slug].Recommended;
                Assert.Contains($"<a href=\"/articles/{other.Slug}\"", listed, StringComparison.Ordinal);
                Assert.Contains($"both cite <a href=\"/sources/rgaspi/17/{FileOfTwins(i)}/14\"><bdi>RGASPI 17/{FileOfTwins(i)}/14</bdi></a>", listed, StringComparison.Ordinal);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{database}: {Wanted} sessions, {visits.Count} requests, {month.All.Count} articles, {partners.Count} in groups of {PlantedMonth.Size}; {together.Count} pairs, {together.Count(pair => pair.Value >= Fewest)} of five readers' days or more; of planted pairs precision {precision:0.000}, recall {recall:0.000}; {month.Twins.Count} archival neighbours with the file; import {prepared.TotalSeconds:0} s, month {(walked - prepared).TotalSeconds:0} s, lists {(made - walked).TotalSeconds:0.0} s"));
    }

    // Each with an author, words and files of its own, so that what is planted is all that any two share.
    private static async Task ImportAsync(UsageSite site, PlantedMonth month)
    {
        var paths = new List<string>();
        foreach (var (title, i) in month.All.Select((title, i) => (title, i)))
        {
            var twin = month.Twins.ToList().IndexOf(title);
            var note = twin < 0 ? $"RGASPI {1000 + i}/1/{2000 + i}/3." : $"RGASPI 17/{FileOfTwins(twin)}/14/{3 + twin}.";
            var words = string.Join(' ', Enumerable.Range(0, 30).Select(word => PlantedMonth.Letters(i) + "x" + PlantedMonth.Letters(word)));
            var (author, rest) = (title.Slug.Split('-', 2)[0], title.Slug.Split('-', 2)[1]);
            var jats = Samples.Jats(rest.Replace('-', ' '), body: $"<p>{words}<xref ref-type=\"fn\" rid=\"n1\">1</xref></p>", note: note).Replace("<surname>Maubert</surname><given-names>Ida</given-names>", $"<surname>{author}</surname><given-names>{PlantedMonth.Letters(i)}</given-names>", StringComparison.Ordinal);
            paths.Add(site.Web.Commands.Write(title.Slug + ".xml", jats));
        }

        Assert.Equal(0, await site.RectoAsync(["import", .. paths]));
        Assert.Empty(month.All.Select(title => title.Slug).Except(await site.TextsAsync("SELECT slug FROM articles")));
        await site.Web.Services.GetRequiredService<PublishedPages>().RenewAsync(Ct);
    }

    private static int FileOfTwins(int twin) => 100 + (twin / 2);

    private static (string One, string Other) Pair(IReadOnlyList<Title> two) => (two[0].Slug, two[1].Slug);

    private static (IReadOnlyList<string> AlsoRead, string Recommended) Lists(string page)
    {
        var at = page.IndexOf("id=\"read-next\"", StringComparison.Ordinal);
        var section = at < 0 ? "" : page[at..page.IndexOf("</section>", at, StringComparison.Ordinal)];
        var also = section.IndexOf("<h3>People also read</h3>", StringComparison.Ordinal);
        return ([.. Regex.Matches(also < 0 ? "" : section[also..], "<p class=\"title\"><a href=\"/articles/([^\"]+)\"").Select(match => match.Groups[1].Value)], also < 0 ? section : section[..also]);
    }
}
