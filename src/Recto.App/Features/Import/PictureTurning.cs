using Recto.App.Shell.Programs;
using Recto.Storage.Files;
using SixLabors.ImageSharp;

namespace Recto.App.Features.Import;

/// <summary>Turns pictures that browsers do not show into PNG: TIFF by itself, the rest by an optional program. The picture as it came is kept beside.</summary>
/// <param name="files">Where the turned picture is kept.</param>
/// <param name="known">What was turned before; null where nobody knows.</param>
/// <param name="programs">Which programs are here.</param>
internal sealed class PictureTurning(IFileStore files, ArticleFileStore? known, OptionalPrograms programs)
{
    private static readonly string[] Bounds = ["-limit", "memory", "256MiB", "-limit", "map", "512MiB", "-limit", "disk", "512MiB", "-limit", "width", "20KP", "-limit", "height", "20KP", "-limit", "time", "50"];

    /// <summary>Whether anything here could turn such a picture.</summary>
    public static bool CanTurn(PictureKind kind, OptionalPrograms programs) => kind == PictureKind.Tiff || ProgramFor(kind, programs) is not null;

    /// <summary>The picture as it came, to be kept beside what is shown.</summary>
    public static FileToSave OriginalOf(FileToSave picture)
    {
        var (mediaType, extension) = Picture.OriginalOf(picture.ToTurn!.Value);
        return new FileToSave(Path.GetFileNameWithoutExtension(picture.Name) + ".original" + extension, FileRole.FigureOriginal, mediaType, picture.Bytes, picture.Path);
    }

    /// <summary>Whether a file is what that picture was turned or cleaned from, by its name: <c>fig1.original.tif</c> of <c>fig1.png</c>.</summary>
    public static bool IsOriginalOf(string original, string picture) => original.StartsWith(Path.GetFileNameWithoutExtension(picture) + ".original.", StringComparison.Ordinal);

    /// <summary>Turns a picture.</summary>
    /// <returns>The PNG, kept; or why it could not be turned, with what to give instead.</returns>
    public async Task<(FileToSave? Turned, string? Reason)> TurnAsync(FileToSave picture, CancellationToken ct)
    {
        var kind = picture.ToTurn!.Value;
        await using var content = picture.Open();
        var original = FileHash.OfStream(content);
        if (known is not null && await known.FindTurnedAsync(original, PictureSizes.Rule, ct) is { } before)
        {
            return (Of(picture, original, before), null);
        }

        var reason = kind == PictureKind.Tiff ? await TurnTiffAsync(picture, original, content, ct) : (null, "");
        if (reason.Turned is not null || ProgramFor(kind, programs) is not { } program)
        {
            return reason.Turned is not null ? reason : (null, reason.Reason + "; give it as PNG or JPEG");
        }

        content.Position = 0;
        return await TurnByProgramAsync(picture, original, kind, program, content, ct);
    }

    private async Task<(FileToSave? Turned, string Reason)> TurnTiffAsync(FileToSave picture, FileHash original, Stream content, CancellationToken ct)
    {
        if (PictureLook.At(PictureKind.Tiff, content) is not { } look)
        {
            return (null, "the TIFF cannot be read");
        }

        if (look.Pixels > PictureDecoding.MostPixels)
        {
            return (null, "the TIFF has more than 40 million pixels");
        }

        ArticleFile? kept = null;
        var fault = await PictureDecoding.WithAsync(content, look, async (image, token) =>
        {
            image.Metadata.ExifProfile = null;
            image.Metadata.XmpProfile = null;
            using var png = new MemoryStream();
            await image.SaveAsPngAsync(png, token);
            png.Position = 0;
            var stored = await files.WriteAsync(png, Picture.Largest, token);
            kept = new ArticleFile { Name = picture.Name, Role = FileRole.Figure, MediaType = "image/png", Hash = stored.Hash, Length = stored.Length };
        }, ct);
        return kept is null ? (null, "the TIFF cannot be read: " + fault) : (Of(picture, original, kept), "");
    }

    private async Task<(FileToSave? Turned, string? Reason)> TurnByProgramAsync(FileToSave picture, FileHash original, PictureKind kind, (OptionalProgram Program, string File) program, Stream content, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("recto-picture-").FullName;
        try
        {
            var (source, target) = (Path.Combine(folder, "in" + Picture.OriginalOf(kind).Extension), Path.Combine(folder, "out.png"));
            await using (var copy = File.Create(source))
            {
                await content.CopyToAsync(copy, ct);
            }

            var fault = await ProgramRun.RunAsync(program.File, ArgumentsOf(program.Program, kind, source, target), folder, ct);
            if (fault is not null || !File.Exists(target))
            {
                return (null, $"{program.Program.Name} could not turn it into PNG ({fault ?? "it wrote nothing"}); give it as PNG or SVG");
            }

            await using var png = File.OpenRead(target);
            if (png.Length > Picture.Largest || PictureLook.At(PictureKind.Png, png) is null)
            {
                return (null, $"what {program.Program.Name} made of it is no PNG that could be shown; give it as PNG or SVG");
            }

            png.Position = 0;
            var stored = await files.WriteAsync(png, Picture.Largest, ct);
            return (Of(picture, original, new ArticleFile { Name = picture.Name, Role = FileRole.Figure, MediaType = "image/png", Hash = stored.Hash, Length = stored.Length }), null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static FileToSave Of(FileToSave picture, FileHash original, ArticleFile made) => new(picture.Name, FileRole.Figure, "image/png", null, null)
    {
        Called = picture.Called,
        Kept = made with { Name = picture.Name, Called = picture.Called, MadeFrom = original },
    };

    private static (OptionalProgram Program, string File)? ProgramFor(PictureKind kind, OptionalPrograms programs)
    {
        OptionalProgram[] able = kind switch
        {
            PictureKind.Tiff => [OptionalPrograms.ImageMagick],
            PictureKind.PostScript or PictureKind.Pdf => [OptionalPrograms.Ghostscript],
            PictureKind.Emf => [OptionalPrograms.Inkscape],
            PictureKind.Wmf => [OptionalPrograms.Inkscape, OptionalPrograms.ImageMagick],
            _ => [],
        };
        return able.Select(program => (Program: program, File: programs.Find(program))).Where(found => found.File is not null).Select(found => ((OptionalProgram, string)?)(found.Program, found.File!)).FirstOrDefault();
    }

    // Names are ours and absolute, and each names its format, so that no program guesses at one or takes a name for an option.
    private static string[] ArgumentsOf(OptionalProgram program, PictureKind kind, string source, string target) => program switch
    {
        _ when program == OptionalPrograms.Ghostscript =>
            ["-dSAFER", "-dBATCH", "-dNOPAUSE", "-q", "-sDEVICE=pngalpha", "-r200", .. kind == PictureKind.PostScript ? (string[])["-dEPSCrop"] : ["-dUseCropBox"], "-dFirstPage=1", "-dLastPage=1", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-sOutputFile=" + target, source],
        _ when program == OptionalPrograms.Inkscape => ["--export-type=png", "--export-width=1600", "--export-filename=" + target, source],
        _ => [.. Bounds, (kind == PictureKind.Tiff ? "tiff:" : "wmf:") + source + (kind == PictureKind.Tiff ? "[0]" : ""), "-auto-orient", "-colorspace", "sRGB", "-strip", "png:" + target],
    };
}
