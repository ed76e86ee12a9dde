using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Storage.Files;

namespace Recto.App.Features.Import;

/// <summary>The pictures and other files that one article names: which files they are, and what is missing.</summary>
internal sealed class ArticlePictures
{
    private static readonly XName Href = XName.Get("href", "http://www.w3.org/1999/xlink");
    private const long LargestSupplement = 256L * 1024 * 1024;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _sizes = new(StringComparer.Ordinal);

    /// <summary>The files to keep.</summary>
    public List<FileToSave> Files { get; } = [];

    /// <summary>A line for each picture that is not there or cannot be shown.</summary>
    public List<ImportWarning> Warnings { get; } = [];

    /// <summary>Name of the file for a <c>graphic</c>; null where a place-holder must stand.</summary>
    public string? NameOf(string href) => _names.GetValueOrDefault(href);

    /// <summary>Length in bytes of a file that is no picture; null where there is none.</summary>
    public long? SizeOf(string href) => _sizes.TryGetValue(href, out var size) ? size : null;

    /// <summary>Looks for every picture that a document names: in the document itself, then beside it.</summary>
    public static ArticlePictures Find(ArticleDocument document, GraphicFiles graphics)
    {
        var pictures = new ArticlePictures();
        var inside = document.Pictures.ToDictionary(picture => picture.Name, picture => picture.Bytes, StringComparer.Ordinal);
        var byPath = new Dictionary<string, string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in document.Jats.Descendants().Where(element => element.Name.LocalName is "graphic" or "inline-graphic"))
        {
            if (element.Attribute(Href)?.Value is not { Length: > 0 } href || !seen.Add(href))
            {
                continue;
            }

            int? line = ((System.Xml.IXmlLineInfo)element).HasLineInfo() ? ((System.Xml.IXmlLineInfo)element).LineNumber : null;
            var bytes = inside.GetValueOrDefault(href);
            var file = bytes is null ? graphics.Find(href) : href;
            if (file is null)
            {
                pictures.Warnings.Add(new ImportWarning(line, $"The picture “{href}” is not beside the article; a place-holder with its caption stands there."));
                continue;
            }

            if (byPath.TryGetValue(file, out var known))
            {
                pictures._names[href] = known;
                continue;
            }

            var (mediaType, reason) = Picture.Of(() => bytes is null ? File.OpenRead(file) : new MemoryStream(bytes, writable: false));
            if (mediaType is null)
            {
                pictures.Warnings.Add(new ImportWarning(line, $"The picture “{href}” cannot be shown: {reason}. A place-holder with its caption stands there."));
                continue;
            }

            var name = pictures.FreePictureName(href, mediaType);
            pictures.Files.Add(new FileToSave(name, FileRole.Figure, mediaType, bytes, bytes is null ? file : null));
            byPath[file] = name;
            pictures._names[href] = name;
        }

        pictures.FindSupplements(document, graphics, byPath);
        return pictures;
    }

    /// <summary>The pictures of an article that is made anew: they are in the store, under the names that the import gave them in the order of the document.</summary>
    public static ArticlePictures Kept(ArticleDocument document, IReadOnlyList<ArticleFile> files)
    {
        var pictures = new ArticlePictures();
        var figures = files.Where(file => file.Role == FileRole.Figure).ToList();
        pictures.Files.AddRange(figures.Select(figure => new FileToSave(figure.Name, figure.Role, figure.MediaType, null, null) { Kept = figure }));
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var href in document.Jats.Descendants().Where(element => element.Name.LocalName is "graphic" or "inline-graphic").Select(element => element.Attribute(Href)?.Value).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var stem = StemOf(href);
            var named = figures.Where(figure => IsNamed(Path.GetFileNameWithoutExtension(figure.Name), stem)).Select(figure => figure.Name).ToList();
            if ((named.Find(name => !taken.Contains(name)) ?? named.LastOrDefault()) is { } name)
            {
                taken.Add(name);
                pictures._names[href] = name;
            }
        }

        pictures.KeptSupplements(document, files);
        return pictures;
    }

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
    private string FreePictureName(string href, string mediaType) =>
        FreeName(href, mediaType switch { "image/png" => ".png", "image/jpeg" => ".jpg", "image/gif" => ".gif", "image/webp" => ".webp", "image/avif" => ".avif", _ => ".svg" });

    private string FreeName(string href, string extension)
    {
        var stem = StemOf(href);
        var name = stem + extension;
        for (var number = 2; Files.Any(file => file.Name == name); number++)
        {
            name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{stem}-{number}{extension}");
        }

        return name;
    }
}
