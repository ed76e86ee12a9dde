using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Recto.App.Features.AccessDesk;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Access;

namespace Recto.App.Tests.Web;

/// <summary>What is kept of a page is shown to nobody for whom it was not decided.</summary>
public sealed class FiveReadersTests
{
    internal const string Buyer = "X-Test-Address";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly string[] Marks = ["Log in via your institution", "Access provided by Library a<", "Access provided by Library b<", "You have bought access, until", "open to you, who work for the journal"];

    [Fact]
    public async Task One_article_as_five_readers_in_every_order_shows_each_their_own()
    {
        await using var site = new InstitutionSite(await WebSite.StartAsync(KnowBuyers, TimeSpan.FromHours(1)));
        var journal = await CloseAsync(site);
        foreach (var (key, network) in new[] { ("a", "130.92.0.0/16"), ("b", "131.152.0.0/16") })
        {
            await site.SubscribeAsync((await site.AddAsync(key, [network])).Id);
        }

        await BuyAsync(site, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(2));
        var pages = site.Site.Services.GetRequiredService<PublishedPages>();
        var readers = new (string Name, string Value)[] { ("X-Nobody", "1"), ("X-Forwarded-For", "130.92.2.3"), ("X-Forwarded-For", "131.152.2.3"), (Buyer, "buyer"), site.Site.SignedIn(new DeskGrant(DeskRole.CopyEditor, journal)) };
        var tags = new string[readers.Length];
        foreach (var order in Orders([0, 1, 2, 3, 4]))
        {
            await pages.RenewAsync(Ct);
            for (var round = 0; round < 2; round++) // Fresh, and from the cache.
            {
                foreach (var who in order)
                {
                    using var answer = await site.Site.GetAsync(InstitutionSite.Closed, readers[who]);
                    Shows(who, order, await answer.Content.ReadAsStringAsync(Ct));
                    tags[who] = answer.Headers.ETag!.ToString();
                }
            }

            Assert.Equal(readers.Length, tags.Distinct().Count());
            foreach (var who in order)
            {
                using var same = await site.Site.GetAsync(InstitutionSite.Closed, readers[who], ("If-None-Match", tags[who]));
                using var others = await site.Site.GetAsync(InstitutionSite.Closed, readers[who], ("If-None-Match", string.Join(", ", tags.Where((_, i) => i != who))));
                Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (same.StatusCode, others.StatusCode));
            }
        }
    }

    [Fact]
    public async Task Lists_and_notes_are_each_readers_own_too()
    {
        await using var site = new InstitutionSite(await WebSite.StartAsync(KnowBuyers, TimeSpan.FromHours(1)));
        await CloseAsync(site);
        await site.SubscribeAsync((await site.AddAsync("a", ["130.92.0.0/16"])).Id);
        await BuyAsync(site, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(2));
        await site.Known.RenewAsync(Ct);

        for (var round = 0; round < 2; round++)
        {
            foreach (var path in new[] { "/articles", "/journals/lower-margin", "/journals/lower-margin/articles", "/authors/edith-marchmont" })
            {
                foreach (var (header, badge) in new[] { (("X-Nobody", "1"), "subscribers"), (("X-Forwarded-For", "130.92.2.3"), "open to you"), ((Buyer, "buyer"), "open to you"), (("X-Nobody", "2"), "subscribers") })
                {
                    using var answer = await site.Site.GetAsync(path, header);
                    var page = await answer.Content.ReadAsStringAsync(Ct);
                    Assert.True(page.Contains($">{badge}</span>", StringComparison.Ordinal), $"{path} for {header} has no badge “{badge}”");
                    Assert.False(page.Contains($">{(badge == "subscribers" ? "open to you" : "subscribers")}</span>", StringComparison.Ordinal), $"{path} for {header} has a badge of another");
                }
            }
        }

        // A page that tells of other articles has no tag for who holds rights: what opens may end without a change to any article.
        using var stranger = await site.Site.GetAsync(InstitutionSite.Closed + "/notes/1");
        using var holder = await site.Site.GetAsync(InstitutionSite.Closed + "/notes/1", (Buyer, "buyer"));
        Assert.NotNull(stranger.Headers.ETag);
        Assert.Null(holder.Headers.ETag);
    }

    [Fact]
    public async Task The_clock_turns_pages_from_the_cache_to_the_second()
    {
        var clock = new SteadyClock(new DateTimeOffset(2027, 12, 1, 0, 0, 0, TimeSpan.Zero));
        await using var site = new InstitutionSite(await WebSite.StartAsync(builder => { KnowBuyers(builder); builder.Services.AddSingleton<TimeProvider>(clock); }, TimeSpan.FromHours(1)));
        await CloseAsync(site);
        var (opens, closes, wall) = (Micros(clock.GetUtcNow().AddHours(1)), Micros(clock.GetUtcNow().AddHours(2)), Micros(clock.GetUtcNow().AddHours(3)));
        await site.RunAsync($"UPDATE articles SET opens_at = {wall}, shown_from = {opens}, shown_until = {closes} WHERE slug = '{InstitutionSite.Closed["/articles/".Length..]}'");
        await BuyAsync(site, clock.GetUtcNow(), clock.GetUtcNow().AddMinutes(30));
        await site.Site.Services.GetRequiredService<PublishedPages>().RenewAsync(Ct);

        await ShowsAsync("Subscribers; free to read from 1 December 2027", ">subscribers</span>");
        clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromTicks(10));
        Assert.Contains("You have bought access, until 1 December 2027, 00:30 UTC", await BuyersAsync(), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromTicks(10));
        Assert.Contains("Your access ended on 1 December 2027, 00:30 UTC", await BuyersAsync(), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromTicks(10));
        await ShowsAsync("Subscribers; free to read from 1 December 2027", ">subscribers</span>");
        clock.Advance(TimeSpan.FromTicks(10));
        await ShowsAsync("Open to everyone until 1 December 2027", ">free for now</span>");
        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(10));
        await ShowsAsync("Open to everyone until 1 December 2027", ">free for now</span>");
        clock.Advance(TimeSpan.FromTicks(10));
        await ShowsAsync("Subscribers; free to read from 1 December 2027", ">subscribers</span>");
        clock.Advance(TimeSpan.FromHours(1));
        await ShowsAsync("Free to read since 1 December 2027", ">free</span>");

        async Task ShowsAsync(string why, string badge)
        {
            for (var round = 0; round < 2; round++)
            {
                Assert.Contains(why, await site.Site.TextAsync(InstitutionSite.Closed), StringComparison.Ordinal);
                Assert.Contains(badge, await site.Site.TextAsync("/authors/edith-marchmont"), StringComparison.Ordinal);
            }
        }

        Task<string> BuyersAsync() => ReadAsync(site.Site, (Buyer, "buyer"));
    }

    [Fact]
    public async Task Lists_are_kept_for_an_institution_as_long_as_it_holds_the_same_and_no_longer()
    {
        var clock = new SteadyClock(new DateTimeOffset(2027, 12, 1, 0, 0, 0, TimeSpan.Zero));
        await using var site = new InstitutionSite(await WebSite.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(clock), TimeSpan.FromHours(1)));
        await CloseAsync(site);
        await site.SubscribeAsync((await site.AddAsync("a", ["130.92.0.0/16"])).Id);
        await site.AddAsync("b", ["131.152.0.0/16"]); // It holds nothing.
        await site.Site.Services.GetRequiredService<PublishedPages>().RenewAsync(Ct);

        await ShowsAsync("open to you");
        await site.RunAsync("UPDATE rights SET ends_at = @until", ("until", Micros(clock.GetUtcNow().AddHours(1))));
        await ShowsAsync("open to you");
        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(10));
        await ShowsAsync("open to you");
        clock.Advance(TimeSpan.FromTicks(10));
        await ShowsAsync("subscribers");
        await site.RunAsync("UPDATE rights SET ends_at = NULL");
        await ShowsAsync("open to you");
        await site.RunAsync("UPDATE rights SET revoked_at = @now", ("now", Micros(clock.GetUtcNow())));
        await ShowsAsync("subscribers");

        async Task ShowsAsync(string toHolders)
        {
            for (var round = 0; round < 2; round++)
            {
                foreach (var path in new[] { "/articles", "/journals/lower-margin" })
                {
                    foreach (var (address, badge) in new[] { ("130.92.2.3", toHolders), ("131.152.2.3", "subscribers"), ("198.51.100.7", "subscribers"), ("130.92.77.3", toHolders) })
                    {
                        var page = await site.PageAsync(address, path);
                        Assert.True(page.Contains($">{badge}</span>", StringComparison.Ordinal), $"{path} for {address} at {clock.GetUtcNow():O} has no badge “{badge}”");
                        Assert.False(page.Contains($">{(badge == "subscribers" ? "open to you" : "subscribers")}</span>", StringComparison.Ordinal), $"{path} for {address} at {clock.GetUtcNow():O} has a badge of another");
                    }
                }
            }
        }
    }

    [Fact]
    public async Task Machines_are_told_once_of_what_the_clock_has_turned()
    {
        var clock = new SteadyClock(new DateTimeOffset(2027, 12, 1, 0, 0, 0, TimeSpan.Zero));
        await using var site = new InstitutionSite(await WebSite.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(clock), TimeSpan.FromHours(1)));
        await CloseAsync(site);
        await site.RunAsync($"UPDATE articles SET opens_at = {Micros(clock.GetUtcNow().AddHours(1))} WHERE slug = '{InstitutionSite.Closed["/articles/".Length..]}'");
        var keeper = site.Site.Services.GetRequiredService<KeepOpenings>();
        var oai = "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=openaccess&from=2027-12-01T00:30:00Z";

        Assert.Equal(0, await keeper.LookAsync(Ct));
        Assert.Contains("noRecordsMatch", await site.Site.TextAsync(oai), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromHours(1));
        for (var tries = 0; (await site.Site.TextAsync(oai)).Contains("noRecordsMatch", StringComparison.Ordinal); tries++)
        {
            Assert.True(tries < 200, "Nobody was told that the article is open.");
            await keeper.LookAsync(Ct); // The one in the background may have been faster.
            clock.Advance(TimeSpan.FromSeconds(1)); // What is stamped this very moment is told a moment later.
            await Task.Delay(25, Ct);
        }

        Assert.Equal(0, await keeper.LookAsync(Ct));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await keeper.LookAsync(Ct));
    }

    /// <summary>Knows whose address a reader has shown by a header, as a cookie would.</summary>
    internal static void KnowBuyers(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<FindRightKeys>((context, _) => ValueTask.FromResult(context.Request.Headers[Buyer].ToString() is { Length: > 0 } key ? new RightKeys { EmailKey = key } : null));

    private static async Task<string> ReadAsync(WebSite site, (string, string) header)
    {
        using var answer = await site.GetAsync(InstitutionSite.Closed, header);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private static void Shows(int who, int[] order, string page)
    {
        for (var mark = 0; mark < Marks.Length; mark++)
        {
            Assert.True(page.Contains(Marks[mark], StringComparison.Ordinal) == (mark == who), $"Reader {who} in the order {string.Join(' ', order)}: “{Marks[mark]}”");
        }

        Assert.True(page.Contains("id=\"text\"", StringComparison.Ordinal) == who > 0, $"Reader {who} in the order {string.Join(' ', order)}: the text");
    }

    // Closes all articles of the demo; gives their journal.
    private static async Task<Guid> CloseAsync(InstitutionSite site)
    {
        await site.RunAsync("UPDATE journals SET reading = 'closed'; UPDATE articles SET reading = NULL, has_open_licence = 0, opens_at = NULL");
        await using var connection = await site.Site.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT journal_id FROM articles LIMIT 1";
        await using var reader = await command.ExecuteReaderAsync(Ct);
        await reader.ReadAsync(Ct);
        return reader.GetGuid(0);
    }

    private static Task BuyAsync(InstitutionSite site, DateTimeOffset from, DateTimeOffset until) => site.RunAsync(
        "INSERT INTO rights (id, kind, email_key, starts_at, ends_at, created_at, updated_at) VALUES (@id, 'purchase', 'buyer', @from, @until, 1, 1)", ("id", Guid.CreateVersion7()), ("from", Micros(from)), ("until", Micros(until)));

    private static long Micros(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / 10;

    private static IEnumerable<int[]> Orders(int[] rest) => rest.Length == 1 ? [rest] : rest.SelectMany(first => Orders([.. rest.Where(one => one != first)]).Select(others => (int[])[first, .. others]));
}
