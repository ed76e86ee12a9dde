using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Tests.Exchange.SavedPage;

/// <summary>Compares a page with what became of it, word by word.</summary>
internal static partial class Lines
{
    // Words that only say which number or date follows; the number or date itself must be there.
    private static readonly HashSet<string> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        "Pages", "pp", "p", "Published", "online", "Received", "Accepted", "by", "and", "Volume", "Vol", "Issue", "No", "DOI", "https", "doi", "org", "Author", "ORCID", "Icon", "First", "http", "S", "Seiten", "Band", "Heft", "am", "veröffentlicht", "und", "Journal", "Keywords", "et", "ISSN", "Print", "Online", "Cambridge", "University", "Press",
    };

    public static void AssertNothingLost(string page, ArticleDocument document)
    {
        var kept = new StringBuilder(string.Concat(document.Jats.DescendantNodes().OfType<System.Xml.Linq.XText>().Select(text => text.Value + " ")));
        foreach (var line in document.LeftOut)
        {
            kept.Append(' ').Append(line);
        }

        foreach (var attribute in document.Jats.Descendants().Attributes("iso-8601-date"))
        {
            kept.Append(' ').Append(attribute.Value);
        }

        var words = Word().Matches(kept.ToString()).Select(match => match.Value).GroupBy(word => word, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        foreach (var (line, number) in page.Split('\n').Select((line, index) => (line, index + 1)))
        {
            foreach (var word in Word().Matches(line).Select(match => match.Value))
            {
                if (Labels.Contains(word))
                {
                    continue;
                }

                Assert.True(int.TryParse(word, out var numeral) && kept.ToString().Contains($"-{numeral:00}", StringComparison.Ordinal) || words.TryGetValue(word, out var left) && left > 0, $"line {number}: “{word}” of “{line}” is neither in the article nor among what was left out");
                words[word] = words.GetValueOrDefault(word) - 1;
            }
        }
    }

    [GeneratedRegex(@"[\p{L}\p{M}]+|\p{N}+")]
    private static partial Regex Word();
}
