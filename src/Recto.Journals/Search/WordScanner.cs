using System.Globalization;

namespace Recto.Journals.Search;

/// <summary>
/// Reads a text word by word, each folded: the one analysis that both databases index and every snippet is made by.
/// An apostrophe or prime inside a word counts for nothing (<c>bor’be</c>, <c>borʹbe</c>, <c>borbe</c> are one), after an elision it parts words (<c>l’armée</c>), and with an s after it, it ends the word
/// (<c>Litvinov’s</c>). Hyphens part words. A Chinese or Japanese character is a word of its own. Linear in the text.
/// </summary>
/// <param name="text">Any UTF-16 code units.</param>
public ref struct WordScanner(ReadOnlySpan<char> text)
{
    /// <summary>Longer words are cut: no index holds them, and nobody types them.</summary>
    public const int LongestForm = 48;

    private readonly ReadOnlySpan<char> _text = text;
    private char[]? _buffer;
    private int _at;
    private int _length;

    /// <summary>First UTF-16 code unit of the word.</summary>
    public int Start { get; private set; }

    /// <summary>The code unit after the word.</summary>
    public int End { get; private set; }

    /// <summary>Whether a hyphen and then another word follow at once.</summary>
    public bool IsHyphenated { get; private set; }

    /// <summary>The folded word; good until the next is read.</summary>
    public readonly ReadOnlySpan<char> Form => _buffer.AsSpan(0, _length > 0 && char.IsHighSurrogate(_buffer![_length - 1]) ? _length - 1 : _length); // A word is cut between characters.

    /// <summary>Goes to the next word; false at the end.</summary>
    public bool Next()
    {
        _buffer ??= new char[LongestForm + 8];
        while (_at < _text.Length)
        {
            if (!IsWordAt(_at))
            {
                _at++;
                continue;
            }

            Start = _at;
            _length = 0;
            Read();
            IsHyphenated = _at + 1 < _text.Length && IsHyphen(_text[_at]) && IsWordAt(_at + 1);
            if (Form.Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it is one of the signs that print a hyphen.</summary>
    internal static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011';

    /// <summary>Whether it is one of the signs that print an apostrophe.</summary>
    internal static bool IsApostrophe(char c) => c is '\'' or '’' or '‘' or 'ʼ' or 'ʻ' or '`' or '´' or '＇';

    private void Read()
    {
        if (IsAcronym(out var acronym))
        {
            for (; _at < acronym; _at += 2)
            {
                Append(LetterFolding.Of(_text[_at]));
            }

            End = _at;
            return;
        }

        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (char.IsAsciiLetterOrDigit(c))
            {
                if (_length < LongestForm)
                {
                    _buffer![_length++] = (char)(c is >= 'A' and <= 'Z' ? c | 0x20 : c);
                }

                _at++;
            }
            else if (IsIdeograph(c))
            {
                if (_length > 0)
                {
                    break;
                }

                Append(LetterFolding.Of(c));
                End = ++_at;
                return;
            }
            else if (c is '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' || (IsPrime(c) && _at + 1 < _text.Length && IsWordAt(_at + 1)))
            {
                _at++;
            }
            else if (IsApostrophe(c) && _at + 1 < _text.Length && IsWordAt(_at + 1) && !IsIdeograph(_text[_at + 1]))
            {
                if (IsElision(Form))
                {
                    End = _at++;
                    return;
                }

                if (_text[_at + 1] is 's' or 'S' && (_at + 2 >= _text.Length || !IsWordAt(_at + 2)))
                {
                    End = _at;
                    _at += 2;
                    return;
                }

                _at++;
            }
            else if (char.IsHighSurrogate(c) && _at + 1 < _text.Length && char.IsLowSurrogate(_text[_at + 1]) && IsWordAt(_at))
            {
                Append(LetterFolding.Of(c, _text[_at + 1]));
                _at += 2;
            }
            else if ((char.IsLetterOrDigit(c) && !IsPrime(c) && !IsApostrophe(c)) || IsMark(c))
            {
                Append(LetterFolding.Of(c));
                _at++;
            }
            else
            {
                break;
            }
        }

        End = _at;
        Level();
    }

    // A letter that stands with digits is read by its shape: 3а of a Russian file and 3a of an English note are one.
    private readonly void Level()
    {
        var form = _buffer.AsSpan(0, _length);
        if (form.ContainsAnyInRange('0', '9') && form.ContainsAnyInRange('а', 'я'))
        {
            foreach (ref var c in form)
            {
                c = "авекмнорстух".IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? "abekmhopctyx"[at] : c;
            }
        }
    }

    // U.S.S.R., А.В.П.Р.Ф.: three single letters or more, each with its full stop; two are somebody's initials.
    private readonly bool IsAcronym(out int end)
    {
        end = _at;
        while (end + 1 < _text.Length && _text[end + 1] == '.' && char.IsUpper(_text[end]))
        {
            end += 2;
        }

        return end - _at >= 6 && (end >= _text.Length || !char.IsLetterOrDigit(_text[end]));
    }

    private void Append(string letters)
    {
        foreach (var c in letters)
        {
            if (_length < LongestForm)
            {
                _buffer![_length++] = c;
            }
        }
    }

    private readonly bool IsWordAt(int at)
    {
        var c = _text[at];
        if (char.IsAscii(c))
        {
            return char.IsAsciiLetterOrDigit(c);
        }

        return char.IsHighSurrogate(c) && at + 1 < _text.Length && char.IsLowSurrogate(_text[at + 1])
            ? System.Text.Rune.IsLetterOrDigit(new System.Text.Rune(c, _text[at + 1])) && LetterFolding.Of(c, _text[at + 1]).Length > 0
            : char.IsLetterOrDigit(c) && !IsPrime(c) && !IsApostrophe(c) && LetterFolding.Of(c).Length > 0;
    }

    private static bool IsMark(char c) => c >= 0x0300 && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // ʹ ′ for the soft sign, ʺ ″ for the hard one.
    private static bool IsPrime(char c) => c is 'ʹ' or '′' or 'ʺ' or '″' or '\u02EE';

    /// <summary>Whether it is a Chinese or Japanese character, which is a word of its own.</summary>
    internal static bool IsIdeograph(char c) => c is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');

    private static bool IsElision(ReadOnlySpan<char> form) => form is "l" or "d" or "j" or "m" or "t" or "n" or "c" or "qu" or "lorsqu" or "jusqu" or "puisqu" or "quoiqu" or "dell" or "all" or "nell" or "sull" or "dall" or "un" or "gl";
}
