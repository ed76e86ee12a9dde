namespace Recto.Storage.Files;

/// <summary>A file of an article.</summary>
public sealed record ArticleFile
{
    /// <summary>Its name, unique in the article: one segment of an address, no separators, no control characters, at most 255 UTF-16 code units, not <c>.</c> or <c>..</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is there for.</summary>
    public required FileRole Role { get; init; }

    /// <summary>Media type for the answer: <c>image/png</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>Where its bytes are.</summary>
    public required FileHash Hash { get; init; }

    /// <summary>Length in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>By which names the document calls it; null where that was never written down.</summary>
    public IReadOnlyList<string>? Called { get; init; }

    /// <summary>Width of a picture in pixels as seen; null where it is none or the width is not known.</summary>
    public int? Width { get; init; }

    /// <summary>Height of a picture in pixels as seen; null where it is none or the height is not known.</summary>
    public int? Height { get; init; }

    /// <summary>The picture that this one is a smaller size of, or was turned from; null where it came by itself.</summary>
    public FileHash? MadeFrom { get; init; }

    /// <summary>By which rule the sizes of a picture were made, or this size was; null where nobody has tried.</summary>
    public string? MadeBy { get; init; }
}

/// <summary>What a file of an article is there for.</summary>
public enum FileRole
{
    /// <summary>What the article was imported from, byte for byte.</summary>
    Source = 1,

    /// <summary>The article as Recto's JATS.</summary>
    Jats,

    /// <summary>A picture of the body.</summary>
    Figure,

    /// <summary>Something for readers to take away (PDF, EPUB, data).</summary>
    Download,

    /// <summary>A file that the article itself names: supplementary material, a film, data.</summary>
    Supplement,

    /// <summary>A smaller size of a picture of the body.</summary>
    FigureSize,

    /// <summary>A picture as it came in, where another is shown in its place: turned into what browsers show, or cleaned. To keep and to take away, never to be shown.</summary>
    FigureOriginal,
}
