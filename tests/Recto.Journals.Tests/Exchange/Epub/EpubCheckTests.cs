using System.Diagnostics;
using Recto.Journals.Exchange.Jats;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Epub;

/// <summary>EPUBCheck, the checker of the standard's own makers, finds neither error nor warning. RECTO_TEST_EPUBCHECK names its jar.</summary>
public sealed class EpubCheckTests
{
    private const int Sample = 20; // A Java machine each: all of them would take too long at every change.

    [Fact]
    public async Task The_demo_journal_and_a_choice_of_real_articles_pass_EPUBCheck()
    {
        var jar = Environment.GetEnvironmentVariable("RECTO_TEST_EPUBCHECK");
        if (!File.Exists(jar))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "RECTO_TEST_EPUBCHECK does not name EPUBCheck's jar in CI.");
            Assert.Skip("RECTO_TEST_EPUBCHECK does not name EPUBCheck's jar (Debian: apt-get install epubcheck, /usr/share/java/epubcheck.jar).");
        }

        var folder = Directory.CreateTempSubdirectory("recto-epub-").FullName;
        try
        {
            foreach (var (name, article, files) in EpubFile.Demo().Concat(Chosen()))
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, name.Replace('/', '_') + ".epub"), EpubFile.Of(article, EpubFile.AsShipped(), files).Bytes, TestContext.Current.CancellationToken);
            }

            await File.WriteAllBytesAsync(Path.Combine(folder, "issue.epub"), EpubIssueTests.DemoIssue().Bytes, TestContext.Current.CancellationToken);
            if (Environment.GetEnvironmentVariable("RECTO_WRITE_EPUB") is { Length: > 0 } kept)
            {
                foreach (var book in Directory.GetFiles(folder))
                {
                    File.Copy(book, Path.Combine(Directory.CreateDirectory(Path.Combine(kept, "checked")).FullName, Path.GetFileName(book)), overwrite: true);
                }
            }

            var said = new System.Collections.Concurrent.ConcurrentBag<string>();
            await Parallel.ForEachAsync(Directory.GetFiles(folder), new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, async (file, ct) =>
            {
                if (await CheckAsync(jar!, file, ct) is { Length: > 0 } complaint)
                {
                    said.Add(complaint);
                }
            });

            Assert.True(said.IsEmpty, string.Join('\n', said));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> CheckAsync(string jar, string file, CancellationToken ct)
    {
        var start = new ProcessStartInfo("java", ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-jar", jar, "--failonwarnings", file]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var program = Process.Start(start)!;
        var output = program.StandardOutput.ReadToEndAsync(ct);
        var errors = program.StandardError.ReadToEndAsync(ct);
        await program.WaitForExitAsync(ct);
        return program.ExitCode == 0 ? "" : $"{Path.GetFileName(file)}: {await errors}{await output}";
    }

    // By variety: of each set and each sort of thing (formulas, tables, verse, boxes, other languages and scripts, many notes) the first few that have it.
    private static IEnumerable<(string Name, JatsArticle Article, string[] Files)> Chosen()
    {
        _ = SharedData.Require("data/articles");
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, article) in InTurns([.. EpubCorpusTests.Articles()]))
        {
            var things = new[] { "set " + name.Split('/')[0], "language " + article.Article.Language }
                .Concat(article.Document.Jats.Descendants().Select(element => element.Name.LocalName).Where(Things.Contains).Distinct());
            var isNew = false;
            foreach (var thing in things)
            {
                const int Each = 2;
                counts[thing] = counts.GetValueOrDefault(thing) + 1;
                isNew |= counts[thing] <= Each;
            }

            if (isNew && chosen.Count < Sample && chosen.Add(name))
            {
                yield return (name, article, name.Length % 3 == 0 ? [] : EpubFile.PicturesOf(article));
            }
        }
    }

    // One of each set after the other, so that the first sets do not take every place.
    private static IEnumerable<(string Name, JatsArticle Article)> InTurns(List<(string Name, JatsArticle Article)> articles) =>
        articles.GroupBy(pair => pair.Name.Split('/')[0]).SelectMany(set => set.Select((pair, index) => (pair, index))).OrderBy(turn => turn.index).Select(turn => turn.pair);

    private static readonly HashSet<string> Things = new(StringComparer.Ordinal)
    {
        "math", "tex-math", "table-wrap", "verse-group", "boxed-text", "disp-quote", "sub-article", "def-list", "supplementary-material", "media", "inline-graphic", "preformat", "speech", "statement", "trans-abstract", "array", "list", "table-wrap-foot", "fig-group", "ruby", "chem-struct", "app",
    };
}
