using System.Text;
using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Exchange.Citations;

/// <summary>Names as styles write them.</summary>
internal static class NameForms
{
    /// <summary><c>Alexander von Humboldt</c>, <c>J. Calvitt Clarke III</c>; names of East Asia keep the order in which they are said.</summary>
    public static string Plain(CitedName name) => IsFamilyFirst(name) ? name.Family + name.Given : name.Plain;

    /// <summary><c>Humboldt, Alexander von</c>; a whole name as it is; an East Asian one without a comma.</summary>
    public static string Inverted(CitedName name) => IsFamilyFirst(name) ? Plain(name) : name.Inverted;

    /// <summary><c>King, M. L., Jr.</c></summary>
    /// <param name="name">The name.</param>
    /// <param name="space">What stands between initials: a blank, or nothing.</param>
    public static string InvertedInitials(CitedName name, string space) =>
        IsFamilyFirst(name) ? Plain(name) : (name with { Given = Initials(name.Given, space) }).Inverted;

    /// <summary><c>M. L. King, Jr.</c></summary>
    /// <param name="name">The name.</param>
    /// <param name="space">What stands between initials: a blank, or nothing.</param>
    public static string Initialled(CitedName name, string space) =>
        IsFamilyFirst(name) ? Plain(name) : (name with { Given = Initials(name.Given, space), Suffix = null }).Plain + (name.Suffix is { } suffix ? ", " + suffix : "");

    /// <summary>The family name as it stands in the running text: <c>Humboldt</c>, <c>du Réau</c>; of East Asian names the whole, for few family names serve many.</summary>
    public static string Family(CitedName name) => name.IsWhole ? name.Family : IsFamilyFirst(name) ? Plain(name) : (name with { Given = null, Dropping = null, Suffix = null }).Inverted;

    /// <summary>Initials: <c>J.-P.</c> of <c>Jean-Pierre</c>, <c>Ch.</c> and other abbreviations as printed. What has no capital (a name in a script without case) stays whole.</summary>
    public static string? Initials(string? given, string space)
    {
        if (given is null)
        {
            return null;
        }

        var written = new StringBuilder();
        foreach (var word in given.Replace(".", ". ", StringComparison.Ordinal).Replace(". -", ".-", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = word.Split('-', '‐', '‑').Where(part => part.Length > 0).Select(Initial);
            var initials = string.Join('-', parts);
            written.Append(written.Length > 0 ? written[^1] == '.' && initials.EndsWith('.') ? space : " " : "").Append(initials);
        }

        return written.Length == 0 ? given : written.ToString();
    }

    private static string Initial(string word)
    {
        var first = Rune.GetRuneAt(word, char.IsLetter(word[0]) || word.Length == 1 || char.IsHighSurrogate(word[0]) ? 0 : 1);
        return word.EndsWith('.') ? word : Rune.IsUpper(first) ? first + "." : word; // A particle among the given names stays: J. de.
    }

    // Wang Wei and 王维 are said with the family name first; only the script tells.
    private static bool IsFamilyFirst(CitedName name) => !name.IsWhole && name.Given is { Length: > 0 } given && IsEastAsian(name.Family) && IsEastAsian(given);

    private static bool IsEastAsian(string text) => text.Length > 0 && text[0] is (>= '\u2E80' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF') or (>= '\uF900' and <= '\uFAFF') || text.Length > 0 && char.IsHighSurrogate(text[0]) && char.ConvertToUtf32(text, 0) is >= 0x20000 and < 0x32000;
}
