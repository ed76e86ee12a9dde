using System.Text;
using System.Xml.Linq;
using Recto.Journals.Exchange.Html;

namespace Recto.Journals.Exchange.Epub;

/// <summary>A book as it is put together: documents in the order of reading, then everything that they need.</summary>
/// <param name="settings">What it is made with.</param>
/// <param name="title">Its title; plain text.</param>
/// <param name="language">BCP 47 tag of the book; null where it is not known.</param>
internal sealed class BookAssembly(EpubSettings settings, string title, string? language)
{
    private const string Folder = "EPUB/";
    private static readonly XNamespace Container = "urn:oasis:names:tc:opendocument:xmlns:container";
    private static readonly byte[] Style = Read("book.css");

    private readonly PackageDocument _package = new(language);
    private readonly List<EpubEntry> _entries = [];
    private bool _mayMove;

    /// <summary>Puts the cover in.</summary>
    /// <param name="journal">Title of the journal.</param>
    /// <param name="place">Volume, number and year; empty where they are not known.</param>
    /// <param name="authors">Authors in one line; empty where there are none.</param>
    /// <param name="name">What it names largest; the title of the book where it is null.</param>
    public void AddCover(string journal, string place, string authors, string? name = null)
    {
        AddDocument(EpubDocument.Of("cover.xhtml", title, language, "cover",
            new Markup().Open("section", ("class", "cover"), ("epub:type", "cover")).Open("img", ("src", "cover.svg"), ("role", "doc-cover"), ("alt", settings.Words.Say(BookWords.CoverShows, title, journal))).Close("section").ToXml()));
        Add("cover.svg", "image/svg+xml", EpubDocument.Bytes(CoverDrawing.Draw(name == journal ? "" : journal, place, name ?? title, authors, language)), "cover-image");
    }

    /// <summary>Puts a document behind those that are read before it.</summary>
    public void AddDocument(EpubDocument document)
    {
        Add(document.Path, PackageDocument.Xhtml, document.ToBytes(), document.Properties);
        _package.Read(document.Path);
    }

    /// <summary>Says that the contents are read here; they are written last.</summary>
    public void ReadContents()
    {
        _package.Add(Navigation.Path, PackageDocument.Xhtml, "nav");
        _package.Read(Navigation.Path);
    }

    /// <summary>Puts the pictures in.</summary>
    public void AddPictures(BookPictures pictures)
    {
        foreach (var picture in pictures.Used)
        {
            _package.Add(picture.Path, picture.MediaType, null);
            _entries.Add(new EpubEntry(Folder + picture.Path, default, picture.Key, picture.IsPacked));
            _mayMove |= picture.MediaType is "image/gif" or "image/webp";
        }
    }

    /// <summary>Everything, in the order of the file.</summary>
    /// <param name="metadata">What the book says of itself.</param>
    /// <param name="facts">What its documents hold.</param>
    /// <param name="contents">Its contents.</param>
    /// <param name="pages">Where printed pages begin.</param>
    /// <param name="text">Where the text begins.</param>
    public IReadOnlyList<EpubEntry> Finish(Func<AccessibilityFacts, XElement> metadata, AccessibilityFacts facts, IReadOnlyList<NavigationEntry> contents, IReadOnlyList<NavigationEntry> pages, string text)
    {
        Add("book.css", "text/css", StyleWith(settings.Fonts));
        foreach (var font in settings.Fonts)
        {
            _package.Add("fonts/" + font.Name, "font/woff2", null);
            _entries.Add(new EpubEntry($"{Folder}fonts/{font.Name}", font.Bytes, IsPacked: false));
        }

        if (settings.Fonts.Count > 0 && settings.FontLicence is { } licence)
        {
            // The licence goes with the type; no reader opens it, so it is no part of the publication.
            _entries.Add(new EpubEntry("META-INF/OFL.txt", Encoding.UTF8.GetBytes(licence)));
        }

        return
        [
            new("mimetype", Encoding.ASCII.GetBytes(EpubBook.MediaType), IsPacked: false),
            new("META-INF/container.xml", EpubDocument.Bytes(new XDocument(new XElement(Container + "container", new XAttribute("version", "1.0"),
                new XElement(Container + "rootfiles", new XElement(Container + "rootfile", new XAttribute("full-path", Folder + PackageDocument.Path), new XAttribute("media-type", "application/oebps-package+xml"))))))),
            new(Folder + PackageDocument.Path, EpubDocument.Bytes(_package.Write(metadata(facts with { MayMove = _mayMove })))),
            new(Folder + Navigation.Path, Navigation.Write(title, language, settings.Words, contents, pages, text).ToBytes()),
            .. _entries,
        ];
    }

    private void Add(string path, string mediaType, byte[] bytes, string? properties = null)
    {
        _package.Add(path, mediaType, properties);
        _entries.Add(new EpubEntry(Folder + path, bytes));
    }

    private static byte[] StyleWith(IReadOnlyList<EpubFont> fonts)
    {
        var faces = string.Concat(fonts.Select(font => $"@font-face {{ font-family: \"Recto Garamond\"; src: url(\"fonts/{font.Name}\") format(\"woff2\"); font-style: {(font.IsItalic ? "italic" : "normal")}; font-weight: 400; }}\n"));
        return [.. Encoding.UTF8.GetBytes(faces), .. Style];
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(BookAssembly).Assembly.GetManifestResourceStream("Recto.Epub." + name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
