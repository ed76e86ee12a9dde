using Recto.Notes.CallNumbers;
using Recto.Notes.Text;

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

    /// <summary>What a call number says, and the words before it; the archive is not told.</summary>
    /// <param name="text">The note's text.</param>
    /// <param name="span">Where the reference stands.</param>
    /// <param name="confidence">How sure the reading is, 0 to 1.</param>
    /// <param name="call">The call number.</param>
    /// <param name="description">What the words before it say the document is; null where they say nothing.</param>
    /// <param name="date">The document's date, by the words before it; null where they name none.</param>
    internal static ArchivalReference Of(string text, TextSpan span, double confidence, CallNumber call, TextSpan? description, TextSpan? date) => new()
    {
        Span = span,
        Form = ReferenceForm.Full,
        Confidence = confidence,
        Path = [.. call.Path.Select(level => Field.Of(text, level))],
        Folio = Field.OfAny(text, call.Folio),
        Side = call.Side switch { LeafSide.Recto => FolioSide.Recto, LeafSide.Verso => FolioSide.Verso, _ => null },
        Series = Field.OfAny(text, call.Series),
        Description = Field.OfAny(text, description ?? call.Description),
        Date = Field.OfAny(text, date ?? call.Date),
    };
}

/// <summary>Side of a leaf.</summary>
public enum FolioSide
{
    /// <summary>The front.</summary>
    Recto = 1,

    /// <summary>The back (об., ob., verso, v°).</summary>
    Verso,
}
