using System.Diagnostics;
using System.Text.Json;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Import;
using Recto.Tests.Shared;
using static Recto.Tests.Shared.WordFile;

namespace Recto.App.Tests.Features.Notes;

/// <summary>The SARIF log by Microsoft's own validator (npm <c>@microsoft/sarif-multitool</c>), with all its rules.</summary>
public sealed class SarifValidationTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    /// <summary>Rules that ask for what there is not: an address of Recto on the web (SARIF2005), lines and columns in a Word file (SARIF2017).</summary>
    private static readonly string[] NotOurs = ["SARIF2005", "SARIF2017"];

    [Fact]
    public async Task The_validator_has_nothing_to_say()
    {
        var validator = Environment.GetEnvironmentVariable("RECTO_TEST_SARIF");
        if (!File.Exists(validator))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "RECTO_TEST_SARIF does not name sarif-multitool in CI.");
            Assert.Skip("RECTO_TEST_SARIF does not name sarif-multitool (npm install @microsoft/sarif-multitool).");
        }

        var text = _run.Write("some notes.txt", "1. G.-H. Soutou, ‘La France et l’URSS', in L’URSS et l’Europe(Paris: PUPS 2000), 71.\r\n2. See note 2 above.\r\n3. Ibid.\r\n");
        var markdown = _run.Write("a.md", "---\ntitle: T\n---\n\nText.[^1]\n\n[^1]: See *note* 1 above, and Smith, *Title*(London: X 1999).\n");
        var word = Path.Combine(Path.GetDirectoryName(text)!, "a.docx");
        await File.WriteAllBytesAsync(word, new WordFile(P(Run("Text") + Call(2))).Footnotes(Note(2, Run("See note 1 above."))).Bytes(), Ct);
        var jats = _run.Write("a.xml", Samples.Jats("A"));
        var logs = new List<string>();
        foreach (var document in (string[])[text, markdown, word, jats])
        {
            await _run.RectoAsync("notes", "check", document, "--format", "sarif");
            logs.Add(_run.Write(Path.GetFileName(document) + ".sarif", _run.Out));
        }

        var said = Path.Combine(Path.GetDirectoryName(text)!, "said.sarif");
        var start = new ProcessStartInfo(validator!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["validate", .. logs, "--rule-kind", "Sarif", "--output", said, "--log", "ForceOverwrite"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEndAsync(Ct);
        var complained = await process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);

        Assert.True(File.Exists(said), complained + await printed);
        using var log = JsonDocument.Parse(await File.ReadAllTextAsync(said, Ct));
        var results = log.RootElement.GetProperty("runs").EnumerateArray().SelectMany(run => run.GetProperty("results").EnumerateArray())
            .Select(result => (Rule: result.GetProperty("ruleId").GetString()!, Result: result.GetRawText())).Where(result => !NotOurs.Contains(result.Rule[..9]));
        Assert.Equal("", string.Join('\n', results.Select(result => result.Result)));
    }
}
