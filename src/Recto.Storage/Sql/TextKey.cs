using System.Globalization;
using System.Text;
using Recto.Notes.Text;

namespace Recto.Storage.Sql;

/// <summary>Folds text for comparing, never for keeping: compatibility forms, case and everything but letters, marks and digits are levelled.</summary>
internal static class TextKey
{
    /// <summary>The folded text; words are parted by one space.</summary>
    public static string Of(string text)
    {
        if (StoredText.FindUnkeepable(text) >= 0)
        {
            return text; // Half a surrogate pair cannot be normalised; such a text is refused when it is saved.
        }

        var folded = new StringBuilder(text.Length);
        Span<char> units = stackalloc char[2];
        foreach (var rune in Normalization.Of(text, NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                folded.Append(units[..Rune.ToLowerInvariant(rune).EncodeToUtf16(units)]);
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }
}
