using System.Collections.Frozen;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Abstracts and keywords, in all languages that the file has.</summary>
internal static partial class AbstractReader
{
    private static readonly FrozenSet<string> NoWords = new[] { "object-id", "label", "graphic", "media", "fn", "kwd-group" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The main abstract first, then the others of the article, then those of its translations.</summary>
    public static IReadOnlyList<Abstract> Read(XElement meta, string? language, IEnumerable<(XElement Meta, string? Language)> translations)
    {
        var own = meta.Elements("abstract").Concat(meta.Elements("trans-abstract")).Select(element => One(element, language)).OfType<Abstract>().ToList();
        var main = own.Find(text => text.Type is null && text.Language == language) ?? own.Find(text => text.Type is null);
        List<Abstract> all = main is null ? own : [main, .. own.Where(text => text != main)];
        var known = all.Select(text => (text.Language, text.Type)).ToHashSet();
        foreach (var (translated, other) in translations)
        {
            var further = translated.Elements("abstract").Select(element => One(element, other)).OfType<Abstract>().Where(text => !known.Contains((text.Language, text.Type))).ToList();
            all.AddRange(further);
            known.UnionWith(further.Select(text => (text.Language, text.Type)));
        }

        return all;
    }

    /// <summary>The abstracts as an editor has said them: in their order, each with its own language only.</summary>
    public static IReadOnlyList<Abstract> ReadWhole(XElement meta) => [.. Elements(meta).Select(element => One(element, null)).OfType<Abstract>()];

    /// <summary>The elements of a file's own abstracts, in document order.</summary>
    public static IEnumerable<XElement> Elements(XElement meta) => meta.Elements().Where(element => element.Name.LocalName is "abstract" or "trans-abstract");

    /// <summary>What one element says; null where it has no words.</summary>
    public static Abstract? ReadOne(XElement element, string? language) => One(element, language);

    /// <summary>Keywords of all groups but lists of abbreviations.</summary>
    public static IReadOnlyList<string> Keywords(XElement meta)
    {
        var words = new List<string>();
        foreach (var group in meta.Elements("kwd-group").Where(group => (string?)group.Attribute("kwd-group-type") is not ("abbreviations" or "abbreviation")))
        {
            Add(group, words);
        }

        foreach (var group in meta.Elements("kwd-group").Elements("unstructured-kwd-group").Concat(meta.Elements("unstructured-kwd-group")))
        {
            words.AddRange((FoldedText.Line(group) ?? "").Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }

        return [.. words.Distinct(StringComparer.Ordinal)];
    }

    private static void Add(XElement group, List<string> words)
    {
        foreach (var element in group.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "kwd" when FoldedText.Line(element) is { } word:
                    words.Add(word);
                    break;
                case "compound-kwd":
                    // <compound-kwd-part content-type="code">D01</…><compound-kwd-part content-type="text">Demography</…>
                    var parts = element.Elements().Where(part => (string?)part.Attribute("content-type") != "code").Select(part => FoldedText.Line(part)).OfType<string>().ToList();
                    words.AddRange(parts.Count > 0 ? [string.Join(": ", parts)] : FoldedText.Line(element) is { } code ? [code] : []);
                    break;
                case "nested-kwd" or "kwd-group":
                    Add(element, words);
                    break;
            }
        }
    }

    private static Abstract? One(XElement element, string? language)
    {
        var heading = element.Element("title");
        var isPlain = heading is not null && PlainHeading().IsMatch(heading.Value);
        var text = FoldedText.Lines(element, NoWords);
        if (isPlain && FoldedText.Line(heading) is { } words && text?.StartsWith(words, StringComparison.Ordinal) == true)
        {
            text = text[words.Length..].TrimStart('\n', ' ');
        }

        var type = ((string?)element.Attribute("abstract-type") ?? "").Trim();
        return string.IsNullOrEmpty(text) ? null : new Abstract(type.Length > 0 ? type : null, LanguageTag.Of(element) ?? (element.Name.LocalName == "abstract" ? language : null), text);
    }

    // Abstract   Summary   Zusammenfassung   Résumé   Resumen   Резюме
    [GeneratedRegex(@"^\W*(abstract|summary|zusammenfassung|abstrakt|kurzfassung|r[ée]sum[ée]|resumen|resumo|sommario|riassunto|аннотация|резюме|samenvatting|streszczenie|sammanfattning|摘要|ملخص)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PlainHeading();
}
