using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange;
using Recto.Journals.Exchange.Citations;
using Recto.Journals.Exchange.Epub;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Exchange.Jats;
using Recto.Notes;

namespace Recto.Journals.Tests.Exchange.Epub;

/// <summary>A book as it was packed, opened again.</summary>
internal sealed class EpubFile
{
    public static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";
    public static readonly XNamespace Ops = "http://www.idpf.org/2007/ops";
    public static readonly XNamespace Opf = "http://www.idpf.org/2007/opf";
    public static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    private static readonly NotesEngine Engine = new();

    // One white pixel.
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==");

    private static readonly byte[] Svg = Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><rect width=\"1\" height=\"1\"/></svg>");

    private EpubFile(byte[] bytes, EpubBook book)
    {
        Bytes = bytes;
        Report = [.. book.Report.Select(line => line.Message)];
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        Names = [.. zip.Entries.Select(entry => entry.FullName)];
        Files = zip.Entries.ToDictionary(entry => entry.FullName, Content, StringComparer.Ordinal);
        Documents = Names.Where(name => name.EndsWith(".xhtml", StringComparison.Ordinal)).ToDictionary(name => name["EPUB/".Length..], name => Xml(Files[name]), StringComparer.Ordinal);
        Package = Xml(Files["EPUB/package.opf"]).Root!;
    }

    public byte[] Bytes { get; }

    public IReadOnlyList<string> Report { get; }

    public IReadOnlyList<string> Names { get; }

    public Dictionary<string, byte[]> Files { get; }

    public Dictionary<string, XDocument> Documents { get; }

    public XElement Package { get; }

    public XElement Text => Documents["text.xhtml"].Root!;

    public XElement Metadata => Package.Element(Opf + "metadata")!;

    /// <summary>The value of a property that refines nothing.</summary>
    public IEnumerable<string> Meta(string property) => Metadata.Elements(Opf + "meta").Where(meta => (string?)meta.Attribute("property") == property && meta.Attribute("refines") is null).Select(meta => meta.Value);

    /// <summary>A document of the book by what stands in its body and in its back.</summary>
    public static EpubFile Of(string body, string back = "", string front = "<title-group><article-title>T</article-title></title-group>", string attributes = "", EpubSettings? settings = null, params string[] files)
    {
        var jats = $"<article xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:mml='http://www.w3.org/1998/Math/MathML' {attributes}><front><article-meta>{front}</article-meta></front><body>{body}</body><back>{back}</back></article>";
        return Of((JatsArticle)JatsArticle.Read(Encoding.UTF8.GetBytes(jats)), settings, files);
    }

    /// <summary>The book of an article.</summary>
    /// <param name="article">The article.</param>
    /// <param name="settings">What else it is made with.</param>
    /// <param name="files">Names of pictures that came with it: one pixel each; a name with <c>=</c> has a file of <c>corpus/demo</c> behind it.</param>
    public static EpubFile Of(JatsArticle article, EpubSettings? settings = null, params string[] files)
    {
        var finished = Finished(article, files);
        return Of(EpubArticle.Write(finished, settings ?? new EpubSettings()));
    }

    /// <summary>A book, packed and opened again.</summary>
    public static EpubFile Of(EpubBook book) => new(Pack(book), book);

    /// <summary>The articles of the demo journal with their pictures.</summary>
    public static IEnumerable<(string Name, JatsArticle Article, string[] Files)> Demo()
    {
        var folder = Path.Combine(Root(), "corpus", "demo");
        foreach (var path in Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal))
        {
            var article = (JatsArticle)JatsArticle.Read(File.ReadAllBytes(path));
            yield return (Path.GetFileName(path), article, [.. PicturesOf(article).Where(name => File.Exists(Path.Combine(folder, name))).Select(name => $"{name}={Path.Combine(folder, name)}")]);
        }
    }

    /// <summary>An article with everything that a book asks.</summary>
    public static FinishedArticle Finished(JatsArticle read, IReadOnlyList<string> files) => new()
    {
        Read = read,
        Apparatus = Engine.Read([.. read.Notes.Where(note => note.Container == NoteContainer.Body).Select(note => note.Note)]),
        Directory = Engine.Directory,
        Slug = "an-article",
        Citation = new ArticleCitation(read.Article, read.Article.Journal?.Title ?? "A Journal", read.Article.Volume, read.Article.Issue, "https://journal.example/articles/an-article"),
        Address = "https://journal.example/articles/an-article",
        Updated = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        Files = files.DistinctBy(name => name.Split('=')[0]).ToDictionary(name => name.Split('=')[0], name => new FinishedFile(name.Split('=')[0].Split('/')[^1], TypeOf(name), name, Png.Length, 1, 1)),
    };

    /// <summary>The names of all pictures that an article shows.</summary>
    public static string[] PicturesOf(JatsArticle article) =>
        [.. article.Document.Jats.Descendants().Where(element => element.Name.LocalName is "graphic" or "inline-graphic").Select(PictureWords.NameOf).Where(name => name.Length > 0 && !name.Contains('=', StringComparison.Ordinal)).Distinct()];

    public static byte[] Pack(EpubBook book)
    {
        using var bytes = new MemoryStream();
        using (var zip = new EpubZip(bytes))
        {
            foreach (var entry in book.Entries)
            {
                using var stream = zip.Begin(entry);
                stream.Write(entry.Key is null ? entry.Bytes.Span : entry.Key.Split('=') is [_, var file] ? File.ReadAllBytes(file) : entry.Path.EndsWith(".svg", StringComparison.Ordinal) ? Svg : Png);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>With the type of the program, as books are made on the site.</summary>
    public static EpubSettings AsShipped()
    {
        var fonts = Path.Combine(Root(), "src", "Recto.App", "wwwroot", "fonts");
        return new EpubSettings
        {
            Fonts = [.. new[] { "garamond-roman.woff2", "garamond-italic.woff2" }.Select(name => new EpubFont(name, name.Contains("italic", StringComparison.Ordinal), File.ReadAllBytes(Path.Combine(fonts, name))))],
            FontLicence = File.ReadAllText(Path.Combine(fonts, "OFL.txt")),
        };
    }

    /// <summary>The folder of the whole project.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Recto.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Recto.slnx does not stand above the test's folder.");
        }

        return folder.FullName;
    }

    /// <summary>What is wrong with the book as its documents stand: files, ids, links.</summary>
    public IEnumerable<string> Faults()
    {
        var manifest = Package.Element(Opf + "manifest")!.Elements().Select(item => (string)item.Attribute("href")!).ToList();
        foreach (var path in manifest.Where(path => !Files.ContainsKey("EPUB/" + path)))
        {
            yield return $"{path} is in the manifest and not in the book";
        }

        foreach (var name in Names.Where(name => name.StartsWith("EPUB/", StringComparison.Ordinal) && name != "EPUB/package.opf" && !manifest.Contains(name["EPUB/".Length..])))
        {
            yield return $"{name} is in the book and not in the manifest";
        }

        var ids = Documents.ToDictionary(document => document.Key, document => document.Value.Descendants().Attributes("id").Select(id => id.Value).ToList());
        foreach (var (path, document) in Documents)
        {
            foreach (var twice in ids[path].GroupBy(id => id).Where(group => group.Count() > 1))
            {
                yield return $"{path}: id {twice.Key} twice";
            }

            foreach (var link in document.Descendants(Xhtml + "a").Select(link => (string?)link.Attribute("href") ?? "").Where(link => !link.Contains(':', StringComparison.Ordinal)))
            {
                var parts = link.Split('#');
                var target = parts[0].Length == 0 ? path : parts[0];
                if (!ids.TryGetValue(target, out var there) || (parts.Length > 1 && !there.Contains(parts[1])))
                {
                    yield return $"{path}: {link} leads nowhere";
                }
            }

            foreach (var picture in document.Descendants(Xhtml + "img").Select(picture => (string?)picture.Attribute("src") ?? "").Where(source => !Files.ContainsKey("EPUB/" + source)))
            {
                yield return $"{path}: no picture {picture}";
            }
        }
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch { ".svg" => "image/svg+xml", ".pdf" => "application/pdf", _ => "image/png" };

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static XDocument Xml(byte[] bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }
}
