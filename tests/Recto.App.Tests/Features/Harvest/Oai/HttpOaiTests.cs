using System.Diagnostics;
using System.Xml.Linq;
using Recto.App.Features.Harvest.Oai;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Harvest.Oai;

/// <summary>Harvests by HTTP::OAI (Debian: <c>libhttp-oai-perl</c>), which others have written. RECTO_TEST_HTTP_OAI names the Perl that has it.</summary>
public sealed class HttpOaiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task The_whole_site_is_harvested_and_later_exactly_what_changed(string kind)
    {
        await using var site = await HarvestSite.StartAsync(kind, new OaiLimits { AtOnce = 100_000, Records = 4 });
        await site.ImportAsync(SharedData.Require("data/articles/jats-scielo"));
        await site.AddAsync("Leaf one", "Leaf two", "Leaf three");
        await site.MakeAsync();
        await site.AgeAsync();
        var all = await site.IdentifiersAsync("verb=ListIdentifiers&metadataPrefix=oai_dc");

        var (records, repository) = await HarvestAsync(site, "oai_dc");
        var (texts, _) = await HarvestAsync(site, "jats");

        Assert.True(all.Count > 20, $"{all.Count} articles");
        Assert.Equal(all.Order(), records.Select(record => record[0]).Order());
        Assert.Equal(all.Order(), texts.Select(record => record[0]).Order());
        Assert.All(records, record => Assert.Equal(("there", "oai_dc:dc"), (record[2], record[3])));
        Assert.All(texts, record => Assert.Equal(("there", "article"), (record[2], record[3])));
        Assert.All(records, record => Assert.NotEqual("-", record[4]));
        Assert.Equal("oai_dc jats", repository[4]);
        Assert.Contains("openaccess", repository[5], StringComparison.Ordinal);

        var none = await HarvestAsync(site, "oai_dc", repository[3]);
        await site.ChangeAsync(async (tx, now) => await site.Articles.WithdrawAsync(tx, await site.IdAsync("Leaf one"), "Taken back.", now, Ct));
        await site.ChangeAsync(async (tx, now) => await site.Articles.MoveAsync(tx, await site.IdAsync("Leaf two"), "another-address", now, Ct));
        await site.AddAsync("Leaf four");
        var (changed, _) = await HarvestAsync(site, "oai_dc", repository[3]);

        Assert.Empty(none.Records);
        var expected = new[] { ("Leaf one", "deleted"), ("Leaf two", "there"), ("Leaf four", "there") };
        var ids = new List<string>();
        foreach (var (title, state) in expected)
        {
            ids.Add($"{HarvestSite.Identifier(await site.IdAsync(title))} {state}");
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), changed.Select(record => $"{record[0]} {record[2]}").Order(StringComparer.Ordinal));
        var (again, _) = await HarvestAsync(site, "oai_dc");
        Assert.Equal(all.Count + 1, again.Count);
        Assert.Single(again, record => record[2] == "deleted");
    }

    private static async Task<(List<string[]> Records, string[] Repository)> HarvestAsync(HarvestSite site, string prefix, string? from = null)
    {
        if (Environment.GetEnvironmentVariable("RECTO_TEST_HTTP_OAI") is not { Length: > 0 } perl)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", "RECTO_TEST_HTTP_OAI names no Perl with HTTP::OAI (Debian: libhttp-oai-perl; then RECTO_TEST_HTTP_OAI=perl).");
            throw new InvalidOperationException("RECTO_TEST_HTTP_OAI names no Perl with HTTP::OAI in CI.");
        }

        var start = new ProcessStartInfo(perl, [Path.Combine(AppContext.BaseDirectory, "harvest.pl"), new Uri(site.Address, "/oai").ToString(), prefix, from ?? ""]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Ct);
        var lines = (await process.StandardOutput.ReadToEndAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, await error);
        return (lines[..^1], lines[^1]);
    }
}
