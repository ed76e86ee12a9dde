using Dapper;
using Recto.Storage.Sql;

namespace Recto.App.Tests.CommandLine;

public sealed class SearchCommandTests : IDisposable
{
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task The_doctor_says_when_the_index_is_behind_and_a_rebuild_mends_it()
    {
        await ImportAsync();
        await _run.RectoAsync("doctor", "--data", _run.Data);
        Assert.Contains("search index: up to date with 1 article", _run.Out, StringComparison.Ordinal);

        await ForgetAsync();
        await _run.RectoAsync("doctor", "--data", _run.Data);
        Assert.Contains("search index: 1 of 1 articles are not in it as they are now", _run.Out, StringComparison.Ordinal);

        Assert.Equal(0, await _run.RectoAsync("search", "rebuild", "--data", _run.Data));
        Assert.Equal("1 article indexed.\n", _run.Out);
        await _run.RectoAsync("doctor", "--data", _run.Data);
        Assert.Contains("search index: up to date", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_there_is_nothing_to_rebuild()
    {
        Assert.Equal(2, await _run.RectoAsync("search", "rebuild", "--data", _run.Data));
        Assert.Contains("There is no database", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_evaluation_tells_what_is_missing()
    {
        await ImportAsync();
        var queries = _run.Write("q.jsonl", """
            {"id":"q1","half":"test","kind":"words","query":"shelves","must":["there-is-no-such-article"],"mustNot":[]}
            """);

        Assert.Equal(1, await _run.RectoAsync("search", "evaluate", queries, "--data", _run.Data));
        Assert.Contains("missing there-is-no-such-article", _run.Out, StringComparison.Ordinal);
        Assert.Contains("recall 0.000", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "no JSON object")]
    [InlineData("{\"id\":\"q1\"}", "lacks id, half")]
    public async Task A_file_that_is_no_list_of_queries_is_refused(string line, string why)
    {
        Assert.Equal(2, await _run.RectoAsync("search", "evaluate", _run.Write("q.jsonl", line), "--data", _run.Data));
        Assert.Contains(why, _run.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _run.RectoAsync("search", "evaluate", _run.Data + "/nothing", "--data", _run.Data));
    }

    private async Task ImportAsync() => Assert.Equal(0, await _run.ImportAsync(_run.Write("a.xml", """
        <article><front><journal-meta><journal-title-group><journal-title>The Lower Margin</journal-title></journal-title-group></journal-meta>
        <article-meta><title-group><article-title>Keepers and their shelves</article-title></title-group></article-meta></front><body><p>Text.</p></body></article>
        """)));

    private async Task ForgetAsync()
    {
        await using var database = Database.At(new DatabaseOptions { DataFolder = _run.Data });
        await using var connection = await database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("UPDATE search_texts SET analysis = 'older'");
    }
}
