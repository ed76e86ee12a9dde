using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Html;

namespace Recto.Journals.Exchange.Epub;

/// <summary>The documents of one article in a book: the title with its abstracts, the text with its notes, and what stands behind.</summary>
internal sealed class ArticleTexts
{
    private readonly FinishedArticle _article;
    private readonly SpokenWords _words;
    private readonly string _prefix;
    private readonly string _title;
    private readonly List<EpubDocument> _documents = [];
    private readonly List<NavigationEntry> _parts = [];

    private ArticleTexts(FinishedArticle article, SpokenWords words, string prefix)
    {
        _article = article;
        _words = words;
        _prefix = prefix;
        _title = TitleOf(article.Read.Article);
    }

    /// <summary>The documents in the order of reading.</summary>
    public IReadOnlyList<EpubDocument> Documents => _documents;

    /// <summary>What the list of contents says of them.</summary>
    public NavigationEntry Contents { get; private set; } = new("", "", null, []);

    /// <summary>Where each printed page begins, by its number.</summary>
    public IReadOnlyList<NavigationEntry> Pages { get; private set; } = [];

    /// <summary>What its documents hold.</summary>
    public AccessibilityFacts Facts { get; private set; } = AccessibilityFacts.Nothing;

    /// <summary>Where the text begins.</summary>
    public string TextPath { get; private set; } = "";

    /// <summary>Makes them.</summary>
    /// <param name="article">The article.</param>
    /// <param name="words">Recto's own words.</param>
    /// <param name="pictures">The pictures of the book.</param>
    /// <param name="prefix">Before the names of its documents: empty where it is the only article of the book.</param>
    /// <param name="report">Gets what editors should know.</param>
    public static ArticleTexts Of(FinishedArticle article, SpokenWords words, BookPictures pictures, string prefix, List<ImportWarning> report)
    {
        var texts = new ArticleTexts(article, words, prefix);
        texts.Write(pictures, report);
        return texts;
    }

    /// <summary>Title and subtitle in one line.</summary>
    public static string TitleOf(Article article) =>
        article.Subtitle is null ? article.Title : article.Title.TrimEnd() is [.., ':' or '?' or '!' or '.' or '—'] ? $"{article.Title} {article.Subtitle}" : $"{article.Title}: {article.Subtitle}";

    private void Write(BookPictures pictures, List<ImportWarning> report)
    {
        var absent = pictures.Absent.Count;
        var parts = ArticleBook.Write(_article, name => pictures.PathOf(_article, name), new BookForm(FileAddress, _article.Files.ContainsKey));
        report.AddRange(parts.Unknown.Select(name => new ImportWarning(null, $"The element <{name}> is not known; its text was kept.")));
        report.AddRange(pictures.Absent.Skip(absent).Where(Shown().Contains).Select(AbsenceOf));

        Document("title", "titlepage", TitlePage.Write(_article, _words, WordMarks.In(_words, parts.Title), WordMarks.In(_words, parts.Abstracts)));
        if (parts.Abstracts.Contains("id=\"abstract\"", StringComparison.Ordinal))
        {
            _parts.Add(Ours(BookWords.Abstract, "#abstract"));
        }

        Text(parts);
        Back(parts);
        var places = EpubLinks.Resolve(_documents, report);
        FormulaMending.Mend(_documents, report);
        Contents = new NavigationEntry(_title, _documents[0].Path, null, [.. _parts.Select(part => Placed(part, places))]);
        Pages = [.. _documents.SelectMany(document => document.Xml.Descendants().Where(element => (string?)element.Attribute(EpubDocument.Ops + "type") == "pagebreak")
            .Select(page => new NavigationEntry((string)page.Attribute("aria-label")!, $"{document.Path}#{(string?)page.Attribute("id")}", null, [])))];
        Facts = FactsOf();
    }

    private AccessibilityFacts FactsOf()
    {
        var shown = _documents.SelectMany(document => document.Xml.Descendants(EpubDocument.Xhtml + "img")).ToList();
        return new AccessibilityFacts(shown.Count > 0, shown.TrueForAll(picture => !string.IsNullOrWhiteSpace((string?)picture.Attribute("alt"))), false, _documents.Exists(document => document.Properties is not null), Pages.Count > 0);
    }

    private void Text(BookParts parts)
    {
        var html = new StringBuilder(WordMarks.In(_words, parts.Body));
        if (parts.Notes.Length > 0)
        {
            Section(html, "notes", BookWords.Notes, WordMarks.In(_words, parts.Notes), "footnotes", null);
        }

        TextPath = _documents[0].Path;
        if (html.Length == 0)
        {
            return;
        }

        TextPath = _prefix + "text.xhtml";
        _parts.AddRange(parts.Contents.Count > 0 ? NavigationEntry.Nested(parts.Contents) : [new NavigationEntry(_words.Say(BookWords.Text), TextPath, _words.Language, [])]);
        if (parts.Notes.Length > 0)
        {
            _parts.Add(Ours(BookWords.Notes, "#notes"));
        }

        Document("text", "bodymatter", html.ToString());
    }

    private void Back(BookParts parts)
    {
        var html = new StringBuilder();
        foreach (var (id, heading, content, type, role) in new (string, string, string, string, string?)[]
        {
            ("references", BookWords.References, parts.References, "bibliography", "doc-bibliography"),
            ("sources", BookWords.Sources, parts.Sources, "appendix", null),
            ("about", BookWords.About, parts.About, "afterword", null),
        })
        {
            if (!string.IsNullOrWhiteSpace(content))
            {
                Section(html, id, heading, WordMarks.In(_words, content), type, role);
                _parts.Add(Ours(heading, "#" + id));
            }
        }

        if (html.Length > 0)
        {
            Document("back", "backmatter", html.ToString());
        }
    }

    // What is made from the notes names archives and their levels in English.
    private void Section(StringBuilder html, string id, string heading, string content, string type, string? role)
    {
        var head = new Markup().Open("section", ("epub:type", type), ("role", role), ("class", id), ("aria-labelledby", id)).Line().Element("h2", _words.Say(heading), ("id", id), ("lang", Foreign(_words.Language))).Line()
            .Open("div", ("lang", id == "sources" ? Foreign("en") : null)).Line();
        html.Append(head.ToXml()).Append(content).Append("</div>\n</section>\n");
    }

    private void Document(string name, string type, string body) => _documents.Add(EpubDocument.Of($"{_prefix}{name}.xhtml", _title, _article.Read.Article.Language, type, body));

    private string? Foreign(string language) => language == _article.Read.Article.Language ? null : language;

    private NavigationEntry Ours(string words, string place) => new(_words.Say(words), place, Foreign(_words.Language), []);

    private static NavigationEntry Placed(NavigationEntry entry, Dictionary<string, string> places) =>
        entry with { Place = entry.Place is ['#', .. var id] ? places.GetValueOrDefault(id, entry.Place) : entry.Place, Inner = [.. entry.Inner.Select(inner => Placed(inner, places))] };

    // The place of a file on the site; the article's own, by its DOI, where the site's address is not known.
    private string? FileAddress(string name) => !_article.Files.TryGetValue(name, out var file) ? null
        : _article.Address is { } address ? $"{address}/files/{Uri.EscapeDataString(file.Name)}" : _article.Read.Article.Doi?.Address;

    private ImportWarning AbsenceOf(string name) => new(null, _article.Files.TryGetValue(name, out var file) && !BookPictures.IsKnown(file.MediaType)
        ? $"The picture {name} is {file.MediaType}, which readers of books do not show; the book has its name in its place."
        : $"The picture {name} did not come with the article; the book says so in its place.");

    // Names that links and files bear are asked for too, and are no pictures.
    private HashSet<string> Shown() => _article.Read.Document.Jats.Descendants().Where(element => element.Name.LocalName is "graphic" or "inline-graphic").Select(PictureWords.NameOf).ToHashSet(StringComparer.Ordinal);
}
