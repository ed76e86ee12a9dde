using System.Collections.Frozen;
using System.Text;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>
/// Titles for BibTeX. Styles put a title into lower case after its first letter; braces protect the capitals that must stay: those inside a word (<c>{URSS}</c>, <c>{McCarthy}</c>) and those of
/// words that are no common ones: neither on a list of English ones nor printed in lower case anywhere in the notes, which is how names are told under the capitals of an English title (<c>{Stalin} and the Road Not Taken</c>).
/// </summary>
internal sealed class BibTexTitles(IReadOnlySet<string> lowerCaseWords)
{
    // Words of English titles that are no names; none that is a name with a capital (May, Reading, Polish).
    private static readonly FrozenSet<string> CommonWords = """
        a about above after against age ages ago all among an and annals approach approaches archive archives art as aspects at authority before beginning beginnings behind between beyond birth book books borders
        bulletin but by case century certain change changes children city class collapse collected colonial comparative concept concepts conflict conquest construction context contexts correspondence council crisis
        critical criticism cultural culture cultures curious death decline development developments diplomacy diplomatic document documents during early economic economy education elite emergence empire
        empires end enemies essay essays evidence evolution examination experience fall family first footnote footnotes for foreign formation foundations fourth from frontier gender general global great guide
        hidden historian historians historical historiography history house how idea ideas identity imperial in influence institutions intellectual international into introduction invention its journal knowledge labour
        land language last late law laws learning legacy letters life limits literature lives local long making man manual manuscripts market material medieval medicine memoirs memory method methods middle military
        mind modern modernity money my nation national nationalism nature new notes of old on or order origin origins other our over own papers past patterns peace people perspective perspectives place policy political
        politics poor popular power practice present press principles problem problems proceedings process public question questions race reader reconsidered record records reference relations religion
        religious report research response revolution revolutions rise road role royal rural science sciences scholarship second secret selected sex shaping short since social society some source sources space state states
        studies study system systems technique terror text texts that the their theory thesis third thought through time times to toward towards trade tradition traditions transformation under understanding university
        urban use uses vindication violence volume war wars way ways what when where which who why with without witness woman women word words work workers working works world writing writings year years
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The title, escaped and protected; null for null.</summary>
    public string? Write(string? title)
    {
        if (title is null)
        {
            return null;
        }

        var written = new StringBuilder(title.Length + 16);
        var isFirst = true;
        foreach (var word in title.Split(' '))
        {
            written.Append(written.Length > 0 ? " " : "");
            var from = 0;
            var to = word.Length;
            while (from < to && !char.IsLetterOrDigit(word[from]))
            {
                from++;
            }

            while (to > from && !char.IsLetterOrDigit(word[to - 1]))
            {
                to--;
            }

            var core = word[from..to];
            written.Append(BibTexText.Escaped(word[..from])).Append(MustStay(core, isFirst) ? "{" + BibTexText.Escaped(core) + "}" : BibTexText.Escaped(core)).Append(BibTexText.Escaped(word[to..]));

            // What follows a colon keeps its first capital anyway.
            isFirst = word.EndsWith(':');
        }

        return written.ToString();
    }

    private bool MustStay(string word, bool isFirst)
    {
        var letters = 0;
        var capital = false;
        foreach (var c in word)
        {
            if (char.IsUpper(c) && letters++ > 0)
            {
                return true;
            }

            capital |= char.IsUpper(c);
            letters += char.IsLower(c) ? 1 : 0;
        }

        if (!capital || isFirst)
        {
            return false;
        }

        var lower = word.ToLowerInvariant();
        return !lowerCaseWords.Contains(lower) && !CommonWords.Contains(lower);
    }
}
