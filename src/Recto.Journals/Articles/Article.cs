using Recto.Journals.Identifiers;

namespace Recto.Journals.Articles;

/// <summary>The record of one article: everything that is said about it, in plain text. Its body stays in the JATS document (<see cref="ArticleDocument"/>).</summary>
public sealed record Article
{
    /// <summary>Title with its inner quotation marks, white space folded.</summary>
    public required string Title { get; init; }

    /// <summary>Subtitle where the source keeps it apart; null otherwise.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Titles in other languages.</summary>
    public IReadOnlyList<TranslatedText> TranslatedTitles { get; init; } = [];

    /// <summary>JATS <c>article-type</c> (<c>research-article</c>, <c>book-review</c>, …); null where the source does not say.</summary>
    public string? Type { get; init; }

    /// <summary>BCP 47 tag of the main language; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>DOI; null where the source has none. Never invented.</summary>
    public Doi? Doi { get; init; }

    /// <summary>Other identifiers of the article, as the source types them (<c>pmid</c>, <c>publisher-id</c>).</summary>
    public IReadOnlyList<ArticleIdentifier> Identifiers { get; init; } = [];

    /// <summary>Heading under which it stands in its issue (JATS <c>subj-group</c>); null where there is none.</summary>
    public string? Section { get; init; }

    /// <summary>The journal as the source names it; null where the source names none.</summary>
    public JournalStatement? Journal { get; init; }

    /// <summary>Volume as printed; null where the source does not say.</summary>
    public string? Volume { get; init; }

    /// <summary>Issue as printed; null where the source does not say.</summary>
    public string? Issue { get; init; }

    /// <summary>First page as printed; null where the source does not say.</summary>
    public string? FirstPage { get; init; }

    /// <summary>Last page as printed; null where the source does not say.</summary>
    public string? LastPage { get; init; }

    /// <summary>Article number that stands for pages (JATS <c>elocation-id</c>); null where there is none.</summary>
    public string? ElocationId { get; init; }

    /// <summary>Date of publication online; null where the source does not say.</summary>
    public PartialDate? PublishedOnline { get; init; }

    /// <summary>Date of the printed issue; null where the source does not say.</summary>
    public PartialDate? PublishedInPrint { get; init; }

    /// <summary>History dates by JATS <c>date-type</c> (<c>received</c>, <c>accepted</c>).</summary>
    public IReadOnlyList<HistoryDate> History { get; init; } = [];

    /// <summary>Authors, editors and translators in printed order.</summary>
    public IReadOnlyList<Contributor> Contributors { get; init; } = [];

    /// <summary>Abstracts, the main one first.</summary>
    public IReadOnlyList<Abstract> Abstracts { get; init; } = [];

    /// <summary>Keywords of all groups, in order.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Licence; null where the source states none.</summary>
    public Licence? Licence { get; init; }

    /// <summary>Copyright line as printed; null where there is none.</summary>
    public string? Copyright { get; init; }

    /// <summary>Who paid for the research.</summary>
    public IReadOnlyList<Funding> Funding { get; init; } = [];

    /// <summary>Disclosure of interests, plain text; null where there is none.</summary>
    public string? Disclosure { get; init; }

    /// <summary>Articles that this one corrects, retracts, answers or belongs to.</summary>
    public IReadOnlyList<RelatedArticle> Related { get; init; } = [];

    /// <summary>Offers that the source page made (a saved page of another site); shown to editors, never sold by themselves.</summary>
    public IReadOnlyList<Offer> Offers { get; init; } = [];

    /// <summary>The date to show: online, else print.</summary>
    public PartialDate? Published => PublishedOnline ?? PublishedInPrint;

    /// <summary>Contributors who are authors.</summary>
    public IEnumerable<Contributor> Authors => Contributors.Where(contributor => contributor.Role == "author");
}

/// <summary>A text in another language than the article's.</summary>
/// <param name="Language">BCP 47 tag; null where the source does not say.</param>
/// <param name="Text">Plain text.</param>
public sealed record TranslatedText(string? Language, string Text);

/// <summary>An identifier other than the DOI.</summary>
/// <param name="Type">JATS <c>pub-id-type</c>.</param>
/// <param name="Value">As written.</param>
public sealed record ArticleIdentifier(string Type, string Value);

/// <summary>The journal as an article's own metadata name it.</summary>
public sealed record JournalStatement
{
    /// <summary>Full title; null where only an abbreviation is given.</summary>
    public string? Title { get; init; }

    /// <summary>Abbreviated title; null where none is given.</summary>
    public string? Abbreviation { get; init; }

    /// <summary>Publisher's own code for the journal; null where none is given.</summary>
    public string? Code { get; init; }

    /// <summary>ISSN of the print edition; null where none (or an impossible one) is given.</summary>
    public Issn? PrintIssn { get; init; }

    /// <summary>ISSN of the online edition; null where none (or an impossible one) is given.</summary>
    public Issn? OnlineIssn { get; init; }

    /// <summary>Publisher; null where none is given.</summary>
    public string? Publisher { get; init; }
}

/// <summary>A date of the article's history.</summary>
/// <param name="Type">JATS <c>date-type</c>.</param>
/// <param name="Date">When.</param>
public sealed record HistoryDate(string Type, PartialDate Date);

/// <summary>One contributor.</summary>
public sealed record Contributor
{
    /// <summary>JATS <c>contrib-type</c>; <c>author</c> where the source does not say.</summary>
    public required string Role { get; init; }

    /// <summary>Family name, or the whole name where it cannot be divided.</summary>
    public required string Family { get; init; }

    /// <summary>Given names; null where none are printed, and for bodies.</summary>
    public string? Given { get; init; }

    /// <summary>Suffix (<c>III</c>, <c>Jr.</c>); null where there is none.</summary>
    public string? Suffix { get; init; }

    /// <summary>Whether it is a body and not a person (JATS <c>collab</c>).</summary>
    public bool IsGroup { get; init; }

    /// <summary>ORCID, sixteen characters with hyphens; null where none is given.</summary>
    public string? Orcid { get; init; }

    /// <summary>Affiliations as printed.</summary>
    public IReadOnlyList<string> Affiliations { get; init; } = [];

    /// <summary>Note on the contributor, plain text; null where there is none.</summary>
    public string? Biography { get; init; }

    /// <summary>The name as indexes have it, the family name first: <c>Lund, Ada, Jr.</c>; that of a body, and one that cannot be divided, in reading order.</summary>
    public string NameInIndex() => IsGroup || string.IsNullOrEmpty(Given) ? DisplayName : string.Join(", ", new[] { Family, Given, Suffix }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>The name in reading order.</summary>
    public string DisplayName => string.Join(' ', new[] { Given, Family, Suffix }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>One abstract.</summary>
/// <param name="Type">JATS <c>abstract-type</c> (<c>graphical</c>, <c>teaser</c>); null for the main one and for translations.</param>
/// <param name="Language">BCP 47 tag; null where the source does not say.</param>
/// <param name="Text">Plain text, paragraphs parted by a line feed.</param>
public sealed record Abstract(string? Type, string? Language, string Text);

/// <summary>Terms of use.</summary>
/// <param name="Address">Address of the licence; null where it is told in words only.</param>
/// <param name="Text">The words; null where there are none.</param>
public sealed record Licence(string? Address, string? Text);

/// <summary>An article that this one names as related (JATS <c>related-article</c>).</summary>
/// <param name="Type">JATS <c>related-article-type</c> (<c>corrected-article</c>, <c>retracted-article</c>, <c>companion</c>); null where the source does not say.</param>
/// <param name="Doi">Its DOI; null where the source gives none.</param>
/// <param name="Address">What the source gives in the place of a DOI (an address, a number); null where there is none.</param>
/// <param name="Text">The words printed; null where there are none.</param>
public sealed record RelatedArticle(string? Type, Doi? Doi, string? Address, string? Text);

/// <summary>One source of money.</summary>
/// <param name="Funder">Name of the funder; null where only a statement is printed.</param>
/// <param name="Awards">Award numbers as printed.</param>
/// <param name="Statement">The sentence as printed; null where there is none.</param>
public sealed record Funding(string? Funder, IReadOnlyList<string> Awards, string? Statement);

/// <summary>An offer that a saved page shows.</summary>
/// <param name="Product">What is offered: <c>article</c> or <c>issue</c>.</param>
/// <param name="Hours">Duration of access in hours; null where the page does not say.</param>
/// <param name="Amount">Price in minor units of the currency (cents).</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Terms">The terms as printed, one a line of the page.</param>
public sealed record Offer(string Product, int? Hours, long Amount, string Currency, IReadOnlyList<string> Terms);
