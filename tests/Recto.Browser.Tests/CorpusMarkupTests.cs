using System.Diagnostics;
using System.Text.RegularExpressions;
using Recto.Tests.Shared;

namespace Recto.Browser.Tests;

/// <summary>Real articles, imported and served as a user would, under the eyes of the HTML checker.</summary>
public sealed partial class CorpusMarkupTests
{
    private const int Sample = 60;

    /// <summary>What the authors' own text makes the checker say: the form of their letters, and columns that their tables declare and never use.</summary>
    private static readonly string[] TheAuthors =
    [
        ".*Text run is not in Unicode Normalization Form C.*", ".*Text run starts with a composing character.*", ".*has no cells beginning in it.*",
        ".*Section lacks heading.*", // An acknowledgement or an abstract that the source gives no title.
    ];

    [Fact]
    public async Task The_HTML_checker_has_nothing_to_say_on_sixty_real_articles_of_every_kind()
    {
        var ct = TestContext.Current.CancellationToken;
        var shared = SharedData.Require("data/articles");
        var data = Directory.CreateTempSubdirectory("recto-corpus-").FullName;
        var program = Path.Combine(AppContext.BaseDirectory, "recto.dll");
        try
        {
            using (var import = Process.Start(new ProcessStartInfo("dotnet", [program, "import", .. Directory.GetDirectories(shared, "jats-*"), "--data", data]) { RedirectStandardOutput = true, RedirectStandardError = true })!)
            {
                await Task.WhenAll(import.StandardOutput.ReadToEndAsync(ct), import.StandardError.ReadToEndAsync(ct));
                await import.WaitForExitAsync(ct);
            }

            await using var served = await Served.StartAsync(data);
            var pages = await ChosenAsync(served.Address, ct);

            Assert.Equal(Sample, pages.Count);
            Assert.Equal("", await MarkupTests.SaidAsync(pages, TheAuthors));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    // Those that bring the most elements that none before them had.
    private static async Task<List<(string Name, string Html)>> ChosenAsync(string address, CancellationToken ct)
    {
        using var client = new HttpClient();
        var slugs = new List<string>();
        for (var next = "/articles"; next is not null;)
        {
            var list = await client.GetStringAsync(address + next, ct);
            slugs.AddRange(Article().Matches(list).Select(match => match.Groups[1].Value));
            next = Next().Match(list) is { Success: true } link ? System.Net.WebUtility.HtmlDecode(link.Groups[1].Value) : null;
        }

        var pages = new List<(string Name, string Html, HashSet<string> Kinds)>();
        foreach (var slug in slugs.Distinct())
        {
            var html = await client.GetStringAsync(address + slug, ct);
            pages.Add((slug, html, [.. Kind().Matches(html).Select(match => match.Value)]));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var chosen = new List<(string Name, string Html)>();
        while (chosen.Count < Sample && pages.Count > 0)
        {
            var best = pages.MaxBy(page => page.Kinds.Count(kind => !seen.Contains(kind)));
            pages.Remove(best);
            seen.UnionWith(best.Kinds);
            chosen.Add((best.Name, best.Html));
        }

        return chosen;
    }

    [GeneratedRegex("href=\"(/articles/[^\"/?#]+)\"")]
    private static partial Regex Article();

    [GeneratedRegex("href=\"([^\"]+)\" rel=\"next\"")]
    private static partial Regex Next();

    [GeneratedRegex("<[a-z0-9]+(?: class=\"[a-z -]*\")?")]
    private static partial Regex Kind();
}
