using Recto.Notes.Archives;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Finds where a stretch of a note names an archive: by siglum, by name, or, for one we do not know, by a word such as "Archives" or "Record Office".</summary>
internal sealed class RepositoryFinder
{
    private const int LongestSiglum = 40;
    private const int LongestSiglumInWords = 4;

    private readonly RepositoryDirectory _directory;
    private readonly NoteWords _words;
    private readonly IntroducedRepositories _introduced;
    private readonly PlaceNames _places;
    private readonly ArchiveNames _names;
    private readonly RepositoryIntroductions _introductions;

    public RepositoryFinder(RepositoryDirectory directory, NoteWords words, IntroducedRepositories introduced)
    {
        (_directory, _words, _introduced) = (directory, words, introduced);
        _places = new PlaceNames(words);
        _names = new ArchiveNames(words);
        _introductions = new RepositoryIntroductions(directory, words, introduced, _places);
    }

    private string Text => _words.Text;

    /// <summary>All mentions in the stretch, in order, not overlapping. Writes what they introduce.</summary>
    public List<RepositoryMention> Find()
    {
        var mentions = new List<RepositoryMention>();
        var next = _words.Within.Start;
        for (var i = 0; i < _words.Words.Count; i++)
        {
            if (_words.Words[i].Start < next || !StartsMention(i))
            {
                continue;
            }

            var mention = Longer(BySiglum(i), ByName(i)) ?? ByArchiveWord(i, next);
            if (mention is not null && !(mentions.Count > 0 && IsPartOfNumber(mentions[^1], mention)))
            {
                mentions.Add(mention);
                next = Math.Max(mention.Span.End, _words.Words[i].End);
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
        for (var i = _words.IndexFrom(from); i < _words.Words.Count && _words.Words[i].Start < to; i++)
        {
            if (_words.Words[i].Folded is "and" or "see" or "in" or "und" or "et" or "y" or "e")
            {
                return true;
            }
        }

        return Text.AsSpan(from, to - from).ContainsAny(";\n(") || Text.AsSpan(from, to - from).Contains(". ", StringComparison.Ordinal);
    }

    // A mention does not begin inside a hyphenated word, an address or a dotted name: "http://…", "e-NARA".
    private bool StartsMention(int i)
    {
        var start = _words.Words[i].Start;
        return start == 0 || Text[start - 1] is not ('-' or '.' or '_' or '@' or '&' or '#' or '’' or '\'') || (Text[start - 1] is '\'' or '’' && start > 1);
    }

    // "(henceforth PA Lot File 82D297)" names a collection, not an archive.
    private bool StandsInAnnouncement(int i)
    {
        var open = _words.EnclosingBracket(_words.Words[i].Start);
        return open >= 0 && _words.IndexFrom(open) < i && _words.Words[_words.IndexFrom(open)].Folded is "hereafter" or "henceforth" or "hereinafter" or "fortan" or "desormais" or "далее";
    }

    private RepositoryMention? BySiglum(int i)
    {
        if (StandsInAnnouncement(i))
        {
            return null;
        }

        RepositoryMention? longest = null;
        Span<char> buffer = stackalloc char[LongestSiglum];
        for (var length = 1; length <= LongestSiglumInWords && i + length <= _words.Words.Count; length++)
        {
            var start = _words.Words[i].Start;
            var end = _words.Words[i + length - 1].End;
            if (end - start > LongestSiglum || (length > 1 && !JoinsSiglum(_words.Words[i + length - 2].End, _words.Words[i + length - 1].Start)))
            {
                break;
            }

            if ((!char.IsUpper(Text[start]) && !char.IsUpper(Text[end - 1])) || (end < _words.Within.End && Text[end] is not (' ' or ',' or '.' or ':' or ';' or '/' or '-' or '–' or '(' or ')' or '[' or ']' or '#' or '’' or '\n')))
            {
                continue;
            }

            var folded = buffer[..NameFolding.Siglum(Text.AsSpan(start, end - start), buffer)];
            var known = _introduced.FindFolded(folded);
            var entries = _directory.SiglumEntries(folded);
            if (known is null && entries is null)
            {
                continue;
            }

            var candidates = known is { Candidates.Count: > 0 } ? known.Candidates : known is not null
                ? known.RepositoryId is { } id && _directory.Find(id) is { } repository ? [repository] : (IReadOnlyList<Repository>)[]
                : [.. entries!.Select(entry => entry.Repository)];
            var cited = entries is not null && entries.Exists(entry => _introduced.HasCited(entry.Repository.Id));
            var dotted = length > 1 && folded.Length <= 3;
            var weak = known is null && ((entries![0].IsWeak && !cited) || dotted);
            var span = new TextSpan(start, end);
            longest = new RepositoryMention(_places.Extend(span), span, null, candidates, weak, known is not null, Introduces: false);
        }

        return longest is null ? null : _introductions.Read(longest);
    }

    // What may stand between the _words of one siglum: "AVP RF", "A.V.P.R.F.", "BA-MA", "ÖStA/AdR", "TNA/PRO".
    private bool JoinsSiglum(int end, int start) => start - end <= 2 && Text[end] is ' ' or '.' or '-' or '/' or '–' && (start - end == 1 || Text[end + 1] == ' ');

    private RepositoryMention? ByName(int i)
    {
        if (!char.IsUpper(Text[_words.Words[i].Start]) || _directory.NamesFrom(_words.Words[i].Folded) is not { } names || IsPartOfName(i))
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

        var span = new TextSpan(_words.Words[i].Start, _words.Words[i + found.Words.Count - 1].End);

        // "Library of Congress catalog", "Royal Society meeting": the name goes on, it is another thing.
        return _introductions.Read(new RepositoryMention(_places.Extend(span), null, span, candidates, IsWeak: ContinuesAsPhrase(span.End), IsIntroduced: false, Introduces: false));
    }

    private bool Matches(int i, List<string> name)
    {
        if (i + name.Count > _words.Words.Count)
        {
            return false;
        }

        for (var k = 0; k < name.Count; k++)
        {
            if (_words.Words[i + k].Folded != name[k] || (k > 0 && _words.Words[i + k].Start - _words.Words[i + k - 1].End > 3))
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
        if (before >= 0 && _words.Words[before].Folded == "the" && _words.Words[i].Start - _words.Words[before].End == 1)
        {
            before--;
        }

        return before >= 1 && _words.Words[before].Folded is "of" or "for" or "by" or "to" && _words.Words[i].Start - _words.Words[before].End <= 5 && char.IsUpper(Text[_words.Words[before - 1].Start]);
    }

    private bool ContinuesAsPhrase(int end) => end + 1 < _words.Within.End && Text[end] == ' ' && char.IsLower(Text[end + 1]);

    private RepositoryMention? ByArchiveWord(int i, int from) =>
        _names.Read(i, from) is var (name, keeps)
            ? _introductions.Read(new RepositoryMention(_places.Extend(name), null, name, [], IsWeak: !keeps, IsIntroduced: false, Introduces: false))
            : null;
}
