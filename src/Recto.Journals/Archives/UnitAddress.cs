using System.Diagnostics.CodeAnalysis;

namespace Recto.Journals.Archives;

/// <summary>
/// Which unit of which archive: the archive's key, then a segment for each level from the top down. <see cref="Key"/> is the same for every way of writing the unit.
/// </summary>
/// <param name="Archive">Id of the archive in the directory; <c>~</c> and its folded name for one that the directory does not know.</param>
/// <param name="Segments">One for each level; empty for the archive itself. One that begins with <c>~</c> holds what does not fit the archive's levels, and is the last.</param>
public sealed record UnitAddress(string Archive, IReadOnlyList<string> Segments)
{
    /// <summary>Stands before what does not fit, and before archives that the directory does not know.</summary>
    public const char Apart = '~';

    /// <summary>Most levels of a unit.</summary>
    public const int MostLevels = 6;

    /// <summary>Archive and segments, parted by slashes: <c>rgaspi/558/11/431</c>. At most 440 UTF-16 code units.</summary>
    public string Key => Segments.Count == 0 ? Archive : $"{Archive}/{string.Join('/', Segments)}";

    /// <summary>Path of its page, every segment percent-encoded as it needs: <c>/sources/rgaspi/558/11/431</c>.</summary>
    public string Path => $"/sources/{Escape(Archive)}{string.Concat(Segments.Select(segment => "/" + Escape(segment)))}";

    /// <summary>The unit that holds it; null for an archive.</summary>
    public UnitAddress? Parent => Segments.Count == 0 ? null : this with { Segments = [.. Segments.SkipLast(1)] };

    /// <summary>Puts units of one parent in the order in which people look for them, compared code unit by code unit: <c>9</c> before <c>10</c>, and what does not fit at the end.</summary>
    public string Order => UnitFolding.Order(Segments.Count == 0 ? Archive : Segments[^1]);

    /// <summary>It and all that hold it, the archive first.</summary>
    public IReadOnlyList<UnitAddress> Line => [.. Enumerable.Range(0, Segments.Count + 1).Select(count => this with { Segments = [.. Segments.Take(count)] })];

    /// <summary>Whether it is, or lies in, what does not fit.</summary>
    public bool IsApart => Segments is [.., [Apart, ..]];

    /// <summary>The address with that key; only for keys that <see cref="Key"/> wrote.</summary>
    public static UnitAddress Of(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var parts = key.Split('/');
        return new(parts[0], parts[1..]);
    }

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] UnitAddress? other) => other is not null && Key == other.Key;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);

    /// <inheritdoc/>
    public override string ToString() => Key;

    // A tilde needs no encoding, and .NET agrees.
    private static string Escape(string segment) => Uri.EscapeDataString(segment);
}
