using System.Text;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0120: text read with the wrong encoding: <c>Ã©</c> for é, <c>â€™</c> for ’, <c>РџСЂ</c> for Пр, <c>Ïðàâäà</c> for Правда. Reported only where reading it anew gives sound text.</summary>
internal sealed class WrongEncoding : Check
{
    // No word of any language has so many letters from À to ÿ and no other.
    private const int FewestAccented = 5;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0120", "wrong-encoding", "Letters were read with the wrong encoding", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            for (var i = 0; i + 1 < text.Length; i++)
            {
                if (text[i] < '\u0080' || (Western(text, i) ?? Cyrillic(text, i) ?? Accented(text, i)) is not { } found)
                {
                    continue;
                }

                var span = new TextSpan(i, found.End);
                yield return At(note, span, $"“{text[i..found.End]}” was read with the wrong encoding; it is “{found.Meant}”.", Suggest(span, found.Meant));
                i = found.End - 1;
            }
        }
    }

    // UTF-8 read as Windows-1252: Ã©, â€™, Å‚.
    private static (string Meant, int End)? Western(string text, int start)
    {
        var (meant, end, count) = Decode(text, start, WindowsLetters.WesternByte);
        if (count == 0)
        {
            return null;
        }

        var lead = text[start];
        // One letter alone may be chance: ß“ closes a German quotation, MÃ” a Portuguese one in capitals.
        var isSure = count > 1 || end - start >= 3 || (lead is 'Ã' or 'Å' or 'Ä' or 'Â' && (lead is 'Â'
            ? !(start > 0 && char.IsLetter(text[start - 1]) && text[start + 1] is '«' or '»' or '´')
            : (char.IsLetter(meant[0]) && ((end < text.Length && char.IsLower(text[end])) || (start > 0 && char.IsLower(text[start - 1]))))));
        return isSure ? (meant, end) : null;
    }

    // UTF-8 read as Windows-1251: РџСЂР°РІРґР°; every letter became two, the first of them Р or С.
    private static (string Meant, int End)? Cyrillic(string text, int start)
    {
        if (text[start] is not ('Р' or 'С' or 'Ð' or 'Ñ'))
        {
            return null;
        }

        var (meant, end, count) = Decode(text, start, text[start] is 'Р' or 'С' ? WindowsLetters.CyrillicByte : WindowsLetters.WesternByte);
        return count >= 2 && meant.All(c => c is >= 'Ѐ' and <= 'ӿ') ? (meant, end) : null;
    }

    // Windows-1251 read as Latin-1: Ïðàâäà.
    private static (string Meant, int End)? Accented(string text, int start)
    {
        if (start > 0 && char.IsLetter(text[start - 1]))
        {
            return null;
        }

        var meant = new StringBuilder();
        var end = start;
        while (end < text.Length && text[end] is >= 'À' and <= 'ÿ' && WindowsLetters.CyrillicLetter(text[end]) is { } letter)
        {
            meant.Append(letter);
            end++;
        }

        return end - start >= FewestAccented && !(end < text.Length && char.IsLetter(text[end])) ? (meant.ToString(), end) : null;
    }

    // A run of whole UTF-8 sequences of two or more bytes; what they say, where the run ends, and how many there are.
    private static (string Meant, int End, int Count) Decode(string text, int start, Func<char, int> byteOf)
    {
        var meant = new StringBuilder();
        var (at, count) = (start, 0);
        while (at < text.Length)
        {
            var lead = byteOf(text[at]);
            var length = lead switch { >= 0xC2 and <= 0xDF => 2, >= 0xE0 and <= 0xEF => 3, >= 0xF0 and <= 0xF4 => 4, _ => 0 };
            if (length == 0 || at + length > text.Length)
            {
                break;
            }

            var value = lead & (0xFF >> (length + 1));
            for (var k = 1; k < length && value >= 0; k++)
            {
                var next = byteOf(text[at + k]);
                value = next is >= 0x80 and <= 0xBF ? (value << 6) | (next & 0x3F) : -1;
            }

            if (!Rune.IsValid(value) || !IsSound(new Rune(value), length))
            {
                break;
            }

            meant.Append(new Rune(value));
            at += length;
            count++;
        }

        return (meant.ToString(), at, count);
    }

    // What notes are written with: letters of Europe, punctuation, a few signs, emoji.
    private static bool IsSound(Rune rune, int length) => length switch
    {
        2 => rune.Value is (>= 0xA0 and <= 0x17F) or (>= 0x386 and <= 0x3CE) or (>= 0x400 and <= 0x4FF),
        3 => rune.Value is (>= 0x2010 and <= 0x2044) or 0x20AC or 0x2116 or 0x2122 or (>= 0x2190 and <= 0x2193) or (>= 0x1E00 and <= 0x1FFF) or 0xFEFF or (>= 0xFB00 and <= 0xFB04),
        _ => rune.Value is >= 0x1F300 and <= 0x1FAFF,
    };
}
