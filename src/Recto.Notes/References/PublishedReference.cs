namespace Recto.Notes.References;

/// <summary>A reference to something published (or a thesis). Every field is as printed; null, or an empty list, where this mention does not print it.</summary>
public sealed record PublishedReference : Reference
{
    /// <summary>What sort of publication; never <see cref="ReferenceKind.Archival"/>.</summary>
    public required ReferenceKind Kind { get; init; }

    /// <summary>Authors in printed order.</summary>
    public IReadOnlyList<PersonName> Authors { get; init; } = [];

    /// <summary>Editors of the work or of its container, in printed order.</summary>
    public IReadOnlyList<PersonName> Editors { get; init; } = [];

    /// <summary>Translators in printed order.</summary>
    public IReadOnlyList<PersonName> Translators { get; init; } = [];

    /// <summary>Title of the thing cited, with its subtitle.</summary>
    public Field? Title { get; init; }

    /// <summary>The book of a chapter, the journal of an article, the newspaper.</summary>
    public Field? Container { get; init; }

    /// <summary>Place or places of publication; the university's town of a thesis.</summary>
    public Field? Place { get; init; }

    /// <summary>Publisher; the university of a thesis.</summary>
    public Field? Publisher { get; init; }

    /// <summary>Year or years of publication, or the date of a newspaper.</summary>
    public Field? Year { get; init; }

    /// <summary>Volume of a journal or of a set.</summary>
    public Field? Volume { get; init; }

    /// <summary>Issue of a journal.</summary>
    public Field? Issue { get; init; }

    /// <summary>Series that the book stands in.</summary>
    public Field? Series { get; init; }

    /// <summary>Edition, as printed (<c>2nd ed.</c>).</summary>
    public Field? Edition { get; init; }

    /// <summary>DOI, without a resolver in front.</summary>
    public Field? Doi { get; init; }

    /// <summary>Web address.</summary>
    public Field? Url { get; init; }

    /// <summary>The abbreviation that this mention introduces for the work (<c>DDF</c>, <c>hereafter DVP SSSR</c>); null where it introduces none.</summary>
    public Field? Abbreviation { get; init; }

    /// <summary>The label of the note in which the work is said to stand (<c>12</c> of <c>Smith, Title (n. 12), 45</c>); null where none is named.</summary>
    public Field? NamedNote { get; init; }
}
