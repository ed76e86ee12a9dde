using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Reads the shelfmark of a manuscript: <c>Sloane MS 1234</c>, <c>MS Royal 12.B.XII</c>, <c>Add. 36461</c>, <c>Harley Roll T 11</c>.</summary>
internal static class Shelfmarks
{
    private const int LongestInWords = 8;

    /// <summary>Collection (where one is named) and number; null where the piece is no shelfmark.</summary>
    public static (TextSpan? Collection, TextSpan Number, bool SaysManuscript)? Read(NoteWords words, TextSpan piece)
    {
        var first = words.IndexFrom(piece.Start);
        var last = words.IndexFrom(piece.End);
        if (first == last)
        {
            return null;
        }

        last = Math.Min(last, first + LongestInWords);

        var says = false;
        var collectionStart = -1;
        var collectionEnd = -1;
        var number = -1;
        for (var i = first; i < last; i++)
        {
            var word = words.Words[i];
            if (word.Folded is "ms" or "mss" or "manuscript" or "roll" or "charter" && char.IsUpper(words.Text[word.Start]))
            {
                says = true;
                if (word.Folded is "roll" or "charter")
                {
                    number = i + 1;
                    break;
                }
            }
            else if (HasDigit(words.Text, word))
            {
                number = i;
                break;
            }
            else
            {
                // The sign behind "MS" may be letters alone: "MS WD/Cr/1".
                if (says && i + 1 < last && words.Text[word.End] is '/' or '.' && words.Words[i + 1].Start - word.End == 1 && collectionStart < 0)
                {
                    number = i;
                    break;
                }

                collectionStart = collectionStart < 0 ? word.Start : collectionStart;
                collectionEnd = word.End;
            }
        }

        if (number < 0 || number >= last || (collectionStart >= 0 && !char.IsUpper(words.Text[collectionStart])))
        {
            return null;
        }

        // SA/MWF/C.41, IOR/L/PS/12/2276: one sign, no collection and number.
        if (!says && words.Text.AsSpan(piece.Start, words.Words[number].Start - piece.Start) is var head && head.Contains('/') && !head.Contains(' '))
        {
            return (null, new TextSpan(piece.Start, EndOfNumber(words, number, last)), false);
        }

        TextSpan? collection = collectionStart < 0 ? null : new TextSpan(collectionStart, collectionEnd);
        return (collection, new TextSpan(words.Words[number].Start, EndOfNumber(words, number, last)), says);
    }

    // The number ends before a bracket and before words: "210.3 (Papers of …)", "2817 contains some long cases".
    private static int EndOfNumber(NoteWords words, int number, int last)
    {
        var i = number;
        while (i + 1 < last && words.Words[i + 1].Start - words.Words[i].End <= 1 && (char.IsDigit(words.Text[words.Words[i + 1].Start]) || words.Text[words.Words[i].End] != ' ' || char.IsUpper(words.Text[words.Words[i + 1].Start])))
        {
            i++;
        }

        return words.Words[i].End;
    }

    private static bool HasDigit(string text, NoteWord word)
    {
        for (var i = word.Start; i < word.End; i++)
        {
            if (char.IsDigit(text[i]))
            {
                return true;
            }
        }

        return false;
    }
}
