using System.Collections.Frozen;
using Recto.Notes.Archives;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Finds where a stretch of a note names an archive: by siglum, by name, or, for one we do not know, by a word such as "Archives" or "Record Office".</summary>
internal sealed class RepositoryFinder(RepositoryDirectory directory, NoteWords words, IntroducedRepositories introduced)
{
    private const int LongestSiglumInWords = 4;
    private const int LongestUnknownName = 110;

    private static readonly FrozenSet<string> ArchiveWords = """
        archive archives archiv archivs archivio archivo arquivo archivum archiwum arhiv arhiva arkiv arkivet arkivi archief arhīvs arhivs leveltar leveltara архив архива archivos archivi
        hauptstaatsarchiv staatsarchiv stadtarchiv landesarchiv bundesarchiv zentralarchiv reichsarchiv kriegsarchiv rigsarkivet riksarkivet nationaal stadsarchief gemeentearchief
        bibliotheque biblioteca bibliothek bibliotheek landesbibliothek staatsbibliothek universitatsbibliothek nationalbibliothek библиотека biblioteka
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    // Count only with a word before or behind: "Record Office", "Historical Society", "Beinecke Library", "Special Collections".
    private static readonly FrozenSet<string> PairedWords = "office society library libraries collections deeds college cathedral university museum academy abbey institute".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> HereafterWords =
        "hereafter henceforth hereinafter thereafter cited as abbreviated im folgenden fortan kunftig zit zitiert als desormais ci apres dorenavant d ora in poi en adelante далее дальше the".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> PlaceWords = """
        london kew paris moscow moskva berlin koblenz freiburg rome roma vienna wien madrid washington dc d college park md maryland virginia usa uk england oxford cambridge
        mass massachusetts ny n y new york haven c conn connecticut ohio cleveland boston chicago illinois ill philadelphia pa baltimore california calif ca stanford princeton nj j hyde tarrytown sleepy hollow
        texas tex houston austin atlanta georgia ann arbor michigan mich edinburgh dublin belfast amsterdam hague den haag brussels bruxelles munich munchen venice venezia florence firenze lisbon lisboa
        geneva geneve bern warsaw warszawa prague praha budapest kyiv kiev minsk st petersburg saint sankt peterburg leningrad vincennes la courneuve nantes simancas seville москва киев санкт петербург m н s
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private string Text => words.Text;

    /// <summary>All mentions in the stretch, in order, not overlapping. Writes what they introduce.</summary>
    public List<RepositoryMention> Find()
    {
        var mentions = new List<RepositoryMention>();
        var next = words.Within.Start;
        for (var i = 0; i < words.Words.Count; i++)
        {
            if (words.Words[i].Start < next || !StartsMention(i))
            {
                continue;
            }

            var mention = Longer(BySiglum(i), ByName(i)) ?? ByArchiveWord(i, next);
            if (mention is not null && !(mentions.Count > 0 && IsPartOfNumber(mentions[^1], mention)))
            {
                mentions.Add(mention);
                next = Math.Max(mention.Span.End, words.Words[i].End);
            }
        }

        return mentions;
    }

    private static RepositoryMention? Longer(RepositoryMention? bySiglum, RepositoryMention? byName) =>
        bySiglum is null || (byName is not null && byName.Name!.Value.Length > bySiglum.Siglum!.Value.Length) ? byName : bySiglum;

    // "AN, 72 AJ 257", "HHStA, PA I": right behind an archive two or three capitals are its holding, not another archive.
    private bool IsPartOfNumber(RepositoryMention before, RepositoryMention mention)
    {
        // "IISG, Second International Archives, 12": a collection of the house.
        if (mention.Siglum is null && before.Candidates.Count > 0
            && (mention.Candidates.Count == 0 ? !Starts(before.Span.End, mention.Span.Start) : mention.Span.Start - before.Span.End <= 2 && mention.Candidates[0] == before.Candidates[0]))
        {
            return true;
        }

        if (mention.Name is not null || mention.Siglum is not { } siglum || mention.Introduces || siglum.Length > 3)
        {
            return false;
        }

        if (mention.IsWeak && !Starts(before.Span.End, mention.Span.Start))
        {
            return true;
        }

        foreach (var c in Text.AsSpan(before.Span.End, mention.Span.Start - before.Span.End))
        {
            if (char.IsLetter(c) || c is ';' or '(')
            {
                return false;
            }
        }

        return true;
    }

    // Whether something new may begin between two places: "and", "see", a semicolon or the end of a sentence stands there.
    private bool Starts(int from, int to)
    {
        for (var i = words.IndexFrom(from); i < words.Words.Count && words.Words[i].Start < to; i++)
        {
            if (words.Words[i].Folded is "and" or "see" or "in" or "und" or "et" or "y" or "e")
            {
                return true;
            }
        }

        return Text.AsSpan(from, to - from).ContainsAny(";\n(") || Text.AsSpan(from, to - from).Contains(". ", StringComparison.Ordinal);
    }

    // A mention does not begin inside a hyphenated word, an address or a dotted name: "http://…", "e-NARA".
    private bool StartsMention(int i)
    {
        var start = words.Words[i].Start;
        return start == 0 || Text[start - 1] is not ('-' or '.' or '_' or '@' or '&' or '#' or '’' or '\'') || (Text[start - 1] is '\'' or '’' && start > 1);
    }

    // "(henceforth PA Lot File 82D297)" names a collection, not an archive.
    private bool StandsInAnnouncement(int i)
    {
        var open = words.EnclosingBracket(words.Words[i].Start);
        return open >= 0 && words.IndexFrom(open) < i && words.Words[words.IndexFrom(open)].Folded is "hereafter" or "henceforth" or "hereinafter" or "fortan" or "desormais" or "далее";
    }

    private RepositoryMention? BySiglum(int i)
    {
        if (StandsInAnnouncement(i))
        {
            return null;
        }

        RepositoryMention? longest = null;
        for (var length = 1; length <= LongestSiglumInWords && i + length <= words.Words.Count; length++)
        {
            var start = words.Words[i].Start;
            var end = words.Words[i + length - 1].End;
            if (end - start > 40 || (length > 1 && !JoinsSiglum(words.Words[i + length - 2].End, words.Words[i + length - 1].Start)))
            {
                break;
            }

            if ((!char.IsUpper(Text[start]) && !char.IsUpper(Text[end - 1])) || (end < words.Within.End && Text[end] is not (' ' or ',' or '.' or ':' or ';' or '/' or '-' or '–' or '(' or ')' or '[' or ']' or '#' or '’' or '\n')))
            {
                continue;
            }

            var folded = NameFolding.Siglum(Text.AsSpan(start, end - start));
            var known = introduced.FindFolded(folded);
            var entries = directory.SiglumEntries(folded);
            if (known is null && entries is null)
            {
                continue;
            }

            var candidates = known is { Candidates.Count: > 0 } ? known.Candidates : known is not null
                ? known.RepositoryId is { } id && directory.Find(id) is { } repository ? [repository] : (IReadOnlyList<Repository>)[]
                : [.. entries!.Select(entry => entry.Repository)];
            var cited = entries is not null && entries.Exists(entry => introduced.HasCited(entry.Repository.Id));
            var dotted = length > 1 && folded.Length <= 3;
            var weak = known is null && ((entries![0].IsWeak && !cited) || dotted);
            var span = new TextSpan(start, end);
            longest = new RepositoryMention(WithPlaces(span), span, null, candidates, weak, known is not null, Introduces: false);
        }

        return longest is null ? null : WithIntroduction(longest);
    }

    // What may stand between the words of one siglum: "AVP RF", "A.V.P.R.F.", "BA-MA", "ÖStA/AdR", "TNA/PRO".
    private bool JoinsSiglum(int end, int start) => start - end <= 2 && Text[end] is ' ' or '.' or '-' or '/' or '–' && (start - end == 1 || Text[end + 1] == ' ');

    private RepositoryMention? ByName(int i)
    {
        if (directory.NamesFrom(words.Words[i].Folded) is not { } names || !char.IsUpper(Text[words.Words[i].Start]) || IsPartOfName(i))
        {
            return null;
        }

        NameEntry? found = null;
        var candidates = new List<Repository>();
        foreach (var entry in names)
        {
            if ((found is null || entry.Words.Count == found.Words.Count) && Matches(i, entry.Words))
            {
                found ??= entry;
                candidates.Add(entry.Repository);
            }
        }

        if (found is null)
        {
            return null;
        }

        var span = new TextSpan(words.Words[i].Start, words.Words[i + found.Words.Count - 1].End);

        // "Library of Congress catalog", "Royal Society meeting": the name goes on, it is another thing.
        return WithIntroduction(new RepositoryMention(WithPlaces(span), null, span, candidates, IsWeak: ContinuesAsPhrase(span.End), IsIntroduced: false, Introduces: false));
    }

    private bool Matches(int i, List<string> name)
    {
        if (i + name.Count > words.Words.Count)
        {
            return false;
        }

        for (var k = 0; k < name.Count; k++)
        {
            if (words.Words[i + k].Folded != name[k] || (k > 0 && words.Words[i + k].Start - words.Words[i + k - 1].End > 3))
            {
                return false;
            }
        }

        return true;
    }

    // "Records of the Department of State", "General Records of the Department of State" name a series, not a house.
    private bool IsPartOfName(int i)
    {
        var before = i - 1;
        if (before >= 0 && words.Words[before].Folded == "the" && words.Words[i].Start - words.Words[before].End == 1)
        {
            before--;
        }

        return before >= 1 && words.Words[before].Folded is "of" or "for" or "by" or "to" && words.Words[i].Start - words.Words[before].End <= 5 && char.IsUpper(Text[words.Words[before - 1].Start]);
    }

    private bool ContinuesAsPhrase(int end) => end + 1 < words.Within.End && Text[end] == ' ' && char.IsLower(Text[end + 1]);

    private RepositoryMention? ByArchiveWord(int i, int from)
    {
        var word = words.Words[i];
        if (words.IsQuoted(word.Start))
        {
            return null;
        }

        var isArchive = ArchiveWords.Contains(word.Folded);
        if (!char.IsUpper(Text[word.Start]) && !isArchive)
        {
            return null;
        }

        if (!isArchive && !(PairedWords.Contains(word.Folded) && i > 0 && (word.Folded is "office" ? words.Words[i - 1].Folded is "record" or "records" : word.Folded is "deeds" ? words.Words[i - 1].Folded is "of" : char.IsUpper(Text[words.Words[i - 1].Start]))))
        {
            return null;
        }

        var start = LeftEdge(word.Start, from);
        var end = RightEdge(word.End);
        if (end - start > LongestUnknownName || !HasUpper(start, end) || Text.AsSpan(start, end - start).Contains("Press", StringComparison.Ordinal))
        {
            return null;
        }

        var span = new TextSpan(start, end);

        // A college or a society publishes and teaches as well: only a manuscript's or a box's number makes it the keeper.
        var keeps = isArchive || word.Folded is "office" or "deeds" || (word.Folded == "society" && words.Words[i - 1].Folded == "historical");
        return WithIntroduction(new RepositoryMention(WithPlaces(span), null, span, [], IsWeak: !keeps, IsIntroduced: false, Introduces: false));
    }

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

    // ", Washington, D.C.", ", Cleveland, Ohio"
    private TextSpan WithPlaces(TextSpan span)
    {
        var end = span.End;
        while (end + 2 < words.Within.End && Text[end] == ',' && Text[end + 1] == ' ')
        {
            var i = words.IndexFrom(end + 2);
            var stop = i;
            while (stop < words.Words.Count && stop - i < 3 && PlaceWords.Contains(words.Words[stop].Folded) && (stop == i || words.Words[stop].Start - words.Words[stop - 1].End <= 2)
                && (stop == i || Text[words.Words[stop - 1].End] is ' ' or '.' or '-'))
            {
                stop++;
            }

            if (stop == i || words.Words[i].Start != end + 2 || !char.IsUpper(Text[words.Words[i].Start]))
            {
                break;
            }

            // A single capital may as well begin a call number: "AN, F 7", "MAE, D".
            if (stop - i == 1 && words.Words[i].End - words.Words[i].Start == 1)
            {
                break;
            }

            var after = words.Words[stop - 1].End;
            // The stop of "D.C." or "Conn." belongs to the place, the stop of a sentence does not.
            if (after < words.Within.End && Text[after] == '.' && !(after + 2 < words.Within.End && Text[after + 1] == ' ' && char.IsUpper(Text[after + 2])))
            {
                after++;
            }
            else if (after < words.Within.End && Text[after] == '.')
            {
                end = after;
                break;
            }

            if (after < words.Within.End && Text[after] is not (',' or ';' or '.' or ')' or ']' or ' ' or ':'))
            {
                break;
            }

            if (after + 1 < words.Within.End && Text[after] == ' ' && Text[after + 1] is not ('(' or '['))
            {
                break;
            }

            end = after;
        }

        return new TextSpan(span.Start, end);
    }

    // "Name (SIGLUM)", "Name, Paris (hereafter SIGLUM)", "Name [SIGLUM]".
    private RepositoryMention WithIntroduction(RepositoryMention mention)
    {
        var at = mention.Span.End;
        while (at < words.Within.End && Text[at] is ' ' or ',')
        {
            at++;
        }

        if (at >= words.Within.End || Text[at] is not ('(' or '[') || words.Partner(at) is var close && (close < 0 || close - at > 60))
        {
            return mention;
        }

        var first = words.IndexFrom(at + 1);
        var last = first;
        while (last < words.Words.Count && words.Words[last].End <= close)
        {
            last++;
        }

        var announced = false;
        while (first < last && HereafterWords.Contains(words.Words[first].Folded) && !IsAllUpper(words.Words[first]))
        {
            announced = true;
            first++;
        }

        if (first >= last || last - first > 3 || char.IsDigit(Text[words.Words[first].Start]))
        {
            return mention;
        }

        var siglum = new TextSpan(words.Words[first].Start, words.Words[last - 1].End);
        if (!announced && !LooksLikeSiglum(siglum))
        {
            return mention;
        }

        var folded = NameFolding.Siglum(siglum.In(Text));
        var bySiglum = directory.SiglumEntries(folded);
        if (mention is { IsWeak: true, Candidates.Count: 0 } && bySiglum is null)
        {
            return mention;
        }

        var candidates = Narrow(mention.Candidates, bySiglum);
        var name = mention.Name ?? mention.Siglum!.Value;
        introduced.Introduce(siglum.In(Text).ToString(), new IntroducedRepository(name.In(Text).ToString(), candidates.Count == 1 ? candidates[0].Id : null) { Candidates = candidates });
        return mention with
        {
            Span = WithPlaces(new TextSpan(mention.Span.Start, close + 1)),
            Siglum = siglum,
            Name = mention.Siglum is null || mention.Name is not null ? mention.Name : mention.Siglum,
            Candidates = candidates,
            IsWeak = false,
            IsIntroduced = true,
            Introduces = true,
        };
    }

    private static IReadOnlyList<Repository> Narrow(IReadOnlyList<Repository> byName, List<SiglumEntry>? bySiglum)
    {
        if (bySiglum is null)
        {
            return byName;
        }

        if (byName.Count == 0)
        {
            return [.. bySiglum.Select(entry => entry.Repository)];
        }

        List<Repository> both = [.. byName.Where(repository => bySiglum.Exists(entry => entry.Repository == repository))];
        return both.Count > 0 ? both : byName;
    }

    private bool IsAllUpper(NoteWord word)
    {
        for (var i = word.Start; i < word.End; i++)
        {
            if (!char.IsUpper(Text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool LooksLikeSiglum(TextSpan span)
    {
        var upper = 0;
        var lower = 0;
        foreach (var c in span.In(Text))
        {
            upper += char.IsUpper(c) ? 1 : 0;
            lower += char.IsLower(c) ? 1 : 0;
        }

        return upper >= 2 && upper >= lower;
    }
}
