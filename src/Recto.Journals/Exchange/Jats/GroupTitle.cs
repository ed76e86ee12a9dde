using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>What the heading of a group of notes says that they are.</summary>
internal static partial class GroupTitle
{
    /// <summary>Whether the group calls itself notes.</summary>
    public static bool SaysNotes(XElement? group) => Notes().IsMatch(group?.Element("title")?.Value ?? "");

    /// <summary>Whether a <c>content-type</c> is that of a statement about the article.</summary>
    public static bool SaysStatement(string? contentType) => contentType is not null && Statement().IsMatch(contentType);

    // Notes   Endnotes   Anmerkungen   Fußnoten   Notas   Примечания
    [GeneratedRegex(@"^\W*(end|foot)?-?notes?\W*$|^\W*(notes|notas|note|noten|fu(ß|ss)noten|endnoten|anmerkungen|einzelnachweise|примечания|сноски|noter|przypisy|poznámky|jegyzetek)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Notes();

    // competing-interest   author-contribution   ethics-information
    [GeneratedRegex("interest|contribution|ethic|funding|disclos|acknowledg|availability|pub-status|summary-of-updates|external-links|disclaimer", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Statement();
}
