using Recto.Notes.References;

namespace Recto.Notes.Resolution;

/// <summary>The works cited so far, found by author, by abbreviation and by title. Every search looks at a bounded number of works.</summary>
internal sealed class WorkIndex
{
    private const int MostLookedAt = 64;
    private const int MostLookedBack = 512;

    private readonly Dictionary<string, List<KnownWork>> _byFamily = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownWork>> _byFamilyAndWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownWork>> _byFirstWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownWork> _bySource = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownWork> _byAuthorAlone = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownWork> _byAbbreviation = new(StringComparer.Ordinal);

    /// <summary>The authors (or editors) of a source; none where it has none.</summary>
    public IReadOnlyList<PersonName> AuthorsOf(string sourceId) =>
        !_bySource.TryGetValue(sourceId, out var work) ? [] : work.Reference.Authors.Count > 0 ? work.Reference.Authors : work.Reference.Editors;

    /// <summary>The work of that source id; null where it is none of a published work.</summary>
    public KnownWork? Of(string sourceId) => _bySource.GetValueOrDefault(sourceId);

    /// <summary>What an ancient author wrote, where no title is printed: <c>Liv. 5,30</c>; null where it is not cited before.</summary>
    public KnownWork? ByAuthorAlone(PublishedReference reference) =>
        reference is { Title: null, Year: null, Kind: ReferenceKind.EditedSource, Authors: [var author, ..] } ? _byAuthorAlone.GetValueOrDefault(FamilyKey.Of(author.Family)) : null;

    /// <summary>A known work by another name: as a mention writes it that an editor says means the same.</summary>
    public void AddOtherName(KnownWork work)
    {
        var first = _bySource.GetValueOrDefault(work.SourceId);
        Add(work);
        if (first is not null)
        {
            _bySource[work.SourceId] = first;
        }
    }

    public void Add(KnownWork work)
    {
        _bySource[work.SourceId] = work;
        foreach (var family in work.Families.Distinct())
        {
            Put(_byFamily, family, work);
            foreach (var word in work.Title.Take(3))
            {
                Put(_byFamilyAndWord, family + "|" + word, work);
            }
        }

        foreach (var name in work.Names.Except(work.Families))
        {
            foreach (var word in work.Title.Take(3))
            {
                Put(_byFamilyAndWord, name + "|" + word, work);
            }
        }

        if (work.Title.Length == 0 && work is { Reference: { Form: ReferenceForm.Full, Year: null, Pages: not null }, Families: [var author, ..] })
        {
            _byAuthorAlone.TryAdd(author, work);
        }

        if (work.Title.Length > 0)
        {
            Put(_byFirstWord, work.Title[0], work);
        }

        if (work.Reference.Abbreviation is { } abbreviation)
        {
            _byAbbreviation.TryAdd(Key(abbreviation.Text), work);
        }
    }

    public KnownWork? ByAbbreviation(string words) => _byAbbreviation.GetValueOrDefault(Key(words));

    /// <summary>The last full work of that author (or editor); null where there is none.</summary>
    public KnownWork? LastBy(string family)
    {
        if (!_byFamily.TryGetValue(family, out var works))
        {
            return null;
        }

        var last = works.FindLastIndex(works.Count - 1, Math.Min(works.Count, MostLookedBack), work => work.IsFull);
        return works[last < 0 ? ^1 : last];
    }

    /// <summary>The work of that author and year, the first where there are several; null where there is none.</summary>
    /// <param name="family">The author's key.</param>
    /// <param name="year">The year as printed; a letter behind it tells works of one year apart.</param>
    public KnownWork? ByYear(string family, string year)
    {
        foreach (var work in Candidates(_byFamily, family))
        {
            if (work.Reference.Year?.Text is { } its && (its == year || (its.Length != year.Length && Math.Min(its.Length, year.Length) >= 4 && its.AsSpan(0, 4).SequenceEqual(year.AsSpan(0, 4)) && work.Title.Length > 0)))
            {
                return work;
            }
        }

        return null;
    }

    /// <summary>How many works of that author are known.</summary>
    public int CountBy(string family) => _byFamily.TryGetValue(family, out var works) ? works.Count : 0;

    /// <summary>The work that fits best, and how well; null where none fits at all.</summary>
    public (KnownWork Work, double Score)? Best(PublishedReference reference)
    {
        var words = KnownWork.TitleWords(reference);
        if (words.Length == 0)
        {
            return null;
        }

        var persons = reference.Authors.Count > 0 ? reference.Authors : reference.Editors;
        (KnownWork Work, double Score)? best = null;
        if (persons.Count > 0)
        {
            var family = FamilyKey.Of(persons[0].Family);
            foreach (var work in Candidates(_byFamilyAndWord, family + "|" + words[0]).Concat(Candidates(_byFamily, family)))
            {
                Weigh(work);
            }

            // A work that its full mention gives no author, or one whose name is transliterated otherwise (Dullin, Dullen; Rees, Ris): the title must tell.
            foreach (var work in words.Length >= 3 && best is not { Score: > 0.9 } ? Candidates(_byFirstWord, words[0]) : [])
            {
                if (work.Families.Length == 0 || work.Families.Any(other => SoundAlike(other, family)))
                {
                    Weigh(work);
                }
            }
        }
        else
        {
            foreach (var work in Candidates(_byFirstWord, words[0]))
            {
                if (work.Families.Length == 0 || words.Length > 2)
                {
                    Weigh(work);
                }
            }
        }

        return best;

        void Weigh(KnownWork work)
        {
            var score = TitleMatch.Score(words, work.Title);
            if (work.Title.Length < words.Length)
            {
                // The short mention may itself print more than the first one did.
                score = Math.Max(score, TitleMatch.Score(work.Title, words) * 0.95);
            }

            if (best is null || score > best.Value.Score + 0.001 || (Math.Abs(score - best.Value.Score) <= 0.001 && work.First.NoteIndex < best.Value.Work.First.NoteIndex))
            {
                best = (work, score);
            }
        }
    }

    // The same consonants: the vowels are what transliterators write in many ways.
    private static bool SoundAlike(string one, string other)
    {
        var (i, j) = (0, 0);
        while (true)
        {
            while (i < one.Length && one[i] is ('a' or 'e' or 'i' or 'o' or 'u' or 'y'))
            {
                i++;
            }

            while (j < other.Length && other[j] is ('a' or 'e' or 'i' or 'o' or 'u' or 'y'))
            {
                j++;
            }

            if (i >= one.Length || j >= other.Length)
            {
                return i >= one.Length && j >= other.Length && i > 0 && one[0] == other[0];
            }

            if (one[i++] != other[j++])
            {
                return false;
            }
        }
    }

    private static IEnumerable<KnownWork> Candidates(Dictionary<string, List<KnownWork>> index, string key) =>
        index.TryGetValue(key, out var works) ? works.Take(MostLookedAt) : [];

    private static void Put(Dictionary<string, List<KnownWork>> index, string key, KnownWork work)
    {
        if (key.Length == 0)
        {
            return;
        }

        if (!index.TryGetValue(key, out var works))
        {
            index.Add(key, works = []);
        }

        works.Add(work);
    }

    private static string Key(string words) => string.Join(' ', WordFolding.Words(words));
}
