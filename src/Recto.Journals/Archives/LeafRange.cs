using System.Globalization;
using Recto.Notes.References;

namespace Recto.Journals.Archives;

/// <summary>A leaf inside a file, or an unbroken range of them. A bare number says no side, and neither do we: it is none, never recto.</summary>
/// <param name="From">The first leaf.</param>
/// <param name="To">The last; null for one leaf.</param>
public sealed record LeafRange(Leaf From, Leaf? To)
{
    /// <summary>A name for it that is the same however it is written, fit for an address: <c>125</c>, <c>27v</c>, <c>5-7v</c>.</summary>
    public string Key => To is { } to ? $"{From.Key}-{to.Key}" : From.Key;

    /// <summary>Puts leaves in the order of the file, compared code unit by code unit: a leaf, its range, its sides, the next.</summary>
    public string Order => To is { } to ? $"{From.Order}-{to.Order}" : From.Order;

    /// <summary>As it is shown, without a label: <c>125</c>, <c>27v</c>, <c>5–7v</c>.</summary>
    public override string ToString() => To is { } to ? $"{From}–{to}" : From.ToString();
}

/// <summary>One leaf.</summary>
/// <param name="Number">Its number; 0 where it has none in figures.</param>
/// <param name="Suffix">What stands behind the number, in lower case (<c>a</c> in <c>12a</c>), or the whole where there is no number (<c>xii</c>); empty for nothing.</param>
/// <param name="Side">Its side; null where the words do not say.</param>
public readonly record struct Leaf(int Number, string Suffix, FolioSide? Side)
{
    /// <summary><c>27v</c>; <c>12a</c>.</summary>
    public string Key => ToString();

    /// <summary>Compared code unit by code unit; leaves without a number in figures come last.</summary>
    public string Order => string.Create(CultureInfo.InvariantCulture, $"{(Number > 0 ? Number : 99_999_999):00000000}{Suffix}!{(int)(Side ?? 0)}");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Number > 0 ? Number : null)}{Suffix}{Side switch { FolioSide.Recto => "r", FolioSide.Verso => "v", _ => "" }}");
}
