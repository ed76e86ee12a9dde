using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Html;

/// <summary>How a cell stands, as classes of our style sheet: alignment, rules, shade. Colours and sizes of the source's own print are left out.</summary>
internal static class CellStyle
{
    private const int MostColumns = 200;

    /// <summary>Alignment of each column that the table declares; null where it declares none for it.</summary>
    /// <param name="table">A table.</param>
    public static IReadOnlyList<string?> ColumnsOf(XElement table)
    {
        var columns = new List<string?>();
        foreach (var column in table.Elements().SelectMany(child => child.Name.LocalName == "colgroup" && child.HasElements ? child.Elements() : [child]).Where(child => child.Name.LocalName is "col" or "colgroup"))
        {
            var count = int.TryParse((string?)column.Attribute("span"), NumberStyles.None, CultureInfo.InvariantCulture, out var span) && span > 0 ? Math.Min(span, MostColumns) : 1;
            columns.AddRange(Enumerable.Repeat((string?)column.Attribute("align") ?? (string?)column.Parent?.Attribute("align"), columns.Count < MostColumns ? count : 0));
        }

        return columns;
    }

    /// <summary>Classes of a cell; null where it stands as cells do.</summary>
    /// <param name="cell">A cell.</param>
    /// <param name="column">Alignment that its column declares; null where it declares none.</param>
    public static string? Of(XElement cell, string? column)
    {
        if (!cell.HasAttributes && column is null)
        {
            return IsFigure(cell) ? "keep" : null;
        }

        var style = ((string?)cell.Attribute("style"))?.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() ?? "";
        var align = After(style, "text-align:") ?? (string?)cell.Attribute("align") ?? (string?)cell.Parent?.Attribute("align") ?? column;
        string?[] classes =
        [
            align switch { "center" => "mid", "right" => "far", "char" => "figures", _ => null },
            (string?)cell.Attribute("valign") switch { "middle" => "level", "bottom" when cell.Name.LocalName != "th" => "low", "top" when cell.Name.LocalName == "th" => "high", _ => null },
            IsRuled(style, "top") ? "ruled-over" : null,
            IsRuled(style, "bottom") ? "ruled-under" : null,
            IsRuled(style, "left") ? "ruled-before" : null,
            IsRuled(style, "right") ? "ruled-behind" : null,
            style.Contains("background", StringComparison.Ordinal) && !style.Contains("transparent", StringComparison.Ordinal) && !style.Contains("#fff", StringComparison.Ordinal) ? "shade" : null,
            IsFigure(cell) ? "keep" : null,
            After(style, "padding-left:") is { } inner && int.TryParse(inner.AsSpan().TrimEnd("%emptx"), NumberStyles.None, CultureInfo.InvariantCulture, out var depth) && depth > 0 ? depth < 12 ? "in1" : "in2" : null,
        ];
        var names = string.Join(' ', classes.Where(name => name is not null));
        return names.Length == 0 ? null : names;
    }

    // 2 (16.67)   5.0 - 8.5   27.8 ± 0.3 a: one figure, on one line.
    private static bool IsFigure(XElement cell)
    {
        var text = cell.Value.AsSpan().Trim();
        return text.Length is > 2 and <= LongestFigure && text.ContainsAny(" -–\u00A0\u2009") && !text.ContainsAny("\n\r\t") && text.ContainsAnyInRange('0', '9') && !cell.HasElements && Letters(text) <= 2;
    }

    private static int Letters(ReadOnlySpan<char> text)
    {
        var letters = 0;
        foreach (var character in text)
        {
            letters += char.IsLetter(character) ? 1 : 0;
        }

        return letters;
    }

    private const int LongestFigure = 16;

    private static bool IsRuled(string style, string side) =>
        (After(style, $"border-{side}:") ?? After(style, $"border-{side}-style:")) is { } rule && !rule.Contains("hidden", StringComparison.Ordinal) && !rule.Contains("none", StringComparison.Ordinal) && rule != "0";

    private static string? After(string style, string property)
    {
        var at = style.IndexOf(property, StringComparison.Ordinal);
        return at < 0 ? null : style[(at + property.Length)..].Split(';')[0];
    }
}
