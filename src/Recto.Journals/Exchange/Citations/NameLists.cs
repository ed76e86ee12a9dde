using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Exchange.Citations;

/// <summary>Several names in a line.</summary>
internal static class NameLists
{
    /// <summary>Names joined; null for nobody.</summary>
    /// <param name="names">The names.</param>
    /// <param name="write">How one is written, by its place from 0.</param>
    /// <param name="and">What stands before the last of several: <c>" and "</c>.</param>
    /// <param name="serial">What stands before the last of three or more: <c>", and "</c>.</param>
    public static string? Joined(IReadOnlyList<CitedName> names, Func<CitedName, int, string> write, string and, string serial)
    {
        var written = names.Select(write).ToList();
        return written switch
        {
            [] => null,
            [var one] => one,
            [var one, var two] => one + and + two,
            _ => string.Join(", ", written.SkipLast(1)) + serial + written[^1],
        };
    }

    /// <summary>All as they are said: <c>A B, C D, and E F</c>; null for nobody.</summary>
    public static string? Plain(IReadOnlyList<CitedName> names, string serial = ", and ") => Joined(names, (name, _) => NameForms.Plain(name), " and ", serial);

    /// <summary>The first inverted, the others as they are said.</summary>
    public static string? FirstInverted(IReadOnlyList<CitedName> names) =>
        Joined(names, (name, at) => at == 0 ? NameForms.Inverted(name) : NameForms.Plain(name), names is [var first, ..] && HasComma(first) ? ", and " : " and ", ", and ");

    /// <summary>Whether the name, inverted, has a comma.</summary>
    public static bool HasComma(CitedName name) => NameForms.Inverted(name).Contains(',', StringComparison.Ordinal);
}
