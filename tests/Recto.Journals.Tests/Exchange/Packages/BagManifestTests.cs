using System.Text;
using Recto.Journals.Exchange.Packages;

namespace Recto.Journals.Tests.Exchange.Packages;

public sealed class BagManifestTests
{
    private static readonly string One = new('1', 64);
    private static readonly string Two = new('2', 64);

    [Fact]
    public void A_manifest_is_written_by_path_and_read_again()
    {
        var files = new Dictionary<string, string> { ["data/б.xml"] = Two, ["data/a%b.xml"] = One };

        var text = BagManifest.Write(files);

        Assert.Equal($"{One}  data/a%25b.xml\n{Two}  data/б.xml\n", text);
        Assert.True(BagManifest.TryRead(text, 64, out var read, out _));
        Assert.Equal(files.OrderBy(file => file.Key), read.OrderBy(file => file.Key));
    }

    [Theory]
    [InlineData("abc data/a", "line 1")]
    [InlineData("\n1111 ", "line 2")]
    public void What_is_no_line_of_a_manifest_is_told_with_its_number(string text, string told)
    {
        Assert.False(BagManifest.TryRead(text, 64, out _, out var fault));
        Assert.Contains(told, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_named_twice_is_a_fault()
    {
        Assert.False(BagManifest.TryRead($"{One}  data/a\r\n{Two} *data/a\r\n", 64, out _, out var fault));
        Assert.Contains("data/a", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_damaged_and_unnamed_files_are_told_by_name()
    {
        var faults = BagCheck.Faults("manifest-sha256.txt", new Dictionary<string, string> { ["data/a"] = One, ["data/b"] = One }, new Dictionary<string, string> { ["data/b"] = Two, ["data/c"] = Two }, mustNameAll: true);

        Assert.Equal(["“data/a” is missing (manifest-sha256.txt names it)", "“data/b” is damaged (its checksum is not the one in manifest-sha256.txt)", "“data/c” is not in manifest-sha256.txt"], faults);
    }

    [Fact]
    public void Names_can_be_unpacked_everywhere()
    {
        var names = new PackageNames();

        Assert.Equal(["a_b.png", "A_b-2.png", "_CON.xml", "_", "x_.txt"], ((string[])["a:b.png", "A?b.png", "CON.xml", "..", "x\u0001.txt"]).Select(names.Of));
        Assert.True(names.Of(new string('x', 250) + ".png").Length < 120);
        Assert.Equal(("001-my-task", "012"), (PackageNames.Folder(1, "my-task"), PackageNames.Folder(12, "моё")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"recto-issue\",\"form\":1,\"journal\":null,\"issue\":null,\"sections\":[],\"articles\":[]}")]
    [InlineData("{\"format\":\"other\",\"form\":1,\"journal\":{\"key\":\"a\",\"title\":\"A\",\"reading\":\"free\",\"notesAreOpen\":true},\"issue\":{\"key\":\"1\",\"kind\":\"regular\",\"isDraft\":false},\"sections\":[],\"articles\":[]}")]
    [InlineData("{\"format\":\"recto-issue\",\"form\":2,\"journal\":{\"key\":\"a\",\"title\":\"A\",\"reading\":\"free\",\"notesAreOpen\":true},\"issue\":{\"key\":\"1\",\"kind\":\"regular\",\"isDraft\":false},\"sections\":[],\"articles\":[]}")]
    public void What_is_no_issue_is_told_and_never_thrown(string json)
    {
        Assert.False(IssuePackage.TryRead(Encoding.UTF8.GetBytes(json), out _, out var fault));
        Assert.NotEmpty(fault);
    }
}
