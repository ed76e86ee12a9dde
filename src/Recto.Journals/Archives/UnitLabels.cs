using System.Collections.Frozen;

namespace Recto.Journals.Archives;

/// <summary>
/// The words before a number that belong to it, each under one name: box 3 is not folder 3. Archives whose levels are told by their place
/// (fond, opis, delo) need none: there labels are left out.
/// </summary>
internal static class UnitLabels
{
    private static readonly FrozenDictionary<string, string> Names = Build(
        ("box", "box boxes bx container containers"),
        ("carton", "carton cartons"),
        ("karton", "karton kart"),
        ("folder", "folder folders fold fldr"),
        ("reel", "reel reels roll rolls microfilm"),
        ("volume", "vol vols volume volumes bd band bande tome tomo"),
        ("file", "file files"),
        ("entry", "entry entries"),
        ("legajo", "leg legajo legajos"),
        ("caja", "caja cajas caixa caixas"),
        ("busta", "busta buste"),
        ("fascicolo", "fasc fascicolo fascicoli"),
        ("dossier", "dossier dossiers doss"),
        ("drawer", "drawer drawers"),
        ("book", "book books"),
        ("lib", "lib liber libro"),
        ("case", "case cases"),
        ("rg", "rg"),
        ("mg", "mg"));

    // Said of a number in any archive, and nothing by itself.
    private static readonly FrozenSet<string> Empty = "no nos nr nrs num number ms mss manuscript item items".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // What stands before the levels of post-Soviet and kindred archives. A letter before the number of a fond may belong to it: GARF A-259, R-5446.
    private static readonly FrozenSet<string> OfFonds = "f fond fonds fondas fund pondi".Split(' ').ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> OfOthers = "op opis opys ap apr apraksts d delo dd spr sprava l lieta b byla ed ed-khr edkhr a ae aa p por papka pap n".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The name under which the label before a level counts; null where there is none, or one that says nothing.</summary>
    /// <param name="text">The note.</param>
    /// <param name="from">Where the field before ends.</param>
    /// <param name="start">Where the level begins.</param>
    /// <returns>The name, and where the label begins.</returns>
    public static (string Name, int Start)? Before(string text, int from, int start)
    {
        var end = start;
        while (end > from && text[end - 1] is ' ' or '.' or '\u00A0' or '#')
        {
            end--;
        }

        var word = WordBefore(text, from, end);
        if (word == end)
        {
            return null;
        }

        var label = UnitFolding.Segment(text[word..end]);
        if (label is "group")
        {
            var gap = word;
            while (gap > from && text[gap - 1] is ' ' or '\u00A0')
            {
                gap--;
            }

            var first = WordBefore(text, from, gap);
            return UnitFolding.Segment(text[first..gap]) is "record" ? ("rg", first) : null;
        }

        return Names.TryGetValue(label, out var name) ? (name, word) : null;
    }

    /// <summary>The name of a folded label that stands in a level itself; null where it is none. Empty for one that says nothing of itself (<c>No.</c>).</summary>
    public static string? NameOf(string folded) => Empty.Contains(folded) ? "" : Names.GetValueOrDefault(folded);

    /// <summary>Whether it stands before a level that is told by its place.</summary>
    public static bool IsPositional(string folded, bool isTop) => (isTop ? OfFonds : OfOthers).Contains(folded);

    private static int WordBefore(string text, int from, int end)
    {
        var word = end;
        while (word > from && char.IsLetter(text[word - 1]))
        {
            word--;
        }

        return word;
    }

    private static FrozenDictionary<string, string> Build(params (string Name, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split(' ').Select(word => (Word: word, row.Name))).ToFrozenDictionary(pair => pair.Word, pair => pair.Name, StringComparer.Ordinal);
}
