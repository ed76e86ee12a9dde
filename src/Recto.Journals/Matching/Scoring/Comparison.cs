using System.Text;
using Recto.Journals.Matching.Candidates;
using Recto.Journals.Matching.References;
using Recto.Journals.Matching.Words;
using Recto.Journals.Matching.Works;

namespace Recto.Journals.Matching.Scoring;

/// <summary>Compares a reference with works, one after another. Made for being used again and again, by one thread.</summary>
internal sealed class Comparison
{
    /// <summary>How many values a comparison has.</summary>
    public static readonly int Features = Enum.GetValues<Feature>().Length;

    private static readonly ulong[] PartWords = [.. ((string[])["in", "ed", "eds", "hrsg", "chapter"]).Select(CommonWords.HashOf)];
    private static readonly ulong[] ReviewWords = [.. ((string[])["review", "reviews", "reviewed", "rezension", "recension", "recensione"]).Select(CommonWords.HashOf)];

    private readonly bool[] _explained = new bool[ReferenceReading.MostWords];
    private readonly int[] _next = new int[ReferenceReading.MostWords];
    private readonly Dictionary<char, int> _byLetter = [];
    private char[] _letters = new char[1024];
    private ReferenceReading _reference = null!;
    private CandidateSearch _search = null!;
    private bool _saysIn;
    private bool _saysReview;
    private int _numbersGiven;
    private bool _givesYear;

    /// <summary>Begins with a reference.</summary>
    public void Begin(ReferenceReading reference, CandidateSearch search)
    {
        (_reference, _search) = (reference, search);
        _saysIn = PartWords.Any(word => reference.Find(word) >= 0);
        _saysReview = ReviewWords.Any(word => reference.Find(word) >= 0);
        _givesYear = reference.Fields?.Year is not null || reference.Numbers.Any(number => number.IsYear);
        _numbersGiven = reference.Numbers.Count(number => number.IsWhole && !IsLabel(number));
        _byLetter.Clear();
        for (var at = 0; at < reference.Words.Count; at++)
        {
            var first = reference.Words.Letters(at)[0];
            _next[at] = _byLetter.GetValueOrDefault(first, -1);
            _byLetter[first] = at;
        }
    }

    /// <summary>Compares with a work.</summary>
    /// <param name="record">Its record.</param>
    /// <param name="values">A value for each feature, filled; the last two are the caller's.</param>
    public void Compare(ReadOnlySpan<byte> record, Span<float> values)
    {
        values.Clear();
        Array.Clear(_explained, 0, _reference.Words.Count);
        Span<Range> at = stackalloc Range[10];
        StoredWork.Read(record, at);
        if (_letters.Length < record.Length)
        {
            _letters = new char[2 * record.Length];
        }

        Authors(Letters(record[at[3]]), values);
        Title(Letters(record[at[2]]), values);
        var container = Letters(record[at[4]]);
        Container(container, values);
        if (container.IsEmpty || values[(int)Feature.ContainerShare] < 0.99f)
        {
            values[(int)Feature.PublisherShare] = Words(Letters(record[at[9]]));
        }

        Facts(record, at, values);
        Rest(values);
        values[(int)Feature.Kind] = record[0];
        values[(int)Feature.SaysIn] = _saysIn ? 1 : 0;
        if (_reference.Doi is { } doi)
        {
            values[(int)Feature.Doi] = Encoding.UTF8.GetString(record[at[0]]).Equals(doi, StringComparison.OrdinalIgnoreCase) ? 1 : -1;
        }

        values[(int)Feature.Agreeing] = (values[(int)Feature.TitleShare] > 0.8f ? 1 : 0) + (values[(int)Feature.FirstAuthor] > 0 ? 1 : 0) + (values[(int)Feature.Year] > 0.9f ? 1 : 0)
            + (values[(int)Feature.Volume] > 0 ? 1 : 0) + (values[(int)Feature.FirstPage] > 0 ? 1 : 0) + (values[(int)Feature.ContainerShare] > 0.7f ? 1 : 0);
    }

    private ReadOnlySpan<char> Letters(ReadOnlySpan<byte> text) => _letters.AsSpan(0, Encoding.UTF8.GetChars(text, _letters));

    private void Title(ReadOnlySpan<char> title, Span<float> values)
    {
        if (title.IsEmpty)
        {
            return;
        }

        var (had, all, rarity, numbers, run, longest, next) = (0f, 0f, 0f, 0, 0f, 0f, -1);
        var says = false;
        foreach (var range in title.Split(' '))
        {
            var word = title[range];
            var hash = TermHash.Of(word);
            var weight = WeightOf(word, hash);
            says |= ReviewWords.Contains(hash);
            all += weight;
            var place = next >= 0 && next < _reference.Words.Count && _reference.Words[next].Hash == hash ? next : _reference.Find(hash);
            if (place < 0)
            {
                numbers += word.Length == 1 || word.IndexOfAnyExceptInRange('0', '9') < 0 || word is "ii" or "iii" or "iv" or "vi" or "vii" or "viii" or "ix" ? 1 : 0;
                (run, next) = (0, -1);
                continue;
            }

            had += weight;
            run = place == next ? run + weight : weight;
            longest = Math.Max(longest, run);
            next = place + 1;
            _explained[place] = true;
            rarity += _search.Rarity(place) is var own && float.IsNaN(own) ? 0 : own;
        }

        values[(int)Feature.HasTitle] = 1;
        values[(int)Feature.TitleShare] = had / all;
        values[(int)Feature.TitleLength] = had;
        values[(int)Feature.TitleMissing] = all - had;
        values[(int)Feature.TitleRun] = longest / all;
        values[(int)Feature.TitleLetters] = title.Length < 4 ? values[(int)Feature.TitleShare] : _reference.Share(title);
        values[(int)Feature.TitleRarity] = rarity;
        values[(int)Feature.TitleNumbersMissing] = numbers;
        values[(int)Feature.ReviewContradicts] = says == _saysReview ? 0 : says ? -1 : 1;
    }

    private void Authors(ReadOnlySpan<char> authors, Span<float> values)
    {
        var (count, named, rarest, at) = (0, 0f, 0f, 0);
        values[(int)Feature.AuthorPlace] = 20;
        values[(int)Feature.FirstAuthor] = authors.IsEmpty ? -1 : 0;
        while (authors.Length > 0 && count < Work.MostAuthors)
        {
            var end = authors.IndexOf(';');
            var author = end < 0 ? authors : authors[..end];
            authors = end < 0 ? default : authors[(end + 1)..];
            var comma = author.IndexOf(',');
            var family = comma < 0 ? author : author[..comma];
            var (share, place) = Name(family);
            var found = share >= 0.6f ? 1 : family.Length >= 5 && _reference.Share(family) >= 0.6f ? 0.5f : 0;
            at++;
            if (found > 0)
            {
                rarest = place >= 0 && _search.Rarity(place) is var rarity && rarity > rarest ? rarity : rarest;
                if (place is >= 0 and <= 1)
                {
                    values[(int)Feature.BeginsWithAuthor] = 1;
                }
            }

            if (count++ == 0)
            {
                values[(int)Feature.FirstAuthor] = found;
                values[(int)Feature.AuthorPlace] = place < 0 ? 20 : Math.Min(place, 20);
                values[(int)Feature.Initial] = place >= 0 && comma >= 0 && comma + 1 < author.Length ? Initial(place, author[comma + 1]) : 0;
            }

            if (count <= 10)
            {
                named += found;
            }
        }

        values[(int)Feature.Authors] = count;
        values[(int)Feature.AuthorsNamed] = named;
        values[(int)Feature.AuthorShare] = count == 0 ? 0 : named / Math.Min(count, 10);
        values[(int)Feature.AuthorRarity] = rarest;
    }

    private (float Share, int Place) Name(ReadOnlySpan<char> family)
    {
        var (had, all, first) = (0f, 0f, -1);
        foreach (var range in family.Split(' '))
        {
            var hash = TermHash.Of(family[range]);
            var weight = WeightOf(family[range], hash);
            all += weight;
            if (_reference.Find(hash) is >= 0 and var place)
            {
                had += weight;
                _explained[place] = true;
                first = first < 0 || weight > 2 ? place : first;
            }
        }

        return (all == 0 ? 0 : had / all, first);
    }

    // Letters that stand alone or in pairs beside the name are initials; a longer word beside it may be the given name.
    private float Initial(int place, char initial)
    {
        var said = 0f;
        for (var at = Math.Max(0, place - 2); at <= Math.Min(_reference.Words.Count - 1, place + 1); at++)
        {
            if (at == place || _reference.Words[at].IsNumber)
            {
                continue;
            }

            var word = _reference.Words.Letters(at);
            if (word[0] == initial)
            {
                return 1;
            }

            said = word.Length <= 2 && !CommonWords.IsSmall(_reference.Words[at].Hash) ? -1 : said;
        }

        return said;
    }

    private void Container(ReadOnlySpan<char> container, Span<float> values)
    {
        if (container.IsEmpty)
        {
            return;
        }

        var (had, all, initials) = (0f, 0f, 0);
        Span<char> acronym = stackalloc char[24];
        foreach (var range in container.Split(' '))
        {
            var word = container[range];
            var hash = TermHash.Of(word);
            if (CommonWords.IsSmall(hash) || (CommonWords.IsJournalWord(hash) && container.Length > 12))
            {
                Explain(word);
                if (!CommonWords.IsSmall(hash) && initials < acronym.Length)
                {
                    acronym[initials++] = word[0];
                }

                continue;
            }

            if (initials < acronym.Length)
            {
                acronym[initials++] = word[0];
            }

            var weight = WeightOf(word, hash);
            all += weight;
            had += weight * Explain(word);
        }

        var share = all == 0 ? 0 : had / all;
        if (share < 0.7f && initials >= 3 && _reference.Find(TermHash.Of(acronym[..initials])) is >= 0 and var place)
        {
            (share, _explained[place]) = (1, true);
        }

        values[(int)Feature.HasContainer] = 1;
        values[(int)Feature.ContainerShare] = share;
        values[(int)Feature.ContainerLength] = all;
        values[(int)Feature.ContainerLetters] = container.Length < 4 ? share : _reference.Share(container);
    }

    // Marks the word of the reference that says this word in full or abbreviated; how surely it does, 0 to 1.
    private float Explain(ReadOnlySpan<char> word)
    {
        var (best, place) = (0f, -1);
        for (var at = _byLetter.GetValueOrDefault(word[0], -1); at >= 0; at = _next[at])
        {
            var own = _reference.Words.Letters(at);
            var same = own.CommonPrefixLength(word);
            var sure = same == own.Length && same == word.Length ? 1f
                : same == Math.Min(own.Length, word.Length) && !CommonWords.IsSmall(_reference.Words[at].Hash) ? same switch { >= 3 => 0.9f, 2 => 0.6f, _ => own.Length == 1 ? 0.3f : 0 }
                : same >= 4 && same >= own.Length - 2 ? 0.7f : 0;
            if (sure > best)
            {
                (best, place) = (sure, at);
            }
        }

        if (place >= 0 && best > 0.5f)
        {
            _explained[place] = true;
        }

        return best;
    }

    private float Words(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var (had, all) = (0f, 0f);
        foreach (var range in text.Split(' '))
        {
            var weight = WeightOf(text[range], TermHash.Of(text[range]));
            all += weight;
            had += weight * Explain(text[range]);
        }

        return had / all;
    }

    private void Facts(ReadOnlySpan<byte> record, ReadOnlySpan<Range> at, Span<float> values)
    {
        var fields = _reference.Fields;
        values[(int)Feature.Year] = Year(StoredWork.Year(record));
        var volume = Fact(record[at[5]], fields?.Volume, out var volumePlace);
        values[(int)Feature.Volume] = volume;
        values[(int)Feature.Issue] = Fact(record[at[6]], fields?.Issue, out _);
        values[(int)Feature.FirstPage] = Fact(record[at[7]], fields?.Pages, out var pagePlace);
        values[(int)Feature.LastPage] = Last(Letters(record[at[8]]), pagePlace);
        values[(int)Feature.VolumeThenPage] = volumePlace >= 0 && pagePlace > volumePlace && pagePlace - volumePlace <= 4 ? 1 : 0;
    }

    private float Year(int year)
    {
        if (year == 0)
        {
            return -2;
        }

        if (_reference.Fields?.Year is { } field && WorkAnalysis.YearOf(field) is > 0 and var known)
        {
            Explain(year);
            return known == year ? 1 : Math.Abs(known - year) == 1 ? 0.5f : -1;
        }

        var state = _givesYear ? -1f : 0;
        foreach (var number in _reference.Numbers)
        {
            if (number.Value == year)
            {
                _explained[number.Position] = true;
                return 1;
            }

            if (Math.Abs(number.Value - year) == 1)
            {
                state = 0.5f;
            }
        }

        return state;
    }

    private void Explain(int value)
    {
        foreach (var number in _reference.Numbers)
        {
            _explained[number.Position] |= number.Value == value;
        }
    }

    private float Fact(ReadOnlySpan<byte> stored, string? field, out int place)
    {
        place = -1;
        if (stored.IsEmpty)
        {
            return 0;
        }

        var text = Letters(stored);
        var term = TermHash.Of(text);
        foreach (var number in _reference.Numbers)
        {
            if (number.Term == term && !IsLabel(number))
            {
                place = number.Position;
                _explained[place] = true;
            }
        }

        if (place < 0 && _reference.Find(term) is >= 0 and var word && text.Length > 1)
        {
            place = word; // xii
            _explained[word] = true;
        }

        if (field is not null)
        {
            return field.AsSpan().TrimStart('0').StartsWith(text, StringComparison.OrdinalIgnoreCase) ? 1 : -1;
        }

        return place >= 0 ? 1 : _numbersGiven > 0 ? -1 : 0;
    }

    // 147–54: the last digits are enough after the first page.
    private float Last(ReadOnlySpan<char> last, int firstPlace)
    {
        if (last.IsEmpty)
        {
            return 0;
        }

        var term = TermHash.Of(last);
        foreach (var number in _reference.Numbers)
        {
            if (number.Term == term || (firstPlace >= 0 && number.Position == firstPlace + 1 && number.IsWhole && last.EndsWith(_reference.Words.Letters(number.Position))))
            {
                _explained[number.Position] = true;
                return 1;
            }
        }

        return firstPlace >= 0 && firstPlace + 1 < _reference.Words.Count && _reference.Words[firstPlace + 1].IsNumber ? -1 : 0;
    }

    private void Rest(Span<float> values)
    {
        var (had, all, run, longest, rarest, words) = (0f, 0f, 0, 0, 0f, 0);
        for (var at = 0; at < _reference.Words.Count; at++)
        {
            var word = _reference.Words[at];
            if (word.IsNumber || CommonWords.IsApparatus(word.Hash))
            {
                run = 0;
                continue;
            }

            var weight = word.Length <= 2 ? 0 : WeightOf(_reference.Words.Letters(at), word.Hash);
            words++;
            all += weight;
            if (_explained[at])
            {
                had += weight;
                run = 0;
            }
            else if (weight > 0)
            {
                run++;
                longest = Math.Max(longest, run);
                rarest = Math.Max(rarest, _search.Rarity(at) is var rarity && float.IsNaN(rarity) ? 1 : rarity);
            }
        }

        values[(int)Feature.Explained] = all == 0 ? 0 : had / all;
        values[(int)Feature.Unexplained] = all - had;
        values[(int)Feature.UnexplainedRun] = longest;
        values[(int)Feature.UnexplainedRarity] = rarest;
        values[(int)Feature.Words] = words;
        values[(int)Feature.Numbers] = _numbersGiven;
        foreach (var number in _reference.Numbers)
        {
            values[(int)Feature.UnexplainedNumbers] += number.IsWhole && !_explained[number.Position] && !IsLabel(number) ? 1 : 0;
        }
    }

    // 1 R. Rippey, [12] R. Rippey: the number of the reference itself.
    private static bool IsLabel(ReferenceNumber number) => number is { Position: 0, IsYear: false, Value: >= 0 and < 1000 };

    private static float WeightOf(ReadOnlySpan<char> word, ulong hash) => CommonWords.IsSmall(hash) ? 0.5f : Math.Min(word.Length, 10);
}
