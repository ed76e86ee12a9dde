using System.Collections.Frozen;
using Recto.Notes.References;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>Takes a printed name apart: particles by the habit of their language, suffixes, bodies. Nothing is added and no letter changed.</summary>
internal static class NameParts
{
    // "de" falls away (Gaulle), and so do von and van; an article or what is joined with one stays (du Réau, La Fontaine), as libraries of those countries sort.
    private static readonly FrozenSet<string> DroppingWords = "de von vom zu zum zur van der den ten ter te op da do dos das di af av y e und et".Split(' ').ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> StayingWords = "du des la le les las los lo li el del dello della dei degli delle dal dalla dalle abu ibn bin bint ben bar ap ould".Split(' ').ToFrozenSet(StringComparer.Ordinal);
    private static readonly string[] DroppingElisions = ["d’", "d'"];
    private static readonly string[] StayingElisions = ["l’", "l'", "’t ", "al-", "el-", "ad-", "an-", "ar-", "as-", "ash-", "at-", "az-", "dell’", "dell'", "dall’", "dall'"];
    private static readonly FrozenSet<string> Suffixes = "Jr. Jr Sr. Sr II III IV fils père".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> WordsOfBodies = """
        of for on and und et für pour per para the ministry committee council commission institute institut instituto istituto society association office department university université università
        universität universidad bureau bank company archive archives library ministère ministero ministerium ministerio conseil comité société società sociedad gesellschaft verein verlag academy académie
        akademie accademia academia союз комитет министерство академия институт совет общество centre center zentrum centro foundation fondation stiftung museum musée museo party partei parti partito
        church kirche church congress parliament government gouvernement regierung board service union league federation
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The parts; null where nothing is printed.</summary>
    public static CitedName? Of(PersonName person)
    {
        if (PrintedText.Line(person.Family)?.Trim(',', ';', ' ') is not { Length: > 0 } family)
        {
            return null;
        }

        var given = PrintedText.Line(person.Given);
        var words = family.Split(' ').ToList();
        var isBody = given is null && (words.Exists(WordsOfBodies.Contains) && words.Count > 1 || IsAcronym(family));
        if (isBody)
        {
            return new CitedName { Family = family, IsWhole = true, IsBody = true };
        }

        string? suffix = null;
        if (words.Count > 1 && Suffixes.Contains(words[^1]))
        {
            suffix = words[^1];
            words.RemoveAt(words.Count - 1);
            words[^1] = words[^1].TrimEnd(',');
        }

        var first = 0;
        var staying = -1;
        while (first < words.Count - 1 && (DroppingWords.Contains(words[first]) || StayingWords.Contains(words[first])))
        {
            staying = staying < 0 && StayingWords.Contains(words[first]) ? first : staying;
            first++;
        }

        var (drop, stay) = staying < 0 ? (string.Join(' ', words[..first]), "") : (string.Join(' ', words[..staying]), string.Join(' ', words[staying..first]));
        var core = string.Join(' ', words[first..]);
        if (stay.Length == 0 && Elided(core, DroppingElisions) is { } dropped)
        {
            (drop, core) = (Join(drop, dropped), core[dropped.Length..]);
        }

        if (Elided(core, StayingElisions) is { } stayed)
        {
            (stay, core) = (Join(stay, stayed.TrimEnd()), core[stayed.Length..]);
        }

        return given is null && core.Contains(' ', StringComparison.Ordinal)
            ? new CitedName { Family = family, IsWhole = true }
            : new CitedName { Family = core, Given = given, Dropping = drop.Length > 0 ? drop : null, NonDropping = stay.Length > 0 ? stay : null, Suffix = suffix };
    }

    /// <summary>The parts of several names, in their order.</summary>
    public static IReadOnlyList<CitedName> Of(IReadOnlyList<PersonName> persons) => [.. persons.Select(Of).OfType<CitedName>()];

    private static string? Elided(string core, string[] elisions) => Array.Find(elisions, elision => core.Length > elision.Length && core.StartsWith(elision, StringComparison.Ordinal));

    private static string Join(string left, string right) => left.Length == 0 ? right : $"{left} {right}";

    private static bool IsAcronym(string family) => family.Length is > 1 and < 9 && family.All(char.IsUpper);
}
