using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Recto.App.Tests.CommandLine;

/// <summary><c>recto references match</c> and <c>index</c> by exit code and text.</summary>
public sealed class ReferencesCommandTests : IDisposable
{
    private const string Works = """
        {"doi":"10.5555/salt","title":"Salt roads of the northern provinces","authors":[{"family":"Orlova","given":"Anna"}],"year":"1994","container":"Road Studies","volume":"12","issue":"3","pages":"144-151","type":"journal-article"}
        {"id":"local-7","title":"Tin mines and their owners in Cornwall","authors":[{"family":"Reyes","given":"Bruno"}],"year":2001,"container":"Mining History","volume":"7","pages":"201-219"}
        {"doi":"10.5555/SALT","title":"Salt roads of the northern provinces","authors":[{"family":"Orlova","given":"Anna"}],"year":"1994","container":"Road Studies","volume":"12","issue":"3","pages":"144-151"}
        """;

    private const string Salt = "Orlova, A. (1994). Salt roads of the northern provinces. Road Studies, 12(3), 144–151.";
    private const string Tin = "B. Reyes, “Tin mines and their owners in Cornwall”, Mining History 7 (2001), 201–219.";

    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_line_is_answered_by_a_line_and_a_blank_one_too()
    {
        var works = _run.Write("works.jsonl", Works);

        Assert.Equal(0, await MatchAsync($"{Salt}\r\n\n{Tin}\nRGASPI, f. 558, op. 11, d. 144.", "--works", works));

        Assert.Equal([Salt, "", Tin, "RGASPI, f. 558, op. 11, d. 144."], _run.Lines.Select(line => line.GetProperty("reference").GetString()));
        Assert.Equal(["10.5555/SALT", null, null, null], _run.Lines.Select(line => line.GetProperty("doi").GetString()));
        Assert.Equal([null, null, "local-7", null], _run.Lines.Select(line => line.GetProperty("id").GetString()));
        Assert.All(_run.Lines, line => Assert.InRange(line.GetProperty("score").GetDouble(), 0, 1));
        Assert.Equal(["reference", "doi", "id", "score"], _run.Lines[0].EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Packed_works_and_packed_lines_of_JSON_are_read_and_the_fields_with_them()
    {
        var works = _run.Write("works.jsonl.gz", Packed(Works));
        var references = _run.Write("refs.jsonl.gz", Packed($$$"""
            {"id":"a","reference":{{{JsonSerializer.Serialize(Salt)}}},"doi":null}

            {"reference":"Reyes, 2001, Mining History, 7, 201","fields":{"author":"Reyes","year":"2001","journal-title":"Mining History","volume":"7","first-page":"201"}}
            """));

        Assert.Equal(0, await _run.RectoAsync("references", "match", references, "--works", works));

        Assert.Equal(3, _run.Lines.Count);
        Assert.Equal("10.5555/SALT", _run.Lines[0].GetProperty("doi").GetString());
        Assert.Equal("local-7", _run.Lines[2].GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_kept_index_is_used_again_until_the_works_change_and_mended_where_it_is_damaged()
    {
        var works = _run.Write("works.jsonl", Works);
        var index = Path.Combine(_run.Folder, "works.index");

        Assert.Equal(0, await MatchAsync(Salt, "--works", works, "--index", index));
        var made = File.GetLastWriteTimeUtc(index);
        Assert.Equal(0, await MatchAsync(Salt, "--works", works, "--index", index));
        Assert.Equal(made, File.GetLastWriteTimeUtc(index));

        _run.Write("works.jsonl", Works.Replace("10.5555/SALT", "10.5555/other", StringComparison.Ordinal).Replace("10.5555/salt", "10.5555/other", StringComparison.Ordinal));
        Assert.Equal(0, await MatchAsync(Salt, "--works", works, "--index", index));
        Assert.Equal("10.5555/other", _run.Lines[0].GetProperty("doi").GetString());

        var whole = await File.ReadAllBytesAsync(index, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(index, whole[..(whole.Length / 2)], TestContext.Current.CancellationToken);
        Assert.Equal(0, await MatchAsync(Salt, "--works", works, "--index", index));
        Assert.Equal("10.5555/other", _run.Lines[0].GetProperty("doi").GetString());
        Assert.Equal(whole, await File.ReadAllBytesAsync(index, TestContext.Current.CancellationToken));
        Assert.Equal(["works.index", "works.jsonl"], Directory.EnumerateFiles(_run.Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{\"doi\":\"10.5555/1\",\"title\":\"One\"}\n{\"doi\":", "works.jsonl", "line 2")]
    [InlineData("doi,title\n10.5555/1,One", "works.jsonl", "line 1")]
    public async Task Works_that_cannot_be_read_are_named_with_their_line(string content, string file, string line)
    {
        var works = _run.Write("works.jsonl", content);

        Assert.Equal(2, await MatchAsync(Salt, "--works", works));

        Assert.Contains(file, _run.Error, StringComparison.Ordinal);
        Assert.Contains(line, _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_no_reference_ends_with_its_number_after_the_answers_before_it()
    {
        var works = _run.Write("works.jsonl", Works);

        Assert.Equal(2, await MatchAsync($"{{\"reference\":{JsonSerializer.Serialize(Salt)}}}\n{{\"ref\":1}}\n", "--works", works));

        Assert.Equal("10.5555/SALT", Assert.Single(_run.Lines).GetProperty("doi").GetString());
        Assert.Contains("line 2", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_file_that_is_cut_off_is_named()
    {
        var works = _run.Write("works.jsonl.gz", Packed(Works)[..60]);

        Assert.Equal(2, await MatchAsync(Salt, "--works", works));

        Assert.Contains("works.jsonl.gz", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_said()
    {
        Assert.Equal(2, await MatchAsync(Salt, "--works", Path.Combine(_run.Folder, "none.jsonl")));
        Assert.Contains("none.jsonl", _run.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _run.RectoAsync("references", "match"));
        Assert.Contains("--works", _run.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _run.RectoAsync("references", "match", "none.txt", "--works", _run.Write("works.jsonl", Works)));
        Assert.Contains("none.txt", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_works_and_no_references_are_no_fault()
    {
        Assert.Equal(0, await MatchAsync($"{Salt}\n", "--works", _run.Write("works.jsonl", "")));
        Assert.Equal(JsonValueKind.Null, Assert.Single(_run.Lines).GetProperty("doi").ValueKind);
        Assert.Equal(0, await MatchAsync("", "--works", _run.Write("works.jsonl", Works)));
        Assert.Empty(_run.Lines);
    }

    [Fact]
    public async Task The_index_of_a_site_takes_files_once_and_its_own_articles()
    {
        var works = _run.Write("works.jsonl", Works);
        await _run.ImportAsync(_run.Write("article.xml", """
            <article><front><journal-meta><journal-title-group><journal-title>Road Studies</journal-title></journal-title-group></journal-meta>
            <article-meta><article-id pub-id-type="doi">10.5555/own</article-id><title-group><article-title>Bridges of the upper valley</article-title></title-group>
            <contrib-group><contrib contrib-type="author"><name><surname>Duarte</surname><given-names>Elena</given-names></name></contrib></contrib-group>
            <pub-date><year>2020</year></pub-date><volume>40</volume><fpage>5</fpage><lpage>30</lpage></article-meta></front><body><p>Text.</p></body></article>
            """));

        Assert.Equal(0, await _run.RectoAsync("references", "index", "--works", works, "--data", _run.Data));
        Assert.Contains("3 appended", _run.Out, StringComparison.Ordinal);
        Assert.Contains("works in the index", _run.Out, StringComparison.Ordinal);
        Assert.Equal(0, await _run.RectoAsync("references", "index", "--works", works, "--data", _run.Data));
        Assert.Contains("unchanged", _run.Out, StringComparison.Ordinal);
        Assert.Equal(0, await _run.RectoAsync("references", "index", "--verify", "--data", _run.Data));
    }

    private Task<int> MatchAsync(string input, params string[] args) => _run.RectoAsync(["references", "match", .. args], new MemoryStream(Encoding.UTF8.GetBytes(input)), TestContext.Current.CancellationToken);

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
