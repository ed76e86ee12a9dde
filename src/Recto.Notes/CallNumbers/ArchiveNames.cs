using System.Collections.Frozen;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Finds the name of an archive that we do not know, around a word such as "Archives" or "Record Office".</summary>
internal sealed class ArchiveNames(NoteWords words)
{
    private const int LongestUnknownName = 110;

    private static readonly FrozenSet<string> ArchiveWords = """
        archive archives archiv archivs archivio archivo arquivo archivum archiwum arhiv arhiva arkiv arkivet arkivi archief arhīvs arhivs leveltar leveltara архив архива archivos archivi
        hauptstaatsarchiv staatsarchiv stadtarchiv landesarchiv bundesarchiv zentralarchiv reichsarchiv kriegsarchiv rigsarkivet riksarkivet nationaal stadsarchief gemeentearchief
        bibliotheque biblioteca bibliothek bibliotheek landesbibliothek staatsbibliothek universitatsbibliothek nationalbibliothek библиотека biblioteka
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    // Count only with a word before or behind: "Record Office", "Historical Society", "Beinecke Library", "Special Collections".
    private static readonly FrozenSet<string> PairedWords = "office society library libraries collections deeds college cathedral university museum academy abbey institute".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private string Text => words.Text;

    /// <summary>The name around the word; null where the word names no archive.</summary>
    /// <param name="i">Index of the word.</param>
    /// <param name="from">Where the name may begin at the earliest.</param>
    public (TextSpan Name, bool Keeps)? Read(int i, int from)
    {
        var word = words.Words[i];
        if (words.IsQuoted(word.Start))
        {
            return null;
        }

        var isArchive = ArchiveWords.Contains(word.Folded);
        if (!isArchive && !(char.IsUpper(Text[word.Start]) && IsPaired(i)))
        {
            return null;
        }

        var start = LeftEdge(word.Start, from);
        var end = RightEdge(word.End);
        if (end - start > LongestUnknownName || !HasUpper(start, end) || Text.AsSpan(start, end - start).Contains("Press", StringComparison.Ordinal))
        {
            return null;
        }

        // A college or a society publishes and teaches as well: only a manuscript's or a box's number makes it the keeper.
        var keeps = isArchive || word.Folded is "office" or "deeds" || (word.Folded == "society" && words.Words[i - 1].Folded == "historical");
        return (new TextSpan(start, end), keeps);
    }

    private bool IsPaired(int i) => i > 0 && PairedWords.Contains(words.Words[i].Folded) && words.Words[i].Folded switch
    {
        "office" => words.Words[i - 1].Folded is "record" or "records",
        "deeds" => words.Words[i - 1].Folded is "of",
        _ => char.IsUpper(Text[words.Words[i - 1].Start]),
    };

    private bool HasUpper(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (char.IsUpper(Text[i]))
            {
                return true;
            }
        }

        return false;
    }

    // The name's first word: back over the words of its comma-separated part, then forward over what only leads in ("in the", "letters from").
    private int LeftEdge(int start, int from)
    {
        var edge = start;
        while (edge > from && Text[edge - 1] is not (',' or ';' or '(' or '[' or ')' or ']' or '“' or '”' or '"' or ':' or '\n' or '«' or '»') && start - edge < LongestUnknownName)
        {
            if (Text[edge - 1] == '.' && edge - 2 >= from && edge < words.Within.End && Text[edge] == ' ' && char.IsLower(Text[edge - 2]))
            {
                break;
            }

            edge--;
        }

        for (var i = words.IndexFrom(edge); i < words.Words.Count && words.Words[i].Start <= start; i++)
        {
            if (char.IsUpper(Text[words.Words[i].Start]) && words.Words[i].Folded is not ("in" or "see" or "the" or "also" or "source" or "at" or "from" or "cf" or "voir" or "siehe" or "vgl"))
            {
                return LastCapitalRun(i, start);
            }
        }

        return start;
    }

    // "Report of the Memorial Hospital at the Rockefeller Archive": the name begins after the last preposition of place.
    private int LastCapitalRun(int i, int start)
    {
        var first = words.Words[i].Start;
        for (var k = i; k < words.Words.Count && words.Words[k].Start < start; k++)
        {
            if (words.Words[k].Folded is "in" or "at" or "from" && k > i)
            {
                var after = k + 1 < words.Words.Count && words.Words[k + 1].Folded == "the" ? k + 2 : k + 1;
                first = after < words.Words.Count && words.Words[after].Start <= start ? words.Words[after].Start : first;
            }
        }

        return first;
    }

    private int RightEdge(int end)
    {
        var edge = end;
        while (edge < words.Within.End && edge - end < LongestUnknownName && Text[edge] is not (',' or ';' or '(' or '[' or ')' or ']' or '“' or '”' or '"' or ':' or '\n' or '.') && !char.IsDigit(Text[edge]))
        {
            if (Text[edge] == ' ' && edge + 1 < words.Within.End && !char.IsUpper(Text[edge + 1]) && !IsJoiner(edge + 1) && !IsAdjective(end, edge + 1))
            {
                break;
            }

            if (Text[edge] == ' ' && StartsLabel(edge + 1))
            {
                break;
            }

            edge++;
        }

        while (edge > end && Text[edge - 1] is ' ' or '-' or '–')
        {
            edge--;
        }

        return edge;
    }

    private bool IsJoiner(int start)
    {
        var i = words.IndexFrom(start);
        return i < words.Words.Count && words.Words[i].Start == start
            && words.Words[i].Folded is "of" or "the" or "and" or "de" or "du" or "des" or "del" or "della" or "dello" or "dei" or "di" or "da" or "do" or "la" or "le" or "les" or "l" or "d" or "der" or "des" or "fur" or "und" or "et" or "y" or "e" or "for" or "in" or "van" or "voor"
            && i + 1 < words.Words.Count && (char.IsUpper(Text[words.Words[i + 1].Start]) || IsArticle(words.Words[i + 1].Folded));
    }

    // "Archives départementales du Nord", "архив Тверской области", "Archivio storico": outside English names go on in small letters.
    private bool IsAdjective(int archiveWordEnd, int start)
    {
        var i = words.IndexFrom(start);
        if (i >= words.Words.Count || words.Words[i].Start != start || !char.IsLower(Text[start]) || start - archiveWordEnd > 60)
        {
            return false;
        }

        var folded = words.Words[i].Folded;
        var archive = words.Words[words.IndexFrom(archiveWordEnd) - 1].Folded;
        return archive is "archive" or "archives" or "library" or "office" or "society" or "collections" or "libraries"
            ? folded.EndsWith("ales", StringComparison.Ordinal) || folded.EndsWith("iques", StringComparison.Ordinal)
            : folded.Length > 3 && !DateWords.IsMonth(folded) && CallNumberLabels.KindOf(folded) == LabelKind.None;
    }

    private static bool IsArticle(string folded) => folded is "the" or "la" or "les" or "l" or "der" or "las" or "los";

    private bool StartsLabel(int start)
    {
        var i = words.IndexFrom(start);
        return i + 1 < words.Words.Count && words.Words[i].Start == start && CallNumberLabels.KindOf(words.Words[i].Folded) != LabelKind.None
            && char.IsDigit(Text[words.Words[i + 1].Start]);
    }
}
