using System.Text;

namespace Recto.Journals.Exchange.Epub;

/// <summary>The pictures that a book shows: each once, under a name that every reader takes.</summary>
/// <param name="missing">Keys of files whose bytes are not there.</param>
internal sealed class BookPictures(IReadOnlySet<string> missing)
{
    private readonly Dictionary<string, BookPicture> _byKey = new(StringComparer.Ordinal);
    private readonly HashSet<string> _absent = new(StringComparer.Ordinal);
    private readonly HashSet<string> _paths = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that were asked for, in order.</summary>
    public List<BookPicture> Used { get; } = [];

    /// <summary>Names of the source that no picture stands behind, each once.</summary>
    public List<string> Absent { get; } = [];

    /// <summary>Path of a picture; null where the book cannot show it.</summary>
    /// <param name="article">The article.</param>
    /// <param name="name">As the source names it.</param>
    public string? PathOf(FinishedArticle article, string name)
    {
        if (!article.Files.TryGetValue(name, out var file) || missing.Contains(file.Key) || EndingOf(file.MediaType) is not { } ending)
        {
            if (name.Length > 0 && _absent.Add(name))
            {
                Absent.Add(name);
            }

            return null;
        }

        if (!_byKey.TryGetValue(file.Key, out var picture))
        {
            picture = _byKey[file.Key] = new BookPicture(Free(file.Name, ending), file.MediaType, file.Key);
            Used.Add(picture);
        }

        return picture.Path;
    }

    /// <summary>Whether readers of books show pictures of a media type.</summary>
    public static bool IsKnown(string mediaType) => EndingOf(mediaType) is not null;

    // What every reader of EPUB 3.3 shows (core media types).
    private static string? EndingOf(string mediaType) => mediaType switch { "image/png" => ".png", "image/jpeg" => ".jpg", "image/gif" => ".gif", "image/webp" => ".webp", "image/svg+xml" => ".svg", _ => null };

    private string Free(string name, string ending)
    {
        var stem = new StringBuilder("images/");
        foreach (var character in Path.GetFileNameWithoutExtension(name.AsSpan()))
        {
            stem.Append(char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '-');
        }

        var path = stem + ending;
        for (var n = 2; !_paths.Add(path); n++)
        {
            path = $"{stem}-{n}{ending}";
        }

        return path;
    }
}

/// <summary>A picture in a book.</summary>
/// <param name="Path">Beside the documents.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Key">Where its bytes are.</param>
internal sealed record BookPicture(string Path, string MediaType, string Key)
{
    /// <summary>Whether it is text and grows smaller by packing.</summary>
    public bool IsPacked => MediaType == "image/svg+xml";
}
