using System.Diagnostics;
using System.Text.Json;

namespace Recto.Browser.Tests;

/// <summary>The audits of Lighthouse, version by version as the checks of <c>.ci/run</c> pin it.</summary>
public sealed class LighthouseTests(Site site)
{
    /// <summary>The front page, search, and what else readers come to.</summary>
    public static TheoryData<string> Pages { get; } = ["/", "/journals/lower-margin", "/search?q=archive", "/check", "an article", "an issue"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_audit_of_accessibility_best_practices_or_finding_fails(string page)
    {
        Site.Ready();
        var ct = TestContext.Current.CancellationToken;
        var lighthouse = Environment.GetEnvironmentVariable("RECTO_TEST_LIGHTHOUSE");
        if (!File.Exists(lighthouse))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "RECTO_TEST_LIGHTHOUSE does not name lighthouse in CI.");
            Assert.Skip("RECTO_TEST_LIGHTHOUSE does not name lighthouse (npm install lighthouse).");
        }

        var path = page switch
        {
            "an article" => (await PageTypes.ArticlesAsync(site, ct))[0],
            "an issue" => (await PageTypes.AllAsync(site, ct)).First(path => System.Text.RegularExpressions.Regex.IsMatch(path, "^/journals/[^/]+/[0-9]+-[0-9]+$")),
            _ => page,
        };
        var start = new ProcessStartInfo(lighthouse!,
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
        var judged = report.RootElement.GetProperty("categories").EnumerateObject().SelectMany(category => category.Value.GetProperty("auditRefs").EnumerateArray()).Select(reference => reference.GetProperty("id").GetString()!).Distinct()
            .Select(id => audits.GetProperty(id)).Where(audit => audit.GetProperty("scoreDisplayMode").GetString() is "binary" or "numeric" or "error").ToList();
        Assert.True(judged.Count > 30, $"Lighthouse judged {judged.Count} things on {path}.");
        Findings.MustBeNone(judged.Where(audit => !(audit.GetProperty("score") is { ValueKind: JsonValueKind.Number } score && score.GetDouble() >= 1))
            .Select(audit => $"{path}: {audit.GetProperty("id")}: {audit.GetProperty("title")} {(audit.TryGetProperty("details", out var details) ? details.ToString()[..Math.Min(600, details.ToString().Length)] : "")}"));
    }
}
