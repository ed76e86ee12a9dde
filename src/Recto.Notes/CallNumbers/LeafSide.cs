namespace Recto.Notes.CallNumbers;

/// <summary>Side of a leaf as read from a call number.</summary>
internal enum LeafSide
{
    /// <summary>The front.</summary>
    Recto = 1,

    /// <summary>The back.</summary>
    Verso,
}
