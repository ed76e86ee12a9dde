using System.Globalization;
using System.Text;
using Recto.Notes.Text;

namespace Recto.Notes.Archives;

/// <summary>Folds names and sigla for comparing, never for keeping.</summary>
internal static class NameFolding
{
    private const int UsualName = 128;

    /// <summary>A siglum without dots, blanks, hyphens and slashes, case kept: <c>AVP RF</c> and <c>A.V.P.R.F.</c> are <c>AVPRF</c>.</summary>
    public static string Siglum(ReadOnlySpan<char> siglum)
    {
        Span<char> folded = siglum.Length <= UsualName ? stackalloc char[UsualName] : new char[siglum.Length];
        return new string(folded[..Siglum(siglum, folded)]);
    }

    /// <summary>Writes the folded siglum; the number of code units written, never more than the siglum has.</summary>
    public static int Siglum(ReadOnlySpan<char> siglum, Span<char> folded)
    {
        var length = 0;
        foreach (var c in siglum)
        {
            if (char.IsLetterOrDigit(c))
            {
                folded[length++] = c;
            }
        }

        return length;
    }

    /// <summary>A word in lower case without diacritics: <c>Étrangères</c> is <c>etrangeres</c>.</summary>
    public static string Word(ReadOnlySpan<char> word)
    {
        Span<char> lower = word.Length <= UsualName ? stackalloc char[UsualName] : new char[word.Length];
        lower = lower[..word.ToLowerInvariant(lower)];
        if (Ascii.IsValid(lower))
        {
            return new string(lower);
        }

        var builder = new StringBuilder(lower.Length);
        foreach (var c in Normalization.Of(new string(lower), NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                builder.Append(c);
            }
        }

        return builder.ToString();
    }

    /// <summary>The words of a name, folded; apostrophes part words (<c>l’Armée</c> is <c>l</c>, <c>armee</c>).</summary>
    public static List<string> Words(string name)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= name.Length; i++)
        {
            var inWord = i < name.Length && char.IsLetterOrDigit(name[i]);
            if (inWord && start < 0)
            {
                start = i;
            }
            else if (!inWord && start >= 0)
            {
                words.Add(Word(name.AsSpan(start, i - start)));
                start = -1;
            }
        }

        return words;
    }
}
