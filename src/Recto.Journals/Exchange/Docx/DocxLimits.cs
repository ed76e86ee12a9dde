namespace Recto.Journals.Exchange.Docx;

/// <summary>How much a Word file may ask of us before it is refused. The defaults are many times what the largest real article needs.</summary>
public sealed record DocxLimits
{
    /// <summary>The defaults.</summary>
    public static DocxLimits Default { get; } = new();

    /// <summary>Entries of the zip.</summary>
    public int Entries { get; init; } = 20_000;

    /// <summary>Bytes of one part of XML, unpacked.</summary>
    public int PartBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Bytes of all parts that are read, unpacked.</summary>
    public long TotalBytes { get; init; } = 192L * 1024 * 1024;

    /// <summary>Bytes of one picture; a larger one is left out with a warning.</summary>
    public int PictureBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Elements and attributes of one part.</summary>
    public int Nodes { get; init; } = 4_000_000;

    /// <summary>Elements one within another; real files stay under 60.</summary>
    public int Depth { get; init; } = 300;
}
