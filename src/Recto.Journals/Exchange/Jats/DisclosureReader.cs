using System.Collections.Frozen;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>The disclosure of interests: a note typed <c>conflict</c> (old) or <c>coi-statement</c> (JATS4R), a group, section or <c>notes</c> of that type.</summary>
internal static class DisclosureReader
{
    private static readonly FrozenSet<string> Types =
        new[] { "conflict", "coi-statement", "competing-interest", "competing-interests", "competinginterest", "interest" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> NoHeading = new[] { "label", "title" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The words, paragraphs parted by a line feed; null where there are none.</summary>
    public static string? Read(XElement? back, IReadOnlyList<XElement> footnotes)
    {
        var holders = footnotes.Where(note => Is(note, "fn-type") || (note.Parent is { } group && Is(group, "content-type")));
        var sections = back?.Elements().Where(element => element.Name.LocalName is "sec" or "notes" && (Is(element, "sec-type") || Is(element, "notes-type"))) ?? [];
        var texts = holders.Concat(sections).Select(holder => FoldedText.Lines(holder, NoHeading)).OfType<string>().Distinct(StringComparer.Ordinal);
        return string.Join('\n', texts) is { Length: > 0 } text ? text : null;
    }

    /// <summary>The disclosure as an editor has said it: the note of that type with the authors.</summary>
    public static string? ReadWhole(XElement meta) =>
        FoldedText.Lines(meta.Elements("author-notes").Elements("fn").FirstOrDefault(note => (string?)note.Attribute("fn-type") == "coi-statement"), NoHeading);

    /// <summary>Whether an element is one that holds the disclosure.</summary>
    public static bool IsHolder(XElement element) => element.Name.LocalName switch
    {
        "fn" => Is(element, "fn-type") || element.Parent is { } group && Is(group, "content-type"),
        "sec" or "notes" => element.Parent?.Name.LocalName == "back" && (Is(element, "sec-type") || Is(element, "notes-type")),
        _ => false,
    };

    private static bool Is(XElement element, string attribute) => Types.Contains(((string?)element.Attribute(attribute) ?? "").Trim());
}
