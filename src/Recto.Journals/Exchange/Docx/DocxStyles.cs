using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>How a stretch is set.</summary>
[Flags]
internal enum Fount
{
    /// <summary>As its surroundings.</summary>
    None = 0,
    Italic = 1,
    Bold = 2,
    SmallCaps = 4,
    Underline = 8,
    Strike = 16,
    Superscript = 32,
    Subscript = 64,
    Monospace = 128,

    /// <summary>Not printed.</summary>
    Hidden = 256,
}

/// <summary>What a paragraph is for.</summary>
internal enum ParagraphRole
{
    /// <summary>A paragraph of the text.</summary>
    Text = 1,
    Heading,
    Title,
    Subtitle,
    Author,
    Abstract,
    Keywords,
    Quotation,
    Caption,
    Code,

    /// <summary>An entry of a table of contents.</summary>
    Contents,
}

/// <summary>What a style says, with what it takes over from the styles that it is based on.</summary>
/// <param name="Name">Its name in small letters: that of a built-in style is English in every language of Word.</param>
/// <param name="Fount">How it sets.</param>
/// <param name="Outline">Level of the outline from 0; null where it is none.</param>
/// <param name="NumberId">Its list; null where it has none.</param>
/// <param name="NumberLevel">Its level in that list.</param>
/// <param name="Ancestry">The names of the styles that it is based on, itself first.</param>
internal sealed record DocxStyle(string Name, Fount Fount, int? Outline, string? NumberId, int NumberLevel, IReadOnlyList<string> Ancestry);

/// <summary>The styles of a document.</summary>
internal sealed class DocxStyles
{
    /// <summary>Styles one based on another; more is a circle.</summary>
    private const int Deepest = 30;

    /// <summary>A style's name is hardly longer, in UTF-16 code units: it is compared for each paragraph.</summary>
    private const int LongestName = 200;

    private static readonly DocxStyle Nothing = new("", Fount.None, null, null, 0, []);
    private readonly Dictionary<string, XElement> _elements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DocxStyle> _styles = new(StringComparer.Ordinal);
    private readonly string? _defaultParagraph;
    private readonly XElement? _language;

    /// <summary>Takes the styles.</summary>
    /// <param name="root">Root of the part; null where there is none.</param>
    public DocxStyles(XElement? root)
    {
        foreach (var style in root?.Elements().Where(element => Ooxml.NameOf(element) == "style") ?? [])
        {
            if (style.Value("styleId") is { } id)
            {
                _elements.TryAdd(id, style);
                if (style.Value("type") == "paragraph" && style.Value("default") is { } isDefault && Ooxml.IsOn(isDefault))
                {
                    _defaultParagraph ??= id;
                }
            }
        }

        _language = root.Child("docDefaults").Child("rPrDefault").Child("rPr").Child("lang");
    }

    /// <summary>The language of words: Word keeps one for Latin, one for East Asian and one for right-to-left scripts beside one another; null where none is named.</summary>
    /// <param name="properties">The <c>rPr</c> of their run; null for none.</param>
    /// <param name="words">The words.</param>
    public string? LanguageOf(XElement? properties, string words)
    {
        var script = properties.Switch("rtl") == true ? "bidi" : words.AsSpan().ContainsAnyInRange('\u2E80', '\u9FFF') || words.AsSpan().ContainsAnyInRange('\uAC00', '\uD7AF') ? "eastAsia" : "val";
        return (properties.Child("lang").Value(script) ?? _language.Value(script)) is { } language and not "x-none" ? language : null;
    }

    /// <summary>The style of a paragraph.</summary>
    /// <param name="properties">Its <c>pPr</c>; null for none.</param>
    public DocxStyle OfParagraph(XElement? properties) => Of(properties.ValueOf("pStyle") ?? _defaultParagraph);

    /// <summary>How a run is set, in a paragraph of a style. Toggle properties of style and style cancel one another (ISO/IEC 29500-1, 17.7.3).</summary>
    /// <param name="properties">Its <c>rPr</c>; null for none.</param>
    /// <param name="paragraph">The style of the paragraph.</param>
    public Fount OfRun(XElement? properties, DocxStyle paragraph)
    {
        if (properties is null)
        {
            return paragraph.Fount;
        }

        const Fount Toggles = Fount.Italic | Fount.Bold | Fount.SmallCaps | Fount.Strike | Fount.Hidden;
        var style = properties.ValueOf("rStyle") is { } id ? Of(id).Fount : Fount.None;
        var both = ((paragraph.Fount ^ style) & Toggles) | ((paragraph.Fount | style) & ~Toggles);
        return Apply(properties, both);
    }

    /// <summary>The name of a character style in small letters; null where the run has none.</summary>
    public string? NameOf(XElement? run) => run.ValueOf("rStyle") is { } id ? Of(id).Name : null;

    private DocxStyle Of(string? id)
    {
        if (id is null)
        {
            return Nothing;
        }

        if (!_styles.TryGetValue(id, out var style))
        {
            _styles[id] = style = Resolve(id);
        }

        return style;
    }

    private DocxStyle Resolve(string id)
    {
        var chain = new List<XElement>();
        for (var next = id; next is not null && chain.Count < Deepest && _elements.TryGetValue(next, out var element) && !chain.Contains(element); next = element.ValueOf("basedOn"))
        {
            chain.Add(element);
        }

        // A style that is named and not there: its id is its name.
        if (chain.Count == 0)
        {
            var name = Named(id);
            return Nothing with { Name = name, Ancestry = [name] };
        }

        var fount = Fount.None;
        int? outline = null;
        string? number = null;
        var level = 0;
        foreach (var element in chain.AsEnumerable().Reverse())
        {
            fount = Apply(element.Child("rPr"), fount);
            var paragraph = element.Child("pPr");
            outline = Integer(paragraph.ValueOf("outlineLvl")) ?? outline;
            var list = paragraph.Child("numPr");
            number = list.ValueOf("numId") ?? number;
            level = Integer(list.ValueOf("ilvl")) ?? level;
        }

        var names = chain.Select(element => Named(element.ValueOf("name") ?? element.Value("styleId") ?? "")).ToList();
        return new DocxStyle(names[0], fount, outline is >= 0 and <= 8 ? outline : null, number, level, names);
    }

    private static string Named(string name) => (name.Length <= LongestName ? name : name[..LongestName]).ToLowerInvariant();

    private static Fount Apply(XElement? properties, Fount fount)
    {
        if (properties is null)
        {
            return fount;
        }

        for (var node = properties.FirstNode; node is not null; node = node.NextNode)
        {
            if (node is not XElement property)
            {
                continue;
            }

            var value = property.Value("val");
            fount = Ooxml.NameOf(property) switch
            {
                "i" => With(fount, Fount.Italic, Ooxml.IsOn(value)),
                "b" => With(fount, Fount.Bold, Ooxml.IsOn(value)),
                "smallCaps" => With(fount, Fount.SmallCaps, Ooxml.IsOn(value)),
                "strike" or "dstrike" => With(fount, Fount.Strike, Ooxml.IsOn(value)),
                "vanish" => With(fount, Fount.Hidden, Ooxml.IsOn(value)),
                "u" => With(fount, Fount.Underline, value is not (null or "none")),
                "vertAlign" => With(With(fount, Fount.Superscript, value == "superscript"), Fount.Subscript, value == "subscript"),
                "rFonts" when (property.Value("ascii") ?? property.Value("hAnsi")) is { } font => With(fount, Fount.Monospace, IsMonospaced(font)),
                _ => fount,
            };
        }

        return fount;
    }

    private static Fount With(Fount fount, Fount flag, bool isOn) => isOn ? fount | flag : fount & ~flag;

    private static bool IsMonospaced(string font) => font is "Courier" or "Courier New" or "Consolas" or "Menlo" or "Monaco" or "Lucida Console" or "Source Code Pro" or "DejaVu Sans Mono" or "Liberation Mono" or "Roboto Mono";

    private static int? Integer(string? value) => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
