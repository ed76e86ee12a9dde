using System.Formats.Tar;
using System.IO.Compression;
using Recto.App.Features.Import;
using Recto.App.Tests.CommandLine;

namespace Recto.App.Tests.Import;

/// <summary>An archive that wants harm is refused whole, and nothing of it is imported or left on the disk.</summary>
public sealed class HostileArchiveTests : IDisposable
{
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("a/../../evil.xml")]
    [InlineData("/etc/evil.xml")]
    [InlineData("C:\\evil.xml")]
    [InlineData("..\\evil.xml")]
    [InlineData("C:/evil.xml")]
    public async Task A_name_that_leads_out_of_a_zip_is_refused(string name)
    {
        await AssertRefusedAsync(_run.Write("a.zip", Samples.Zip(("good.xml", Samples.Utf8(Samples.Jats("Good"))), (name, Samples.Utf8(Samples.Jats("Evil"))))));
    }

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("/etc/evil.xml")]
    public async Task A_name_that_leads_out_of_a_tar_is_refused(string name)
    {
        await AssertRefusedAsync(_run.Write("a.tar.gz", Tar(writer => Add(writer, name, Samples.Jats("Evil")))));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.CharacterDevice)]
    [InlineData(TarEntryType.Fifo)]
    public async Task A_link_or_a_device_in_a_tar_is_refused(TarEntryType type)
    {
        await AssertRefusedAsync(_run.Write("a.tar.gz", Tar(writer =>
        {
            var entry = new PaxTarEntry(type, "link.xml");
            if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            {
                entry.LinkName = "/etc/passwd";
            }

            writer.WriteEntry(entry);
        })));
    }

    [Fact]
    public async Task A_symbolic_link_in_a_zip_is_refused()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = zip.CreateEntry("link.xml");
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var target = entry.Open();
            target.Write("/etc/passwd"u8);
        }

        await AssertRefusedAsync(_run.Write("a.zip", stream.ToArray()));
    }

    [Fact]
    public async Task Two_entries_of_one_name_are_refused() =>
        await AssertRefusedAsync(_run.Write("a.zip", Samples.Zip(("a.xml", Samples.Utf8(Samples.Jats("One"))), ("a.xml", Samples.Utf8(Samples.Jats("Two"))))));

    [Theory]
    [InlineData("bomb.zip")]
    [InlineData("bomb.tar.gz")]
    [InlineData("bomb.xml.gz")]
    public async Task A_bomb_is_stopped_while_it_goes_off(string name)
    {
        var zeros = new byte[32 * 1024 * 1024];
        var bytes = name.EndsWith(".zip", StringComparison.Ordinal) ? Samples.Zip(("a.xml", zeros))
            : name.EndsWith(".tar.gz", StringComparison.Ordinal) ? Tar(writer => writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "a.xml") { DataStream = new MemoryStream(zeros) }))
            : Samples.GZip(zeros);

        await AssertRefusedAsync(_run.Write(name, bytes));
        Assert.Contains("times its size", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_and_counts_have_limits()
    {
        var path = _run.Write("a.zip", Samples.Zip([.. Enumerable.Range(0, 6).Select(i => ($"{i}.xml", Samples.Utf8(Samples.Jats("Article " + i))))]));

        Assert.IsType<UnreadableFile>(Assert.Single(new ArchiveSource(path, "a.zip", ArchiveLimits.Default with { Entries = 5 }, Path.Combine(_run.Folder, "aside")).Read()));
        Assert.IsType<UnreadableFile>(Assert.Single(new ArchiveSource(path, "a.zip", ArchiveLimits.Default with { EntryBytes = 100 }, Path.Combine(_run.Folder, "aside")).Read()));
        Assert.IsType<UnreadableFile>(Assert.Single(new ArchiveSource(path, "a.zip", ArchiveLimits.Default with { TotalBytes = 2000 }, Path.Combine(_run.Folder, "aside")).Read()));
        Assert.Equal(6, new ArchiveSource(path, "a.zip", ArchiveLimits.Default, Path.Combine(_run.Folder, "aside")).Read().OfType<FoundFile>().Count());
    }

    [Fact]
    public async Task A_broken_archive_is_refused() => await AssertRefusedAsync(_run.Write("a.zip", "PK\u0003\u0004 and no more"));

    [Fact]
    public async Task An_archive_in_an_archive_is_told_and_not_opened()
    {
        var path = _run.Write("a.zip", Samples.Zip(("good.xml", Samples.Utf8(Samples.Jats("Good"))), ("inner.zip", Samples.Zip(("evil.xml", Samples.Utf8(Samples.Jats("Evil")))))));

        Assert.Equal(1, await _run.ImportAsync(path, "--format", "json"));
        Assert.Equal([path + "!/inner.zip refused", path + "!/good.xml imported"], _run.Lines.SkipLast(1).Select(line => line.GetProperty("path").GetString() + " " + line.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_good_archive_brings_its_articles_with_their_pictures()
    {
        var body = """<fig id="f1"><graphic xlink:href="one.png"/></fig>""";
        var path = _run.Write("a.tar.gz", Tar(writer =>
        {
            Add(writer, "x/a.xml", Samples.Jats("A", body: body));
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "x/one.png") { DataStream = new MemoryStream(Samples.Png) });
            Add(writer, "x/README.txt", "Words.");
            Add(writer, "__MACOSX/x/._a.xml", "junk");
        }));

        Assert.Equal(0, await _run.ImportAsync(path, "--format", "json"));
        Assert.Equal(2, _run.Lines.Count);
        Assert.Equal(path + "!/x/a.xml", _run.Lines[0].GetProperty("path").GetString());
        Assert.DoesNotContain("not beside", _run.Lines[0].GetProperty("warnings").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_in_a_folder_are_not_followed()
    {
        _run.Write("outside/secret.xml", Samples.Jats("Secret"));
        _run.Write("in/a.xml", Samples.Jats("A"));
        Directory.CreateSymbolicLink(Path.Combine(_run.Folder, "in", "round"), Path.Combine(_run.Folder, "in"));
        File.CreateSymbolicLink(Path.Combine(_run.Folder, "in", "secret.xml"), Path.Combine(_run.Folder, "outside", "secret.xml"));

        await _run.ImportAsync(Path.Combine(_run.Folder, "in"), "--format", "json");

        Assert.Equal(1, _run.Lines[^1].GetProperty("summary").GetProperty("imported").GetInt32());
        Assert.Equal(2, _run.Lines.Count);
    }

    private async Task AssertRefusedAsync(string path)
    {
        var before = Kept();

        var code = await _run.ImportAsync(path, "--format", "json");

        Assert.Equal(1, code);
        Assert.Equal("refused", _run.Lines[0].GetProperty("status").GetString());
        Assert.Equal("""{"summary":{"imported":0,"updated":0,"unchanged":0,"refused":1}}""", _run.Lines[^1].GetRawText());

        // Other tests import at the same time: theirs go, one of this test would stay.
        var left = Kept().Except(before).ToList();
        for (var tries = 0; tries < 600 && left.Exists(Directory.Exists); tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.DoesNotContain(left, Directory.Exists);
    }

    private static string[] Kept() => Directory.GetDirectories(Path.GetTempPath(), "recto-import-*");

    private static byte[] Tar(Action<TarWriter> fill)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        using (var tar = new TarWriter(zip, TarEntryFormat.Pax))
        {
            fill(tar);
        }

        return stream.ToArray();
    }

    private static void Add(TarWriter writer, string name, string content) =>
        writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Samples.Utf8(content)) });
}
