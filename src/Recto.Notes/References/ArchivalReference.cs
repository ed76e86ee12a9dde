namespace Recto.Notes.References;

/// <summary>A reference to a unit in an archive: repository, the path of levels from the top down, and a leaf inside the file.</summary>
public sealed record ArchivalReference : Reference
{
    /// <summary>The archive's siglum as printed, or its name where no siglum is printed; null where the mention leaves it out (<c>f. 17, op. 162</c> after a named archive).</summary>
    public Field? Repository { get; init; }

    /// <summary>The archive's id in the <c>RepositoryDirectory</c>; null where the archive is not known to us.</summary>
    public string? RepositoryId { get; init; }

    /// <summary>The full name printed before a siglum in brackets; null where only the siglum stands.</summary>
    public Field? RepositoryName { get; init; }

    /// <summary>Levels from the top down, as printed without their labels: RGASPI 558/11/431 has three, AVPRF 05/13/94/70 four, SHAT 7N 3121 two.</summary>
    public IReadOnlyList<Field> Path { get; init; } = [];

    /// <summary>Leaf or leaves inside the file (a locator, not a level), as printed without its label.</summary>
    public Field? Folio { get; init; }

    /// <summary>Side of the (last) leaf; null: a bare number does not say, and neither do we.</summary>
    public FolioSide? Side { get; init; }

    /// <summary>A named series before the path (<c>Série Z (Europe, 1918–1940), URSS</c>).</summary>
    public Field? Series { get; init; }

    /// <summary>What the unit or leaf is, in the author's words.</summary>
    public Field? Description { get; init; }

    /// <summary>Date of the document.</summary>
    public Field? Date { get; init; }
}

/// <summary>Side of a leaf.</summary>
public enum FolioSide
{
    /// <summary>The front.</summary>
    Recto = 1,

    /// <summary>The back (об., ob., verso, v°).</summary>
    Verso,
}
