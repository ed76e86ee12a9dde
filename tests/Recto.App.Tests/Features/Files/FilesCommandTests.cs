using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Import;

namespace Recto.App.Tests.Features.Files;

/// <summary><c>recto files</c></summary>
public sealed class FilesCommandTests
{
    [Fact]
    public async Task What_is_due_is_made_told_and_listed_and_then_nothing_is_due()
    {
        using var run = new Run();
        Assert.Equal(0, await run.ImportAsync(run.Write("leaf.xml", Samples.Jats("The leaf"))));

        Assert.Equal(0, await run.RectoAsync("doctor", "--data", run.Data));
        Assert.Contains("files to take away: 1 of 1 published article waits for files", run.Out, StringComparison.Ordinal);
        Assert.Equal(0, await run.RectoAsync("files", "make", "--format", "json", "--jobs", "2", "--data", run.Data));
        var line = Assert.Single(run.Lines);
        Assert.Equal(("maubert-the-leaf", "made", true), (line.GetProperty("article").GetString(), line.GetProperty("files")[0].GetProperty("state").GetString(), line.GetProperty("files")[0].GetProperty("bytes").GetInt64() > 1000));
        Assert.Equal(0, await run.RectoAsync("files", "make", "--data", run.Data));
        Assert.Equal("Nothing is due: all files are there.\n", run.Out);
        Assert.Equal(0, await run.RectoAsync("files", "make", "maubert-the-leaf", "--again", "--kind", "card", "--data", run.Data));
        Assert.Contains("card ", run.Out, StringComparison.Ordinal);
        Assert.Equal(0, await run.RectoAsync("files", "list", "--data", run.Data));
        Assert.Contains("maubert-the-leaf card made ", run.Out, StringComparison.Ordinal);
        Assert.Equal(0, await run.RectoAsync("files", "list", "--failed", "--format", "json", "--data", run.Data));
        Assert.Equal("", run.Out);
        Assert.Equal(0, await run.RectoAsync("doctor", "--data", run.Data));
        Assert.Contains("files to take away: made of all 1 published articles", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no kind", "files", "make", "--kind", "scroll")]
    [InlineData("no format", "files", "make", "--format", "yaml")]
    [InlineData("Between 1 and 64", "files", "make", "--jobs", "0")]
    [InlineData("no format", "files", "list", "--format", "yaml")]
    public async Task What_cannot_be_asked_for_is_refused_with_words(string words, params string[] args)
    {
        using var run = new Run();
        Assert.Equal(0, await run.ImportAsync(run.Write("leaf.xml", Samples.Jats("The leaf"))));

        Assert.Equal(2, await run.RectoAsync([.. args, "--data", run.Data]));
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_that_is_not_there_is_named_and_the_others_are_made()
    {
        using var run = new Run();
        Assert.Equal(0, await run.ImportAsync(run.Write("leaf.xml", Samples.Jats("The leaf"))));

        Assert.Equal(1, await run.RectoAsync("files", "make", "no-such-leaf", "maubert-the-leaf", "--data", run.Data));

        Assert.Contains("no-such-leaf", run.Error, StringComparison.Ordinal);
        Assert.Contains("maubert-the-leaf: card ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_site_nothing_is_made_there()
    {
        using var run = new Run();

        Assert.Equal(2, await run.RectoAsync("files", "make", "--data", run.Data));
        Assert.Contains("There is no database", run.Error, StringComparison.Ordinal);
    }
}
