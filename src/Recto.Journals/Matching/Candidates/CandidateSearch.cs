using Recto.Journals.Matching.Index;
using Recto.Journals.Matching.References;
using Recto.Journals.Matching.Words;

namespace Recto.Journals.Matching.Candidates;

/// <summary>
/// Finds the works that share the most with a reference, weighed by how rare what they share is. The rarest terms come first and only so many postings are read, so that a reference costs about the same in a small index
/// and in one of ten million works. Made for being used again and again, by one thread.
/// </summary>
/// <param name="index">Where to look.</param>
internal sealed class CandidateSearch(WorksIndex index)
{
    /// <summary>How many candidates are looked at.</summary>
    public const int Most = 24;

    /// <summary>How many postings are read for one reference; the rarest terms are read in any case.</summary>
    public const int MostPostings = 50_000;

    private const int SureTerms = 3;
    private const int SurePostings = 200_000;
    private const int MostPairs = 260;

    private readonly List<QueryTerm> _terms = [];
    private readonly HashSet<ulong> _known = [];
    private readonly WorkWeights _weights = new();
    private readonly double _logWorks = Math.Log(1 + Math.Max(1, index.Works));

    /// <summary>How rare a word of the reference is: 0 where every work has it, 1 where one has it; NaN where the index does not know it.</summary>
    public float Rarity(int position) => position < _rarities.Length ? _rarities[position] : float.NaN;

    private readonly float[] _rarities = new float[ReferenceReading.MostWords];

    /// <summary>The candidates, the best first.</summary>
    public IReadOnlyList<Candidate> Find(ReferenceReading reference)
    {
        _terms.Clear();
        _known.Clear();
        Words(reference);
        Pairs(reference);
        if (reference.Doi is { } doi)
        {
            Add(WorkAnalysis.DoiTerm(doi), 3);
        }

        _terms.Sort((one, other) => one.Works != other.Works ? one.Works.CompareTo(other.Works) : one.Term.CompareTo(other.Term));
        _weights.Clear();
        var read = 0L;
        for (var i = 0; i < _terms.Count; i++)
        {
            var term = _terms[i];
            read += term.Works;
            if (read > MostPostings && (i >= SureTerms || term.Works > SurePostings))
            {
                break;
            }

            Read(term);
        }

        return _weights.Best(Most);
    }

    private void Words(ReferenceReading reference)
    {
        for (var at = 0; at < reference.Words.Count; at++)
        {
            var word = reference.Words[at];
            _rarities[at] = float.NaN;
            if (word.Length > 1 && !CommonWords.IsSmall(word.Hash))
            {
                _rarities[at] = Add(word.Hash, word.IsNumber ? 0.5f : 1);
            }
        }

        foreach (var (hash, _) in reference.More)
        {
            Add(hash, 1);
        }
    }

    // What references without a title have: 58, 70 (2005) after the name of a journal, and an author before it.
    private void Pairs(ReferenceReading reference)
    {
        var (numbers, words, left) = (reference.Numbers, reference.Words, MostPairs);
        for (var i = 0; i < numbers.Count && left > 0; i++)
        {
            for (var k = i + 1; k < numbers.Count && k < i + 7 && left > 0; k++)
            {
                left--;
                Add(TermHash.Of(TermKind.VolumePage, numbers[i].Term, numbers[k].Term), 1);
                if (numbers[i].IsYear)
                {
                    Add(TermHash.Of(TermKind.YearPage, numbers[i].Term, numbers[k].Term), 1);
                }

                if (numbers[k].IsYear)
                {
                    Add(TermHash.Of(TermKind.YearPage, numbers[k].Term, numbers[i].Term), 1);
                }
            }
        }

        foreach (var number in numbers)
        {
            if (number.IsYear)
            {
                for (var at = 0; at < Math.Min(words.Count, 5) && left > 0; at++)
                {
                    if (words[at].Length > 2 && !words[at].IsNumber)
                    {
                        left--;
                        Add(TermHash.Of(TermKind.AuthorYear, words[at].Hash, number.Term), 1);
                    }
                }
            }

            for (var at = Math.Max(0, number.Position - 14); at < Math.Min(words.Count, number.Position + 8) && left > 0; at++)
            {
                if (words[at].Length > 1 && !words[at].IsNumber && !CommonWords.IsJournalWord(words[at].Hash))
                {
                    left--;
                    var beginning = WorkAnalysis.Beginning(words.Letters(at));
                    if (number.IsYear)
                    {
                        Add(TermHash.Of(TermKind.ContainerYear, beginning, number.Term), 0.5f);
                    }

                    Add(TermHash.Of(TermKind.ContainerVolume, beginning, number.Term), 0.7f);
                }
            }
        }
    }

    private float Add(ulong term, float factor)
    {
        if (index.CountOf(term) is not (> 0 and var works))
        {
            return float.NaN;
        }

        var rarity = (float)(Math.Log((double)index.Works / works) / _logWorks);
        if (_known.Add(term) && works < Math.Max(64, index.Works / 4))
        {
            _terms.Add(new QueryTerm(term, works, factor * Math.Max(0.05f, rarity)));
        }

        return Math.Clamp(rarity, 0, 1);
    }

    private void Read(QueryTerm term)
    {
        for (var segment = 0; segment < index.Segments.Length; segment++)
        {
            if (!index.Segments[segment].Find(term.Term, out var entry))
            {
                continue;
            }

            var (first, own) = (index.FirstWork(segment), index.Segments[segment].Works);
            if (entry.Works == 1)
            {
                _weights.Add(first + Within((int)entry.Place, own), term.Weight);
                continue;
            }

            var postings = index.Segments[segment].PostingsOf(entry);
            var (at, work) = (0, 0);
            for (var i = 0; i < entry.Works; i++)
            {
                work += (int)Varint.Read(postings, ref at);
                _weights.Add(first + Within(work, own), term.Weight);
            }
        }
    }

    private static int Within(int work, int works) => (uint)work < (uint)works ? work : throw new InvalidDataException("the index is damaged: it names a work that it does not hold");

    private readonly record struct QueryTerm(ulong Term, int Works, float Weight);
}
