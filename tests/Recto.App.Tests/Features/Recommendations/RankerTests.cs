using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Recto.App.Features.Recommendations;
using Recto.App.Shell;
using Recto.App.Tests.Features.ArticleDesk;
using Recto.App.Tests.Features.Usage;
using Recto.App.Tests.Web;
using Recto.Journals.Articles;
using Recto.Journals.Desk;
using Recto.Journals.Issues;
using Recto.Journals.Recommending;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Recommending;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Recommendations;

/// <summary>A night in which weights are learned, what it does to lists, and the page of the desk that shows it.</summary>
public sealed class RankerTests
{
    private const int Articles = 75;
    private const int OfOneSubject = 5;
    private const string Desk = "/desk/recommendations";

    private static readonly DateTimeOffset Night = new(2026, 11, 27, 1, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task What_readers_have_shown_in_a_night_is_in_force_in_the_morning_and_the_desk_says_so(string kind)
    {
        var clock = new FakeTimeProvider(Night.AddDays(-1));
        await using var site = await WebSite.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(clock), TimeSpan.FromHours(1), kind: kind);
        var (ids, admin, store) = (await GrowAsync(site), site.Administrator(), site.Services.GetRequiredService<RecommendationStore>());
        Assert.Contains("the first night is still to come", await site.DeskAsync(Desk, admin), StringComparison.Ordinal);

        // Long before, chance was read together; of late, what is of one subject.
        var random = new Random(5);
        await FoldAsync(site, Night.AddDays(-60), Enumerable.Range(0, 3 * Articles).Select(_ => (random.Next(Articles), random.Next(Articles))), ids);
        await MakeAsync(site);
        var before = await store.ListAsync(ids[0], Ct);
        Assert.Equal((LearningOutcome.TooFew, SignalWeights.Prior), ((await store.FindLastNightAsync(Ct))!.Learned.Outcome, (await store.FindLastNightAsync(Ct))!.InForce));
        Assert.Contains("To learn from readers, 50 articles are needed", await site.DeskAsync(Desk, admin), StringComparison.Ordinal);
        Assert.Contains("at present none are in force", await site.TextAsync("/recommendations"), StringComparison.Ordinal);
        await FoldAsync(site, Night.AddDays(-3), Enumerable.Range(0, Articles).SelectMany(i => Enumerable.Range(i / OfOneSubject * OfOneSubject, OfOneSubject).Where(other => other > i).Select(other => (i, other))), ids);
        Assert.Equal(0, await MakeAsync(site)); // Not before it is night.
        clock.SetUtcNow(Night);

        Assert.NotEqual(0, await MakeAsync(site));

        var night = (await store.FindLastNightAsync(Ct))!;
        Assert.Equal((new DateOnly(2026, 11, 27), LearningOutcome.Learned, Articles), (night.Night, night.Learned.Outcome, night.Learned.Questions));
        Assert.True(night.InForce[NeighbourSignal.Read] < SignalWeights.Prior[NeighbourSignal.Read] && night.InForce[NeighbourSignal.Text] > SignalWeights.Prior[NeighbourSignal.Text], night.InForce.Write());
        var after = await store.ListAsync(ids[0], Ct);
        Assert.NotEqual(before.Select(row => row.Id), after.Select(row => row.Id));

        var page = await site.DeskAsync(Desk, admin);
        Assert.Contains("weigh what was learned", page, StringComparison.Ordinal);
        Assert.Contains("Learned weights are better by", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/desk/recommendations/nights.csv\"", page, StringComparison.Ordinal);
        Assert.Contains("That is all that is learned by a machine here", await site.TextAsync("/recommendations"), StringComparison.Ordinal);
        using var answer = await site.GetAsync(Desk + "/nights.csv", admin);
        var lines = (await answer.Content.ReadAsStringAsync(Ct)).TrimStart('\uFEFF').Split("\r\n");
        Assert.StartsWith("night,outcome,questions,prior_ndcg20,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"2026-11-27,Learned,{Articles},0.", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("2026-11-26,TooFew,0,,", lines[2], StringComparison.Ordinal);
        Assert.All(lines[..3], line => Assert.Equal(lines[0].Split(',').Length, line.Split(',').Length));

        var editor = site.SignedIn(new DeskGrant(DeskRole.Editor, Guid.CreateVersion7()));
        foreach (var path in new[] { Desk, Desk + "/nights.csv" })
        {
            using var refused = await site.GetAsync(path, editor);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, refused.StatusCode));
        }

        var lists = $"/desk/articles/{ids[0]}/recommendations";
        Assert.Contains($"href=\"{Desk}\">What signals weigh", await site.DeskAsync(lists, admin), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_adds_noise_learns_nothing_from_what_is_read_together()
    {
        await using var site = await WebSite.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Night)), TimeSpan.FromHours(1), options => options with { Recommendations = new() { Threshold = new(5, 1) } });

        await MakeAsync(site);

        Assert.Equal(LearningOutcome.Noise, (await site.Services.GetRequiredService<RecommendationStore>().FindLastNightAsync(Ct))!.Learned.Outcome);
        Assert.Contains("this site adds noise", await site.DeskAsync(Desk, site.Administrator()), StringComparison.Ordinal);
    }

    private static Task<int> MakeAsync(WebSite site) => site.Services.GetRequiredService<MakeLists>().RunAsync(Ct);

    private static async Task FoldAsync(WebSite site, DateTimeOffset day, IEnumerable<(int One, int Other)> read, Guid[] ids)
    {
        await using var tx = await site.Database.BeginAsync(Ct);
        var pairs = read.Where(pair => pair.One != pair.Other).Select(pair => CoReadPair.Ordered(ids[pair.One], ids[pair.Other])).Distinct().Select(pair => new CoReadPair(pair.One, pair.Other, 8, 4));
        await new CoReadStore(site.Database).FoldAsync(tx, DateOnly.FromDateTime(day.UtcDateTime), [.. pairs], Ct);
        await tx.CommitAsync(Ct);
    }

    // Five articles of a subject share three words of their titles, and each has one of some that say nothing.
    private static async Task<Guid[]> GrowAsync(WebSite site)
    {
        await using var tx = await site.Database.BeginAsync(Ct);
        var journal = (await new JournalStore(site.Database).SaveAsync(tx, new Journal { Key = "subjects", Title = "Subjects" }, DateTimeOffset.UnixEpoch, Ct)).Id;
        var (ids, store) = (new Guid[Articles], new ArticleStore(site.Database));
        for (var i = 0; i < Articles; i++)
        {
            var subject = (char)('a' + (i / OfOneSubject));
            var article = new Article { Title = $"alpha{subject} beta{subject} gamma{subject} leaf{(char)('a' + (i * 7 % 11))}" };
            ids[i] = (await store.SaveAsync(tx, new ArticleToSave
            {
                Slug = $"leaf-{i}",
                JournalId = journal,
                Position = i + 1,
                Article = article,
                Identity = ArticleIdentity.Of(article, null),
                Format = SourceFormat.Jats,
                SourceHash = $"s{i}",
                IsDraft = false,
                Fragments = new() { Title = article.Title, Abstract = "", Body = "<p>Text.</p>", Notes = "", Sources = "", References = "", About = "", Contents = [], NoteBodies = [] },
            }, DateTimeOffset.UnixEpoch, Ct)).Id;
        }

        await tx.CommitAsync(Ct);
        return ids;
    }
}
