using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.References;

namespace Recto.Journals.Works;

/// <summary>A published work as the notes of one article describe it together. Text is as printed, in one line; null, or an empty list, where nothing is printed.</summary>
public sealed record WorkRecord
{
    /// <summary>What sort of publication; never <see cref="ReferenceKind.Archival"/> nor <see cref="ReferenceKind.Unknown"/>.</summary>
    public required ReferenceKind Kind { get; init; }

    /// <summary>Whether a note gives it in full, not only shortened.</summary>
    public bool IsFull { get; init; }

    /// <summary>Authors in printed order.</summary>
    public IReadOnlyList<CitedName> Authors { get; init; } = [];

    /// <summary>Editors in printed order; of a chapter, those of its book.</summary>
    public IReadOnlyList<CitedName> Editors { get; init; } = [];

    /// <summary>Translators in printed order.</summary>
    public IReadOnlyList<CitedName> Translators { get; init; } = [];

    /// <summary>Title with its subtitle.</summary>
    public string? Title { get; init; }

    /// <summary>Journal, newspaper or book in which it stands.</summary>
    public string? Container { get; init; }

    /// <summary>Place of publication.</summary>
    public string? Place { get; init; }

    /// <summary>Publisher; the university of a thesis.</summary>
    public string? Publisher { get; init; }

    /// <summary>Year or years, or the date of a newspaper.</summary>
    public string? Year { get; init; }

    /// <summary>Volume; null also where the notes cite several volumes of one set.</summary>
    public string? Volume { get; init; }

    /// <summary>Issue of a journal.</summary>
    public string? Issue { get; init; }

    /// <summary>Series.</summary>
    public string? Series { get; init; }

    /// <summary>Edition.</summary>
    public string? Edition { get; init; }

    /// <summary>First page of an article or chapter.</summary>
    public string? FirstPage { get; init; }

    /// <summary>Its last page.</summary>
    public string? LastPage { get; init; }

    /// <summary>DOI without a resolver, as printed.</summary>
    public string? Doi { get; init; }

    /// <summary>ISBN, 13 digits.</summary>
    public string? Isbn { get; init; }

    /// <summary>Number in WorldCat, digits only.</summary>
    public string? Oclc { get; init; }

    /// <summary>Web address.</summary>
    public string? Url { get; init; }

    /// <summary>The authors, or where there are none the editors.</summary>
    public IReadOnlyList<CitedName> People => Authors.Count > 0 ? Authors : Editors;

    /// <summary>Title, or what stands for it: the newspaper, the book without a title.</summary>
    public string? DisplayTitle => Title ?? Container;

    /// <summary>The record as bibliographies write it, without mentions.</summary>
    /// <param name="id">The id of the work.</param>
    public CitedSource ToCited(string id) => new()
    {
        Id = id,
        Kind = Kind,
        Group = Kind is ReferenceKind.EditedSource or ReferenceKind.Newspaper or ReferenceKind.Legal ? SourceGroup.PrintedSources : SourceGroup.Literature,
        Authors = Authors,
        Editors = Editors,
        Translators = Translators,
        Title = Title,
        Container = Container,
        Place = Place,
        Publisher = Publisher,
        Date = PrintedDates.Of(Year),
        Volume = Volume,
        Issue = Issue,
        Series = Series,
        Edition = Edition,
        Pages = FirstPage is { } first ? (first, LastPage ?? first) : null,
        Doi = Doi,
        Url = Url,
        Mentions = [],
    };
}
