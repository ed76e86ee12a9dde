using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.SavedPage;

/// <summary>What was found on a saved page, before it is written as JATS. Null and empty mean that the page does not say.</summary>
public sealed class PageRecord
{
    /// <summary>BCP 47 tag of the page's language.</summary>
    public string? Language { get; set; }

    /// <summary>The journal.</summary>
    public JournalStatement? Journal { get; set; }

    /// <summary>DOI.</summary>
    public Doi? Doi { get; set; }

    /// <summary>Heading in the issue.</summary>
    public string? Section { get; set; }

    /// <summary>Title as phrasing content.</summary>
    public IReadOnlyList<XNode> Title { get; set; } = [];

    /// <summary>Line of the title; null where lines mean nothing.</summary>
    public int? TitleLine { get; set; }

    /// <summary>Volume as printed.</summary>
    public string? Volume { get; set; }

    /// <summary>Issue as printed.</summary>
    public string? Issue { get; set; }

    /// <summary>First page as printed.</summary>
    public string? FirstPage { get; set; }

    /// <summary>Last page as printed.</summary>
    public string? LastPage { get; set; }

    /// <summary>Page range as printed (<c>685-714</c>).</summary>
    public string? PageRange { get; set; }

    /// <summary>Date of publication online, with the words that give it.</summary>
    public PageDate? Online { get; set; }

    /// <summary>Date of the issue, with the words that give it.</summary>
    public PageDate? Print { get; set; }

    /// <summary>Other dates by JATS <c>date-type</c>.</summary>
    public List<(string Type, PageDate Date)> History { get; } = [];

    /// <summary>Authors in printed order.</summary>
    public List<PagePerson> Authors { get; } = [];

    /// <summary>Affiliations that the page ties to no author.</summary>
    public List<string> Affiliations { get; } = [];

    /// <summary>Heading of the abstract as printed.</summary>
    public string? AbstractTitle { get; set; }

    /// <summary>Abstract: JATS block elements.</summary>
    public List<XElement> Abstract { get; } = [];

    /// <summary>Heading of the keywords as printed.</summary>
    public string? KeywordsTitle { get; set; }

    /// <summary>Keywords.</summary>
    public List<string> Keywords { get; } = [];

    /// <summary>Body: JATS block elements and <c>sec</c>.</summary>
    public List<XElement> Body { get; } = [];

    /// <summary>Heading of the notes as printed.</summary>
    public string? NotesTitle { get; set; }

    /// <summary>Notes in order.</summary>
    public List<PageNote> Notes { get; } = [];

    /// <summary>Acknowledgements with their heading.</summary>
    public List<PageStatement> Acknowledgements { get; } = [];

    /// <summary>Disclosure and other statements with their headings; <c>sec-type</c> in <see cref="PageStatement.Type"/>.</summary>
    public List<PageStatement> Statements { get; } = [];

    /// <summary>Funding statements.</summary>
    public List<Funding> Funding { get; } = [];

    /// <summary>Heading of the notes on contributors as printed.</summary>
    public string? ContributorsTitle { get; set; }

    /// <summary>Reference lists with their headings.</summary>
    public List<PageStatement> References { get; } = [];

    /// <summary>Copyright line.</summary>
    public string? Copyright { get; set; }

    /// <summary>Address of the licence.</summary>
    public string? Licence { get; set; }

    /// <summary>Offers.</summary>
    public List<Offer> Offers { get; } = [];

    /// <summary>Furniture, as printed.</summary>
    public List<string> LeftOut { get; } = [];

    /// <summary>What was odd.</summary>
    public List<ImportWarning> Warnings { get; } = [];
}

/// <summary>A date and the words that gave it.</summary>
/// <param name="Date">The date.</param>
/// <param name="Printed">As printed; null where it comes from metadata.</param>
public sealed record PageDate(PartialDate Date, string? Printed);

/// <summary>A person, and what the page says of him or her.</summary>
public sealed class PagePerson
{
    /// <summary>The name.</summary>
    public required Contributor Name { get; init; }

    /// <summary>ORCID; null where none is given.</summary>
    public string? Orcid { get; set; }

    /// <summary>Affiliations as printed.</summary>
    public List<string> Affiliations { get; } = [];

    /// <summary>Note on the contributor: the name as it is printed above it, null where it is not, and its paragraphs.</summary>
    public string? BiographyTitle { get; set; }

    /// <summary>Paragraphs of the note on the contributor.</summary>
    public List<string> Biography { get; } = [];
}

/// <summary>A note.</summary>
/// <param name="Label">As printed; null where the page prints none.</param>
/// <param name="Paragraphs">JATS block elements (<c>p</c>).</param>
/// <param name="Anchors">Ids under which the page's own calls know it; empty for text.</param>
public sealed record PageNote(string? Label, IReadOnlyList<XElement> Paragraphs, IReadOnlyList<string> Anchors);

/// <summary>A heading and what stands under it.</summary>
/// <param name="Type">JATS <c>sec-type</c>; null where there is none.</param>
/// <param name="Title">As printed; null where there is none.</param>
/// <param name="Blocks">JATS block elements.</param>
public sealed record PageStatement(string? Type, string? Title, List<XElement> Blocks);
