using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>Where a paragraph stands in a list.</summary>
/// <param name="List">The list that it belongs to.</param>
/// <param name="Level">Level from 0.</param>
/// <param name="Format">Number format of the level: <c>decimal</c>, <c>bullet</c>.</param>
/// <param name="Number">Its number.</param>
/// <param name="Label">Its number as printed (<c>3.</c>, <c>(a)</c>, <c>1.2</c>); null for a bullet or where nothing is printed.</param>
internal sealed record ListPlace(string List, int Level, string Format, int Number, string? Label);

/// <summary>Counts lists and numbered headings as Word does (ISO/IEC 29500-1, 17.9).</summary>
internal sealed class ListNumbering
{
    private const int Levels = 9;
    private readonly Dictionary<string, (string Abstract, XElement Element)> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XElement> _abstracts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int?[]> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<(string, int)> _restarted = [];
    private readonly Dictionary<XElement, Dictionary<int, XElement>> _levels = [];

    /// <summary>Takes the definitions.</summary>
    /// <param name="root">Root of the part; null where there is none.</param>
    public ListNumbering(XElement? root)
    {
        foreach (var element in root?.Elements() ?? [])
        {
            if (Ooxml.NameOf(element) == "abstractNum" && element.Value("abstractNumId") is { } abstractId)
            {
                _abstracts.TryAdd(abstractId, element);
            }
            else if (Ooxml.NameOf(element) == "num" && element.Value("numId") is { } id && element.ValueOf("abstractNumId") is { } definition)
            {
                _lists.TryAdd(id, (definition, element));
            }
        }

        // A list that follows a list style: the definition that bears the style's name.
        var byStyle = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var element in _abstracts.Values)
        {
            if (element.ValueOf("styleLink") is { } name)
            {
                byStyle.TryAdd(name, element);
            }
        }

        foreach (var (id, element) in _abstracts.ToList())
        {
            if (element.ValueOf("numStyleLink") is { } style && byStyle.TryGetValue(style, out var linked))
            {
                _abstracts[id] = linked;
            }
        }
    }

    /// <summary>Counts the next paragraph of a list; null where the list is not defined.</summary>
    public ListPlace? Next(string list, int level)
    {
        if (level is < 0 or >= Levels || !_lists.TryGetValue(list, out var found) || !_abstracts.TryGetValue(found.Abstract, out var definition))
        {
            return null;
        }

        if (!_counts.TryGetValue(found.Abstract, out var counts))
        {
            _counts.Add(found.Abstract, counts = new int?[Levels]);
        }

        var format = LevelOf(found.Element, definition, level).ValueOf("numFmt") ?? "decimal";
        var overridden = Override(found.Element, level).ValueOf("startOverride");
        counts[level] = overridden is not null && _restarted.Add((list, level)) ? Integer(overridden, 1)
            : counts[level] is { } last ? last + 1
            : Start(found.Element, definition, level);
        Array.Fill(counts, null, level + 1, Levels - level - 1);
        return new ListPlace(list, level, format, counts[level]!.Value, format is "bullet" or "none" ? null : Label(found.Element, definition, level, counts));
    }

    private string? Label(XElement list, XElement definition, int level, int?[] counts)
    {
        var own = LevelOf(list, definition, level);
        var pattern = own.ValueOf("lvlText") ?? "";
        var isLegal = own.Switch("isLgl") == true;
        var label = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            // "%1.%2"
            if (pattern[i] == '%' && i + 1 < pattern.Length && pattern[i + 1] is >= '1' and <= '9')
            {
                var part = pattern[++i] - '1';
                var format = LevelOf(list, definition, part).ValueOf("numFmt");
                label.Append(NumberWords.Of(counts[part] ?? Start(list, definition, part), isLegal ? "decimal" : format));
            }
            else
            {
                label.Append(pattern[i]);
            }
        }

        return label.ToString().Trim() is { Length: > 0 } text ? text : null;
    }

    private int Start(XElement list, XElement definition, int level) => Integer(LevelOf(list, definition, level).ValueOf("start"), 1);

    private XElement? Override(XElement list, int level) => LevelIn(list, "lvlOverride", level);

    private XElement? LevelOf(XElement list, XElement definition, int level) => Override(list, level).Child("lvl") ?? LevelIn(definition, "lvl", level);

    // The children of a list or a definition by level, the first of each; looked for once, since every paragraph of a list asks.
    private XElement? LevelIn(XElement parent, string name, int level)
    {
        if (!_levels.TryGetValue(parent, out var levels))
        {
            _levels[parent] = levels = [];
            foreach (var child in parent.Elements().Where(child => Ooxml.NameOf(child) == name))
            {
                levels.TryAdd(Integer(child.Value("ilvl"), -1), child);
            }
        }

        return levels.GetValueOrDefault(level);
    }

    private static int Integer(string? value, int otherwise) => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, -1, 1_000_000) : otherwise;
}
