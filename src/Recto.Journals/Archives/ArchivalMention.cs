namespace Recto.Journals.Archives;

/// <summary>One place in the notes of an article that cites a unit of an archive; one for each leaf or unbroken range of leaves that it names.</summary>
public sealed record ArchivalMention
{
    /// <summary>Which unit.</summary>
    public required ArchivalUnit Unit { get; init; }

    /// <summary>Index of the note in document order, from 0.</summary>
    public required int Note { get; init; }

    /// <summary>Index of the reference in the note, from 0.</summary>
    public required int Reference { get; init; }

    /// <summary>Which of the leaves that the reference names, from 0.</summary>
    public required int Part { get; init; }

    /// <summary>The leaf; null where none is named.</summary>
    public LeafRange? Leaf { get; init; }

    /// <summary>How the note writes the unit, from the archive to its last level, without the leaf; null for a back reference. At most 200 UTF-16 code units.</summary>
    public string? Written { get; init; }

    /// <summary>The name or siglum under which the note cites the archive, where that is a former one, or another archive that this one has followed; null otherwise.</summary>
    public string? FormerName { get; init; }

    /// <summary>For a back reference, label of the note from which the unit is known; null for what the note writes itself.</summary>
    public string? FromLabel { get; init; }
}
