using Recto.Notes.References;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>One source as its mentions describe it together: what every bibliographic format is written from. Text is as printed, in one line.</summary>
public sealed record CitedSource
{
    /// <summary>Its id in the apparatus: <c>vaisse-1983</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What sort of thing it is.</summary>
    public required ReferenceKind Kind { get; init; }

    /// <summary>Where a historian lists it.</summary>
    public required SourceGroup Group { get; init; }

    /// <summary>Authors in printed order.</summary>
    public IReadOnlyList<CitedName> Authors { get; init; } = [];

    /// <summary>Whether the authors are taken from the reference before (<c>Idem</c>).</summary>
    public bool AreAuthorsInferred { get; init; }

    /// <summary>Editors in printed order.</summary>
    public IReadOnlyList<CitedName> Editors { get; init; } = [];

    /// <summary>Translators in printed order.</summary>
    public IReadOnlyList<CitedName> Translators { get; init; } = [];

    /// <summary>Title; of an archival source the author's description where there is but one; null where none is printed.</summary>
    public string? Title { get; init; }

    /// <summary>The title, or what stands for it in a list: for a file without a description its call number in short; null where there is neither.</summary>
    public string? DisplayTitle => Title ?? Archive?.Brief ?? Archive?.Collection;

    /// <summary>Journal, newspaper or book in which it stands; null where there is none.</summary>
    public string? Container { get; init; }

    /// <summary>Place of publication; null where none is printed.</summary>
    public string? Place { get; init; }

    /// <summary>Publisher, university of a thesis; null where none is printed.</summary>
    public string? Publisher { get; init; }

    /// <summary>Date of publication, or of the document; null where none is printed.</summary>
    public CitedDate? Date { get; init; }

    /// <summary>Volume; null where none is printed, or where the mentions cite several.</summary>
    public string? Volume { get; init; }

    /// <summary>Issue; null where none is printed.</summary>
    public string? Issue { get; init; }

    /// <summary>Series; null where none is printed.</summary>
    public string? Series { get; init; }

    /// <summary>Edition as printed; null where none is printed.</summary>
    public string? Edition { get; init; }

    /// <summary>First and last page of an article or chapter; null where the notes give only places in it.</summary>
    public (string First, string Last)? Pages { get; init; }

    /// <summary>DOI without a resolver; null where none is printed.</summary>
    public string? Doi { get; init; }

    /// <summary>Web address; null where none is printed.</summary>
    public string? Url { get; init; }

    /// <summary>The abbreviation that the notes introduce for it; null where they introduce none.</summary>
    public string? Abbreviation { get; init; }

    /// <summary>Archive and unit; null for what is published.</summary>
    public CitedArchive? Archive { get; init; }

    /// <summary>All mentions in document order.</summary>
    public required IReadOnlyList<CitedMention> Mentions { get; init; }
}

/// <summary>The parts of a historian's bibliography.</summary>
public enum SourceGroup
{
    /// <summary>Unprinted sources.</summary>
    Archives = 1,

    /// <summary>Printed documents, newspapers, statutes and cases.</summary>
    PrintedSources,

    /// <summary>Everything else.</summary>
    Literature,
}
