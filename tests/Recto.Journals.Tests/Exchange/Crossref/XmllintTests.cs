using System.Diagnostics;
using Recto.Journals.Exchange.Crossref;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Tests.Exchange.Jats;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Crossref;

/// <summary>Deposits of all shared articles, validated by a program that is not ours.</summary>
public sealed class XmllintTests
{
    private const int AtOnce = 100;

    [Theory]
    [InlineData(DepositSchema.V540, "crossref5.4.0.xsd")]
    [InlineData(DepositSchema.V531, "crossref5.3.1.xsd")]
    public async Task Xmllint_finds_nothing_wrong(DepositSchema schema, string file)
    {
        var xsd = SharedData.Require("schemas/crossref/" + file);
        var catalog = SharedData.Require("schemas/catalog.xml");
        Assert.SkipUnless(await IsThereAsync(), "xmllint is not installed (Debian: apt install libxml2-utils).");
        var folder = Directory.CreateTempSubdirectory("recto-crossref-").FullName;
        try
        {
            var names = new List<string>();
            foreach (var (name, bytes) in JatsCorpus.Files())
            {
                if (bytes.Length <= 4_000_000 && JatsArticle.Read(bytes) is JatsArticle read && !string.IsNullOrWhiteSpace(read.Article.Title))
                {
                    names.Add(Path.Combine(folder, $"{names.Count:00000}.xml"));
                    await File.WriteAllBytesAsync(names[^1], DepositWriter.WriteBytes(DepositTests.DepositOf(read, schema, withArchives: true)), TestContext.Current.CancellationToken);
                }
            }

            var (good, said) = (0, new List<string>());
            foreach (var some in names.Chunk(AtOnce))
            {
                // What it remarks on the schemas themselves is not about the deposits.
                var lines = (await RunAsync(catalog, ["--nonet", "--noout", "--schema", xsd, .. some])).Split('\n');
                good += lines.Count(line => line.EndsWith(" validates", StringComparison.Ordinal));
                said.AddRange(lines.Where(line => line.StartsWith(folder, StringComparison.Ordinal) && !line.EndsWith(" validates", StringComparison.Ordinal)));
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"{names.Count} deposits.");
            Assert.True(names.Count > 400, $"{names.Count} deposits.");
            Assert.True(said.Count == 0, string.Join('\n', said.Take(20)));
            Assert.Equal(names.Count, good);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> IsThereAsync()
    {
        try
        {
            await RunAsync("", ["--version"]);
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // Whether it is there is the question.
        }
    }

    private static async Task<string> RunAsync(string catalog, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("xmllint", arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["XML_CATALOG_FILES"] = catalog;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return error + await output;
    }
}
