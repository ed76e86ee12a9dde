using System.Runtime.InteropServices;

namespace Recto.Notes.Labelling.Features;

/// <summary>
/// In which fields of real records words and phrases have been seen. A word has a profile: for each field its share among all fields, in four steps, two bits
/// each. A phrase (the name of a journal, a publisher, a place) has the field that it mostly is. Kept as hashes: small, and no record can be read out of it.
/// </summary>
public sealed class Lexicon
{
    /// <summary>Knows no word.</summary>
    public static readonly Lexicon Empty = new([], []);

    /// <summary>Number of fields.</summary>
    public const int Fields = 7;

    private const int LeastWordCount = 5;
    private const int LeastPhraseCount = 2;

    private readonly Dictionary<uint, ushort> _words;
    private readonly Dictionary<uint, ushort> _phrases;

    private Lexicon(Dictionary<uint, ushort> words, Dictionary<uint, ushort> phrases) => (_words, _phrases) = (words, phrases);

    /// <summary>Number of words and phrases.</summary>
    public int Count => _words.Count + _phrases.Count;

    /// <summary>Learns from fields of records.</summary>
    /// <param name="entries">The fields, in any order.</param>
    public static Lexicon Learn(IEnumerable<(LexiconField Field, string Text)> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var words = new Dictionary<uint, int[]>();
        var phrases = new Dictionary<uint, int[]>();
        var totals = new long[Fields];
        Span<char> buffer = stackalloc char[WordFacts.BufferLength];
        foreach (var (field, text) in entries)
        {
            var whole = PhraseSeed;
            foreach (var part in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                var core = new WordFacts(part, buffer).Core;
                if (core.IsEmpty)
                {
                    continue;
                }

                var hash = TextHash.Of(core);
                whole = TextHash.Join(whole, hash);
                Tally(words, hash, field);
                totals[(int)field]++;
            }

            if (field is LexiconField.Journal or LexiconField.Publisher or LexiconField.Place or LexiconField.Container)
            {
                Tally(phrases, whole, field);
            }
        }

        return new Lexicon(Profiles(words, totals), Names(phrases));
    }

    /// <summary>Start of the hash of a phrase: join it with the hash of each of its words.</summary>
    internal const ulong PhraseSeed = 0x51ED270B;

    internal IReadOnlyDictionary<uint, ushort> Words => _words;

    internal IReadOnlyDictionary<uint, ushort> Phrases => _phrases;

    internal static Lexicon Of(Dictionary<uint, ushort> words, Dictionary<uint, ushort> phrases) => new(words, phrases);

    /// <summary>Profile of a word by the hash of its folded letters and digits: two bits a field; 0 where it is unknown.</summary>
    internal int Profile(ulong word) => _words.TryGetValue(Key(word), out var profile) ? profile : 0;

    /// <summary>1 and the field that a phrase mostly is; 0 where it is unknown.</summary>
    internal int Phrase(ulong phrase) => _phrases.TryGetValue(Key(phrase), out var field) ? field : 0;

    private static uint Key(ulong hash) => (uint)(hash >> 32) ^ (uint)hash;

    private static void Tally(Dictionary<uint, int[]> counts, ulong hash, LexiconField field)
    {
        ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, Key(hash), out _);
        found ??= new int[Fields];
        found[(int)field]++;
    }

    // A field with many words says less by each: shares are taken of rates, not of counts.
    private static Dictionary<uint, ushort> Profiles(Dictionary<uint, int[]> words, long[] totals)
    {
        var profiles = new Dictionary<uint, ushort>();
        foreach (var (key, counts) in words.OrderBy(pair => pair.Key))
        {
            if (counts.Sum() < LeastWordCount)
            {
                continue;
            }

            var rates = counts.Select((count, field) => totals[field] == 0 ? 0 : count / (double)(totals[field] + 20_000)).ToArray();
            var sum = rates.Sum();
            var profile = 0;
            for (var field = 0; field < Fields; field++)
            {
                var share = rates[field] / sum;
                profile |= (share >= 0.6 ? 3 : share >= 0.25 ? 2 : share >= 0.05 ? 1 : 0) << (field * 2);
            }

            profiles.Add(key, (ushort)profile);
        }

        return profiles;
    }

    private static Dictionary<uint, ushort> Names(Dictionary<uint, int[]> phrases) => phrases
        .Where(pair => pair.Value.Sum() >= LeastPhraseCount)
        .OrderBy(pair => pair.Key)
        .ToDictionary(pair => pair.Key, pair => (ushort)(1 + Array.IndexOf(pair.Value, pair.Value.Max())));
}
