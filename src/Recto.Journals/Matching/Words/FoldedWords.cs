using Recto.Journals.Search;

namespace Recto.Journals.Matching.Words;

/// <summary>
/// A text as folded words, made for being filled again and again: case and diacritics fall away, Cyrillic becomes Latin, and ways of transliterating fall together (<c>y, j, i</c>; <c>kh, h</c>; <c>w, v</c>).
/// An apostrophe inside a word counts for nothing but after an elision; hyphens part words; an ideograph is a word; tags (<c>&lt;i&gt;</c>) are no words.
/// </summary>
internal sealed class FoldedWords
{
    /// <summary>Longer words are cut.</summary>
    public const int LongestWord = 40;

    private char[] _letters = new char[512];
    private FoldedWord[] _words = new FoldedWord[96];
    private int _length;

    /// <summary>How many words there are.</summary>
    public int Count { get; private set; }

    /// <summary>One of them.</summary>
    public ref readonly FoldedWord this[int at] => ref _words[at];

    /// <summary>Its letters.</summary>
    public ReadOnlySpan<char> Letters(int at) => _letters.AsSpan(_words[at].Start, _words[at].Length);

    /// <summary>Forgets everything.</summary>
    public void Clear() => (Count, _length) = (0, 0);

    /// <summary>Adds the words of a text.</summary>
    /// <param name="text">Any UTF-16 code units.</param>
    /// <param name="most">No more words than so many altogether.</param>
    public void Add(ReadOnlySpan<char> text, int most = int.MaxValue)
    {
        var at = 0;
        while (at < text.Length && Count < most)
        {
            var c = text[at];
            if (c == '<' && TagEnd(text, at) is > 0 and var end)
            {
                at = end;
            }
            else if (c == '&' && EntityEnd(text, at) is > 0 and var entity)
            {
                at = entity;
            }
            else if (IsLetter(c))
            {
                at = Word(text, at);
            }
            else
            {
                at++;
            }
        }
    }

    private int Word(ReadOnlySpan<char> text, int from)
    {
        var (start, at) = (_length, from);
        var (digits, letters) = (0, 0);
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsAsciiDigit(c))
            {
                digits++;
                Put(c, start);
            }
            else if (char.IsAsciiLetter(c))
            {
                letters++;
                Put((char)(c | 0x20), start);
            }
            else if (c == '\u00AD' || c is '\u200B' or '\u200C' or '\u200D' or '\u2060')
            {
                // Says where a word may be parted.
            }
            else if ((WordScanner.IsApostrophe(c) || c is 'ʹ' or '′' or 'ʺ' or '″') && at > from && at + 1 < text.Length && IsLetter(text[at + 1]))
            {
                if (IsElision(_letters.AsSpan(start, _length - start)))
                {
                    break;
                }

                if (text[at + 1] is 's' or 'S' && (at + 2 >= text.Length || !IsLetter(text[at + 2])))
                {
                    End(start, from, at + 2, digits, letters);
                    return at + 2;
                }
            }
            else if (WordScanner.IsIdeograph(c))
            {
                if (at > from)
                {
                    break;
                }

                letters++;
                Put(c, start);
                at++;
                break;
            }
            else if (char.IsSurrogate(c))
            {
                letters++;
                Put(c, start);
            }
            else if (IsLetter(c))
            {
                letters++;
                Foreign(c, start);
            }
            else
            {
                break;
            }

            at++;
        }

        End(start, from, at, digits, letters);
        return Math.Max(at, from + 1);
    }

    private void Foreign(char c, int start)
    {
        foreach (var folded in LetterFolding.Of(c))
        {
            if (folded is >= 'а' and <= 'ґ' && CyrillicLetters.Latin(folded) is { } latin)
            {
                foreach (var one in latin)
                {
                    Put(one, start);
                }
            }
            else
            {
                Put(folded, start);
            }
        }
    }

    private void Put(char c, int start)
    {
        if (_length - start >= LongestWord)
        {
            return;
        }

        if (_length == _letters.Length)
        {
            Array.Resize(ref _letters, 2 * _letters.Length);
        }

        c = c switch { 'y' or 'j' => 'i', 'w' => 'v', _ => c };
        var before = _length > start ? _letters[_length - 1] : '\0';
        if (c == 'i' && before == 'i')
        {
            return;
        }

        if (c == 'h' && before == 'k')
        {
            _letters[_length - 1] = 'h';
            return;
        }

        _letters[_length++] = c;
    }

    private void End(int start, int from, int to, int digits, int letters)
    {
        if (_length == start)
        {
            return;
        }

        if (Count == _words.Length)
        {
            Array.Resize(ref _words, 2 * _words.Length);
        }

        _words[Count++] = new FoldedWord(start, _length - start, from, to, TermHash.Of(_letters.AsSpan(start, _length - start)), digits > 0 && letters == 0, digits > 0 && letters > 0);
    }

    private static bool IsLetter(char c) => char.IsAscii(c) ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(c) && c is not ('ʹ' or 'ʺ') && !WordScanner.IsApostrophe(c) || char.IsSurrogate(c) || c is >= '\u0300' and <= '\u036F';

    private static bool IsElision(ReadOnlySpan<char> form) => form is "l" or "d" or "i" or "m" or "t" or "n" or "c" or "s" or "qu" or "dell" or "all" or "nell" or "sull" or "dall" or "un" or "gl";

    // <i>, </sub>, <mml:mi>: a name of a few letters.
    private static int TagEnd(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..Math.Min(text.Length, at + 80)];
        var end = rest.IndexOf('>');
        return end > 1 && (char.IsAsciiLetter(rest[1]) || (rest[1] == '/' && end > 2 && char.IsAsciiLetter(rest[2]))) ? at + end + 1 : -1;
    }

    // &amp; &#160;
    private static int EntityEnd(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..Math.Min(text.Length, at + 10)];
        var end = rest.IndexOf(';');
        return end > 2 && rest[1..end].IndexOfAnyExcept(Entities) < 0 ? at + end + 1 : -1;
    }

    private static readonly System.Buffers.SearchValues<char> Entities = System.Buffers.SearchValues.Create("#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

/// <summary>One folded word.</summary>
/// <param name="Start">Its first letter among the folded ones.</param>
/// <param name="Length">In UTF-16 code units, at least 1.</param>
/// <param name="From">Where it begins in the text, in UTF-16 code units.</param>
/// <param name="To">Where it ends there.</param>
/// <param name="Hash">Of its letters.</param>
/// <param name="IsNumber">Whether it is digits only.</param>
/// <param name="IsMixed">Whether it has digits and letters.</param>
internal readonly record struct FoldedWord(int Start, int Length, int From, int To, ulong Hash, bool IsNumber, bool IsMixed);
