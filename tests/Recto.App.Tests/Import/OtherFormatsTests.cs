using Recto.App.Tests.CommandLine;

namespace Recto.App.Tests.Import;

/// <summary>TEI and Markdown through the commands.</summary>
public sealed class OtherFormatsTests : IDisposable
{
    private const string Tei = """
        <?xml version="1.0" encoding="UTF-8"?>
        <TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>The leaf</title><author>Ida Maubert</author></titleStmt>
        <publicationStmt><idno type="DOI">10.5555/leaf.11</idno></publicationStmt></fileDesc></teiHeader>
        <text><body><div><head>One</head><p>Opened.<note place="foot" n="7">See <hi rend="italic">Leaves</hi>, 3.</note> Closed.<note n="8">Ibid., 4.</note></p></div></body></text></TEI>
        """;

    private const string Markdown = "---\ntitle: The leaf\nauthor: Ida Maubert\ndoi: 10.5555/leaf.11\n---\n\n# One\n\nOpened.[^a] Closed.[^b]\n\n[^a]: See *Leaves*, 3.\n[^b]: Ibid., 4.\n";

    private readonly Run _run = new();

    public static TheoryData<string, string, string, string> Files => new()
    {
        { "a.xml", Tei, "7", "8" },
        { "a.tei", Tei, "7", "8" },
        { "a.md", Markdown, "1", "2" },
        { "a.markdown", Markdown, "1", "2" },
        { "a.txt", Markdown, "1", "2" }, // The name does not tell, its notes do.
        { "noname", Markdown, "1", "2" },
    };

    public void Dispose() => _run.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Notes_are_read_and_imported_alike(string name, string content, string first, string second)
    {
        var file = _run.Write(name, content);

        Assert.Equal(0, await _run.RectoAsync("notes", "read", file));
        var read = _run.Lines.Select(line => (line.GetProperty("note").GetString(), line.GetProperty("text").GetString())).ToList();
        Assert.Equal([(first, "See Leaves, 3."), (second, "Ibid., 4.")], read);

        Assert.Equal(0, await _run.ImportAsync(file, "--format", "json"));
        Assert.Equal(("imported", "/articles/maubert-the-leaf"), (Status(), _run.Lines[0].GetProperty("address").GetString()));
        Assert.Equal(0, await _run.ImportAsync(file, "--format", "json"));
        Assert.Equal("unchanged", Status());

        string? Status() => _run.Lines[0].GetProperty("status").GetString();
    }

    [Fact]
    public async Task The_same_article_in_another_format_is_an_update()
    {
        Assert.Equal(0, await _run.ImportAsync(_run.Write("a.xml", Tei), "--format", "json"));

        Assert.Equal(0, await _run.ImportAsync(_run.Write("a.md", Markdown), "--format", "json"));

        Assert.Equal("updated", _run.Lines[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_list_of_numbered_notes_in_a_md_file_is_read_as_such()
    {
        Assert.Equal(0, await _run.RectoAsync("notes", "read", _run.Write("notes.md", "1. RGASPI 558/11/431/94.\n2. Ibid.\n")));

        Assert.Equal(["1", "2"], _run.Lines.Select(line => line.GetProperty("note").GetString()));
    }

    [Theory]
    [InlineData("a.xml", "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>x</text></TEI>", "line 1, column")]
    [InlineData("a.xml", "<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", "holds no text")]
    [InlineData("a.md", "   \n", "white space")]
    public async Task What_cannot_be_read_is_told_with_its_place(string name, string content, string says)
    {
        Assert.Equal(2, await _run.RectoAsync("notes", "read", _run.Write(name, content)));
        Assert.Contains(says, _run.Error, StringComparison.Ordinal);
    }
}
