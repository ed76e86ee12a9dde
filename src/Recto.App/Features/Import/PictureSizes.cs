using System.Globalization;
using Recto.Journals.Articles;
using Recto.Storage.Files;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Recto.App.Features.Import;

/// <summary>
/// Makes the smaller sizes of an article's pictures: WebP, upright, without whatever the file says beside its pixels. Never larger than the picture, never heavier than its file.
/// What some article has already is not opened again. A picture whose sizes cannot be made is served as it came.
/// </summary>
/// <param name="files">Where sizes are kept at once, so that memory holds one picture at a time.</param>
/// <param name="known">Which pictures are there already; null where nobody knows.</param>
/// <param name="turning">Turns what browsers do not show.</param>
internal sealed class PictureSizes(IFileStore files, ArticleFileStore? known, PictureTurning turning)
{
    /// <summary>Changed whenever the same picture would get other sizes.</summary>
    public const string Rule = "sizes 1";

    /// <summary>A picture of more pixels than this would stop readers' browsers.</summary>
    private const long MostShown = 200_000_000;

    private static readonly int[] Widths = [480, 960, 1600];
    private static readonly string[] Endings = [".webp", ".jpg", ".png"];

    /// <summary>Whether a file is a size of that picture, by its name: <c>fig1.w960.webp</c> of <c>fig1.png</c>, or <c>fig1.png.w960.webp</c> where two pictures have one stem.</summary>
    public static bool IsSizeOf(string size, string picture) =>
        Array.Exists(Widths, width => Array.Exists(Endings, ending => size == NameOf(Path.GetFileNameWithoutExtension(picture), width, ending) || size == NameOf(picture, width, ending)));

    /// <summary>Turns what must be turned, finds out how large every picture is, and makes its sizes.</summary>
    public async Task MakeAsync(ArticlePictures pictures, CancellationToken ct)
    {
        foreach (var picture in pictures.Files.Where(file => file.Role == FileRole.Figure).ToList())
        {
            if (picture.Kept is { MadeBy: Rule } || picture is { MadeBy: Rule, MediaType: "image/svg+xml" })
            {
                continue;
            }

            pictures.Files.RemoveAll(file => file.Role == FileRole.FigureSize && IsSizeOf(file.Name, picture.Name));
            await MakeAsync(pictures, picture, ct);
        }
    }

    private async Task MakeAsync(ArticlePictures pictures, FileToSave picture, CancellationToken ct)
    {
        var came = picture;
        if (picture.ToTurn is not null)
        {
            var (turned, reason) = await turning.TurnAsync(picture, ct);
            if (turned is null)
            {
                pictures.Refuse(picture, reason!);
                return;
            }

            pictures.Put(picture, turned);
            pictures.Files.Add(PictureTurning.OriginalOf(picture));
            picture = turned;
            if (picture.Kept is { MadeBy: Rule, Width: not null } && await AgainAsync(pictures, picture, picture.Kept.Hash, ct))
            {
                return;
            }
        }

        await using var content = await OpenAsync(picture, ct);
        if (content is null)
        {
            return; // Gone from the store: “recto doctor” tells.
        }

        var hash = picture.Kept?.Hash ?? FileHash.OfStream(content);
        if (came.ToTurn is null && await AgainAsync(pictures, picture, hash, ct))
        {
            return;
        }

        if (KindOf(picture.MediaType) is { } kind)
        {
            await MeasureAsync(pictures, picture, kind, content, hash, ct);
        }
        else if (picture is { MediaType: "image/svg+xml" })
        {
            content.Position = 0;
            var drawing = SvgCleaner.Clean(content); // One from before sizes were written down.
            pictures.Put(picture, With(picture, hash, drawing.Width, drawing.Height));
        }
    }

    // The same bytes are in some article already, with all that was made of them.
    private async Task<bool> AgainAsync(ArticlePictures pictures, FileToSave picture, FileHash hash, CancellationToken ct)
    {
        var made = known is null ? [] : await known.ListMadeAsync(hash, Rule, ct);
        if (made.FirstOrDefault(file => file.Role == FileRole.Figure && file.Hash == hash) is not { } same)
        {
            return false;
        }

        pictures.Put(picture, With(picture, hash, same.Width, same.Height));
        foreach (var size in made.Where(file => file.Role == FileRole.FigureSize && file.Width is not null).DistinctBy(file => file.Width))
        {
            Add(pictures, picture, size);
        }

        return true;
    }

    private async Task MeasureAsync(ArticlePictures pictures, FileToSave picture, PictureKind kind, Stream content, FileHash hash, CancellationToken ct)
    {
        if (PictureLook.At(kind, content) is not { } look)
        {
            if (kind == PictureKind.Avif)
            {
                pictures.Put(picture, With(picture, hash, null, null));
                return;
            }

            pictures.Refuse(picture, "it is broken: its head cannot be read. Give it anew");
            return;
        }

        if (look.Pixels > MostShown)
        {
            pictures.Refuse(picture, string.Create(CultureInfo.InvariantCulture, $"it has {look.Width} by {look.Height} pixels, more than browsers can show; give it at 6000 pixels across at most"));
            return;
        }

        var called = picture.Called is [var first, ..] ? first : picture.Name;
        pictures.Put(picture, With(picture, hash, look.SeenWidth, look.SeenHeight));
        if (look.HasPlace)
        {
            pictures.Warnings.Add(new ImportWarning(null, $"The picture “{called}” says where it was taken (GPS), and readers can take it away as it is: give it without, if nobody should know."));
        }

        if (look.IsCutOff)
        {
            pictures.Warnings.Add(new ImportWarning(null, $"The picture “{called}” is cut off: its file ends before it does. It is shown as far as it goes; give it anew."));
            return;
        }

        if (look.IsAnimated || Widths[0] >= look.SeenWidth)
        {
            return; // Kept as it is: it moves, or is small anyhow.
        }

        if (look.Pixels > PictureDecoding.MostPixels)
        {
            pictures.Warnings.Add(new ImportWarning(null, string.Create(CultureInfo.InvariantCulture, $"The picture “{called}” has {look.Width} by {look.Height} pixels: it is served as it is, without smaller sizes, and slow to load. Give it at 6000 pixels across at most.")));
            return;
        }

        if (look.ProfileSpace == "CMYK")
        {
            pictures.Warnings.Add(new ImportWarning(null, $"The picture “{called}” is in the colours of print (CMYK): it is served as it is, without smaller sizes, so that its colours stay. Give it in RGB."));
            return;
        }

        var sizes = new List<ArticleFile>();
        var fault = await PictureDecoding.WithAsync(content, look, (image, token) => ShrinkAsync(image, look, kind, hash, content.Length, sizes, token), ct);
        if (fault is not null)
        {
            pictures.Warnings.Add(new ImportWarning(null, $"The picture “{called}” has no smaller sizes, since {fault}. It is served as it came; give it anew."));
            return;
        }

        sizes.ForEach(size => Add(pictures, picture, size));
    }

    // From the largest to the smallest, each from the one before: as good to look at, and three times as fast.
    private async Task ShrinkAsync(Image<Rgba32> image, PictureLook look, PictureKind kind, FileHash hash, long bytes, List<ArticleFile> sizes, CancellationToken ct)
    {
        var profile = look is { ProfileSpace: "RGB", IsSrgb: false } ? image.Metadata.IccProfile : null;
        image.Mutate(picture => picture.AutoOrient());
        image.Metadata.ExifProfile = null;
        image.Metadata.XmpProfile = null;
        image.Metadata.IptcProfile = null;
        image.Metadata.IccProfile = profile;
        var (encoder, mediaType) = EncoderFor(look, kind, profile is not null);
        foreach (var width in Widths.Where(width => width < look.SeenWidth).Reverse())
        {
            ct.ThrowIfCancellationRequested();
            var height = Math.Max(1, (int)Math.Round((double)look.SeenHeight * width / look.SeenWidth));
            image.Mutate(picture => picture.Resize(width, height, KnownResamplers.Lanczos3));
            using var encoded = new MemoryStream();
            await image.SaveAsync(encoded, encoder, ct);
            if (encoded.Length >= bytes && encoder is WebpEncoder { FileFormat: WebpFileFormatType.Lossless })
            {
                encoded.SetLength(0); // Shades between hard edges weigh more than the few colours before.
                await image.SaveAsync(encoded, Lossy(kind), ct);
            }

            if (encoded.Length >= bytes)
            {
                continue; // The picture itself is lighter.
            }

            encoded.Position = 0;
            var stored = await files.WriteAsync(encoded, long.MaxValue, ct);
            sizes.Add(new ArticleFile { Name = "", Role = FileRole.FigureSize, MediaType = mediaType, Hash = stored.Hash, Length = stored.Length, Width = width, Height = height, MadeFrom = hash, MadeBy = Rule });
        }
    }

    // WebP written here holds no ICC profile: a picture whose colours need one stays in its own format.
    private static (IImageEncoder Encoder, string MediaType) EncoderFor(PictureLook look, PictureKind kind, bool needsProfile) => (needsProfile, kind) switch
    {
        (true, PictureKind.Jpeg or PictureKind.WebP) => (new JpegEncoder { Quality = 82 }, "image/jpeg"),
        (true, _) => (new PngEncoder(), "image/png"),
        _ when look.IsDrawing => (new WebpEncoder { FileFormat = WebpFileFormatType.Lossless, Method = WebpEncodingMethod.Level2 }, "image/webp"),
        _ => (Lossy(kind), "image/webp"),
    };

    private static WebpEncoder Lossy(PictureKind kind) => new() { FileFormat = WebpFileFormatType.Lossy, Quality = kind == PictureKind.Jpeg ? 80 : 86, Method = WebpEncodingMethod.Level2 };

    private static void Add(ArticlePictures pictures, FileToSave picture, ArticleFile size)
    {
        var ending = size.MediaType switch { "image/jpeg" => ".jpg", "image/png" => ".png", _ => ".webp" };
        var name = NameOf(Path.GetFileNameWithoutExtension(picture.Name), size.Width!.Value, ending);
        name = pictures.Files.Exists(file => file.Name == name) ? NameOf(picture.Name, size.Width.Value, ending) : name;
        pictures.Files.Add(new FileToSave(name, FileRole.FigureSize, size.MediaType, null, null) { Kept = size with { Name = name, Called = null } });
    }

    private static FileToSave With(FileToSave picture, FileHash hash, int? width, int? height) => picture with
    {
        Hash = hash,
        Width = width,
        Height = height,
        MadeBy = Rule,
        Kept = picture.Kept is { } kept ? kept with { Width = width, Height = height, MadeBy = Rule } : null,
    };

    private async Task<Stream?> OpenAsync(FileToSave picture, CancellationToken ct) => picture.Kept is { } kept ? await files.OpenAsync(kept.Hash, ct) : picture.Open();

    private static PictureKind? KindOf(string mediaType) => mediaType switch
    {
        "image/png" => PictureKind.Png,
        "image/jpeg" => PictureKind.Jpeg,
        "image/gif" => PictureKind.Gif,
        "image/webp" => PictureKind.WebP,
        "image/avif" => PictureKind.Avif,
        _ => null,
    };

    private static string NameOf(string stem, int width, string ending) => string.Create(CultureInfo.InvariantCulture, $"{stem}.w{width}{ending}");
}
