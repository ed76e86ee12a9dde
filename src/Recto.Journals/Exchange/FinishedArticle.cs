using Recto.Journals.Exchange.Citations;
using Recto.Journals.Exchange.Jats;
using Recto.Notes.Archives;
using Recto.Notes.Resolution;

namespace Recto.Journals.Exchange;

/// <summary>An article as it stands, with everything that a file to take away is made from: the document with what editors say written into it, and its notes read with what they say of the readings.</summary>
public sealed record FinishedArticle
{
    /// <summary>The document, its record, and all its notes.</summary>
    public required JatsArticle Read { get; init; }

    /// <summary>The body notes, read and resolved, in document order.</summary>
    public required Apparatus Apparatus { get; init; }

    /// <summary>The archives that the reading knows.</summary>
    public required RepositoryDirectory Directory { get; init; }

    /// <summary>Its part of the address; stem of the names of its files.</summary>
    public required string Slug { get; init; }

    /// <summary>How it is cited, with the journal's title, volume and number as this site has them.</summary>
    public required ArticleCitation Citation { get; init; }

    /// <summary>Absolute address of its page; null where the site has not been told its own address.</summary>
    public string? Address { get; init; }

    /// <summary>The journal's publisher; null where it is not known.</summary>
    public string? Publisher { get; init; }

    /// <summary>The journal's ISSN as the site has it, online before print; null where it has none.</summary>
    public string? JournalIssn { get; init; }

    /// <summary>The journal's colour on light paper, <c>#rrggbb</c>; null for Recto's own.</summary>
    public string? Colour { get; init; }

    /// <summary>When it was last changed here.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>The pictures and other files that came with it, each under every name by which the document calls it. What did not come is not here.</summary>
    public required IReadOnlyDictionary<string, FinishedFile> Files { get; init; }
}

/// <summary>A file that belongs to an article.</summary>
/// <param name="Name">Its name, unique in the article, one segment of an address.</param>
/// <param name="MediaType">Its media type: <c>image/png</c>.</param>
/// <param name="Key">By what its bytes are asked for: SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Width">Width of a picture in pixels as seen; null where it is none or not known.</param>
/// <param name="Height">Height of a picture in pixels as seen; null where it is none or not known.</param>
public sealed record FinishedFile(string Name, string MediaType, string Key, long Length, int? Width, int? Height)
{
    /// <summary>Whether it is a picture.</summary>
    public bool IsPicture => MediaType.StartsWith("image/", StringComparison.Ordinal);
}
