using System.Globalization;

namespace Recto.Journals.Exchange.Html;

/// <summary>What is known of a picture that is shown, so that a page keeps its place before it has come, and fetches no more of it than is seen.</summary>
public sealed record PictureFacts
{
    /// <summary>The words of a <c>sizes</c> attribute: a picture fills a narrow page, and stands in the column of text on a wide one (<c>wwwroot/recto.css</c>).</summary>
    private const string Column = "(max-width: 40rem) 100vw, 34rem";

    /// <summary>Its width in pixels as it is seen, turned as its file says; null where it is not known.</summary>
    public int? Width { get; init; }

    /// <summary>Its height in pixels as it is seen; null where it is not known.</summary>
    public int? Height { get; init; }

    /// <summary>The same picture in smaller sizes, narrowest first; empty where there are none.</summary>
    public IReadOnlyList<PictureSize> Sizes { get; init; } = [];

    /// <summary>The attributes that tell it to a browser.</summary>
    /// <param name="address">Address of the picture itself.</param>
    internal (string Name, string? Value)[] Attributes(string address)
    {
        var (width, height) = (Number(Width), Number(Height));
        return Sizes.Count == 0 || Width is null
            ? [("width", width), ("height", height)]
            : [("srcset", string.Join(", ", [.. Sizes.Select(size => $"{size.Address} {Number(size.Width)}w"), $"{address} {width}w"])), ("sizes", Column), ("width", width), ("height", height)];
    }

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A picture in one of its smaller sizes.</summary>
/// <param name="Address">Where it is served; without spaces and commas.</param>
/// <param name="Width">Its width in pixels.</param>
public sealed record PictureSize(string Address, int Width);
