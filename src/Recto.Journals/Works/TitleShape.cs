using Recto.Notes.Resolution;

namespace Recto.Journals.Works;

/// <summary>A title made ready for comparing: its folded words, what each of them weighs, and where its subtitle begins.</summary>
internal sealed class TitleShape
{
    private const int MostWords = 40;

    // Words that stand in any title, folded.
    private static readonly HashSet<string> Small = new(StringComparer.Ordinal)
    {
        "the", "a", "an", "of", "and", "in", "on", "to", "for", "from", "with", "bi", "at", "its", "de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "dans", "un", "une", "au", "aux", "sur", "pour",
        "der", "die", "das", "den", "dem", "und", "im", "von", "zur", "zum", "zu", "ein", "eine", "einer", "il", "lo", "gli", "e", "di", "del", "della", "dei", "delle", "nel", "nella", "el", "los", "las", "i", "v", "na", "o", "s", "po", "iz", "k",
        "da", "do", "dos", "das", "em", "no", "os", "as", "um", "uma", "van", "het", "een",
    };

    private TitleShape(string[] words, int mainLength)
    {
        Words = words;
        Weights = [.. words.Select(WeightOf)];
        Weight = Weights.Sum();
        MainLength = mainLength;
    }

    /// <summary>Nothing.</summary>
    public static TitleShape None { get; } = new([], 0);

    /// <summary>Folded words in order.</summary>
    public string[] Words { get; }

    /// <summary>What each word tells.</summary>
    public double[] Weights { get; }

    /// <summary>What all words tell together.</summary>
    public double Weight { get; }

    /// <summary>How many words stand before the subtitle.</summary>
    public int MainLength { get; }

    /// <summary>The words that tell something, in order.</summary>
    public IEnumerable<string> Telling => Words.Where(word => WeightOf(word) >= 0.5);

    /// <summary>The shape of a printed title.</summary>
    public static TitleShape Of(string? title)
    {
        if (title is null)
        {
            return None;
        }

        var words = Ranges(WordFolding.Words(title, MostWords));
        var end = SubtitleAt(title);
        return new TitleShape(words, end < 0 ? words.Length : Math.Min(words.Length, WordFolding.Words(title[..end], MostWords).Length));
    }

    // The last year of a range in full: 1930–33 is 1930–1933.
    private static string[] Ranges(string[] words)
    {
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i - 1] is [>= '1' and <= '2', _, _, _] century && words[i] is [>= '0' and <= '9', >= '0' and <= '9'] last && century.All(char.IsAsciiDigit) && string.CompareOrdinal(last, century[2..]) > 0)
            {
                words[i] = century[..2] + last;
            }
        }

        return words;
    }

    private static double WeightOf(string word) => Small.Contains(word) ? 0.1 : char.IsAsciiDigit(word[0]) ? 1 : word.Length == 1 ? 0.2 : word.Length <= 3 ? 0.8 : 1;

    // "Main: sub", "Main. Sub", "Main – sub", "Main (sub"
    private static int SubtitleAt(string title)
    {
        for (var i = 3; i < title.Length - 1; i++)
        {
            if (title[i] is ':' or ';' or '?' or '!' || (title[i] is '.' or ',' && char.IsWhiteSpace(title[i + 1]) && i > 8 && char.IsLower(title[i - 1]) && char.IsLower(title[i - 2]) && char.IsLower(title[i - 3]))
                || (title[i] is '–' or '—' or '-' or '(' && char.IsWhiteSpace(title[i - 1])))
            {
                return i;
            }
        }

        return -1;
    }
}
