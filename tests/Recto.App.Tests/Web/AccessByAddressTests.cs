using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Shell;
using Recto.App.Shell.Persons;

namespace Recto.App.Tests.Web;

/// <summary>Readers who are known by the network that they come from.</summary>
public sealed class AccessByAddressTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_trusted_proxy_tells_opens_and_what_a_client_writes_does_not()
    {
        await using var site = await InstitutionSite.StartAsync();
        var library = await site.AddAsync("bern", ["130.92.0.0/16", "2001:620::/32"], excluded: ["130.92.250.9"]);
        await site.SubscribeAsync(library.Id);
        await site.Known.RenewAsync(Ct);

        // The site's own machine is the trusted proxy here.
        Assert.True(await site.OpensAsync("130.92.4.7"));
        Assert.True(await site.OpensAsync("130.92.4.7:51234"));
        Assert.True(await site.OpensAsync("2001:620:5ca1::7"));
        Assert.True(await site.OpensAsync("[2001:620:5ca1::7]:443"));
        Assert.True(await site.OpensAsync("::ffff:130.92.4.7"));
        Assert.True(await site.OpensAsync("203.0.113.9, 130.92.4.7")); // The proxy saw the library; before that stands what the client wrote.
        Assert.True(await site.OpensAsync("203.0.113.9", "130.92.4.7")); // Several headers are one.
        Assert.True(await site.OpensAsync("203.0.113.9, 130.92.4.7, 127.0.0.1")); // Two proxies of ours in a row.

        Assert.False(await site.OpensAsync());
        Assert.False(await site.OpensAsync("130.92.250.9")); // Taken out.
        Assert.False(await site.OpensAsync("130.93.0.0"));
        Assert.False(await site.OpensAsync("2001:621::1"));
        Assert.False(await site.OpensAsync("130.92.4.7, 203.0.113.9")); // A stranger who says that they are a proxy of the library.
        Assert.False(await site.OpensAsync("130.92.4.7", "203.0.113.9"));
        Assert.False(await site.OpensAsync("130.92.4.7, rubbish"));
        Assert.False(await site.OpensAsync("unknown"));
        foreach (var header in new[] { "Forwarded", "X-Real-IP", "Client-IP", "X-Client-IP", "X-Original-For", "True-Client-IP", "X-Forwarded-Host" })
        {
            using var answer = await site.Site.GetAsync(InstitutionSite.Closed + "/source", (header, header == "Forwarded" ? "for=130.92.4.7" : "130.92.4.7"));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_client_that_is_no_proxy_of_ours_is_whom_its_connection_says()
    {
        await using var site = await InstitutionSite.StartAsync(told => told with { Proxies = [] });
        await site.SubscribeAsync((await site.AddAsync("bern", ["130.92.0.0/16"])).Id);
        await site.Known.RenewAsync(Ct);

        Assert.False(await site.OpensAsync("130.92.4.7"));
        Assert.False(await site.OpensAsync("127.0.0.1, 130.92.4.7"));
    }

    [Fact]
    public async Task A_chain_is_read_from_its_end_through_the_proxies_that_are_trusted()
    {
        Assert.Null(Networks.TryRead("127.0.0.1 198.51.100.0/24", out var proxies));
        await using var site = await InstitutionSite.StartAsync(told => told with { Proxies = proxies });
        await site.SubscribeAsync((await site.AddAsync("bern", ["130.92.0.0/16"])).Id);
        await site.Known.RenewAsync(Ct);

        Assert.True(await site.OpensAsync("130.92.4.7, 198.51.100.3"));
        Assert.True(await site.OpensAsync("8.8.8.8, 130.92.4.7, 198.51.100.3, 198.51.100.4"));
        Assert.False(await site.OpensAsync("130.92.4.7, 203.0.113.9, 198.51.100.3"));
    }

    [Fact]
    public async Task A_page_says_through_whom_its_reader_comes_and_is_kept_for_those_who_come_so_alone()
    {
        await using var site = await InstitutionSite.StartAsync();
        var consortium = await site.AddAsync("consortium", []);
        var bern = await site.AddAsync("bern", ["130.92.0.0/16"], parents: consortium.Id);
        var basel = await site.AddAsync("basel <&>", ["131.152.0.0/16", "130.92.7.0/24"], parents: consortium.Id);
        await site.AddAsync("without", ["8.8.8.0/24"]);
        await site.SubscribeAsync(consortium.Id);
        await site.Known.RenewAsync(Ct);

        for (var round = 0; round < 2; round++) // The second is served from the cache.
        {
            Assert.DoesNotContain("Access provided by", await site.PageAsync(null), StringComparison.Ordinal);
            Assert.Contains("Access provided by Library bern<", await site.PageAsync("130.92.4.7"), StringComparison.Ordinal);
            Assert.Contains("Access provided by Library basel &lt;&amp;&gt;<", await site.PageAsync("131.152.1.1"), StringComparison.Ordinal);
            Assert.Contains("Access provided by Library basel &lt;&amp;&gt;, Library bern<", await site.PageAsync("130.92.7.7"), StringComparison.Ordinal);
            Assert.DoesNotContain("Access provided by", await site.PageAsync("8.8.8.8"), StringComparison.Ordinal); // It has no right to anything.
            Assert.Contains("Access provided by Library bern<", await site.PageAsync("130.92.4.7", "/"), StringComparison.Ordinal);
            Assert.DoesNotContain("Access provided by", await site.PageAsync(null, "/"), StringComparison.Ordinal);
        }

        // What a browser has kept of the library is not what it is shown at home.
        using var atTheLibrary = await site.Site.GetAsync(InstitutionSite.Closed, ("X-Forwarded-For", "130.92.4.7"));
        using var atHome = await site.Site.GetAsync(InstitutionSite.Closed, ("If-None-Match", atTheLibrary.Headers.ETag!.ToString()));
        using var again = await site.Site.GetAsync(InstitutionSite.Closed, ("X-Forwarded-For", "130.92.4.8"), ("If-None-Match", atTheLibrary.Headers.ETag!.ToString()));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (atHome.StatusCode, again.StatusCode));
        Assert.Equal([bern.Id, consortium.Id], site.Known.Find("bern")!.WithAncestors);
        Assert.Equal(basel.Id, site.Known.Find(basel.Id)!.Id);
    }

    [Fact]
    public async Task What_another_process_changes_is_noticed()
    {
        await using var site = await InstitutionSite.StartAsync(lookForChanges: TimeSpan.FromMilliseconds(50));
        Assert.False(await site.OpensAsync("130.92.4.7"));

        var library = await site.AddAsync("bern", ["130.92.0.0/16"]);
        await site.SubscribeAsync(library.Id);
        await EventuallyAsync(true);

        await using (var tx = await site.Site.Database.BeginAsync(Ct))
        {
            await site.Store.SetOpenAsync(tx, library.Id, false, DateTimeOffset.UtcNow, Ct);
            await tx.CommitAsync(Ct);
        }

        await EventuallyAsync(false);

        async Task EventuallyAsync(bool opens)
        {
            for (var tries = 0; await site.OpensAsync("130.92.4.7") != opens; tries++)
            {
                Assert.True(tries < 200, opens ? "The institution was not let in." : "The institution was not kept out.");
                await Task.Delay(25, Ct);
            }
        }
    }

    [Fact]
    public async Task A_stranger_costs_no_allocation_and_an_institution_is_found_by_what_it_is_called()
    {
        await using var site = await InstitutionSite.StartAsync();
        await site.AddAsync("bern", ["130.92.0.0/16"]);
        await site.Known.RenewAsync(Ct);
        var (stranger, reader) = (IPAddress.Parse("203.0.113.9"), IPAddress.Parse("130.92.4.7"));
        Assert.Equal("Library bern", site.Known.At(reader)!.Institutions.Single().Name);
        Assert.Null(site.Known.At(stranger));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            site.Known.At(stranger);
            site.Known.At(reader);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Null(site.Known.Find("nobody"));
        Assert.Null(site.Known.FindByRor("https://ror.org/02k7v4d05"));
        Assert.False(await site.Known.RenewAsync(Ct)); // Nothing has changed.
    }
}

/// <summary>Crawlers of search engines, known by the networks that these publish.</summary>
public sealed class VerifiedCrawlerTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crawler_reads_what_is_closed_where_the_journal_lets_it_and_whoever_calls_itself_one_does_not()
    {
        using var folder = new CommandLine.Run();
        folder.Write("crawlers/googlebot.json", """{"prefixes": [{"ipv4Prefix": "66.249.64.0/27"}]}""");
        folder.Write("crawlers/broken.json", "<html>");
        await using var site = await InstitutionSite.StartAsync(told => told with { CrawlerLists = Path.GetDirectoryName(folder.Write("crawlers/read.txt", "")) });
        var closed = await site.PageAsync("66.249.64.5");
        await site.RunAsync("UPDATE journals SET access_policy = '{\"letsCrawlersIn\": true}'");
        await site.RunAsync("UPDATE articles SET version = version + 1");
        await site.Site.Services.GetRequiredService<PublishedPages>().RenewAsync(Ct);

        var read = await site.PageAsync("66.249.64.5");
        using var pretender = await site.Site.GetAsync(InstitutionSite.Closed, ("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"), ("X-Forwarded-For", "66.249.65.5"));

        Assert.True(read.Length > closed.Length + 1000, "The crawler is shown no more than anybody.");
        Assert.True((await pretender.Content.ReadAsStringAsync(Ct)).Length < read.Length - 1000, "Whoever calls itself a crawler is let in.");
        Assert.False(await site.OpensAsync("66.249.64.5")); // Files are for nobody but those who have a right.
    }
}
