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

    private static bool Is(XElement element, string attribute) => Types.Contains(((string?)element.Attribute(attribute) ?? "").Trim());
}
