using Recto.App.Features.Import;

namespace Recto.App.Tests.Import;

/// <summary>Which files on disk an article may name.</summary>
public sealed class GraphicFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recto-graphics-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_picture_is_found_with_another_ending_and_in_the_usual_folders()
    {
        Write("article/figures/one.png");
        Write("article/two.png");
        var files = GraphicFiles.In(Path.Combine(_folder, "article"));

        Assert.EndsWith("one.png", files.Find("one"), StringComparison.Ordinal);
        Assert.EndsWith("two.png", files.Find("two.tif"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secret.png")]
    [InlineData("a/../../secret.png")]
    [InlineData("/secret.png")]
    [InlineData("file:///secret.png")]
    public void Nothing_outside_the_folder_is_read(string href)
    {
        Write("secret.png");
        Write("article/one.png");

        Assert.Null(GraphicFiles.In(Path.Combine(_folder, "article")).Find(href));
    }

    [Fact]
    public void A_link_that_leads_out_is_not_followed_be_it_of_a_file_or_of_a_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs rights there.");
        Write("outside/secret.png");
        Write("article/true/one.png");
        var article = Path.Combine(_folder, "article");
        File.CreateSymbolicLink(Path.Combine(article, "file.png"), Path.Combine(_folder, "outside", "secret.png"));
        Directory.CreateSymbolicLink(Path.Combine(article, "folder"), Path.Combine(_folder, "outside"));
        Directory.CreateSymbolicLink(Path.Combine(article, "inside"), Path.Combine(article, "true"));

        var files = GraphicFiles.In(article);

        Assert.Null(files.Find("file.png"));
        Assert.Null(files.Find("folder/secret.png"));
        Assert.NotNull(files.Find("inside/one.png"));
    }

    private void Write(string path)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, "x");
    }
}
