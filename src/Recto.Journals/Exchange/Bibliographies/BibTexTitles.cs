using System.Text;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>
/// Titles for BibTeX. Styles put a title into lower case after its first letter; braces protect the capitals that must stay: those inside a word (<c>{URSS}</c>, <c>{McCarthy}</c>) and those of
/// words that the notes nowhere print in lower case, which is how names are told from common words under the capitals of an English title (<c>{Stalin} and the Road Not Taken</c>).
/// </summary>
internal sealed class BibTexTitles(IReadOnlySet<string> lowerCaseWords)
{
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

        return capital && !isFirst && !lowerCaseWords.Contains(word.ToLowerInvariant());
    }
}
