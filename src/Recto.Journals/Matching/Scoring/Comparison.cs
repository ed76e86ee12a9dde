using System.Text;
using Recto.Journals.Matching.Candidates;
using Recto.Journals.Matching.References;
using Recto.Journals.Matching.Words;

namespace Recto.Journals.Matching.Scoring;

/// <summary>Compares a reference with works, one after another. Made for being used again and again, by one thread.</summary>
internal sealed partial class Comparison
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
