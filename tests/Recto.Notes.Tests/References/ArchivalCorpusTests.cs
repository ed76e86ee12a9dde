using System.Text.Json;
using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Tests.Shared;

namespace Recto.Notes.Tests.References;

/// <summary>The grammar on real notes: the reference page against its gold, and real citations of American and British archives.</summary>
public sealed class ArchivalCorpusTests
{
    private static readonly ArchivalGrammar Grammar = new(RepositoryDirectory.Shipped);

    [Fact]
    public void Every_archival_reference_of_the_reference_page_is_read_as_its_gold_has_it()
    {
        var notes = ReferencePage();
        var introduced = new IntroducedRepositories();
        var expected = new List<string>();
        var actual = new List<string>();

        foreach (var line in File.ReadLines(Path.Combine(RepositoryRoot(), "corpus", "gold", "reference-page.jsonl")))
        {
            using var gold = JsonDocument.Parse(line);
            var label = gold.RootElement.GetProperty("note").GetString()!;
            var text = notes[label];
            expected.AddRange(gold.RootElement.GetProperty("references").EnumerateArray()
                .Where(reference => reference.GetProperty("archive").ValueKind == JsonValueKind.Object && reference.GetProperty("form").GetString() == "full")
                .Select(reference => $"{label} {ShowGold(text, reference)}"));
            actual.AddRange(Grammar.Read(text, new TextSpan(0, text.Length), introduced).Select(reference => $"{label} {Show(text, reference)}"));
        }

        Assert.Equal(48, expected.Count);
        Assert.Equal(expected, actual);
    }

    // 812 strings cut by a script, some 45 of which cite no archive ("The Library of Congress catalog lists …").
    [Fact]
    public void Nearly_all_real_citations_are_recognised_with_a_path()
    {
        var found = 0;
        var all = 0;
        var introduced = new IntroducedRepositories();
        var file = "";
        foreach (var line in File.ReadLines(SharedData.Require("data/archives/seen-citations.jsonl")))
        {
            using var citation = JsonDocument.Parse(line);
            var text = citation.RootElement.GetProperty("text").GetString()!;
            if (citation.RootElement.GetProperty("file").GetString() is { } name && name != file)
            {
                (file, introduced) = (name, new IntroducedRepositories());
            }

            all++;
            found += Grammar.Read(text, new TextSpan(0, text.Length), introduced).Any(reference => reference.Path.Count > 0) ? 1 : 0;
        }

        Assert.InRange(found, all * 92 / 100, all);
    }

    private static Dictionary<string, string> ReferencePage()
    {
        var notes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(SharedData.Require("reference/article-page.txt")))
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (blank > 0 && line[..blank].All(char.IsAsciiDigit))
            {
                notes.Add(line[..blank], string.Join(' ', line[(blank + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            }
        }

        return notes;
    }

    private static string Show(string text, ArchivalReference reference) =>
        $"{text[reference.Span.Start..reference.Span.End]} = {reference.Repository?.Text} {string.Join(" > ", reference.Path.Select(level => level.Text))} | {reference.Folio?.Text} {reference.Side?.ToString().ToLowerInvariant()} | {reference.Series?.Text} | {reference.Description?.Text} | {reference.Date?.Text}";

    private static string ShowGold(string text, JsonElement reference)
    {
        var archive = reference.GetProperty("archive");
        var path = archive.GetProperty("path").EnumerateArray().Select(span => Cut(text, span));
        return $"{text[reference.GetProperty("start").GetInt32()..reference.GetProperty("end").GetInt32()]} = {Cut(text, archive.GetProperty("repository"))} {string.Join(" > ", path)} | {Cut(text, archive.GetProperty("folio"))} {archive.GetProperty("side").GetString()} | {Cut(text, archive.GetProperty("series"))} | {Cut(text, archive.GetProperty("description"))} | {Cut(text, archive.GetProperty("date"))}";
    }

    private static string? Cut(string text, JsonElement span) => span.ValueKind == JsonValueKind.Array ? text[span[0].GetInt32()..span[1].GetInt32()] : null;

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Recto.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Recto.slnx does not stand above the test's folder.");
        }

        return folder.FullName;
    }
}
