using System.Globalization;
using System.Text;
using Recto.Notes.Text;

namespace Recto.Notes.Checks;

/// <summary>Compares spellings of names.</summary>
internal static class EditDistance
{
    /// <summary>Whether one letter is put in, left out or changed, or two neighbours are exchanged, between two different words.</summary>
    public static bool IsOne(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 1 || left == right)
        {
            return false;
        }

        var start = 0;
        while (start < left.Length && start < right.Length && left[start] == right[start])
        {
            start++;
        }

        var end = 0;
        while (end < left.Length - start && end < right.Length - start && left[^(end + 1)] == right[^(end + 1)])
        {
            end++;
        }

        var (restLeft, restRight) = (left.Length - start - end, right.Length - start - end);
        return (restLeft <= 1 && restRight <= 1)
            || (restLeft == 2 && restRight == 2 && left[start] == right[start + 1] && left[start + 1] == right[start]);
    }

    /// <summary>A name in lower case without diacritics, apostrophes and hyphens.</summary>
    public static string Fold(string name)
    {
        var builder = new StringBuilder(name.Length);
        var text = Normalization.Of(name, NormalizationForm.FormD);
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsLetter(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.ModifierLetter)
            {
                builder.Append(c);
            }
        }

        return builder.ToString();
    }
}
