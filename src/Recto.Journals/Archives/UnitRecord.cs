using Recto.Notes.Archives;

namespace Recto.Journals.Archives;

/// <summary>A unit with everything that is told of it to programs.</summary>
public sealed record UnitRecord
{
    /// <summary>Which unit.</summary>
    public required UnitAddress Address { get; init; }

    /// <summary>The archive; null for one that the directory does not know.</summary>
    public Repository? Archive { get; init; }

    /// <summary>Name of the archive: English where the directory has it, else as printed.</summary>
    public required string ArchiveName { get; init; }

    /// <summary>What is printed of each level, from the top down; empty for an archive.</summary>
    public required IReadOnlyList<string> Levels { get; init; }

    /// <summary>Notes that cite it or something in it.</summary>
    public int Notes { get; init; }

    /// <summary>Articles that do.</summary>
    public int Articles { get; init; }

    /// <summary>Notes that cite the unit itself, in the order of its leaves.</summary>
    public IReadOnlyList<UnitCitation> Citations { get; init; } = [];

    /// <summary>What it holds, as far as it is cited: the units, and what is printed of their levels.</summary>
    public IReadOnlyList<(UnitAddress Address, IReadOnlyList<string> Levels)> Parts { get; init; } = [];

    /// <summary>Call number with the siglum: <c>RGASPI 558/11/431</c>.</summary>
    public string CallNumber => CallNumberText.Of(Archive, ArchiveName, Levels);
}

/// <summary>A note that cites a unit.</summary>
/// <param name="ArticleTitle">Plain title of the article.</param>
/// <param name="ArticlePath">Path of the article.</param>
/// <param name="NoteLabel">Label of the note as printed.</param>
/// <param name="NotePath">Path of the note.</param>
/// <param name="Leaf">The leaf, as its key says it; null where none is named.</param>
public sealed record UnitCitation(string ArticleTitle, string ArticlePath, string NoteLabel, string NotePath, string? Leaf);
