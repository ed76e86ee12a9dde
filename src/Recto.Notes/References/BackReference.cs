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

    /// <summary>Levels that differ from those of the archival reference just before (<c>Ibid., d. 432, l. 5</c>), in printed order; empty where nothing differs.</summary>
    public IReadOnlyList<ChangedLevel> Levels { get; init; } = [];
}

/// <summary>A level of a call number that an Ibid. names anew.</summary>
/// <param name="Level">Which.</param>
/// <param name="Value">As printed, without its label.</param>
public sealed record ChangedLevel(ArchivalLevel Level, Field Value);

/// <summary>Levels of a call number that have labels of their own in the notes of many archives.</summary>
public enum ArchivalLevel
{
    /// <summary>Fond, fonds (фонд).</summary>
    Fonds = 1,

    /// <summary>Opis, series (опись).</summary>
    Series,

    /// <summary>Delo, file (дело, единица хранения).</summary>
    ArchivalFile,

    /// <summary>Box, folder, carton, bundle: a level whose place in the path the words alone do not tell.</summary>
    Other,

    /// <summary>A part of a code that names the unit from the holding down (<c>FO 371/12346</c>): all parts together are its path.</summary>
    Code,
}
