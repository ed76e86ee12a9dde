namespace Recto.Notes.References;

/// <summary>A reference that only points back (or on): Ibid., Ebd., Там же, Idem, <c>See note 37 above</c>.</summary>
public sealed record BackReference : Reference
{
    /// <summary>The word or phrase that points, as printed.</summary>
    public required Field Word { get; init; }

    /// <summary>The note that is named, by its label as printed; null for ibid and idem.</summary>
    public Field? TargetLabel { get; init; }

    /// <summary>For idem: the title that follows; null otherwise.</summary>
    public Field? Title { get; init; }
}
