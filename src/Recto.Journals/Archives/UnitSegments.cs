using System.Text.RegularExpressions;
using Recto.Notes.Archives;

namespace Recto.Journals.Archives;

/// <summary>Makes the segments of an address of the levels that a note, or an address, writes; what does not fit the archive's levels is one last segment of its own.</summary>
internal static partial class UnitSegments
{
    // A number of a fond, opis or delo has a few letters beside its figures; what has more is a name, a date, a description.
    private const int LongestNumber = 12;

    /// <summary>One level as it is written.</summary>
    /// <param name="Text">Its words.</param>
    /// <param name="Label">Name of the label before it (<see cref="UnitLabels"/>); null for none.</param>
    /// <param name="Printed">As it is shown.</param>
    internal readonly record struct Level(string Text, string? Label, string Printed);

    /// <summary>Segments and what is printed of each, side by side.</summary>
    /// <param name="archive">The archive; null for one that is not known: its levels are taken as they come.</param>
    /// <param name="levels">The levels as written, from the top down.</param>
    public static (IReadOnlyList<string> Segments, IReadOnlyList<string> Printed) Of(Repository? archive, IReadOnlyList<Level> levels)
    {
        var style = archive?.Style ?? CallNumberStyle.Named;
        var counts = archive is not null && IsCounted(style);
        var most = counts ? ArchiveLevels.Of(archive!).Count : UnitAddress.MostLevels - 1;
        var (segments, printed) = (new List<string>(), new List<string>());
        foreach (var level in Parted(archive, levels))
        {
            if (!counts && segments.Count > 0 && Aside().IsMatch(level.Text))
            {
                break; // Who quotes it, or the date of the entry: the unit ends before.
            }

            var segment = counts ? Counted(level.Text, isTop: segments.Count == 0) : Named(level, style, isTop: segments.Count == 0);
            if (segment.Length == 0)
            {
                continue;
            }

            var fits = segments.Count < most && (!counts || segment.Length <= LongestNumber && segment.AsSpan().ContainsAnyInRange('0', '9'));
            if (!fits)
            {
                Apart(levels, level, segments, printed);
                break;
            }

            if (LotFile().IsMatch(level.Text))
            {
                // The office's name before the number of its deposit is left out as often as not.
                while (segments is [.., var name] && !name.AsSpan().ContainsAnyInRange('0', '9'))
                {
                    segments.RemoveAt(segments.Count - 1);
                    printed.RemoveAt(printed.Count - 1);
                }
            }

            segments.Add(segment);
            printed.Add(level.Printed);
        }

        return (segments, printed);
    }

    /// <summary>Whether the archive tells its levels by their place: fond, opis, delo.</summary>
    public static bool IsCounted(CallNumberStyle style) => style is CallNumberStyle.Fond or CallNumberStyle.Dots;

    // Everything from that level on, in one segment.
    private static void Apart(IReadOnlyList<Level> levels, Level from, List<string> segments, List<string> printed)
    {
        var at = levels.ToList().IndexOf(from);
        var rest = levels.Skip(Math.Max(0, at)).Select(level => level.Printed).ToList();
        if (UnitFolding.Segment(string.Join(" ", rest)) is { Length: > 0 } folded)
        {
            segments.Add(UnitAddress.Apart + folded);
            printed.Add(string.Join(", ", rest));
        }
    }

    private static string Counted(string text, bool isTop)
    {
        var segment = UnitFolding.Segment(text);
        if (Label().Match(segment) is { Success: true } label && UnitLabels.IsPositional(label.Groups["word"].Value, isTop))
        {
            segment = segment[label.Length..];
        }

        // Fond 05 is not fond 5; a file 007 is file 7.
        return isTop ? segment : UnitFolding.WithoutZeros(segment);
    }

    private static string Named(Level level, CallNumberStyle style, bool isTop)
    {
        var text = Spelled(Cut(level.Text));
        if (LotFile().Match(text) is { Success: true } lot)
        {
            return "lot" + UnitFolding.Segment(lot.Groups["number"].Value);
        }

        var segment = UnitFolding.Segment(text);
        if (style == CallNumberStyle.Shelf && segment == "additional")
        {
            return "add"; // The British Library's Add. MSS.
        }

        if (level.Label is null && Label().Match(segment) is { Success: true } label && UnitLabels.NameOf(label.Groups["word"].Value) is { } name)
        {
            segment = name + UnitFolding.WithoutZeros(segment[label.Length..]);
        }

        segment = style == CallNumberStyle.Code && isTop ? segment : UnitFolding.WithoutZeros(segment);
        return level.Label is { Length: > 0 } said && segment.Length > 0 && !segment.StartsWith(said, StringComparison.Ordinal) ? UnitFolding.Segment($"{said} {segment}") : segment;
    }

    // What follows a folder's name and is not of it: a bracket that nothing closes or opens, words that lead on to something else, a date.
    private static string Cut(string text)
    {
        var cut = Ending().Replace(Leading().Replace(text, ""), "");
        return cut.Length > 0 ? cut : text;
    }

    // 1910–29 is 1910–1929, and the central files of the State Department go by their initials.
    private static string Spelled(string text) => CentralFiles().Replace(Years().Replace(text, "${from}-${century}${to}"), match => match.Groups["foreign"].Success ? "CFPF" : "CDF");

    // "FO 371" in one piece is department and series, where the archive counts both.
    private static IEnumerable<Level> Parted(Repository? archive, IReadOnlyList<Level> levels)
    {
        if (archive is { Style: CallNumberStyle.Code } && levels.Count > 0 && levels.Count < ArchiveLevels.Of(archive).Count && Code().Match(levels[0].Text) is { Success: true } code)
        {
            return [new(code.Groups["letters"].Value, null, code.Groups["letters"].Value), new(code.Groups["number"].Value, null, code.Groups["number"].Value), .. levels.Skip(1)];
        }

        return levels;
    }

    // op11, box-3, edkhr12: letters, then figures.
    [GeneratedRegex("^(?<word>[a-z]{1,10}(?:-[a-z]{1,6})?)-?(?=[0-9])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Label();

    // FO 371, HO144
    [GeneratedRegex("""^\s*(?<letters>\p{Lu}{1,6})\s?(?<number>[0-9]{1,6})\s*$""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();

    // Lot File 04D114, Lot 54 D 270: a deposit of an office of the State Department, whatever else it is called.
    [GeneratedRegex("""\bLot\s(?:Files?\s)?(?:No\.\s)?(?<number>[0-9]{2}\s?-?[A-Z]\s?-?[0-9]{1,4})\b""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex LotFile();

    // A bracket that nothing closes or opens, or one with years only, behind a name: "Dissent Channel Package (1980)", "FRUS Rereview 1980 (also in".
    [GeneratedRegex("""\s*(?:\((?:[^()]*|[\s\d–—-]*\))|(?<!\([^()]*)\).*)$""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ending();

    // "…, as quoted by", "…. See", "… and", "…, dated", "… attached to": what leads on to something else, and all behind it.
    [GeneratedRegex("""[\s,;.]+(?:(?:[Ss]ee|[Aa]nd|[Aa]lso|[Ii]n|[Ww]ith|[Ff]rom|[Oo]n)\W*$|(?:as quoted|as cited|quoted in|cited in|under dates?|dated|attached to|enclosed in)\b.*$)""", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Leading();

    [GeneratedRegex("""^(?:as quoted|as cited|quoted in|cited in|under dates?|dated|attached to|enclosed in)\b""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Aside();

    [GeneratedRegex("""(?<![0-9])(?<from>(?<century>1[5-9]|20)[0-9]{2})\s?[-–—/]\s?(?<to>[0-9]{2})(?![0-9])""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Years();

    [GeneratedRegex("""\bCentral\s(?:(?<foreign>Foreign\sPolicy)|Decimal)\sFiles?\b""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex CentralFiles();
}
