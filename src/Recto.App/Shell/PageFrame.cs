using Microsoft.Extensions.Caching.Memory;

namespace Recto.App.Shell;

/// <summary>A page as bytes, but for the parts that are copied in: pieces in their order, words said in one language.</summary>
/// <param name="Pieces">UTF-8, or the name of a part.</param>
internal sealed record PageFrame(IReadOnlyList<(byte[] Html, string? Part)> Pieces)
{
    /// <summary>The <c>Link</c> header that goes with it; null for none.</summary>
    public string? Links { get; init; }

    /// <summary>The frame with a part that is as lasting as the frame itself.</summary>
    /// <param name="part">Its name.</param>
    /// <param name="html">UTF-8.</param>
    public PageFrame With(string part, byte[] html) => this with { Pieces = [.. Pieces.Select(piece => piece.Part == part ? (html, null) : piece)] };

    /// <summary>What it takes in memory, roughly, in bytes.</summary>
    public long Size => 256 + Pieces.Sum(piece => 64L + piece.Html.Length) + (Links?.Length ?? 0) * 2;
}

/// <summary>
/// Frames of pages whose version says all that they depend on. They outlive the finished pages, which are thrown away whenever anything on the site changes: a page that did not change itself
/// is then put together anew from its frame and the parts that the database keeps, and nothing of it is rendered again.
/// </summary>
internal sealed class KeptFrames : IDisposable
{
    private const long Most = 48 * 1024 * 1024;
    private static readonly TimeSpan Unused = TimeSpan.FromHours(1);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>The frame of that version; null where it is not kept.</summary>
    public PageFrame? Find(string version) => _kept.TryGetValue<PageFrame>(version, out var frame) ? frame : null;

    /// <summary>Keeps a frame.</summary>
    public PageFrame Keep(string version, PageFrame frame) => _kept.Set(version, frame, new MemoryCacheEntryOptions { Size = frame.Size, SlidingExpiration = Unused });

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();
}
