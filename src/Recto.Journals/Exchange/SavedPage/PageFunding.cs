using System.Text.RegularExpressions;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.SavedPage;

/// <summary>Reads who paid from a sentence such as <c>This work was supported by the X [A-1]; and the Y under grant number 22.</c></summary>
public static partial class PageFunding
{
    /// <summary>Whether a paragraph is about money for the research.</summary>
    internal static bool IsFunding(string text) => About().IsMatch(text);

    /// <summary>
    /// The funders that the sentence names, each with its award numbers as printed. The statement itself stands with the first;
    /// where no funder can be told for certain, the statement stands alone.
    /// </summary>
    /// <param name="statement">A paragraph, as printed.</param>
    public static IReadOnlyList<Funding> Read(string statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var by = By().Match(statement);
        if (!by.Success)
        {
            return [new Funding(null, [.. Awards(statement)], statement)];
        }

        var rest = statement[(by.Index + by.Length)..];
        var end = SentenceEnd().Match(rest);
        var found = new List<Funding>();
        foreach (var part in Between().Split(end.Success ? rest[..end.Index] : rest))
        {
            var awards = Awards(part).ToList();
            var name = Trailing().Replace(AwardPart().Replace(part, " "), "");
            name = PageLine.Folded(LeadingArticle().Replace(name.Trim(' ', ',', '.', ';', ':'), "")).Trim(' ', ',', '.', ';');
            if (name.Length > 0 && char.IsUpper(name[0]) && name.Length < 200)
            {
                found.Add(new Funding(name, awards, null));
            }
            else if (awards.Count > 0 && found.Count > 0)
            {
                found[^1] = found[^1] with { Awards = [.. found[^1].Awards, .. awards] };
            }
            else if (awards.Count > 0)
            {
                found.Add(new Funding(null, awards, null));
            }
        }

        return found.Count == 0 ? [new Funding(null, [.. Awards(statement)], statement)] : [found[0] with { Statement = statement }, .. found.Skip(1)];
    }

    private static IEnumerable<string> Awards(string text)
    {
        foreach (Match match in AwardPart().Matches(text))
        {
            foreach (var award in match.Groups["a"].Value.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var number = GrantWord().Replace(award, "").Trim(' ', '.', ':', '#', '"', '“', '”');
                if (number.AsSpan().ContainsAnyInRange('0', '9'))
                {
                    yield return number;
                }
            }
        }
    }

    [GeneratedRegex(@"\b(support(ed)?|fund(ed|ing|s)?|grant(s|ed)?|financ\w+|sponsor\w*|award(ed)?|fellowship|scholarship|bourse|subvention\w*|gefördert|Förderung|finanziert|грант\w*|поддержк\w+)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex About();

    [GeneratedRegex(@"\b(supported|funded|financed|sponsored|made possible|received (financial )?support|received (funding|funds|a grant|grants)|financial support|funding|financé\w*|soutenu\w*|gefördert|finanziert|financiad\w+)\b[^.;\[\]]{0,40}?\b(by|from|par|von|durch|por)\s*:?\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex By();

    // "[MK-6084.2018.6]", "[grant number 12-3, 45]", "(grant no. RPG-2017-1)", "under grant agreement No 648861", "(project 20-18-00001)"
    [GeneratedRegex(@"\[(?<a>[^\[\]]*\d[^\[\]]*)\]|\(\s*(?<a>[^()]*?\b(grant|award|project|contract|agreement|ref|no|number|n°|№|грант)\b[^()]*\d[^()]*|[A-Z]{1,6}[-/ ]?[\dA-Z./-]*\d[\dA-Z./-]*)\s*\)|\b(under|through|via|with)?\s*(the )?((research |project )?grants?|awards?|projects?|contracts?)\s+(agreement\s+)?(numbers?|nos?\.?|n°|№|#|ref\.?)\s*:?\s*(?<a>[A-Z\d][\w./-]*\d[\w/-]*(?:,\s*[A-Z\d][\w./-]*\d[\w/-]*)*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AwardPart();

    [GeneratedRegex(@"^(\s*(the|research|project|grants?|awards?|agreement|contracts?|numbers?|nos?|n|ref|reference|id|грант|проект)\b[.°]?|\s*[№#:.])+\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex GrantWord();

    [GeneratedRegex(@"\s*;\s*(and\s+)?|(?<=[\])])\s*,?\s*and\s+(?=(by\s+)?(the\s+)?\p{Lu})|(?<=[\])])\s*,\s*(?=(the\s+)?\p{Lu})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Between();

    [GeneratedRegex(@"(?<=[\p{Ll}\])\d]{2})(?<!\b(?:no|nos|nr|ref|grant|dept|inc|ltd|st))\.(\s+\p{Lu}|\s*$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\s+(under|through|via|with|for|within|as part of)\s*(the\s*)?$|[,\s]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Trailing();

    [GeneratedRegex(@"^(by\s+|and\s+)*(the|a|an|une?|la|le|der|die|das)\s+(?=\p{Lu})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LeadingArticle();
}
