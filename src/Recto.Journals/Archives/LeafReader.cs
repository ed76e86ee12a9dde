using System.Globalization;
using System.Text.RegularExpressions;
using Recto.Notes.References;

namespace Recto.Journals.Archives;

/// <summary>Reads leaves as they are printed: <c>125</c>, <c>5–7 об.</c>, <c>12r–13v</c>, <c>122-3</c>, <c>5, 7, 9</c>.</summary>
public static partial class LeafReader
{
    // No note names more leaves one by one; what comes after is not told.
    private const int Most = 24;

    /// <summary>The leaves in printed order; empty where nothing of the kind is printed.</summary>
    /// <param name="printed">As printed, without its label.</param>
    /// <param name="side">Side of the last leaf, where it was read apart; null for none.</param>
    public static IReadOnlyList<LeafRange> Read(string printed, FolioSide? side)
    {
        ArgumentNullException.ThrowIfNull(printed);
        var ranges = new List<LeafRange>();
        foreach (Match match in Leaves().Matches(printed))
        {
            if (ranges.Count == Most)
            {
                break;
            }

            ranges.Add(RangeOf(match));
        }

        if (side is not null && ranges is [.., var last] && (last.To ?? last.From).Side is null)
        {
            ranges[^1] = last.To is { } to ? last with { To = to with { Side = side } } : last with { From = last.From with { Side = side } };
        }

        return ranges;
    }

    private static LeafRange RangeOf(Match match)
    {
        var from = LeafOf(match.Groups["number"].Value, match.Groups["suffix"].Value, match.Groups["side"].Value);
        if (!match.Groups["to"].Success)
        {
            return new LeafRange(from, null);
        }

        var number = match.Groups["to"].Value;
        var written = match.Groups["number"].Value;
        if (number.Length < written.Length)
        {
            number = written[..^number.Length] + number; // 122–3 is 122–123.
        }

        var to = LeafOf(number, match.Groups["toSuffix"].Value, match.Groups["toSide"].Value);
        return to.Number > from.Number || to.Number == from.Number && to != from ? new LeafRange(from, to) : new LeafRange(from, null);
    }

    private static Leaf LeafOf(string number, string suffix, string side)
    {
        var letter = suffix.ToLowerInvariant() switch { "а" => "a", "б" => "b", "в" => "v", "г" => "g", var other => other };
        FolioSide? sideOf = side.Trim().TrimEnd('.', '°').ToLowerInvariant() switch
        {
            "r" or "ro" or "recto" or "vs" => FolioSide.Recto,
            "v" or "vo" or "verso" or "rs" or "ob" or "oborot" or "об" or "оборот" or "зв" or "zv" => FolioSide.Verso,
            _ => null,
        };
        return new Leaf(int.Parse(number, CultureInfo.InvariantCulture), letter, sideOf);
    }

    // 12; 12a; 12 ob.; 12v°; 12r–13v; 5–7 об. A letter that is a side is no suffix.
    [GeneratedRegex("""
        (?<![\p{L}\d])(?<number>[0-9]{1,7})(?![0-9])
        (?:(?<side>\s?(?:recto|verso|oborot|ob|оборот|об|зв|zv|r[o°]?|v[o°]?)(?![\p{L}\d])[.°]?)|(?<suffix>[a-zа-г])(?![\p{L}\d]))?
        (?:\s?[-–—‒]\s?(?<to>[0-9]{1,7})(?![0-9])
        (?:(?<toSide>\s?(?:recto|verso|oborot|ob|оборот|об|зв|zv|r[o°]?|v[o°]?)(?![\p{L}\d])[.°]?)|(?<toSuffix>[a-zа-г])(?![\p{L}\d]))?)?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Leaves();
}
