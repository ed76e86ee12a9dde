using Recto.App.Tests.CommandLine;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Import;

/// <summary>Every real article beside the checkout, through the command as an operator types it.</summary>
public sealed class SharedCorpusTests : IDisposable
{
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task The_whole_JATS_corpus_is_imported_with_exactly_three_refused()
    {
        var folders = Directory.GetDirectories(SharedData.Require("data/articles"), "jats-*").Order(StringComparer.Ordinal).ToArray();

        var code = await _run.ImportAsync([.. folders, "--format", "json"]);

        Assert.Equal(1, code);
        Assert.Equal(["heimpt__tests_misc_jats_test.xml", "texture__test_fixture_fig.xml", "truncated.xml"],
            _run.Lines.SkipLast(1).Where(line => line.GetProperty("status").GetString() == "refused").Select(line => line.GetProperty("path").GetString()!.Split('/')[^1]).Order(StringComparer.Ordinal));
        Assert.Equal(546, _run.Lines.Count - 1);
        Assert.All(_run.Lines.SkipLast(1).Where(line => line.GetProperty("status").GetString() == "refused"), line => Assert.True(line.GetProperty("line").GetInt32() > 0));
    }
}
