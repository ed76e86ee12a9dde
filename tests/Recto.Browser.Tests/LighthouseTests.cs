using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Recto.Browser.Tests;

/// <summary>The audits of Lighthouse on what readers come to.</summary>
public sealed class LighthouseTests(Site site)
{
    [Fact]
    public async Task No_audit_of_accessibility_best_practices_or_being_found_fails()
    {
        Site.Ready();
        var ct = TestContext.Current.CancellationToken;
        var lighthouse = Environment.GetEnvironmentVariable("RECTO_TEST_LIGHTHOUSE");
        if (!File.Exists(lighthouse))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "RECTO_TEST_LIGHTHOUSE does not name lighthouse in CI.");
            Assert.Skip("RECTO_TEST_LIGHTHOUSE does not name lighthouse (npm install lighthouse).");
        }

        var issue = (await PageTypes.AllAsync(site, ct)).First(path => Regex.IsMatch(path, "^/journals/[^/]+/[0-9]+-[0-9]+$"));
        var article = (await PageTypes.OpenArticlesAsync(site, ct))[0];
        var wrong = new ConcurrentQueue<string>();

        // Each waits most of its time for a page to fall silent: three at once take little longer than one.
        await Parallel.ForEachAsync(["/", article, issue, "/journals/lower-margin", "/search?q=archive", "/check"], new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = ct }, async (path, stop) =>
        {
            foreach (var finding in await FailedAsync(lighthouse!, path, stop))
            {
                wrong.Enqueue(finding);
            }
        });

        Findings.MustBeNone(wrong);
    }

    private async Task<IReadOnlyList<string>> FailedAsync(string lighthouse, string path, CancellationToken ct)
    {
        var start = new ProcessStartInfo(lighthouse,
            [site.Address + path, "--quiet", "--output=json", "--only-categories=accessibility,best-practices,seo", "--throttling-method=provided", "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --no-first-run"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CHROME_PATH"] = Site.Chromium },
        };
        using var program = Process.Start(start)!;
        var errors = program.StandardError.ReadToEndAsync(ct);
        var json = await program.StandardOutput.ReadToEndAsync(ct);
        await program.WaitForExitAsync(ct);
        Assert.True(program.ExitCode == 0, await errors);

        using var report = JsonDocument.Parse(json);
        var audits = report.RootElement.GetProperty("audits");
        var judged = report.RootElement.GetProperty("categories").EnumerateObject()
            .SelectMany(category => category.Value.GetProperty("auditRefs").EnumerateArray()).Select(reference => reference.GetProperty("id").GetString()!).Distinct()
            .Where(id => id != "is-crawlable" || !path.StartsWith("/search", StringComparison.Ordinal)) // What is found is kept out of indexes: there is no end of searches.
            .Select(id => audits.GetProperty(id)).Where(audit => audit.GetProperty("scoreDisplayMode").GetString() is "binary" or "numeric" or "error").ToList();
        Assert.True(judged.Count > 25, $"Lighthouse judged {judged.Count} things on {path}.");
        return [.. judged.Where(audit => audit.GetProperty("score") is not { ValueKind: JsonValueKind.Number } score || score.GetDouble() < 1).Select(audit => Sentence(path, audit))];
    }

    private static string Sentence(string path, JsonElement audit) =>
        $"{path}: {audit.GetProperty("id")}: {audit.GetProperty("title")}{(audit.TryGetProperty("details", out var details) && details.TryGetProperty("items", out var items) ? " " + items : "")}";
}
