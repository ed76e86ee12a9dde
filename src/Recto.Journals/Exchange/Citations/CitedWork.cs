using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Exchange.Citations;

/// <summary>A work as a citation of it needs: the variables of CSL 1.0.2, text in one line, nothing formatted yet. What is not known is null.</summary>
public sealed record CitedWork
{
    /// <summary>What it is.</summary>
    public required WorkType Type { get; init; }

    /// <summary>Its id in a file: letters, digits and hyphens; unique where several works go into one file is the writer's business.</summary>
    public string? Id { get; init; }

    /// <summary>Authors in printed order.</summary>
    public IReadOnlyList<CitedName> Authors { get; init; } = [];

    /// <summary>Editors of the work itself, or of the book around a chapter.</summary>
    public IReadOnlyList<CitedName> Editors { get; init; } = [];

    /// <summary>Translators.</summary>
    public IReadOnlyList<CitedName> Translators { get; init; } = [];

    /// <summary>Title with its subtitle.</summary>
    public string? Title { get; init; }

    /// <summary>The title in English (or another language of the reader), as the source translates it; set in brackets behind the title.</summary>
    public string? TranslatedTitle { get; init; }

    /// <summary>Journal, newspaper, book or site around it.</summary>
    public string? Container { get; init; }

    /// <summary>The journal's usual abbreviation.</summary>
    public string? ContainerShort { get; init; }

    /// <summary>Series.</summary>
    public string? Series { get; init; }

    /// <summary>Volume.</summary>
    public string? Volume { get; init; }

    /// <summary>Issue.</summary>
    public string? Issue { get; init; }

    /// <summary>Edition as printed: <c>2nd ed.</c>, or the bare number.</summary>
    public string? Edition { get; init; }

    /// <summary>First and last page in full; the last is null for a single page.</summary>
    public (string First, string? Last)? Pages { get; init; }

    /// <summary>Article number that stands for pages.</summary>
    public string? ArticleNumber { get; init; }

    /// <summary>Number of a report.</summary>
    public string? Number { get; init; }

    /// <summary>Publisher; university of a thesis; body behind a report.</summary>
    public string? Publisher { get; init; }

    /// <summary>Place of publication.</summary>
    public string? Place { get; init; }

    /// <summary>Date of publication, or of the document.</summary>
    public CitedDate? Issued { get; init; }

    /// <summary>Day on which somebody looked at the address.</summary>
    public CitedDay? Accessed { get; init; }

    /// <summary>Kind of a thesis or report in words: <c>PhD thesis</c>.</summary>
    public string? Genre { get; init; }

    /// <summary>Archive that keeps it.</summary>
    public string? Archive { get; init; }

    /// <summary>Town of the archive.</summary>
    public string? ArchivePlace { get; init; }

    /// <summary>Fonds or collection, where the call number does not say it again.</summary>
    public string? ArchiveCollection { get; init; }

    /// <summary>Call number.</summary>
    public string? ArchiveLocation { get; init; }

    /// <summary>DOI without a resolver.</summary>
    public string? Doi { get; init; }

    /// <summary>Web address.</summary>
    public string? Url { get; init; }

    /// <summary>ISSN of the journal.</summary>
    public string? Issn { get; init; }

    /// <summary>BCP 47 tag of the work; only English titles ever change their capitals.</summary>
    public string? Language { get; init; }

    /// <summary>Abstract, paragraphs parted by a line feed.</summary>
    public string? Abstract { get; init; }

    /// <summary>Keywords.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>The place in it that is meant, with its word: <c>n. 12</c>.</summary>
    public string? Locator { get; init; }

    /// <summary>Address of the place in it that is meant; null for the whole.</summary>
    public string? LocatorUrl { get; init; }

    /// <summary>What is said besides: in which notes it is cited.</summary>
    public string? Remark { get; init; }

    /// <summary>The DOI's address, else the web address.</summary>
    public string? Link => Doi is { } doi ? "https://doi.org/" + doi.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal) : Url;

    /// <summary>Authors, else editors of what has no author and stands by itself.</summary>
    internal bool IsByEditors => Authors.Count == 0 && Editors.Count > 0 && !IsPart;

    /// <summary>Whether it stands in a book.</summary>
    internal bool IsPart => Type == WorkType.Chapter && Container is not null;
}
