using System.Globalization;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;

namespace Recto.Journals.Exchange.Epub;

/// <summary>What a book says of the issue in it.</summary>
public sealed record IssueFacts
{
    /// <summary>Title of the journal.</summary>
    public required string Journal { get; init; }

    /// <summary>Volume as printed; null where the journal counts none.</summary>
    public string? Volume { get; init; }

    /// <summary>Number as printed; null where the volume has one issue only.</summary>
    public string? Number { get; init; }

    /// <summary>Title of a special issue; null for an ordinary one.</summary>
    public string? Title { get; init; }

    /// <summary>Guest editors in one line; null where there are none.</summary>
    public string? Editors { get; init; }

    /// <summary>Cover date; null where it is not known.</summary>
    public PartialDate? Published { get; init; }

    /// <summary>Publisher; null where it is not known.</summary>
    public string? Publisher { get; init; }

    /// <summary>ISSN; null where the journal has none.</summary>
    public Issn? Issn { get; init; }

    /// <summary>BCP 47 tag of the journal's main language; null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>Absolute address of the issue's page; null where the site has not been told its own address.</summary>
    public string? Address { get; init; }

    /// <summary>When the issue or an article in it was last changed.</summary>
    public required DateTimeOffset Updated { get; init; }
}

/// <summary>A whole issue as one book: its articles one after the other, each as in a book of its own. One article is held at a time.</summary>
/// <param name="issue">The issue.</param>
/// <param name="settings">What it is made with; its words are those of the journal's language.</param>
public sealed class EpubIssue(IssueFacts issue, EpubSettings settings)
{
    private readonly BookPictures _pictures = new(settings.Missing);
    private readonly List<ImportWarning> _report = [];
    private readonly List<NavigationEntry> _contents = [];
    private readonly List<NavigationEntry> _pages = [];
    private readonly Dictionary<string, Contributor> _authors = new(StringComparer.Ordinal);
    private AccessibilityFacts _facts = AccessibilityFacts.Nothing;
    private BookAssembly? _book;
    private string? _text;
    private int _articles;

    /// <summary>Adds an article behind those before it.</summary>
    /// <param name="article">The article.</param>
    /// <param name="words">Recto's own words in the language of the article.</param>
    /// <param name="section">Heading under which it stands in the issue; null where there is none.</param>
    public void Add(FinishedArticle article, SpokenWords words, string? section)
    {
        ArgumentNullException.ThrowIfNull(article);
        var lines = new List<ImportWarning>();
        var texts = ArticleTexts.Of(article, words, _pictures, string.Create(CultureInfo.InvariantCulture, $"a{++_articles}-"), lines);
        _report.AddRange(lines.Select(line => line with { Message = $"{article.Slug}: {line.Message}" }));
        foreach (var document in texts.Documents)
        {
            Book().AddDocument(document);
        }

        _text ??= texts.Documents[0].Path;
        _facts = _facts.With(texts.Facts);
        _pages.AddRange(texts.Pages);
        foreach (var author in article.Read.Article.Authors)
        {
            _authors.TryAdd(author.DisplayName, author);
        }

        var entry = texts.Contents with { Language = article.Read.Article.Language == issue.Language ? null : article.Read.Article.Language };
        if (section is null)
        {
            _contents.Add(entry);
        }
        else if (_contents is [.., { Inner: var inner } last] && last.Text == section)
        {
            _contents[^1] = last with { Inner = [.. inner, entry] };
        }
        else
        {
            _contents.Add(new NavigationEntry(section, entry.Place, null, [entry]));
        }
    }

    /// <summary>The book.</summary>
    public EpubBook Finish()
    {
        var book = Book();
        book.AddPictures(_pictures);
        return new EpubBook(book.Finish(Metadata, _facts, [new NavigationEntry(Name(), "issue.xhtml", null, []), .. _contents], _pages, _text ?? "issue.xhtml"), [.. _report.DistinctBy(line => line.Message)]);
    }

    private BookAssembly Book()
    {
        if (_book is null)
        {
            _book = new BookAssembly(settings, Name(), issue.Language);
            _book.AddCover(issue.Journal, Place(), issue.Title is null ? "" : issue.Editors ?? "", issue.Title ?? issue.Journal);
            _book.AddDocument(EpubDocument.Of("issue.xhtml", Name(), issue.Language, "titlepage", TitlePage()));
            _book.ReadContents();
        }

        return _book;
    }

    private string TitlePage()
    {
        var html = new Markup().Open("section", ("epub:type", "titlepage"), ("class", "titlepage")).Line().Element("p", string.Join(" · ", new[] { issue.Title is null ? null : issue.Journal, Place() }.Where(part => !string.IsNullOrEmpty(part))), ("class", "journal")).Line()
            .Element("h1", issue.Title ?? issue.Journal).Line();
        foreach (var line in new[] { issue.Editors, issue.Publisher }.OfType<string>())
        {
            html.Element("p", line, ("class", "author")).Line();
        }

        if (issue.Address is { } address)
        {
            html.Open("p", ("class", "address")).Element("a", address, ("href", address)).Close("p").Line();
        }

        return html.Close("section").ToXml();
    }

    private string Place() => string.Join(" · ", new[] { Numbers(), issue.Published?.Year.ToString(CultureInfo.InvariantCulture) }.Where(part => !string.IsNullOrEmpty(part)));

    private string Numbers() => IssueNumbers.Of(issue.Volume, issue.Number);

    // The Leaf and the Margin 3/2 (2026): its theme
    private string Name() => $"{issue.Journal}{(Numbers() is { Length: > 0 } numbers ? " " + numbers : "")}{(issue.Published is { } date ? string.Create(CultureInfo.InvariantCulture, $" ({date.Year})") : "")}{(issue.Title is { } title ? ": " + title : "")}";

    private System.Xml.Linq.XElement Metadata(AccessibilityFacts facts)
    {
        var metadata = new PackageMetadata();
        metadata.Identify(issue.Journal, issue.Volume, issue.Number, issue.Published?.ToString(), issue.Title);
        metadata.Title(Name(), null);
        foreach (var author in _authors.Values)
        {
            metadata.Person(author);
        }

        metadata.Add("language", issue.Language ?? "und");
        metadata.Optional("publisher", issue.Publisher);
        metadata.Optional("date", issue.Published?.ToString());
        metadata.Optional("source", issue.Address);
        metadata.Modified(issue.Updated);
        metadata.Journal(issue.Journal, issue.Volume, issue.Number, issue.Issn);
        metadata.Accessibility(facts, settings.Words);
        return metadata.Element;
    }
}
