using System.Xml;
using System.Xml.Linq;
using Recto.App.Shell.Programs;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Html;
using Recto.Storage.Files;

namespace Recto.App.Features.Import;

/// <summary>The pictures and other files that one article names: which they are, what the document calls them, and what is missing.</summary>
internal sealed class ArticlePictures
{
    private static readonly XName Href = XName.Get("href", "http://www.w3.org/1999/xlink");
    private const long LargestSupplement = 256L * 1024 * 1024;
    private const string Nothing = "it is no PNG, JPEG, GIF, WebP, AVIF or SVG";
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _sizes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal); // The next number for a name that is taken.

    /// <summary>The files to keep: pictures, their sizes, and what they were made from.</summary>
    public List<FileToSave> Files { get; } = [];

    /// <summary>A line for each picture that is not there, cannot be shown, or is shown otherwise than it came.</summary>
    public List<ImportWarning> Warnings { get; } = [];

    /// <summary>Names of files by what the document calls them.</summary>
    public IReadOnlyDictionary<string, string> Names => _names;

    /// <summary>Name of the file for a <c>graphic</c>; null where a place-holder must stand.</summary>
    public string? NameOf(string href) => _names.GetValueOrDefault(href);

    /// <summary>Length in bytes of a file that is no picture; null where there is none.</summary>
    public long? SizeOf(string href) => _sizes.TryGetValue(href, out var size) ? size : null;

    /// <summary>Address of the picture for a <c>graphic</c>, with its hash, so that browsers may keep it for good; null where a place-holder must stand.</summary>
    public string? AddressOf(string href, string slug) => NameOf(href) is { } name && Files.Find(file => file.Name == name) is { } file ? AddressOf(file, slug) : null;

    /// <summary>What the page must know of the picture for a <c>graphic</c>; null where a place-holder must stand.</summary>
    /// <param name="href">As the document calls it.</param>
    /// <param name="slug">Of the article.</param>
    public PictureFacts? FactsOf(string href, string slug)
    {
        if (NameOf(href) is not { } name || Files.Find(file => file.Name == name) is not { } picture)
        {
            return null;
        }

        var (width, height) = picture.Kept is { } kept ? (kept.Width, kept.Height) : (picture.Width, picture.Height);
        return new PictureFacts
        {
            Width = width,
            Height = height,
            Sizes = [.. Files.Where(file => file.Role == FileRole.FigureSize && PictureSizes.IsSizeOf(file.Name, name)).OrderBy(file => file.Kept!.Width).Select(file => new PictureSize(AddressOf(file, slug), file.Kept!.Width!.Value))],
        };
    }

    /// <summary>One line for all pictures that nobody has put into words; null where there is none.</summary>
    public ImportWarning? WarningOfWords(XDocument jats, ArticleEdits edits)
    {
        var silent = GraphicsOf(jats).Where(graphic => graphic.Name.LocalName == "graphic" && PictureWords.Of(graphic) is null).Select(PictureWords.NameOf)
            .Select(NameOf).OfType<string>().Where(name => edits.AltTexts?.ContainsKey(name) != true).Distinct(StringComparer.Ordinal).ToList();
        var named = string.Join(", ", silent.Take(3)) + (silent.Count > 3 ? ", …" : "");
        return silent.Count switch
        {
            0 => null,
            1 => new ImportWarning(null, $"The picture {named} has no words that stand for it (alt-text): whoever does not see it is told its caption only."),
            var count => new ImportWarning(null, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} pictures have no words that stand for them (alt-text): {named}. Whoever does not see them is told their captions only.")),
        };
    }

    /// <summary>Looks for every picture that a document names: in the document itself, then beside it. Opens none but drawings.</summary>
    public static ArticlePictures Find(ArticleDocument document, GraphicFiles graphics, OptionalPrograms programs)
    {
        var pictures = new ArticlePictures();
        var inside = document.Pictures.ToDictionary(picture => picture.Name, picture => picture.Bytes, StringComparer.Ordinal);
        var byPath = new Dictionary<string, string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in GraphicsOf(document.Jats))
        {
            if (PictureWords.NameOf(element) is not { Length: > 0 } href || !seen.Add(href))
            {
                continue;
            }

            int? line = ((IXmlLineInfo)element).HasLineInfo() ? ((IXmlLineInfo)element).LineNumber : null;
            var bytes = inside.GetValueOrDefault(href);
            var file = bytes is null ? graphics.Find(href) : href;
            if (file is null)
            {
                pictures.Warnings.Add(new ImportWarning(line, $"The picture “{href}” is not beside the article; a place-holder with its caption stands there."));
            }
            else if (byPath.TryGetValue(file, out var known))
            {
                pictures.Call(href, known);
            }
            else if (pictures.Take(href, line, bytes, bytes is null ? file : null, programs) is { } reason)
            {
                pictures.Warnings.Add(new ImportWarning(line, Refusal(href, reason)));
            }
            else
            {
                byPath[file] = pictures._names[href];
            }
        }

        pictures.FindSupplements(document, graphics, byPath);
        return pictures;
    }

    /// <summary>Takes the publisher's own PDF along.</summary>
    /// <param name="pdf">The file; null where there is none.</param>
    public void AddOwnPdf(FileToSave? pdf)
    {
        if (pdf is not null && Files.TrueForAll(file => file.Name != pdf.Name))
        {
            Files.Add(pdf);
        }
    }

    /// <summary>The pictures of an article that is made anew: they are in the store.</summary>
    public static ArticlePictures Kept(ArticleDocument document, IReadOnlyList<ArticleFile> files)
    {
        var pictures = new ArticlePictures();
        var figures = files.Where(file => file.Role == FileRole.Figure).ToList();
        pictures.Files.AddRange(files.Where(file => file.Role is FileRole.Figure or FileRole.FigureOriginal or FileRole.FigureSize or FileRole.Download).Select(file => new FileToSave(file.Name, file.Role, file.MediaType, null, null) { Kept = file, Called = file.Called }));
        foreach (var figure in figures)
        {
            foreach (var href in figure.Called ?? [])
            {
                pictures._names[href] = figure.Name;
            }
        }

        // Articles from before names were written down: the import gave names in the order of the document.
        var nameless = figures.Where(figure => figure.Called is null).ToList();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var href in GraphicsOf(document.Jats).Select(PictureWords.NameOf).Where(href => href.Length > 0 && !pictures._names.ContainsKey(href)).Distinct(StringComparer.Ordinal).ToList())
        {
            var stem = StemOf(href);
            var named = nameless.Where(figure => IsNamed(Path.GetFileNameWithoutExtension(figure.Name), stem)).Select(figure => figure.Name).ToList();
            if ((named.Find(name => !taken.Contains(name)) ?? named.LastOrDefault()) is { } name)
            {
                taken.Add(name);
                pictures.Call(href, name);
            }
        }

        pictures.KeptSupplements(document, files);
        return pictures;
    }

    /// <summary>Takes a picture out again that could not be turned: a place-holder stands there, and a line says why.</summary>
    public void Refuse(FileToSave picture, string reason)
    {
        Files.RemoveAll(file => file.Name == picture.Name);
        foreach (var href in picture.Called ?? [])
        {
            _names.Remove(href);
        }

        Warnings.Add(new ImportWarning(null, Refusal(picture.Called is [var first, ..] ? first : picture.Name, reason)));
    }

    /// <summary>Puts what has become of a picture in its place.</summary>
    public void Put(FileToSave picture, FileToSave made) => Files[Files.IndexOf(picture)] = made;

    private static string AddressOf(FileToSave file, string slug) => Rendering.PictureAddress(slug, file.Name) + ((file.Kept?.Hash ?? file.Hash) is { } hash ? "?v=" + hash.Value[..12] : "");

    private static string Refusal(string href, string reason) => $"The picture “{href}” cannot be shown: {reason}. A place-holder with its caption stands there.";

    // Null where it was taken, else why not.
    private string? Take(string href, int? line, byte[]? bytes, string? file, OptionalPrograms programs)
    {
        Span<byte> head = stackalloc byte[1024];
        using (var stream = Open())
        {
            if (stream.Length > Picture.Largest)
            {
                return "it is larger than 64 MB";
            }

            head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }

        if (Picture.KindOf(head) is not { } kind)
        {
            return Nothing;
        }

        if (kind == PictureKind.Svg)
        {
            return TakeDrawing(href, line, bytes, file);
        }

        if (Picture.MediaTypeOf(kind) is { } shown)
        {
            Add(new FileToSave(FreeName(href, Extension(kind)), FileRole.Figure, shown, bytes, file), href);
            return null;
        }

        if (!PictureTurning.CanTurn(kind, programs))
        {
            return Picture.ReasonOf(kind);
        }

        Add(new FileToSave(FreeName(href, ".png"), FileRole.Figure, "image/png", bytes, file) { ToTurn = kind }, href);
        return null;

        Stream Open() => bytes is not null ? new MemoryStream(bytes, writable: false) : File.OpenRead(file!);
    }

    private string? TakeDrawing(string href, int? line, byte[]? bytes, string? file)
    {
        using var stream = bytes is not null ? new MemoryStream(bytes, writable: false) : (Stream)File.OpenRead(file!);
        var cleaned = SvgCleaner.Clean(stream);
        if (cleaned.Refusal is { } reason)
        {
            return reason;
        }

        var name = FreeName(href, ".svg");
        if (cleaned.Bytes is null)
        {
            stream.Position = 0;
            Add(new FileToSave(name, FileRole.Figure, "image/svg+xml", bytes, file) { Hash = FileHash.OfStream(stream), Width = cleaned.Width, Height = cleaned.Height, MadeBy = PictureSizes.Rule }, href);
            return null;
        }

        // What is shown is cleaned; what came in is kept beside it, to take away only.
        stream.Position = 0;
        var original = FileHash.OfStream(stream);
        Add(new FileToSave(name, FileRole.Figure, "image/svg+xml", cleaned.Bytes, null) { Hash = FileHash.Of(cleaned.Bytes), Width = cleaned.Width, Height = cleaned.Height, MadeFrom = original, MadeBy = PictureSizes.Rule }, href);
        Files.Add(new FileToSave(Path.ChangeExtension(name, ".original.svg"), FileRole.FigureOriginal, "image/svg+xml", bytes, file));
        Warnings.Add(new ImportWarning(line, $"The drawing “{href}” is shown without what could run or fetch something: {string.Join(", ", cleaned.TakenOut)}. The file as it came is kept beside it."));
        return null;
    }

    private void Add(FileToSave file, string href)
    {
        Files.Add(file with { Called = [href] });
        _names[href] = file.Name;
    }

    private void Call(string href, string name)
    {
        var at = Files.FindIndex(file => file.Name == name);
        var file = Files[at];
        IReadOnlyList<string> called = [.. file.Called ?? [], href];
        Files[at] = file with { Called = called, Kept = file.Kept is { } kept ? kept with { Called = called } : null };
        _names[href] = name;
    }

    private static IEnumerable<XElement> GraphicsOf(XDocument jats) => jats.Descendants().Where(element => element.Name.LocalName is "graphic" or "inline-graphic");

    /// <summary>Takes pictures that the article has already for those that did not come with its new file.</summary>
    public void AddKept(ArticlePictures kept)
    {
        foreach (var (href, name) in kept._names.Where(pair => !_names.ContainsKey(pair.Key)))
        {
            if (kept.Files.Find(file => file.Name == name) is { } file && (Files.Contains(file) || Files.TrueForAll(other => other.Name != name)))
            {
                _names[href] = name;
                if (kept._sizes.TryGetValue(href, out var size))
                {
                    _sizes[href] = size;
                }

                Found.AddRange(Warnings.Where(warning => warning.Message.StartsWith($"The picture “{href}” is not beside", StringComparison.Ordinal)));
                if (!Files.Contains(file))
                {
                    Files.Add(file);
                    Files.AddRange(kept.Files.Where(other => (other.Role == FileRole.FigureSize && PictureSizes.IsSizeOf(other.Name, name) || other.Role == FileRole.FigureOriginal && PictureTurning.IsOriginalOf(other.Name, name)) && !Files.Exists(known => known.Name == other.Name)));
                }
            }
        }
    }

    private void KeptSupplements(ArticleDocument document, IReadOnlyList<ArticleFile> files)
    {
        var supplements = files.Where(file => file.Role == FileRole.Supplement).ToList();
        Files.AddRange(supplements.Select(file => new FileToSave(file.Name, file.Role, file.MediaType, null, null) { Kept = file }));
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var href in SupplementsOf(document).Where(href => !_names.ContainsKey(href)))
        {
            var stem = StemOf(href);
            if (supplements.Find(file => IsNamed(Path.GetFileNameWithoutExtension(file.Name), stem) && taken.Add(file.Name)) is { } kept)
            {
                _names[href] = kept.Name;
                _sizes[href] = kept.Length;
            }
        }
    }

    /// <summary>Warnings that hold no longer, for the picture was there already.</summary>
    public List<ImportWarning> Found { get; } = [];

    // Films, data and texts beside the article. What is not there is said where it is named; a file on another site is a link.
    private void FindSupplements(ArticleDocument document, GraphicFiles files, Dictionary<string, string> byPath)
    {
        foreach (var href in SupplementsOf(document).Where(href => !_names.ContainsKey(href)))
        {
            if (files.Find(href) is not { } file)
            {
                continue;
            }

            var length = new FileInfo(file).Length;
            if (length > LargestSupplement)
            {
                Warnings.Add(new ImportWarning(null, $"The file “{href}” is larger than 256 MB and was left out."));
                continue;
            }

            if (!byPath.TryGetValue(file, out var name))
            {
                name = FreeName(href, SupplementKind.EndingOf(file));
                Files.Add(new FileToSave(name, FileRole.Supplement, SupplementKind.Of(file), null, file));
                byPath[file] = name;
            }

            _names[href] = name;
            _sizes[href] = length;
        }
    }

    private static IEnumerable<string> SupplementsOf(ArticleDocument document) =>
        document.Jats.Descendants().Where(element => element.Name.LocalName is "media" or "inline-media" or "supplementary-material" or "inline-supplementary-material")
            .Select(element => element.Attribute(Href)?.Value).OfType<string>().Where(href => href.Length > 0).Distinct(StringComparer.Ordinal);

    private static bool IsNamed(string name, string stem) => name == stem || name.StartsWith(stem + "-", StringComparison.Ordinal) && name.AsSpan(stem.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static string StemOf(string href) => ArticleSlug.Key(Path.GetFileNameWithoutExtension(href.Replace('\\', '/'))) is { Length: > 0 } stem ? stem : "figure";

    // The extension follows what the bytes are.
    private static string Extension(PictureKind kind) => kind switch { PictureKind.Png => ".png", PictureKind.Jpeg => ".jpg", PictureKind.Gif => ".gif", PictureKind.WebP => ".webp", PictureKind.Avif => ".avif", _ => ".svg" };

    private string FreeName(string href, string extension)
    {
        var stem = StemOf(href);
        var wanted = stem + extension;
        var name = wanted;
        while (Files.Exists(file => file.Name == name))
        {
            var number = _numbers[wanted] = _numbers.GetValueOrDefault(wanted, 1) + 1;
            name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{stem}-{number}{extension}");
        }

        return name;
    }
}
