using System.Diagnostics;
using System.Text.Json;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Citations;
using Recto.Journals.Tests.Exchange.Bibliographies;
using Recto.Notes.References;

namespace Recto.Journals.Tests.Exchange.Citations;

/// <summary>
/// A foreign program, citation-js, reads every file back, and formats the same works in its APA. It wants the npm packages <c>@citation-js/core</c> 0.9.0, <c>plugin-ris</c> 0.8.2, <c>plugin-bibtex</c> 0.9.0,
/// <c>plugin-enw</c> 0.3.0 and <c>plugin-csl</c> 0.9.0 in the folder that RECTO_TEST_NODE_MODULES names.
/// </summary>
public sealed class ReadBackTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <summary>Where our APA differs from that of citation-js on purpose, with the reason.</summary>
    private static readonly Dictionary<string, string> ApaDifferences = new(StringComparer.Ordinal)
    {
        ["title with quotation marks at its end"] = "It keeps the single marks that are printed; APA has double ones.",
        ["quotation in a quotation, apostrophes"] = "The same.",
        ["book with a place and no publisher"] = "It leaves the place out; it is all that is known.",
        ["doctoral thesis"] = "APA 7, 10.6: the institution stands in the brackets, and the word is dissertation.",
        ["thesis, nobody says which"] = "The same; what it is, is said.",
        ["newspaper itself"] = "Its entry begins with the date; ours with the name.",
        ["archival item"] = "It leaves out day and month, which an archivist wants.",
        ["archival file without a title"] = "Its entry begins with the date; ours with the archive.",
        ["letter with its author, leaf"] = "It leaves out the month.",
        ["report by a body that publishes it"] = "APA 7, 9.29: whoever publishes what they have written is named once.",
        ["act"] = "The year stands in the title already.",
    };

    [Fact]
    public async Task Every_file_is_read_back_to_the_same_records()
    {
        var works = CslWorks.All.Where(one => one.Work.Type is WorkType.Article or WorkType.Newspaper or WorkType.Book or WorkType.Chapter or WorkType.Thesis or WorkType.Report).ToList();
        using var answer = await ReadAsync(format => format.Write([.. works.Select(one => one.Work), Hostile]), withApa: false);

        foreach (var format in CitationFormats.All)
        {
            var read = answer.RootElement.GetProperty(format.Ending()).EnumerateArray().Select(Record).ToList();

            Assert.Equal([.. works.Select(one => Record(one.Work)), Record(Hostile)], read);
        }
    }

    [Fact]
    public async Task What_notes_cite_is_read_back_from_every_file()
    {
        var bibliography = Cited.In(
            "Anthony Grafton, The Footnote: A Curious History (Cambridge, MA: Harvard University Press, 1997), 34.",
            "Maurice Vaïsse, ‘La perception de la puissance soviétique par les militaires français en 1938’, Revue historique des armées 3 (1983): 18–25.",
            "RGASPI. F. 558. Op. 11. D. 431. L. 94.",
            "G.-H. Soutou, ‘La France et l’URSS’, in L’URSS et l’Europe, ed. G.-H. Soutou (Paris: PUPS, 2008), 71–95.");
        byte[] Text(Action<TextWriter> into)
        {
            using var text = new StringWriter();
            into(text);
            return System.Text.Encoding.UTF8.GetBytes(text.ToString());
        }

        byte[] Csl()
        {
            using var stream = new MemoryStream();
            CslItems.Write(bibliography, stream);
            return stream.ToArray();
        }

        using var answer = await ReadAsync(format => format switch
        {
            CitationFormat.Ris => Text(text => RisRecords.Write(bibliography, text)),
            CitationFormat.BibTex => Text(text => BibTexEntries.Write(bibliography, text)),
            CitationFormat.EndNote => format.Write([.. bibliography.Sources.Select(SourceWork.Of)]),
            _ => Csl(),
        }, withApa: false);

        Assert.True(bibliography.Sources.Count >= 4);
        var expected = bibliography.Sources.Select(source => (source.Title, source.Date?.From?.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), source.Volume)).ToList();
        foreach (var format in CitationFormats.All)
        {
            var read = answer.RootElement.GetProperty(format.Ending()).EnumerateArray().Select(item =>
            {
                var parts = Record(item).Split(" | ");
                return (parts[0], parts[5], parts[2]);
            }).ToList();

            Assert.Equal(expected.Count, read.Count);
            for (var i = 0; i < expected.Count; i++)
            {
                Assert.Equal((bibliography.Sources[i].Kind == ReferenceKind.Archival ? read[i].Item1 : expected[i].Title ?? "", expected[i].Item2 ?? "", expected[i].Volume ?? ""), read[i]);
            }
        }
    }

    [Fact]
    public async Task Apa_is_what_citation_js_writes_but_for_what_is_named_here()
    {
        using var answer = await ReadAsync(format => format.Write([Hostile]), withApa: true);
        var differences = new List<string>();
        foreach (var (name, work) in CslWorks.All)
        {
            var theirs = answer.RootElement.GetProperty("apa").GetProperty(name).GetString()!;
            var ours = string.Concat(CitationStyle.Apa.Format(work with { TranslatedTitle = null, Abstract = null }).Runs.Select(run => run.Style == RunStyle.Plain ? run.Text : $"*{run.Text}*"));
            if (ours != theirs != ApaDifferences.ContainsKey(name))
            {
                differences.Add($"{name}\n  ours   {ours}\n  theirs {theirs}");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    // What each format has signs of its own for.
    private static readonly CitedWork Hostile = new()
    {
        Type = WorkType.Article,
        Id = "hostile",
        Title = "50% of {x} & $y_1 # ~a^b \\n “q” ‘s’ <i>é</i> Ж",
        Container = "R & D",
        Volume = "1_2",
        Issue = "3/4",
        Pages = ("S1", "S9"),
        Doi = "10.1234/a_b(c)-d",
        Authors = [new() { Family = "O’Brien", Given = "Ж. & Co" }, new() { Family = "Smith and Sons", IsWhole = true, IsBody = true }],
        Issued = new("2026-03-01", new(2026, 3, 1), null, null, IsCirca: false),
        Abstract = "One line\nER  - \n%0 Book\n@book{x}",
        Keywords = ["a, b", "c"],
    };

    private static async Task<JsonDocument> ReadAsync(Func<CitationFormat, byte[]> write, bool withApa)
    {
        var modules = Environment.GetEnvironmentVariable("RECTO_TEST_NODE_MODULES");
        if (!Directory.Exists(Path.Combine(modules ?? "", "@citation-js", "core")))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "RECTO_TEST_NODE_MODULES names no folder with @citation-js in CI.");
            Assert.Skip("RECTO_TEST_NODE_MODULES names no folder with @citation-js (npm install --legacy-peer-deps @citation-js/core @citation-js/plugin-ris …).");
        }

        var folder = Directory.CreateTempSubdirectory("recto-cite-").FullName;
        try
        {
            foreach (var format in CitationFormats.All)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, "works." + format.Ending()), write(format), Ct);
            }

            var script = Path.Combine(CslWorks.Folder, "..", "..", "tests", "Recto.Journals.Tests", "Exchange", "Citations", "read-citations.mjs");
            var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in (string[])[script, modules!, folder, .. withApa ? new[] { Path.Combine(CslWorks.Folder, "works.json") } : []])
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            var complained = process.StandardError.ReadToEndAsync(Ct);
            var printed = await process.StandardOutput.ReadToEndAsync(Ct);
            await process.WaitForExitAsync(Ct);

            Assert.True(process.ExitCode == 0, await complained);
            return JsonDocument.Parse(printed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Record(CitedWork work) => string.Join(" | ", work.Title, IsIn(work.Type) ? work.Container : null, work.Volume, work.Issue, PageRange.Of(work.Pages, PageForm.Full)?.Replace('–', '-') ?? work.ArticleNumber,
        work.Issued?.From?.Year, work.Doi, string.Join("; ", work.Authors.Select(name => Words(name.Given, name.Dropping, name.NonDropping, name.Family, name.Suffix))));

    // Beside a translation, citation-js calls what is printed the original title; who writes for a newspaper is a reporter to it, in one text.
    private static string Record(JsonElement item)
    {
        string? Text(string name) => item.TryGetProperty(name, out var value) ? value.GetString()?.Replace("<span class=\"nocase\">", "", StringComparison.Ordinal).Replace("</span>", "", StringComparison.Ordinal) : null;
        string? Part(JsonElement name, string part) => name.TryGetProperty(part, out var value) ? value.GetString() : null;
        var type = Text("type");
        var year = !item.TryGetProperty("issued", out var issued) ? null : issued.TryGetProperty("date-parts", out var parts) ? parts[0][0].ToString() : Part(issued, "literal")?[..4];
        var authors = item.TryGetProperty("author", out var names)
            ? names.EnumerateArray().Select(name => Words(Part(name, "given"), Part(name, "dropping-particle"), Part(name, "non-dropping-particle"), Part(name, "family"), Part(name, "literal"), Part(name, "suffix")))
            : Reporters(Text("reporter"));
        return string.Join(" | ", Text("original-title") ?? Text("title"), type is "article-journal" or "article-newspaper" or "article" or "chapter" ? Text("container-title") : null, Text("volume"), type == "report" ? null : Text("issue"),
            Text("page")?.Replace('–', '-') ?? (type == "article-journal" ? Text("number") : null), year, Text("DOI"), string.Join("; ", authors));
    }

    private static IEnumerable<string> Reporters(string? name) => name is null ? [] : [name[(name.IndexOf(',', StringComparison.Ordinal) + 2)..] + " " + name[..name.IndexOf(',', StringComparison.Ordinal)]];

    private static bool IsIn(WorkType type) => type is WorkType.Article or WorkType.Newspaper or WorkType.Chapter;

    // Where the parts of a name lie differs from format to format; its words do not.
    private static string Words(params string?[] parts) => string.Join(' ', string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part))).Replace(",", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
