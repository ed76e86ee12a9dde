using System.Diagnostics;

namespace Recto.Browser.Tests;

/// <summary>The second checker of HTML, by the rules of <c>.htmlvalidate.mjs</c>.</summary>
internal static class HtmlValidate
{
    /// <summary>What it says; empty where it has nothing to say.</summary>
    public static async Task<string> SaidAsync(IEnumerable<(string Name, string Html)> pages)
    {
        var checker = Environment.GetEnvironmentVariable("RECTO_TEST_HTMLVALIDATE");
        if (!File.Exists(checker))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "RECTO_TEST_HTMLVALIDATE does not name html-validate in CI.");
            Assert.Skip("RECTO_TEST_HTMLVALIDATE does not name html-validate (npm install html-validate).");
        }

        var folder = Directory.CreateTempSubdirectory("recto-htmlvalidate-").FullName;
        try
        {
            foreach (var (name, html) in pages)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, name.Trim('/').Replace('/', '~') + "~.html"), html, TestContext.Current.CancellationToken);
            }

            using var program = Process.Start(new ProcessStartInfo(checker!, ["--config", Path.Combine(Root(), ".htmlvalidate.mjs"), "--formatter", "text", folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var said = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await errors;
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(program.ExitCode == 0 || said.Length > 0, $"html-validate ended with {program.ExitCode}.");
            return said.Replace(folder + "/", "", StringComparison.Ordinal).Trim();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Recto.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Recto.slnx does not stand above the test's folder.");
        }

        return folder.FullName;
    }
}
