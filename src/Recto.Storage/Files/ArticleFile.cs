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
}
