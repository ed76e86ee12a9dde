using System.Text.RegularExpressions;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.SavedPage;

/// <summary>Reads the names of people as a page prints them, in reading order.</summary>
public static partial class PageNames
{
    private static readonly string[] Particles = ["de", "da", "das", "do", "dos", "du", "des", "del", "della", "di", "van", "von", "der", "den", "ter", "ten", "zu", "zur", "af", "av", "la", "le", "el", "al", "bin", "ibn", "ben", "y", "e"];
    private static readonly string[] Suffixes = ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"];

    /// <summary>Divides a name; a single word, or a script without spaces, is a family name alone.</summary>
    /// <param name="name">A name in reading order (<c>J. Calvitt Clarke III</c>), or inverted with a comma (<c>Clarke, J. Calvitt</c>).</param>
    public static Contributor Divide(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var clean = PageLine.Folded(name).Trim(' ', ',', ';');
        var comma = clean.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0)
        {
            var after = clean[(comma + 1)..].Trim();
            return Suffixes.Contains(after.ToLowerInvariant())
                ? Divide(clean[..comma]) with { Suffix = after }
                : new Contributor { Role = "author", Family = clean[..comma].Trim(), Given = after.Length > 0 ? after : null };
        }

        var words = clean.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        string? suffix = null;
        if (words.Count > 2 && Suffixes.Contains(words[^1].ToLowerInvariant()))
        {
            suffix = words[^1];
            words.RemoveAt(words.Count - 1);
        }

        if (words.Count < 2)
        {
            return new Contributor { Role = "author", Family = clean };
        }

        var family = words.Count - 1;
        while (family > 1 && Particles.Contains(words[family - 1]))
        {
            family--;
        }

        return new Contributor { Role = "author", Family = string.Join(' ', words[family..]), Given = string.Join(' ', words[..family]), Suffix = suffix };
    }

    /// <summary>The names on a line of authors; empty where the line is no such line.</summary>
    internal static IReadOnlyList<string> Find(string line)
    {
        var clean = Junk().Replace(line, " ");
        var names = Between().Split(clean).Select(name => PageLine.Folded(name).Trim(' ', ',', '*', '†', '‡')).Where(name => name.Length > 0).ToList();
        return names.Count > 0 && names.All(IsName) ? names : [];
    }

    internal static bool IsName(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is >= 2 and <= 7
            && text.Length <= 60
            && !text.AsSpan().ContainsAnyInRange('0', '9')
            && text.IndexOfAny(['‘', '“', '"', ':', '?', '!', '(', '/', '|', '«']) < 0
            && words.All(word => char.IsUpper(word[0]) || Particles.Contains(word) || Suffixes.Contains(word.ToLowerInvariant()))
            && char.IsUpper(words[^1][0])
            && !words.Any(word => NotInNames().IsMatch(word));
    }

    // "ORCID Icon", "[Opens in a new window]", "https://orcid.org/…", superior figures after a name
    [GeneratedRegex(@"ORCID( Icon| logo)?\b(:? ?https?://orcid\.org/[\dX-]+)?|\[?opens in a new window\]?|https?://orcid\.org/[\dX-]+|(?<=\p{L})[\d¹²³⁴-⁹]+(,[\d¹²³⁴-⁹]+)*|^by (?=\p{Lu})|^(authors?|von|par) ?: ?|\bSearch for more papers by this author\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Junk();

    [GeneratedRegex(@"\s*(?:;|,(?!\s*(?:Jr|Sr|II|III|IV)\b)|&|\band\b|\bund\b|\bet\b|\by\b|\bи\b)\s*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Between();

    [GeneratedRegex(@"^(Universit\w*|Institut\w*|Department|College|School|Faculty|Articles?|Research|Reviews?|Journals?|History|Studies|Press|Academy|Centre|Center|Society|Access|Online|Volume|Issue|The|Of|In|And|Original|Special|Download|View|Full|Free|Open|Published|Abstract|Essays?|Forum|Introduction|Editorial)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NotInNames();
}
