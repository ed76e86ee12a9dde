namespace Recto.Journals.Exchange.Jats;

/// <summary>How much a file may ask of us before it is refused. The defaults are many times what the largest real article needs.</summary>
public sealed record JatsLimits
{
    /// <summary>The defaults.</summary>
    public static JatsLimits Default { get; } = new();

    /// <summary>Size of the file in bytes.</summary>
    public int Bytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Elements one within another; real articles stay under 60.</summary>
    public int Depth { get; init; } = 400;

    /// <summary>Elements and attributes together.</summary>
    public int Nodes { get; init; } = 2_000_000;

    /// <summary>Attributes of one element.</summary>
    public int Attributes { get; init; } = 500;

    /// <summary>Characters that entities of the file's own document type declaration may expand to, all together.</summary>
    public int EntityCharacters { get; init; } = 1_000_000;
}
