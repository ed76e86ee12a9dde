using System.Collections.Concurrent;
using System.Text;

namespace Recto.Journals.Search;

/// <summary>The words of a text as an index takes them, parted by blanks; between parts stands <see cref="Gap"/>, over which no phrase reaches.</summary>
public static class AnalysedText
{
    /// <summary>Raised whenever the same text would be analysed otherwise; the index is then made anew.</summary>
    public const string Version = "3";

    /// <summary>Stands between paragraphs and notes. No word is it.</summary>
    public const string Gap = "¶";

    private const char GapSign = '¶';

    /// <summary>Analyses parts (paragraphs, notes).</summary>
    /// <param name="parts">The parts in order.</param>
    /// <param name="words">Is told each different word: as folded and as printed; hyphenated pairs as <c>co operation</c> and <c>cooperation</c>.</param>
    public static string Of(IEnumerable<string> parts, WordCollector words)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(words);
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (text.Length > 0)
            {
                text.Append(' ').Append(GapSign);
            }

            var scanner = new WordScanner(part);
            var (joined, start) = ((string?)null, 0);
            while (scanner.Next())
            {
                text.Append(text.Length > 0 ? " " : "").Append(scanner.Form);
                words.Add(scanner.Form, part.AsSpan(scanner.Start, scanner.End - scanner.Start));
                if (joined is not null && scanner.Form.Length >= SpellingKeys.ShortestWord) // co-operation; not vai-se
                {
                    words.AddJoined(joined + " " + scanner.Form.ToString(), part[start..scanner.End]);
                }

                (joined, start) = scanner.IsHyphenated && joined is null ? (scanner.Form.ToString(), scanner.Start) : (null, 0);
            }
        }

        return text.ToString();
    }
}

/// <summary>Gathers the different words of one article with their spelling keys.</summary>
public sealed class WordCollector
{
    private const int MostKnown = 60_000;

    // The same words come in every article: their keys are made once. Emptied when full, so that it stays a few megabytes.
    private static readonly ConcurrentDictionary<string, IReadOnlyList<string>> Known = new(StringComparer.Ordinal);

    // Counted beside it: the dictionary's own Count takes every one of its locks. Two who count at once may count one too few or too many, which matters to nobody.
    private static int _known;

    private readonly HashSet<string> _printed = new(StringComparer.Ordinal);
    private readonly HashSet<(string Form, string Key)> _keys = [];

    /// <summary>Forms and keys, each pair once.</summary>
    public IReadOnlyCollection<(string Form, string Key)> Keys => _keys;

    internal void Add(ReadOnlySpan<char> form, ReadOnlySpan<char> printed)
    {
        if (form.Length >= SpellingKeys.ShortestWord && !_printed.GetAlternateLookup<ReadOnlySpan<char>>().Contains(printed))
        {
            _printed.Add(printed.ToString());
            AddKeys(form.ToString(), printed);
        }
    }

    internal void AddJoined(string form, string printed)
    {
        if (_printed.Add(printed))
        {
            AddKeys(form, printed);
        }
    }

    private void AddKeys(string form, ReadOnlySpan<char> printed)
    {
        if (!Known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(printed, out var keys))
        {
            if (++_known > MostKnown)
            {
                Known.Clear();
                _known = 1;
            }

            Known[printed.ToString()] = keys = SpellingKeys.Of(printed);
        }

        foreach (var key in keys)
        {
            _keys.Add((form, key));
        }
    }
}
