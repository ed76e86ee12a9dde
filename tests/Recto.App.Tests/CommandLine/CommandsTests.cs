using System.Diagnostics;
using System.Text;
using Recto.App.Shell;
using Recto.App.Tests.Import;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Sql;
using Recto.Tests.Shared;

namespace Recto.App.Tests.CommandLine;

/// <summary>Commands by exit code and text.</summary>
public sealed class CommandsTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("serve", "--help")]
    [InlineData("import", "--help")]
    [InlineData("notes", "check", "--help")]
    [InlineData("doctor", "--help")]
    [InlineData("user", "add", "--help")]
    [InlineData("--help")]
    public async Task Help_is_given_and_is_no_error(params string[] args)
    {
        Assert.Equal(0, await _run.RectoAsync(args));
        Assert.Contains("Usage:", _run.Out, StringComparison.Ordinal);
        Assert.Equal("", _run.Error);
    }

    [Fact]
    public async Task Notes_with_nothing_wrong_are_clean()
    {
        var file = _run.Write("notes.txt", "1. Jonathan Haslam, Soviet Foreign Policy, 1930–1933 (London: Palgrave Macmillan 1983), 58–70.\n2. RGASPI 558/11/431/94.\n");

        Assert.Equal(0, await _run.RectoAsync("notes", "check", file));
        Assert.Equal("", _run.Out);
    }

    [Theory]
    [InlineData("text", "warning RN")]
    [InlineData("json", "\"rule\":")]
    [InlineData("sarif", "\"runs\"")]
    public async Task What_is_wrong_with_the_notes_is_told_in_the_format_that_was_asked_for(string format, string says)
    {
        var file = _run.Write("notes.txt", "1. G.-H. Soutou, ‘La France et l’URSS', in L’URSS et l’Europe (Paris: PUPS 2000), 71.\n2. Ibid.\n");

        Assert.Equal(1, await _run.RectoAsync("notes", "check", file, "--format", format));
        Assert.Contains(says, _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csl", "\"archive_location\": \"fond 558, opis 11, delo 431\"")]
    [InlineData("bibtex", "@misc{rgaspi-558-11-431,\n")]
    [InlineData("ris", "ID  - rgaspi-558-11-431\r\n")]
    [InlineData("tei", "<bibl type=\"ibid\" corresp=\"#rgaspi-558-11-431\">Ibid</bibl>")]
    [InlineData("jats", "<xref ref-type=\"fn\" rid=\"fn1\" specific-use=\"ibid\">Ibid.</xref>")]
    [InlineData("text", "      delo 431 [notes 1, 2]\n")]
    public async Task What_the_notes_cite_is_written_in_the_format_that_was_asked_for(string format, string says)
    {
        var file = _run.Write("notes.txt", "1. RGASPI 558/11/431/94.\n2. Ibid.\n3. He says so.\n");

        Assert.Equal(0, await _run.RectoAsync("notes", "read", file, "--format", format));
        Assert.Contains(says, _run.Out, StringComparison.Ordinal);
        Assert.Equal("", _run.Error);
    }

    [Theory]
    [InlineData("csl")]
    [InlineData("jats")]
    public async Task A_document_that_cannot_be_read_is_refused_in_every_format(string format)
    {
        var file = _run.Write("broken.xml", "<article><front></article>");

        Assert.Equal(2, await _run.RectoAsync("notes", "read", file, "--format", format));
        Assert.Equal("", _run.Out);
        Assert.Contains("broken.xml", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_notes_cite_is_written_with_every_member_of_the_contract()
    {
        var file = _run.Write("notes.txt", "1. RGASPI 558/11/431/94.\n2. Ibid.\n3. He says so.\n");

        Assert.Equal(0, await _run.RectoAsync("notes", "read", file));
        Assert.Equal(["1", "2", "3"], _run.Lines.Select(line => line.GetProperty("note").GetString()));
        var first = _run.Lines[0].GetProperty("references")[0];
        string[] promised = ["kind", "form", "start", "end", "authors", "editors", "title", "container", "place", "publisher", "year", "volume", "issue", "pages", "series", "archive", "refersTo", "source", "doi", "confidence"];
        Assert.Equal(promised, first.EnumerateObject().Select(member => member.Name).Intersect(promised));
        Assert.Equal(("archival", "full", 0, 20), (first.GetProperty("kind").GetString(), first.GetProperty("form").GetString(), first.GetProperty("start").GetInt32(), first.GetProperty("end").GetInt32()));
        var archive = first.GetProperty("archive");
        Assert.Equal(("RGASPI", "94", """["558","11","431"]"""), (archive.GetProperty("repository").GetString(), archive.GetProperty("folio").GetString(), archive.GetProperty("path").GetRawText()));
        var ibid = _run.Lines[1].GetProperty("references")[0];
        Assert.Equal(("""{"note":"1","reference":0}""", first.GetProperty("source").GetString()), (ibid.GetProperty("refersTo").GetRawText(), ibid.GetProperty("source").GetString()));
        Assert.Equal("RGASPI 558/11/431/94.", _run.Lines[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Notes_are_read_from_standard_input_and_leave_nothing_behind()
    {
        var before = Directory.GetCurrentDirectory();

        var code = await _run.RectoAsync(["notes", "check", "-"], new MemoryStream(Samples.Utf8(Samples.Jats("A"))), Ct);

        Assert.Equal(0, code);
        Assert.False(Directory.Exists(Path.Combine(before, "data")));
    }

    [Theory]
    [InlineData("notes", "check")]
    [InlineData("notes", "check", "no-such-file.txt")]
    [InlineData("notes", "check", ".")]
    [InlineData("notes", "check", "--colour")]
    [InlineData("notes", "check", "a.txt", "--format", "yaml")]
    [InlineData("notes", "check", "a.txt", "--profile", "nobody")]
    [InlineData("notes")]
    [InlineData("serve", "--urls", "here")]
    [InlineData("serve", "extra")]
    [InlineData("--colour")]
    public async Task What_cannot_be_used_is_told_in_one_line_with_exit_code_2(params string[] args)
    {
        Assert.Equal(2, await _run.RectoAsync(args));
        Assert.Equal("", _run.Out);
        Assert.Single(_run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("recto: ", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.txt", "Nothing that has a number.")]
    [InlineData("a.xml", "<article><front>")]
    [InlineData("a.md", "")]
    [InlineData("a.html", "<html><body><p>Hello</p></body></html>")]
    public async Task A_document_that_cannot_be_read_is_exit_code_2(string name, string content)
    {
        Assert.Equal(2, await _run.RectoAsync("notes", "check", _run.Write(name, content)));
        Assert.Single(_run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_reader_who_has_seen_enough_is_no_error()
    {
        using var output = new BrokenPipe();
        var terminal = new Terminal(output, TextWriter.Null, () => Stream.Null, false);
        var file = _run.Write("notes.txt", "1. ‘La France et l’URSS', 71.\n2. Ibid.\n");

        Assert.Equal(0, await Shell.CommandLine.RunAsync(Program.Commands(terminal), ["notes", "check", file], terminal, Ct));
    }

    [Fact]
    public async Task The_doctor_says_what_is_missing_and_changes_nothing()
    {
        await _run.RectoAsync("doctor", "--data", _run.Data);

        Assert.Contains("data folder: ", _run.Out, StringComparison.Ordinal);
        Assert.Contains("is not there yet", _run.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run.Data));
    }

    [Fact]
    public async Task The_doctor_finds_a_site_well_and_a_damaged_one_not()
    {
        await _run.ImportAsync(_run.Write("a.xml", Samples.Jats("A")));
        await _run.RectoAsync("doctor", "--data", _run.Data);
        Assert.Contains("ok    database: SQLite", _run.Out, StringComparison.Ordinal);
        Assert.Contains("ok    file store", _run.Out, StringComparison.Ordinal);

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(Path.Combine(_run.Data, "recto.db"), "this is no database, and it never was one", Ct);
        Assert.Equal(1, await _run.RectoAsync("doctor", "--data", _run.Data));
        Assert.Contains("fail  database", _run.Out, StringComparison.Ordinal);
        Assert.Contains("restore a backup", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_journal_is_loaded_into_an_empty_database_only_and_once()
    {
        var data = new DatabaseOptions { DataFolder = _run.Data };
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, () => Stream.Null, false);

        await Task.WhenAll(Task.Run(() => ServeCommand.PrepareAsync(data, true, terminal, Ct), Ct), Task.Run(() => ServeCommand.PrepareAsync(data, true, terminal, Ct), Ct));
        await ServeCommand.PrepareAsync(data, true, terminal, Ct);

        await using var database = Database.At(data);
        Assert.Equal(4, await new ArticleStore(database).CountAsync(Ct));
        var journal = Assert.Single(await new JournalStore(database).ListAsync(Ct));
        Assert.Equal(("lower-margin", 2), (journal.Key, journal.IssueCount));
    }

    [Fact]
    public async Task A_site_that_wants_no_demo_or_has_something_gets_none()
    {
        var data = new DatabaseOptions { DataFolder = _run.Data };
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, () => Stream.Null, false);

        await ServeCommand.PrepareAsync(data, false, terminal, Ct);
        await _run.ImportAsync(_run.Write("a.xml", Samples.Jats("A")));
        await ServeCommand.PrepareAsync(data, true, terminal, Ct);

        await using var database = Database.At(data);
        Assert.Equal(1, await new ArticleStore(database).CountAsync(Ct));
    }

    [Fact]
    public async Task The_program_itself_serves_checks_and_stops()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "recto.dll"), "serve", "--data", _run.Data, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var first = await process.StandardOutput.ReadLineAsync(Ct);

        Assert.StartsWith("Recto serves http://127.0.0.1:", first, StringComparison.Ordinal);
        using var client = new HttpClient();
        Assert.Contains("The Lower Margin", await client.GetStringAsync(new Uri(first!["Recto serves ".Length..]), Ct), StringComparison.Ordinal);
        using var stop = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(Ct);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task The_reference_page_is_checked_without_a_database()
    {
        var page = SharedData.Require("reference/article-page.txt");

        Assert.Equal(1, await _run.RectoAsync("notes", "check", page, "--format", "json"));
        Assert.Contains(_run.Lines, line => line.GetProperty("note").GetString() == "44" || line.GetProperty("note").GetString() == "12");
    }

    private sealed class BrokenPipe : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("Broken pipe", 32);
    }
}
