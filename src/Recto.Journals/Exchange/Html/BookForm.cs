using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Html;

/// <summary>
/// What is otherwise where an article becomes a document of a book and no page of the site: XML, notes together and marked so that readers pop them up, nothing folded, nothing that waits for a script,
/// pages of the print marked.
/// </summary>
/// <param name="FileAddress">Where a file is, by the name that the source gives it; null where it cannot be led to.</param>
/// <param name="Holds">Whether a file of that name came with the article.</param>
internal sealed record BookForm(Func<string, string?> FileAddress, Func<string, bool> Holds)
{
    private int _pages;

    /// <summary>An id for a page that the source gives none.</summary>
    public string NextPageId() => string.Create(CultureInfo.InvariantCulture, $"page-{++_pages}");

    /// <summary>Whether an element says that a page of the print begins.</summary>
    public static bool IsPageBreak(XElement element) => ((string?)element.Attribute("target-type") ?? (string?)element.Attribute("content-type")) is "page-break" or "pagebreak" or "page" or "page-num" or "pb";

    /// <summary>The number that the page bears; null where the source does not say.</summary>
    public static string? PageOf(XElement element) =>
        (element.Value.Trim() is { Length: > 0 and <= MostOfNumber } printed ? printed : (string?)element.Attribute("specific-use")) is { Length: > 0 and <= MostOfNumber } number ? number : null;

    private const int MostOfNumber = 20;
}
