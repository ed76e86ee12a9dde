using System.Xml.Linq;

namespace Recto.Journals.Exchange.Html;

/// <summary>The one list of what a source says and a page does not show, each with its reason. Everything else is shown.</summary>
internal static class NotShown
{
    /// <summary>Why an element inside the shown parts is not shown; null where it is.</summary>
    /// <param name="element">Any element.</param>
    public static string? Of(XElement element) => element.Name.LocalName switch
    {
        "object-id" when !element.Parent!.Name.LocalName.EndsWith("citation", StringComparison.Ordinal) => "a machine's name for a thing",
        "institution-id" when element.Parent?.Name.LocalName == "institution-wrap" => "a machine's name for an institution",
        not ("label" or "email" or "aff") when element.Parent is { Name.LocalName: "aff" } affiliation && (string?)element.Attribute("content-type") != "original"
            && affiliation.Elements("institution").Any(printed => (string?)printed.Attribute("content-type") == "original") => "a field of an affiliation whose printed form stands beside it",
        "alt-text" => "words for who does not see the picture: its alt attribute",
        "processing-meta" => "says how the file was made",
        "element-citation" or "nlm-citation" when IsPrintedBeside(element) => "the fields of a citation whose printed form stands beside it",
        "label" when element.Parent is { Name.LocalName: "ref" } entry && Begins(entry.Element("mixed-citation")?.Value, element.Value) => "the number of a reference that its printed form begins with",
        "graphic" or "inline-graphic" or "media" or "inline-media" when element.Parent?.Name.LocalName == "alternatives" => "another picture of the same thing",
        _ when element.Parent is { Name.LocalName: "front-stub" or "front" or "article-meta" } parent && parent.Parent is not { Name.LocalName: "article" } && !element.Ancestors("front").Any(front => front.Parent?.Name.LocalName == "article") => InFurtherFront(element),
        not "article-meta" when element.Parent is { Name.LocalName: "front" } => "journal-meta: the page's own head",
        _ => null,
    };

    // One citation twice, as printed and as fields: as many of one as of the other, and the printed form has the year.
    private static bool IsPrintedBeside(XElement fields) =>
        fields.Parent is { Name.LocalName: "ref" or "citation-alternatives" } holder && holder.Elements("mixed-citation").ToList() is { Count: > 0 } printed
        && printed.Count >= holder.Elements().Count(child => child.Name == fields.Name) && printed.Exists(form => form.Value.Length * 2 > fields.Value.Length && (fields.Element("year")?.Value.Trim() is not { Length: > 0 } year || form.Value.Contains(year, StringComparison.Ordinal)));

    private static bool Begins(string? printed, string label)
    {
        var (text, number) = (printed is null ? "" : printed.TrimStart(), label.Trim());
        return number.Length > 0 && text.Length > number.Length && text.StartsWith(number, StringComparison.Ordinal) && !char.IsLetterOrDigit(text[number.Length]);
    }

    /// <summary>Whether a list holds nothing, or a group little, but notes of the text: its heading ("Notes", "References") is not shown, for the page has its own over them.</summary>
    /// <param name="group">A <c>ref-list</c> or <c>fn-group</c>.</param>
    /// <param name="isBodyNote">Whether an element is a note of the text.</param>
    public static bool IsApparatus(XElement group, Func<XElement, bool> isBodyNote)
    {
        var entries = group.Elements().Where(child => child.Name.LocalName is not ("title" or "label")).ToList();
        return group.Name.LocalName switch
        {
            "ref-list" => entries.Count > 0 && entries.TrueForAll(entry => isBodyNote(entry) || (entry.Name.LocalName == "ref" && string.IsNullOrWhiteSpace(entry.Value))),
            "fn-group" or "author-notes" => entries.Count > 0 && entries.Count(isBodyNote) * 2 > entries.Count,
            _ => false,
        };
    }

    // The head of an article in this one: its title, people, abstracts and notes are shown, its record is not.
    private static string? InFurtherFront(XElement element) => element.Name.LocalName switch
    {
        "title-group" or "contrib-group" or "abstract" or "trans-abstract" or "author-notes" or "kwd-group" or "article-meta" or "aff" or "aff-alternatives" => null,
        _ => "the record of a further article: identifiers, dates, counts, rights",
    };
}
