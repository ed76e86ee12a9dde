using System.Globalization;
using System.Xml.Linq;
using Recto.Journals.Exchange.Print;

namespace Recto.Journals.Exchange.Typst;

internal sealed partial class TypstWriter
{
    /// <summary>Width of the text, points: 118 mm.</summary>
    public const double Measure = 334.5;

    // A picture leaves room for its caption and for notes.
    private const double TallestPicture = 400;

    // Points for a pixel: 150 dots an inch; finer pictures are set smaller only where they would not fit.
    private const double Pixel = 72.0 / 150;
    private const double TallerFloats = 150;
    private const int LongestAlternative = 1000;

    private static readonly Dictionary<string, string> Endings = new(StringComparer.Ordinal)
    {
        ["image/png"] = "png",
        ["image/jpeg"] = "jpg",
        ["image/gif"] = "gif",
        ["image/svg+xml"] = "svg",
        ["image/webp"] = "webp",
    };

    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);

    private void Figure(XElement element)
    {
        var caption = element.Elements("figcaption").FirstOrDefault();
        var alternative = Shortened(caption?.Value ?? "");
        var rest = element.Nodes().Where(node => node != caption && (node is not XText text || !string.IsNullOrWhiteSpace(text.Value))).ToList();
        var pictures = rest.OfType<XElement>().SelectMany(node => node.DescendantsAndSelf("img")).ToList();
        var notes = rest.OfType<XElement>().Where(node => PrintArticle.HasClass(node, "tablenote")).ToList();
        rest.RemoveAll(node => node is XElement child && notes.Contains(child));
        var tall = pictures.Sum(picture => SizeOf(picture) is var (_, height) ? height : TallestPicture);
        var callsNotes = PrintArticle.CallsIn(element).Any(id => _notes.ContainsKey(id));
        var floats = _nesting == 0 && !_inNote && !callsNotes && pictures.Count == 1 && tall > TallerFloats;
        AnchorBlock(element);
        var body = Apart(() =>
        {
            foreach (var node in rest)
            {
                if (node is XElement { Name.LocalName: "a" or "img" } picture && picture.DescendantsAndSelf("img").FirstOrDefault() is { } image)
                {
                    Picture(image, alternative);
                }
                else
                {
                    Flow([node]);
                }
            }
        });
        _out.Fresh().Code($"#plate(floats: {(floats ? "true" : "false")}, alt: {TypstText.Literal(alternative.Length > 0 ? alternative : Shortened(string.Join(' ', pictures.Select(picture => (string?)picture.Attribute("alt")))))}, caption: ");
        if (caption is null || caption.Value.Trim().Length == 0)
        {
            _out.Code("none");
        }
        else
        {
            _out.Code("[").Code(Apart(() => InLines(caption)).ToString()).Code("]");
        }

        _out.Code($")[{body}]\n").Fresh();
        notes.ForEach(Block);
    }

    private (double Width, double Height)? SizeOf(XElement image)
    {
        if (FileOf(image) is not { Width: > 0, Height: > 0 } file)
        {
            return null;
        }

        var (width, height) = (file.Width.Value * Pixel, file.Height.Value * Pixel);
        var scale = Math.Min(1, Math.Min(Measure / width, TallestPicture / height));
        return (width * scale, height * scale);
    }

    private FinishedFile? FileOf(XElement image) => (string?)image.Attribute("src") is { } source && source.StartsWith(PrintArticle.FilePrefix, StringComparison.Ordinal)
        && _files.TryGetValue(source[PrintArticle.FilePrefix.Length..], out var file) ? file : null;

    private void Picture(XElement image, string alternative)
    {
        AnchorBlock(image);
        var said = Shortened((string?)image.Attribute("alt") is { Length: > 0 } own ? own : alternative);
        if (FileOf(image) is not { } file || PathOf(file) is not { } path)
        {
            Missing(said);
            return;
        }

        var size = SizeOf(image) is var (width, height) ? $", width: {TypstText.Points(width)}, height: {TypstText.Points(height)}" : "";
        _out.Fresh().Code($"#picture({TypstText.Literal(path)}, {TypstText.Literal(said.Length > 0 ? said : file.Name)}, {TypstText.Literal(file.Name)}{size})\n").Fresh();
    }

    private void InlinePicture(XElement image)
    {
        var said = Shortened((string?)image.Attribute("alt") ?? "");
        if (FileOf(image) is not { } file || PathOf(file) is not { } path)
        {
            _out.Inline("absent", () => _out.Text(said.Length > 0 ? said : "picture"));
            return;
        }

        // In a line a picture is a sign or a formula: it keeps to the height of lines.
        var (width, height) = file is { Width: > 0, Height: > 0 } ? (file.Width.Value * Pixel, file.Height.Value * Pixel) : (12, 12);
        var scale = Math.Min(1, Math.Min(Measure / width, (PrintArticle.HasClass(image, "inline") ? 60 : TallestPicture) / height));
        _out.Due().Code($"#sign({TypstText.Literal(path)}, {TypstText.Literal(said.Length > 0 ? said : file.Name)}, {TypstText.Literal(file.Name)}, width: {TypstText.Points(width * scale)}, height: {TypstText.Points(height * scale)})").Set();
    }

    // Path of a picture in the document; null where Typst cannot show its kind.
    private string? PathOf(FinishedFile file)
    {
        if (_paths.TryGetValue(file.Name, out var known))
        {
            return known;
        }

        if (!Endings.TryGetValue(file.MediaType, out var ending))
        {
            Say($"The picture “{file.Name}” is of a kind that cannot be set in a PDF ({file.MediaType}): a place-holder stands for it.");
            return null;
        }

        var path = string.Create(CultureInfo.InvariantCulture, $"/pictures/{_paths.Count + 1}.{ending}");
        _paths[file.Name] = path;
        Pictures[path] = file;
        return path;
    }

    private void Missing(string words)
    {
        var said = Shortened(words);
        said = said.Length > 0 ? said : "A picture did not come with the article.";
        Say(said + (said.EndsWith('.') ? "" : ".") + " A place-holder stands for it.");
        _out.Fresh().Code("#missing(").Literal(said).Code(")\n").Fresh();
    }

    private static string Shortened(string words)
    {
        var folded = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return folded.Length <= LongestAlternative ? folded : folded[..LongestAlternative] + "…";
    }
}
