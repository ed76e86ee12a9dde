using System.Globalization;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Journals.Works;

/// <summary>Public ids of works that people can read: <c>vaisse-1983-militaires</c>.</summary>
public static class WorkSlugs
{
    private const int LongestWord = 24;

    /// <summary>The id that a work of that record would have, were it free: family name, year, first telling word of the title; lower-case Latin letters, digits and hyphens, never empty.</summary>
    public static string Of(WorkRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var shape = new WorkShape(record);
        var parts = new List<string>();
        if (record.People is [var first, ..])
        {
            parts.AddRange(Words(first.FamilyWithParticles).Take(3));
        }

        var hasName = parts.Count > 0;
        if (record.Kind == ReferenceKind.Newspaper && !hasName)
        {
            parts.AddRange(Words(record.DisplayTitle).Take(3));
            hasName = parts.Count > 0;
        }
        else if (!hasName)
        {
            parts.AddRange(Telling(record.DisplayTitle).Take(3));
        }

        if (shape.Date?.From is { } date)
        {
            parts.Add(record.Kind == ReferenceKind.Newspaper ? date.ToString() : date.Year.ToString("0000", CultureInfo.InvariantCulture));
        }

        if (hasName && record.Kind != ReferenceKind.Newspaper)
        {
            parts.AddRange(Telling(record.DisplayTitle).Take(1));
        }

        return parts.Count == 0 ? "work" : string.Join('-', parts);
    }

    private static List<string> Telling(string? text)
    {
        var words = Words(text).ToList();
        var shape = TitleShape.Of(string.Join(' ', words));
        var telling = words.Where((word, i) => i < shape.Weights.Length && shape.Weights[i] >= 0.5 && word.Length > 1).ToList();
        return telling.Count > 0 ? telling : words;
    }

    private static IEnumerable<string> Words(string? text)
    {
        var word = new System.Text.StringBuilder();
        foreach (var c in (text ?? "").Take(300).Append(' '))
        {
            if (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                word.Append(c);
            }
            else if (word.Length > 0 && c is not ('ʹ' or 'ʺ'))
            {
                var ascii = string.Concat(WordFolding.Latinised(word.ToString()).Where(char.IsAsciiLetterOrDigit).Take(LongestWord));
                word.Clear();
                if (ascii.Length > 0)
                {
                    yield return ascii;
                }
            }
        }
    }
}
