using System.Globalization;
using Recto.Journals.Identifiers;
using Recto.Journals.Matching.Words;

namespace Recto.Journals.Matching.References;

/// <summary>
/// A reference as its folded words, its numbers and its sequences of four letters, made for being filled again and again by one thread. Words that the print ran together (<c>Hydrobiologia170</c>, <c>WarburtonDE</c>)
/// are found by their parts too, and words that it parted (<c>metage- nomic</c>) by both parts together.
/// </summary>
internal sealed class ReferenceReading
{
    /// <summary>Words after so many are not read: no reference is as long.</summary>
    public const int MostWords = 300;

    private const int MostNumbers = 48;
    private const int TableBits = 12;
    private const int GramBits = 15;

    private readonly FoldedWords _words = new();
    private readonly FoldedWords _parts = new();
    private readonly List<ReferenceNumber> _numbers = [];
    private readonly List<(ulong Hash, int Position)> _more = [];
    private readonly ulong[] _keys = new ulong[1 << TableBits];
    private readonly int[] _positions = new int[1 << TableBits];
    private readonly List<int> _used = [];
    private readonly ulong[] _grams = new ulong[1 << (GramBits - 6)];

    /// <summary>The words as printed.</summary>
    public FoldedWords Words => _words;

    /// <summary>Parts of words and words put together, with the place where they begin.</summary>
    public IReadOnlyList<(ulong Hash, int Position)> More => _more;

    /// <summary>The numbers, in order.</summary>
    public IReadOnlyList<ReferenceNumber> Numbers => _numbers;

    /// <summary>The fields that are known; null where only the string is.</summary>
    public ReferenceFields? Fields { get; private set; }

    /// <summary>The DOI that the reference prints; null where it prints none.</summary>
    public string? Doi { get; private set; }

    /// <summary>The text that was read, blanks where a DOI stood.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Reads a reference.</summary>
    public void Read(ReferenceToMatch reference)
    {
        Clear();
        (Text, Fields) = (string.IsNullOrWhiteSpace(reference.Text) ? reference.Fields?.Joined() ?? "" : reference.Text, reference.Fields);
        Doi = PrintedDoi(reference.Fields?.Doi ?? Text, out var start, out var end);
        if (Doi is not null && reference.Fields?.Doi is null)
        {
            Text = string.Concat(Text.AsSpan(0, start), new string(' ', end - start), Text.AsSpan(end)); // Its numbers are no volume.
        }

        _words.Add(Text, MostWords);
        for (var at = 0; at < _words.Count; at++)
        {
            Put(_words[at].Hash, at);
        }

        for (var at = 0; at < _words.Count; at++)
        {
            Number(at);
            Parts(at);
            Together(at);
        }

        foreach (var (hash, position) in _more)
        {
            Put(hash, position);
        }

        Grams();
    }

    /// <summary>Where a word first stands; -1 where it does not.</summary>
    public int Find(ulong hash)
    {
        for (var slot = (int)hash & ((1 << TableBits) - 1); _keys[slot] != 0; slot = (slot + 1) & ((1 << TableBits) - 1))
        {
            if (_keys[slot] == hash)
            {
                return _positions[slot];
            }
        }

        return -1;
    }

    /// <summary>How much of a text the reference has, by sequences of four letters without regard to words; 0 to 1.</summary>
    public float Share(ReadOnlySpan<char> folded)
    {
        var (window, length, all, had) = (0UL, 0, 0, 0);
        foreach (var c in folded)
        {
            if (c == ' ')
            {
                continue;
            }

            window = (window << 16) | c;
            if (++length >= 4)
            {
                var gram = Gram(window);
                all++;
                had += (_grams[gram >> 6] >> (gram & 63) & 1) != 0 ? 1 : 0;
            }
        }

        return all == 0 ? 0 : (float)had / all;
    }

    private void Clear()
    {
        foreach (var slot in _used)
        {
            _keys[slot] = 0;
        }

        _used.Clear();
        _words.Clear();
        _numbers.Clear();
        _more.Clear();
        Array.Clear(_grams);
    }

    private void Put(ulong hash, int position)
    {
        if (_used.Count > 3 << (TableBits - 2))
        {
            return;
        }

        var slot = (int)hash & ((1 << TableBits) - 1);
        for (; _keys[slot] != 0; slot = (slot + 1) & ((1 << TableBits) - 1))
        {
            if (_keys[slot] == hash)
            {
                return;
            }
        }

        (_keys[slot], _positions[slot]) = (hash, position);
        _used.Add(slot);
    }

    private void Number(int at)
    {
        var word = _words[at];
        if (word.IsNumber || word.IsMixed)
        {
            AddNumber(_words.Letters(at), at, whole: true);
            if (word is { IsNumber: true, Length: 5 or 6 } && _words.Letters(at)[..2] is "19" or "20")
            {
                AddNumber(_words.Letters(at)[..4], at, whole: false); // 200710: a year and a month
            }
        }
    }

    private void AddNumber(ReadOnlySpan<char> digits, int at, bool whole)
    {
        if (_numbers.Count < MostNumbers)
        {
            var plain = digits.TrimStart('0');
            plain = plain.IsEmpty ? digits[^1..] : plain;
            _numbers.Add(new ReferenceNumber(TermHash.Of(plain), plain.Length <= 9 && int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1, at, whole));
        }
    }

    // WarburtonDE, Hydrobiologia170, 2006a: where a capital follows a small letter, and where digits meet letters.
    private void Parts(int at)
    {
        var word = _words[at];
        var printed = Text.AsSpan(word.From..word.To);
        var start = 0;
        for (var i = 1; i <= printed.Length; i++)
        {
            if (i < printed.Length && !(char.IsLower(printed[i - 1]) && char.IsUpper(printed[i])) && char.IsAsciiDigit(printed[i - 1]) == char.IsAsciiDigit(printed[i]))
            {
                continue;
            }

            if (i - start < printed.Length && i - start > 1)
            {
                _parts.Clear();
                _parts.Add(printed[start..i], 1);
                if (_parts.Count == 1)
                {
                    _more.Add((_parts[0].Hash, at));
                    if (_parts[0].IsNumber)
                    {
                        AddNumber(_parts.Letters(0), at, whole: false);
                    }
                }
            }

            start = i;
        }
    }

    private void Together(int at)
    {
        if (at + 1 >= _words.Count)
        {
            return;
        }

        var (word, next) = (_words[at], _words[at + 1]);
        if (word.IsNumber != next.IsNumber || word.Length + next.Length is < 4 or > FoldedWords.LongestWord || next.From < word.To || next.From - word.To > 3)
        {
            return;
        }

        Span<char> both = stackalloc char[FoldedWords.LongestWord];
        _words.Letters(at).CopyTo(both);
        _words.Letters(at + 1).CopyTo(both[word.Length..]);
        both = both[..(word.Length + next.Length)];
        if (word.IsNumber)
        {
            if (both.Length == 4 && next.From - word.To == 1 && Text[word.To] == ' ')
            {
                AddNumber(both, at, whole: false); // (196 8)
            }
        }
        else
        {
            _more.Add((TermHash.Of(both), at));
        }
    }

    private void Grams()
    {
        var (window, length) = (0UL, 0);
        for (var at = 0; at < _words.Count; at++)
        {
            foreach (var c in _words.Letters(at))
            {
                window = (window << 16) | c;
                if (++length >= 4)
                {
                    var gram = Gram(window);
                    _grams[gram >> 6] |= 1UL << (gram & 63);
                }
            }
        }
    }

    private static int Gram(ulong window) => (int)((window * 0x9E3779B97F4A7C15UL) >> (64 - GramBits));

    private static string? PrintedDoi(string text, out int start, out int end)
    {
        (start, end) = (text.IndexOf("10.", StringComparison.Ordinal), 0);
        while (start >= 0)
        {
            end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('"' or '<' or '>' or '”' or '’'))
            {
                end++;
            }

            var printed = text[start..end].TrimEnd('.', ',', ';', ':', ')', ']');
            if ((start == 0 || !char.IsAsciiDigit(text[start - 1])) && Identifiers.Doi.TryParse(printed, out var doi))
            {
                return doi.Value.ToLowerInvariant();
            }

            start = text.IndexOf("10.", start + 3, StringComparison.Ordinal);
        }

        return null;
    }
}
