using System.Diagnostics;

namespace Recto.Browser.Tests;

public sealed class MarkupTests(Site site)
{
    private const string FrameworkSlash = ".*Trailing slash on void elements.*"; // The framework's renderer writes <meta … />; it is right, and only an "info".

    /// <summary>The CSS part of the checker does not know anchor positioning yet; HTML and SVG must be without a message.</summary>
    [Fact]
    public async Task The_HTML_checker_has_nothing_to_say_on_any_type_of_page()
    {
        using var client = new HttpClient();
        var pages = new List<(string Name, string Html)>();
        foreach (var path in await PageTypes.AllAsync(site, TestContext.Current.CancellationToken))
        {
            var html = await client.GetAsync(site.Address + path, TestContext.Current.CancellationToken);
            pages.Add((path, await html.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }

        Assert.Equal("", await SaidAsync(pages));
    }

    [Fact]
    public async Task The_HTML_checker_has_nothing_to_say_on_what_a_check_answers()
    {
        Site.Ready();
        using var client = new HttpClient();
        var pages = new List<(string Name, string Html)>();
        foreach (var (name, file, text) in CheckTests.Answers)
        {
            using var form = new MultipartFormDataContent { { new StringContent(file ? "" : text), "notes" } };
            if (file)
            {
                form.Add(new StringContent(text), "file", "notes.md");
            }

            using var answer = await client.PostAsync(site.Address + "/check", form, TestContext.Current.CancellationToken);
            pages.Add((name, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }

        Assert.Equal("", await SaidAsync(pages));
    }

    internal static async Task<string> SaidAsync(IEnumerable<(string Name, string Html)> pages, params string[] more)
    {
        Site.Ready();
        var checker = Environment.GetEnvironmentVariable("RECTO_TEST_VNU");
        if (!File.Exists(checker))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "RECTO_TEST_VNU does not name vnu.jar in CI.");
            Assert.Skip("RECTO_TEST_VNU does not name vnu.jar (npm install vnu-jar).");
        }

        var folder = Directory.CreateTempSubdirectory("recto-vnu-").FullName;
        foreach (var (name, html) in pages)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name.Trim('/').Replace('/', '~') + "~.html"), html, TestContext.Current.CancellationToken);
        }

        using var vnu = Process.Start(new ProcessStartInfo("java", ["-jar", checker!, "--format", "gnu", "--skip-non-html", "--filterpattern", string.Join('|', more.Prepend(FrameworkSlash)), folder]) { RedirectStandardError = true })!;
        var said = await vnu.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await vnu.WaitForExitAsync(TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
        return said;
    }
}
