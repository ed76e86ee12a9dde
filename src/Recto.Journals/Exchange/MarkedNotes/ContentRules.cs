using System.Collections.Frozen;

namespace Recto.Journals.Exchange.MarkedNotes;

/// <summary>What JATS 1.3 (Publishing) lets stand in the elements that are put into notes: less than the standard, never more.</summary>
internal static class ContentRules
{
    private static readonly FrozenSet<string> EmphasisElements = Set("italic bold sc underline sup sub monospace sans-serif roman overline strike fixed-case");
    private static readonly FrozenSet<string> Nothing = FrozenSet<string>.Empty;
    private static readonly FrozenSet<string> Inline = Set("ext-link uri email named-content styled-content abbrev inline-formula inline-graphic private-char", EmphasisElements);
    private static readonly FrozenSet<string> Plain = Set("named-content styled-content", EmphasisElements);

    private static readonly FrozenDictionary<string, FrozenSet<string>> Children = new Dictionary<string, FrozenSet<string>>
    {
        ["mixed-citation"] = Inline,
        ["source"] = Inline,
        ["article-title"] = Inline,
        ["chapter-title"] = Inline,
        ["named-content"] = Inline,
        ["collab"] = Set("ext-link", Plain),
        ["series"] = Plain,
        ["xref"] = Plain,
        ["edition"] = Set("sub sup"),
        ["publisher-loc"] = Set("ext-link uri email"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether an element only sets its words in another fount: it may be closed and opened again at the edge of a mark.</summary>
    public static bool IsEmphasis(string name) => EmphasisElements.Contains(name);

    /// <summary>Whether an element of the note may stand directly in the element of a mark.</summary>
    public static bool MayHold(string mark, string child) => Children.GetValueOrDefault(mark, Nothing).Contains(child);

    private static FrozenSet<string> Set(string names, IEnumerable<string>? more = null) => names.Split(' ').Concat(more ?? []).ToFrozenSet(StringComparer.Ordinal);
}
