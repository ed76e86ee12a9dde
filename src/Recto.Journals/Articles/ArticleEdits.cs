using Recto.Journals.Identifiers;

namespace Recto.Journals.Articles;

/// <summary>
/// What editors have said of an article otherwise than its file does. It is kept beside the file and laid over what is read from it, so that it outlives every reading and every new file,
/// and can be taken back field by field. A field that is null here stands as the file has it; text that is empty here takes away what the file has.
/// </summary>
public sealed record ArticleEdits
{
    /// <summary>Title, plain. Markup in the file's title is lost with it.</summary>
    public string? Title { get; init; }

    /// <summary>Subtitle.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Titles in other languages.</summary>
    public IReadOnlyList<TranslatedText>? TranslatedTitles { get; init; }

    /// <summary>JATS <c>article-type</c>.</summary>
    public string? Type { get; init; }

    /// <summary>BCP 47 tag of the main language.</summary>
    public string? Language { get; init; }

    /// <summary>DOI; empty for none.</summary>
    public string? Doi { get; init; }

    /// <summary>Heading in the issue.</summary>
    public string? Section { get; init; }

    /// <summary>Volume as printed.</summary>
    public string? Volume { get; init; }

    /// <summary>Issue as printed.</summary>
    public string? Issue { get; init; }

    /// <summary>First page.</summary>
    public string? FirstPage { get; init; }

    /// <summary>Last page.</summary>
    public string? LastPage { get; init; }

    /// <summary>Article number.</summary>
    public string? ElocationId { get; init; }

    /// <summary>Date of publication online, ISO 8601 as far as known.</summary>
    public string? PublishedOnline { get; init; }

    /// <summary>Date in print, ISO 8601 as far as known.</summary>
    public string? PublishedInPrint { get; init; }

    /// <summary>Dates of its history.</summary>
    public IReadOnlyList<HistoryDate>? History { get; init; }

    /// <summary>Contributors, all of them.</summary>
    public IReadOnlyList<Contributor>? Contributors { get; init; }

    /// <summary>Abstracts, all of them.</summary>
    public IReadOnlyList<Abstract>? Abstracts { get; init; }

    /// <summary>Keywords, all of them.</summary>
    public IReadOnlyList<string>? Keywords { get; init; }

    /// <summary>Address of the licence.</summary>
    public string? LicenceAddress { get; init; }

    /// <summary>Words of the licence.</summary>
    public string? LicenceText { get; init; }

    /// <summary>Copyright line.</summary>
    public string? Copyright { get; init; }

    /// <summary>Funding, all of it.</summary>
    public IReadOnlyList<Funding>? Funding { get; init; }

    /// <summary>Disclosure of interests.</summary>
    public string? Disclosure { get; init; }

    /// <summary>Words that stand for pictures, by the name of the file in the article.</summary>
    public IReadOnlyDictionary<string, string>? AltTexts { get; init; }

    /// <summary>Whether nothing is said here.</summary>
    public bool IsEmpty => this == new ArticleEdits();

    /// <summary>The record with these edits.</summary>
    /// <param name="article">As read from the file.</param>
    public Article Apply(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        return article with
        {
            Title = string.IsNullOrWhiteSpace(Title) ? article.Title : Title,
            Subtitle = Of(Subtitle, article.Subtitle),
            TranslatedTitles = TranslatedTitles ?? article.TranslatedTitles,
            Type = Of(Type, article.Type),
            Language = Of(Language, article.Language),
            Doi = Doi is null ? article.Doi : Identifiers.Doi.TryParse(Doi, out var doi) ? doi : null,
            Section = Of(Section, article.Section),
            Volume = Of(Volume, article.Volume),
            Issue = Of(Issue, article.Issue),
            FirstPage = Of(FirstPage, article.FirstPage),
            LastPage = Of(LastPage, article.LastPage),
            ElocationId = Of(ElocationId, article.ElocationId),
            PublishedOnline = Of(PublishedOnline, article.PublishedOnline),
            PublishedInPrint = Of(PublishedInPrint, article.PublishedInPrint),
            History = History ?? article.History,
            Contributors = Contributors ?? article.Contributors,
            Abstracts = Abstracts ?? Following(article),
            Keywords = Keywords ?? article.Keywords,
            Licence = LicenceAddress is null && LicenceText is null ? article.Licence : Terms(Of(LicenceAddress, article.Licence?.Address), Of(LicenceText, article.Licence?.Text)),
            Copyright = Of(Copyright, article.Copyright),
            Funding = Funding ?? article.Funding,
            Disclosure = Of(Disclosure, article.Disclosure),
        };
    }

    // Abstracts in the article's language go with it where an editor says that it is another.
    private IReadOnlyList<Abstract> Following(Article article)
    {
        var language = Of(Language, article.Language);
        return language == article.Language || article.Language is null ? article.Abstracts : [.. article.Abstracts.Select(text => text.Language == article.Language ? text with { Language = language } : text)];
    }

    private static string? Of(string? edited, string? read) => edited is null ? read : edited.Length == 0 ? null : edited;

    private static PartialDate? Of(string? edited, PartialDate? read) => edited is null ? read : PartialDate.TryParse(edited, out var date) ? date : null;

    private static Licence? Terms(string? address, string? text) => address is null && text is null ? null : new Licence(address, text);
}
