using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Epub;

/// <summary>A book that is made and not yet packed.</summary>
/// <param name="Entries">Everything that goes into the file, in its order there; <c>mimetype</c> is the first.</param>
/// <param name="Report">What editors should know, each once, without markup.</param>
public sealed record EpubBook(IReadOnlyList<EpubEntry> Entries, IReadOnlyList<ImportWarning> Report)
{
    /// <summary>Media type of the file.</summary>
    public const string MediaType = "application/epub+zip";
}

/// <summary>One file in a book.</summary>
/// <param name="Path">Its path in the zip.</param>
/// <param name="Bytes">Its bytes; empty where <paramref name="Key"/> names them.</param>
/// <param name="Key">The article's file whose bytes it has (<see cref="FinishedFile.Key"/>): these are copied when the book is packed. Null for what was written here.</param>
/// <param name="IsPacked">Whether it grows smaller by packing; type and photographs do not.</param>
public sealed record EpubEntry(string Path, ReadOnlyMemory<byte> Bytes, string? Key = null, bool IsPacked = true);
