namespace Recto.Journals.Exchange.Fixes;

/// <summary>A character that the source of a note holds, and where.</summary>
/// <param name="Value">The character as it is read: of an entity, what that stands for.</param>
/// <param name="Start">Where it begins in the source's text, in UTF-16 code units.</param>
/// <param name="End">Where it ends. Characters of one entity share their place.</param>
/// <param name="Depth">How deep in markup it stands; compared with its neighbours only.</param>
/// <param name="Traits">What else must be known.</param>
internal readonly record struct SourceCharacter(char Value, int Start, int End, int Depth = 0, SourceTraits Traits = SourceTraits.None)
{
    public bool MayBeLeftOut => (Traits & SourceTraits.MayBeLeftOut) != 0;

    public bool IsFixed => (Traits & SourceTraits.IsFixed) != 0;

    public bool IsSpace => char.IsWhiteSpace(Value);
}

/// <summary>What must be known of a source character.</summary>
[Flags]
internal enum SourceTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It may be markup, or one of several tellings: the note may lack it.</summary>
    MayBeLeftOut = 1,

    /// <summary>It cannot be changed where it stands: a tab element, a symbol, the result of a field.</summary>
    IsFixed = 2,

    /// <summary>It stands in CDATA, where nothing is escaped.</summary>
    IsRaw = 4,
}

/// <summary>A replacement in the source's text.</summary>
/// <param name="Start">Where it begins, in UTF-16 code units.</param>
/// <param name="End">Where it ends; equal to <paramref name="Start"/> to insert.</param>
/// <param name="Text">The characters meant, not yet written as the source writes them.</param>
/// <param name="IsRaw">Whether it stands in CDATA.</param>
internal readonly record struct SourceEdit(int Start, int End, string Text, bool IsRaw);
