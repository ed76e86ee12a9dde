using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>One thing that an article cites, as harvesters and registration agencies want it: the same for a reference list and for notes.</summary>
public sealed record OutgoingCitation
{
    /// <summary>Unique in the article, the same whenever it is told; at most 128 characters.</summary>
    public required string Key { get; init; }

    /// <summary>Crossref's type of 5.4.0 (<c>book</c>, <c>journal_article</c>); null where it is not known.</summary>
    public string? Type { get; init; }

    /// <summary>DOI; where it is known nothing else is sent.</summary>
    public Doi? Doi { get; init; }

    /// <summary>Family name of the first author; null where there is none.</summary>
    public string? Author { get; init; }

    /// <summary>Title of an article or chapter; null where there is none.</summary>
    public string? ArticleTitle { get; init; }

    /// <summary>Journal; null where it is none.</summary>
    public string? JournalTitle { get; init; }

    /// <summary>Title of a book; null where it is none.</summary>
    public string? VolumeTitle { get; init; }

    /// <summary>Series; null where there is none.</summary>
    public string? SeriesTitle { get; init; }

    /// <summary>Volume; null where there is none.</summary>
    public string? Volume { get; init; }

    /// <summary>Issue; null where there is none.</summary>
    public string? Issue { get; init; }

    /// <summary>First page; null where there is none.</summary>
    public string? FirstPage { get; init; }

    /// <summary>Year; null where there is none.</summary>
    public string? Year { get; init; }

    /// <summary>Edition; null where none is told.</summary>
    public string? Edition { get; init; }

    /// <summary>The whole in words; null where nothing is left to say.</summary>
    public string? Unstructured { get; init; }
}
