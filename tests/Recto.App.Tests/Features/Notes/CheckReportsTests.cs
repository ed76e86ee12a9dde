using System.Text.Json;
using Recto.App.Features.Notes;
using Recto.Notes;
using Recto.Notes.Checks;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.App.Tests.Features.Notes;

public sealed class CheckReportsTests
{
    private static readonly DiagnosticDescriptor SelfReference = new("RN0401", "self-reference", "A note refers to itself", Severity.Error);

    private static readonly Apparatus Two = new()
    {
        EngineVersion = "1",
        Sources = [],
        Notes =
        [
            new(new Note { Id = "n43", Label = "43", Text = "Ф. 1." }, [], []),
            new(new Note { Id = "n44", Label = "44", Text = "See note 44 above." }, [], []),
        ],
    };

    private static readonly Diagnostic Finding = new()
    {
        Descriptor = SelfReference,
        NoteIndex = 1,
        Span = new TextSpan(0, 17),
        Message = "Note 44 refers to itself; note 43, the one before, may be meant.",
        Fix = new SuggestedFix(FixSureness.Suggested, [new TextEdit(new TextSpan(9, 11), "43")]),
    };

    [Fact]
    public void Text_is_written_as_a_compiler_writes_it()
    {
        var output = new StringWriter { NewLine = "\n" };

        ConsoleReport.Write("article.xml", Two, [Finding], output);

        Assert.Equal("article.xml(fn44,1): error RN0401: Note 44 refers to itself; note 43, the one before, may be meant.\n    See note 44 above.\n    ^^^^^^^^^^^^^^^^^\n    Suggested: “note 44 above.” becomes “note 43 above.”.\n", output.ToString());
    }

    [Fact]
    public void Json_is_the_contracts_line()
    {
        var output = new StringWriter();

        JsonReport.Write(Two, [Finding], output);

        Assert.Equal(
            """{"id":"RN0401","rule":"self-reference","severity":"error","note":"44","start":0,"end":17,"message":"Note 44 refers to itself; note 43, the one before, may be meant.","fix":{"sure":"suggested","edits":[{"start":9,"end":11,"text":"43"}]}}""" + "\n",
            output.ToString());
    }

    [Fact]
    public void Json_writes_one_line_for_each_finding_and_null_for_no_fix()
    {
        var output = new StringWriter();

        JsonReport.Write(Two, [Finding with { Fix = null }, Finding with { Message = "“Ф” stands alone." }], output);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(lines[0]).RootElement.GetProperty("fix").ValueKind);
        Assert.Contains("“Ф” stands alone.", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Sarif_names_the_rule_the_document_and_the_note()
    {
        var output = new StringWriter();

        SarifReport.Write("my articles/a.xml", Two, [Finding], output);

        using var log = JsonDocument.Parse(output.ToString());
        var run = log.RootElement.GetProperty("runs")[0];
        var result = run.GetProperty("results")[0];
        var rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()];
        var location = result.GetProperty("locations")[0];
        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        Assert.Equal("RN0401", rule.GetProperty("id").GetString());
        Assert.False(string.IsNullOrEmpty(rule.GetProperty("help").GetProperty("text").GetString()));
        Assert.Equal("error", result.GetProperty("level").GetString());
        Assert.Equal("my%20articles/a.xml", location.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal("44", location.GetProperty("logicalLocations")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Sarif_of_nothing_is_a_log_without_results()
    {
        var output = new StringWriter();

        SarifReport.Write("-", Two, [], output);

        using var log = JsonDocument.Parse(output.ToString());
        Assert.Empty(log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
    }

    [Fact]
    public void Only_findings_that_are_severe_enough_are_shown()
    {
        var notes = NumberedNotes.Read("1 See note 1 above.\n2 RGVA 33987/3/1103/7.\n3 Jane Doe, “Reading the Margins, Archives 12 (2001), 33.");

        var all = CheckNotes.Run(new NotesEngine(), notes, CheckOptions.Default);
        var certain = CheckNotes.Run(new NotesEngine(), notes, CheckOptions.Default, Severity.Error);

        Assert.Contains(all.Findings, finding => finding.Descriptor.Severity < Severity.Error);
        Assert.NotEmpty(certain.Findings);
        Assert.All(certain.Findings, finding => Assert.Equal(Severity.Error, finding.Descriptor.Severity));
    }

    [Fact]
    public void The_exit_code_tells_whether_there_are_findings()
    {
        Assert.Equal(1, new CheckedNotes(Two, [Finding]).ExitCode);
        Assert.Equal(0, new CheckedNotes(Two, []).ExitCode);
    }
}
