using System.Globalization;
using System.Xml.Linq;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Ojs;

/// <summary>Reads what an export says of an issue.</summary>
internal static class OjsIssues
{
    /// <summary>The issue.</summary>
    /// <param name="tree">The element without its articles.</param>
    public static OjsIssue Read(XElement tree)
    {
        var identification = tree.Element("issue_identification");
        var covers = (tree.Element("covers") ?? tree.Element("issue_covers"))?.Elements("cover").Where(cover => cover.Element("embed") is not null).ToList() ?? [];
        var cover = covers.FirstOrDefault();
        var published = Date(tree.Element("date_published")?.Value);
        return Identified(identification) with
        {
            Id = Id(tree),
            Names = Names(tree),
            Descriptions = ByLanguage(tree, "description", OjsText.Plain),
            Published = published,
            IsPublished = (string?)tree.Attribute("published") is { } said ? said.Trim() is "1" or "true" : published is not null,
            IsClosed = (string?)tree.Attribute("access_status") == "2",
            OpenFrom = Date(tree.Element("open_access_date")?.Value),
            Sections = [.. (tree.Element("sections")?.Elements("section") ?? []).Select(Section).OrderBy(section => section.Order)],
            Cover = cover is null ? null : OjsFiles.Of(cover, null, Words(cover.Element("cover_image")?.Value) ?? "cover", null),
            CoverAlt = Words(cover?.Element("cover_image_alt_text")?.Value),
            Galleys = [.. (tree.Element("issue_galleys")?.Elements("issue_galley") ?? []).Select(galley => Words(galley.Element("label")?.Value) ?? "file")],
        };
    }

    /// <summary>An issue as an article names it that comes without it.</summary>
    public static OjsIssue Identified(XElement? identification) => new()
    {
        Volume = Words(identification?.Element("volume")?.Value),
        Number = Words(identification?.Element("number")?.Value),
        Year = Words(identification?.Element("year")?.Value) is { Length: 4 } year && year.All(char.IsAsciiDigit) ? year : null,
        Titles = identification is null ? new Dictionary<string, string>() : ByLanguage(identification, "title", OjsText.PlainLine),
        IsPublished = true,
    };

    /// <summary>The number that OJS gave to what an element describes; null where the export does not say.</summary>
    public static string? Id(XElement element) =>
        Words(element.Elements("id").FirstOrDefault(id => (string?)id.Attribute("type") is "internal" or null)?.Value) is { Length: <= 20 } id && id.All(char.IsAsciiDigit) ? id : null;

    /// <summary>Other names by which its address was asked for.</summary>
    public static IReadOnlyList<string> Names(params IEnumerable<XElement> elements) =>
        [.. elements.SelectMany(element => element.Elements("id").Where(id => (string?)id.Attribute("type") is "public" or "publisher-id").Select(id => id.Value).Append((string?)element.Attribute("url_path")))
            .Select(Words).OfType<string>().Where(name => name.Length <= 100 && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '~')).Distinct(StringComparer.Ordinal)];

    /// <summary>Text by language; the empty one is left out where another says the same, else it is “und”.</summary>
    public static IReadOnlyDictionary<string, string> ByLanguage(XElement parent, string name, Func<string, string> read) =>
        OjsLocale.Texts(parent, name).Select(text => (Language: text.Language.Length == 0 ? "und" : text.Language, Text: read(text.Text)))
            .Where(text => text.Text.Length > 0).ToDictionary(text => text.Language, text => text.Text, StringComparer.Ordinal);

    /// <summary>A day, ISO 8601; null for what is none.</summary>
    public static string? Date(string? written)
    {
        var day = (written ?? "").Trim();
        day = day.Length > 10 && day[10] is ' ' or 'T' ? day[..10] : day;
        return day is not "" and not "1970-01-01" && PartialDate.TryParse(day, out _) ? day : null;
    }

    /// <summary>The words in one line; null where there are none.</summary>
    public static string? Words(string? text) => OjsText.Folded(text ?? "") is { Length: > 0 } words ? words : null;

    private static OjsSection Section(XElement section, int index)
    {
        var titles = ByLanguage(section, "title", OjsText.PlainLine);
        var order = double.TryParse((string?)section.Attribute("seq"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seq) && seq is >= 0 and < 1_000_000 ? (int)seq : index;
        return new OjsSection(Words((string?)section.Attribute("ref")) ?? "", titles, order, (string?)section.Attribute("hide_title") is not ("1" or "true"));
    }
}
