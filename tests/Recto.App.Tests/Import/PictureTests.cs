using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Recto.App.Features.Import;
using Recto.App.Shell.Programs;
using Recto.App.Tests.CommandLine;
using Recto.Notes;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace Recto.App.Tests.Import;

/// <summary>Pictures of an article: their sizes, and what becomes of those that are broken, hostile or strange. Nothing of it ever breaks the import.</summary>
public sealed partial class PictureTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_large_picture_comes_in_sizes_with_its_true_measures()
    {
        var html = await ImportAsync("one.jpg", Pictures.Jpeg(1200, 800));

        var image = Images().Match(html).Value;
        Assert.Matches("""src="/articles/maubert-a/files/one\.jpg\?v=[0-9a-f]{12}" srcset="/articles/maubert-a/files/one\.w480\.webp\?v=[0-9a-f]{12} 480w, /articles/maubert-a/files/one\.w960\.webp\?v=[0-9a-f]{12} 960w, /articles/maubert-a/files/one\.jpg\?v=[0-9a-f]{12} 1200w" """, image);
        Assert.Contains("""width="1200" height="800" """, image, StringComparison.Ordinal);
        Assert.Contains("""loading="lazy" decoding="async">""", image, StringComparison.Ordinal);
        var files = await FilesAsync();
        Assert.Equal(["one.jpg Figure image/jpeg 1200x800", "one.w480.webp FigureSize image/webp 480x320", "one.w960.webp FigureSize image/webp 960x640"], Told(files));
        using var size = Image.Load<Rgba32>(await BytesAsync(files.Single(file => file.Name == "one.w960.webp")));
        Assert.Equal((960, 640), (size.Width, size.Height));
        Assert.All(files.Where(file => file.Role == FileRole.FigureSize), file => Assert.True(file.Length < files.Single(original => original.Role == FileRole.Figure).Length));
    }

    [Theory]
    [InlineData("a.png", 480, 300)]
    [InlineData("a.jpg", 100, 100)]
    public async Task A_small_picture_is_never_made_larger(string name, int width, int height)
    {
        var html = await ImportAsync(name, name.EndsWith("png", StringComparison.Ordinal) ? Pictures.Png(width, height) : Pictures.Jpeg(width, height));

        Assert.DoesNotContain("srcset", html, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"width=\"{width}\" height=\"{height}\""), html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_lies_on_its_side_is_measured_upright_and_its_sizes_tell_nothing_of_where_it_was_taken()
    {
        var html = await ImportAsync("one.jpg", Pictures.Jpeg(1200, 600, orientation: 6, withPlace: true));

        Assert.Contains("width=\"600\" height=\"1200\"", html, StringComparison.Ordinal);
        var size = (await FilesAsync()).Single(file => file.Role == FileRole.FigureSize);
        Assert.Equal((480, 960), (size.Width, size.Height));
        var bytes = await BytesAsync(size);
        Assert.DoesNotContain("SECRET-ARTIST", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("EXIF", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.Null(Image.Identify(bytes).Metadata.ExifProfile);
        Assert.Contains("where it was taken", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_palette_and_sixteen_bits_and_grey_all_come_in_sizes()
    {
        foreach (var (name, bytes) in new[]
        {
            ("palette.png", Pictures.Png(700, 500, PngColorType.Palette)), ("deep.png", Pictures.Png(700, 500, PngColorType.Rgb, PngBitDepth.Bit16)),
            ("grey.png", Pictures.Png(700, 500, PngColorType.Grayscale)), ("clear.png", Pictures.Png(700, 500, PngColorType.RgbWithAlpha)), ("one.gif", Pictures.Gif(700, 500, 1)),
        })
        {
            await ImportAsync(name, bytes);

            Assert.Contains((await FilesAsync()).Where(file => file.Role == FileRole.FigureSize), file => file.Width == 480);
            Assert.DoesNotContain("has no smaller sizes", _run.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_moves_is_kept_as_it_is()
    {
        var gif = Pictures.Gif(700, 500, 3);
        foreach (var (name, bytes) in new[] { ("moving.gif", gif), ("moving.png", Pictures.Animated(Pictures.Png(700, 500))) })
        {
            var html = await ImportAsync(name, bytes);

            Assert.Contains("width=\"700\" height=\"500\"", html, StringComparison.Ordinal);
            var file = Assert.Single(await FilesAsync());
            Assert.Equal(bytes, await BytesAsync(file));
        }
    }

    [Fact]
    public async Task The_colours_of_print_stay_as_they_are_and_that_is_told()
    {
        var html = await ImportAsync("print.jpg", Pictures.Cmyk);

        Assert.Contains("width=\"600\" height=\"4\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("srcset", html, StringComparison.Ordinal);
        Assert.Contains("CMYK", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decompression_bomb_is_refused_by_its_head_and_the_article_is_there()
    {
        var before = GC.GetTotalAllocatedBytes();
        var html = await ImportAsync("bomb.png", Pictures.Bomb(60_000, 60_000));

        Assert.Contains("60000 by 60000 pixels", _run.Out, StringComparison.Ordinal);
        Assert.Contains("class=\"missing\"", html, StringComparison.Ordinal);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 500_000_000, "The bomb was opened.");
    }

    [Fact]
    public async Task A_picture_of_very_many_pixels_is_served_as_it_is_without_being_opened()
    {
        var html = await ImportAsync("large.png", Pictures.Bomb(9_000, 9_000));

        Assert.Contains("width=\"9000\" height=\"9000\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("srcset", html, StringComparison.Ordinal);
        Assert.Contains("slow to load", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_whose_pixels_are_not_all_there_is_served_as_it_came_and_that_is_told()
    {
        var whole = Pictures.Jpeg(1200, 800);
        foreach (var (name, bytes) in new[] { ("cut.jpg", whole[..(whole.Length / 2)]), ("cut.png", Pictures.Png(900, 300)[..2000]), ("short.png", Pictures.Bomb(3000, 2000)) })
        {
            var html = await ImportAsync(name, bytes);

            Assert.Contains("<img", html, StringComparison.Ordinal);
            var file = (await FilesAsync()).Single(file => file.Role == FileRole.Figure);
            Assert.Equal(bytes, await BytesAsync(file));
        }
    }

    [Theory]
    [InlineData("noise.png")]
    [InlineData("head.png")]
    [InlineData("head.jpg")]
    [InlineData("head.gif")]
    [InlineData("head.webp")]
    [InlineData("page.png")]
    [InlineData("empty.png")]
    public async Task What_is_no_picture_is_refused_with_words_and_a_place_holder_stands_there(string name)
    {
        byte[] bytes = name switch
        {
            "head.png" => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3],
            "head.jpg" => [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0],
            "head.gif" => [.. "GIF89a"u8, 0, 0],
            "head.webp" => [.. "RIFF\0\0\0\0WEBPVP8 "u8],
            "page.png" => [.. "<html><body onload='alert(1)'></body></html>"u8],
            "empty.png" => [],
            _ => [1, 2, 3, 4],
        };

        var html = await ImportAsync(name, bytes);

        Assert.Contains("cannot be shown", _run.Out, StringComparison.Ordinal);
        Assert.Contains("class=\"missing\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_of_fifty_megabytes_does_not_fill_the_memory()
    {
        var bytes = new byte[50 * 1024 * 1024];
        var png = Pictures.Png(1000, 1000);
        png.CopyTo(bytes, 0); // What follows the end of a PNG is passed over.

        var html = await ImportAsync("heavy.png", bytes);

        Assert.Contains("width=\"1000\" height=\"1000\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_TIFF_is_turned_by_Recto_itself_and_kept_beside()
    {
        var tiff = Pictures.Tiff(900, 600);
        var html = await ImportAsync("map.tif", tiff);

        Assert.Contains("/files/map.png?v=", html, StringComparison.Ordinal);
        var files = await FilesAsync();
        Assert.Equal(["map.original.tif FigureOriginal image/tiff", "map.png Figure image/png 900x600", "map.w480.webp FigureSize image/webp 480x320"], Told(files));
        Assert.Equal(tiff, await BytesAsync(files[0]));
        Assert.Equal(files[0].Hash, files[1].MadeFrom);
    }

    [Fact]
    public async Task The_same_picture_is_not_opened_again()
    {
        var picture = Pictures.Jpeg(3000, 2000);
        await ImportAsync("one.jpg", picture);
        var first = await FilesAsync();
        var article = _run.Write("b.xml", Samples.Jats("B", body: """<fig id="f1"><graphic xlink:href="other.jpg"/></fig>"""));
        _run.Write("other.jpg", picture);

        await _run.ImportAsync(article);

        var second = await FilesAsync("maubert-b");
        Assert.Equal(first.Select(file => (file.Role, file.Hash, file.Width)), second.Select(file => (file.Role, file.Hash, file.Width)));
        Assert.Equal(["other.jpg", "other.w1600.webp", "other.w480.webp", "other.w960.webp"], second.Select(file => file.Name));
    }

    [Fact]
    public async Task An_article_made_anew_keeps_its_pictures_their_sizes_and_what_the_document_calls_them()
    {
        var file = _run.Write("a.xml", Samples.Jats("A", body: """<fig id="f1"><graphic xlink:href="figs/Карта 1.jpg"/></fig><fig id="f2"><graphic xlink:href="x/fig.jpg"/></fig><fig id="f3"><graphic xlink:href="y/fig.jpg"/></fig>"""));
        _run.Write("figs/Карта 1.jpg", Pictures.Jpeg(600, 400));
        _run.Write("x/fig.jpg", Pictures.Jpeg(610, 400));
        _run.Write("y/fig.jpg", Pictures.Jpeg(620, 400));
        await _run.ImportAsync(file);
        await using var database = Open();
        var (before, files) = (await PageAsync(database), await FilesAsync());

        var import = new ImportArticle(database, Store, new NotesEngine(), TimeProvider.System, OptionalPrograms.None);
        var row = (await new ArticleStore(database).FindPageAsync("maubert-a", Visibility.Published, Ct))!;
        Assert.IsType<Updated>(await import.RemakeAsync(row.Id, Ct));

        Assert.Equal(before, await PageAsync(database));
        Assert.Equal(Told(files), Told(await FilesAsync()));
        Assert.Equal(3, Images().Matches(before).Select(image => image.Value).Distinct().Count());
        Assert.Contains("Карта 1.jpg", Assert.Single(files, kept => kept.Width == 600).Called!.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_from_before_sizes_gets_them_when_it_is_made_anew()
    {
        await ImportAsync("one.jpg", Pictures.Jpeg(1200, 800));
        await using var database = Open();
        var row = (await new ArticleStore(database).FindPageAsync("maubert-a", Visibility.Published, Ct))!;
        var rows = new ArticleFileStore(database);
        var old = (await rows.ListAsync(row.Id, Ct)).Where(file => file.Role is FileRole.Source or FileRole.Figure).Select(file => file with { Called = null, Width = null, Height = null, MadeBy = null }).ToList();
        await using (var tx = await database.BeginAsync(Ct))
        {
            await rows.ReplaceAsync(tx, row.Id, old, Ct);
            await tx.CommitAsync(Ct);
        }

        await new ImportArticle(database, Store, new NotesEngine(), TimeProvider.System, OptionalPrograms.None).RemakeAsync(row.Id, Ct);

        Assert.Equal(["one.jpg Figure image/jpeg 1200x800", "one.w480.webp FigureSize image/webp 480x320", "one.w960.webp FigureSize image/webp 960x640"], Told(await FilesAsync()));
        Assert.Contains("srcset", await PageAsync(database), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_without_words_are_told_once_and_what_editors_say_stands_for_them()
    {
        var file = _run.Write("a.xml", Samples.Jats("A", body: """
            <fig id="f1"><label>Figure 1</label><caption><p>A map.</p></caption><graphic xlink:href="one.png"/></fig>
            <fig id="f2"><caption><p>A leaf.</p></caption><graphic xlink:href="two.png"/></fig>
            <fig id="f3"><alt-text>A torn leaf, its lower half missing</alt-text><graphic xlink:href="three.png"/></fig>
            """));
        foreach (var name in (string[])["one.png", "two.png", "three.png"])
        {
            _run.Write(name, Samples.Png);
        }

        await _run.ImportAsync(file);

        Assert.Single(Regex.Matches(_run.Out, "alt-text"));
        Assert.Contains("2 pictures have no words that stand for them (alt-text): one.png, two.png.", _run.Out, StringComparison.Ordinal);
        await using var database = Open();
        var html = await PageAsync(database);
        Assert.Contains("""<figure id="x-f1" aria-labelledby="x-f1.caption">""", html, StringComparison.Ordinal);
        Assert.Contains("""<figcaption id="x-f1.caption">""", html, StringComparison.Ordinal);
        Assert.Contains("""alt="A torn leaf, its lower half missing" """, html, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(html, "alt=\"\""));

        var store = new ArticleStore(database);
        var row = (await store.FindPageAsync("maubert-a", Visibility.Published, Ct))!;
        await using (var tx = await database.BeginAsync(Ct))
        {
            Assert.True(await store.SaveEditsAsync(tx, row.Id, new() { AltTexts = new Dictionary<string, string> { ["one.png"] = "The front <in> May \"1935\"" } }, 1, DateTimeOffset.UtcNow, Ct));
            await tx.CommitAsync(Ct);
        }

        await new ImportArticle(database, Store, new NotesEngine(), TimeProvider.System, OptionalPrograms.None).RemakeAsync(row.Id, Ct);

        Assert.Contains("alt=\"The front &lt;in&gt; May &quot;1935&quot;\"", await PageAsync(database), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_EPS_without_a_program_is_refused_with_words_and_with_one_it_is_turned()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for Ghostscript is a shell script.");
        var eps = "%!PS-Adobe-3.0 EPSF-3.0\n"u8.ToArray();
        var file = _run.Write("a.xml", Samples.Jats("A", body: """<fig id="f1"><graphic xlink:href="plan.eps"/></fig>"""));
        _run.Write("plan.eps", eps);
        _run.Write("made.png", Pictures.Png(700, 500));
        await using var database = await MigratedAsync();

        var without = await ImportAsync(database, file, OptionalPrograms.None);
        Assert.Contains(without.Warnings, warning => warning.Message.Contains("install Ghostscript", StringComparison.Ordinal) && warning.Message.Contains("give an SVG or PNG", StringComparison.Ordinal));

        var script = Script($"for a; do case \"$a\" in -sOutputFile=*) cp '{_run.Folder}/made.png' \"${{a#-sOutputFile=}}\";; esac; done; case \" $* \" in *\" -dSAFER \"*) ;; *) exit 3;; esac");
        var with = await ImportAsync(database, file, Only(OptionalPrograms.Ghostscript, script));

        Assert.DoesNotContain(with.Warnings, warning => warning.Message.Contains("cannot be shown", StringComparison.Ordinal));
        Assert.Equal(["plan.original.eps FigureOriginal application/postscript", "plan.png Figure image/png 700x500", "plan.w480.webp FigureSize image/webp 480x343"], Told(await FilesAsync()));
    }

    [Theory]
    [InlineData("echo 'undefined in setpagedevice' >&2; exit 1", "undefined in setpagedevice")]
    [InlineData("true", "it wrote nothing")]
    [InlineData("for a; do case \"$a\" in -sOutputFile=*) echo '<html>' > \"${a#-sOutputFile=}\";; esac; done", "no PNG")]
    public async Task A_program_that_fails_costs_its_picture_only(string act, string words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for Ghostscript is a shell script.");
        var file = _run.Write("a.xml", Samples.Jats("A", body: """<fig id="f1"><graphic xlink:href="plan.pdf"/></fig>"""));
        _run.Write("plan.pdf", "%PDF-1.4\n"u8.ToArray());
        await using var database = await MigratedAsync();

        var outcome = await ImportAsync(database, file, Only(OptionalPrograms.Ghostscript, Script(act)));

        Assert.IsType<Imported>(outcome);
        Assert.Contains(outcome.Warnings, warning => warning.Message.Contains(words, StringComparison.Ordinal) && warning.Message.Contains("“plan.pdf” cannot be shown", StringComparison.Ordinal));
        Assert.Contains("class=\"missing\"", await PageAsync(database), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_sees_nothing_of_our_environment()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script.");
        Environment.SetEnvironmentVariable("RECTO_TEST_SECRET", "hush");
        var folder = Directory.CreateDirectory(Path.Combine(_run.Folder, "aside")).FullName;

        var fault = await ProgramRun.RunAsync(Script("env > out; pwd >> out"), [], folder, Ct);

        Assert.Null(fault);
        var said = await File.ReadAllTextAsync(Path.Combine(folder, "out"), Ct);
        Assert.DoesNotContain("hush", said, StringComparison.Ordinal);
        Assert.Contains("HOME=" + folder, said, StringComparison.Ordinal);
    }

    private string Script(string act)
    {
        var path = _run.Write("program-" + Guid.NewGuid().ToString("N") + ".sh", "#!/bin/sh\n" + act + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    private static OptionalPrograms Only(OptionalProgram program, string path) => new(variable => variable == program.Variable ? path : "off");

    private async Task<string> ImportAsync(string name, byte[] picture)
    {
        // A title of its own each time would be another article: the same one is updated.
        var file = _run.Write("a.xml", Samples.Jats("A", body: $"""<fig id="f1"><caption><p>A caption.</p></caption><graphic xlink:href="{name}"/></fig>"""));
        _run.Write(name, picture);
        Assert.Equal(0, await _run.ImportAsync(file));
        await using var database = Open();
        return await PageAsync(database);
    }

    private async Task<ImportOutcome> ImportAsync(Database database, string path, OptionalPrograms programs)
    {
        var import = new ImportArticle(database, Store, new NotesEngine(), TimeProvider.System, programs);
        var (prepared, refusal) = await import.PrepareAsync(new FoundFile(path, Path.GetFileName(path), await File.ReadAllBytesAsync(path, Ct), GraphicFiles.In(_run.Folder)), new ImportOptions(), Ct);
        Assert.Null(refusal);
        return await import.SaveAsync(prepared!, Ct);
    }

    private LocalFileStore Store => new(Path.Combine(_run.Data, "files"));

    private Database Open() => Database.At(new DatabaseOptions { DataFolder = _run.Data });

    private async Task<Database> MigratedAsync()
    {
        var database = Open();
        await new Migrator(database).MigrateAsync(Ct);
        return database;
    }

    private static async Task<string> PageAsync(Database database) => Encoding.UTF8.GetString((await new ArticleStore(database).FindPageAsync("maubert-a", Visibility.Published, Ct))!.BodyHtml);

    private async Task<IReadOnlyList<ArticleFile>> FilesAsync(string slug = "maubert-a")
    {
        await using var database = Open();
        var row = (await new ArticleStore(database).FindPageAsync(slug, Visibility.Published, Ct))!;
        return [.. (await new ArticleFileStore(database).ListAsync(row.Id, Ct)).Where(file => file.Role is not (FileRole.Source or FileRole.Jats))];
    }

    private async Task<byte[]> BytesAsync(ArticleFile file)
    {
        await using var content = await Store.OpenAsync(file.Hash, Ct);
        using var copy = new MemoryStream();
        await content!.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }

    private static string[] Told(IEnumerable<ArticleFile> files) => [.. files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name} {file.Role} {file.MediaType}{(file.Width is null ? "" : $" {file.Width}x{file.Height}")}"))];

    [GeneratedRegex("<img [^>]*>")]
    private static partial Regex Images();
}
