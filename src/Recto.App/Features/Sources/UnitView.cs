using Recto.App.Shell;
using Recto.Journals.Archives;
using Recto.Notes.Archives;
using Recto.Storage.Articles;

namespace Recto.App.Features.Sources;

/// <summary>What the page of a unit shows.</summary>
public sealed record UnitView
{
    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }

    /// <summary>Which unit.</summary>
    public required UnitAddress Address { get; init; }

    /// <summary>The archive; null for one that the directory does not know.</summary>
    public Repository? Archive { get; init; }

    /// <summary>English name of the archive, else as printed.</summary>
    public required string ArchiveName { get; init; }

    /// <summary>The unit and all that hold it, the archive first; empty for an archive that nobody cites.</summary>
    public required IReadOnlyList<ArchiveUnitRow> Line { get; init; }

    /// <summary>What it holds, as far as it is cited.</summary>
    public required IReadOnlyList<ArchiveUnitRow> Parts { get; init; }

    /// <summary>Where the next page of parts begins; null on the last.</summary>
    public string? NextPart { get; init; }

    /// <summary>Notes that cite the unit itself, by leaf.</summary>
    public required IReadOnlyList<LeafGroup> Leaves { get; init; }

    /// <summary>Where the next page of notes begins; null on the last.</summary>
    public string? NextMention { get; init; }

    /// <summary>Whether nothing comes before.</summary>
    public bool IsFirst { get; init; }

    /// <summary>How many leaves or ranges of leaves are cited.</summary>
    public int LeafCount { get; init; }

    /// <summary>How notes write it.</summary>
    public required IReadOnlyList<WrittenForm> Written { get; init; }

    /// <summary>Units that stand next to it.</summary>
    public required IReadOnlyList<ArchiveUnitRow> Around { get; init; }

    /// <summary>Where the archive shows it; null where that is not known.</summary>
    public ResolvedAddress? Elsewhere { get; init; }

    /// <summary>What is printed of each level.</summary>
    public IReadOnlyList<string> Levels => UnitPages.LevelsOf(Line);

    /// <summary>Call number with the siglum.</summary>
    public string CallNumber => CallNumberText.Of(Archive, ArchiveName, Levels);

    /// <summary>Whether it is the archive itself.</summary>
    public bool IsArchive => Address.Segments.Count == 0;

    /// <summary>What a unit of this archive is called beside others.</summary>
    /// <param name="unit">The unit, under <paramref name="above"/>.</param>
    /// <param name="above">What is printed of the levels above it.</param>
    public string NameOf(ArchiveUnitRow unit, IReadOnlyList<string> above) => CallNumberText.LastLevel(Archive, [.. above, unit.Printed], unit.Address.IsApart);
}
