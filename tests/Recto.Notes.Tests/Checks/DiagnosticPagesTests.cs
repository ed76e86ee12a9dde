using System.Text;
using Recto.Notes.Checks;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Tests.Checks;

public sealed class DiagnosticPagesTests
{
    public static TheoryData<string> Ids => [.. CheckCatalogue.All.Select(check => check.Descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_check_has_a_page_that_names_it(string id)
    {
        var page = DiagnosticPage.Read(id);

        Assert.Equal(id, page.Id);
        Assert.Equal(DescriptorOf(id).Rule, page.Rule);
        Assert.NotEmpty(page.Reported);
        Assert.NotEmpty(page.NotReported);
        Assert.All(page.Reported, example => Assert.NotEmpty(example.Marked));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_the_page_marks_is_reported_and_nothing_else(string id)
    {
        foreach (var example in DiagnosticPage.Read(id).Reported)
        {
            Assert.Equal(Show(example.Notes, example.Marked), Show(example.Notes, Found(id, example)));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_the_page_calls_right_is_not_reported(string id)
    {
        foreach (var example in DiagnosticPage.Read(id).NotReported)
        {
            Assert.Equal(Show(example.Notes, []), Show(example.Notes, Found(id, example)));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_fix_takes_the_complaint_away(string id)
    {
        foreach (var example in DiagnosticPage.Read(id).Reported)
        {
            var findings = Run(example).Where(finding => finding.Descriptor.Id == id).ToList();
            if (findings.Exists(finding => finding.Fix is null))
            {
                continue;
            }

            var mended = example.Notes.Select((note, index) => note with { Text = Apply(note.Text, findings.Where(finding => finding.NoteIndex == index)) }).ToList();

            Assert.Empty(Found(id, example with { Notes = mended }));
        }
    }

    [Fact]
    public void Ids_are_in_order_and_used_once()
    {
        var ids = CheckCatalogue.All.Select(check => check.Descriptor.Id).ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal).Distinct(), ids);
        Assert.Equal(ids.Count, CheckCatalogue.All.Select(check => check.Descriptor.Rule).Distinct().Count());
    }

    // Made anew with RECTO_UPDATE_GOLDEN=1.
    [Fact]
    public void The_index_lists_every_page()
    {
        var path = Path.Combine(DiagnosticPage.Folder, "index.md");
        var index = new StringBuilder("# What Recto says about notes\n\nEach page tells what is meant, why it matters, and shows examples; the examples are the check's test.\n\n| id | rule | severity | |\n|---|---|---|---|\n");
        foreach (var descriptor in CheckCatalogue.All.Select(check => check.Descriptor))
        {
            index.Append(System.Globalization.CultureInfo.InvariantCulture, $"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.Rule} | {descriptor.Severity.ToString().ToLowerInvariant()} | {descriptor.Title} |\n");
        }

        if (Environment.GetEnvironmentVariable("RECTO_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, index.ToString());
        }

        Assert.Equal(index.ToString(), File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static DiagnosticDescriptor DescriptorOf(string id) => CheckCatalogue.All.Single(check => check.Descriptor.Id == id).Descriptor;

    private static IReadOnlyList<Diagnostic> Run(DiagnosticExample example)
    {
        var engine = new NotesEngine();
        return engine.Check(engine.Read(example.Notes), example.Options);
    }

    private static IEnumerable<(int, TextSpan)> Found(string id, DiagnosticExample example) =>
        Run(example).Where(finding => finding.Descriptor.Id == id).Select(finding => (finding.NoteIndex, finding.Span));

    private static string Show(IReadOnlyList<Note> notes, IEnumerable<(int Note, TextSpan Span)> marked)
    {
        var places = marked.ToLookup(place => place.Note, place => place.Span);
        return string.Join("\n", notes.Select((note, index) => places[index].OrderByDescending(span => span.Start).Aggregate(note.Text, (text, span) => text[..span.Start] + "[|" + text[span.Start..span.End] + "|]" + text[span.End..])));
    }

    private static string Apply(string text, IEnumerable<Diagnostic> findings) =>
        findings.Where(finding => finding.Fix is not null).SelectMany(finding => finding.Fix!.Edits).OrderByDescending(edit => edit.Span.Start)
            .Aggregate(text, (current, edit) => current[..edit.Span.Start] + edit.Text + current[edit.Span.End..]);
}
