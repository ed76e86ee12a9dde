using System.Globalization;
using Recto.Notes.References;

namespace Recto.Notes.Resolution;

/// <summary>Gives readable ids, each once: <c>vaisse-1983</c>; where that is taken <c>vaisse-1983-militaires</c>, then <c>-2</c>.</summary>
internal sealed class SourceIds
{
    // No name is longer; the bound keeps what is written of a hostile note linear in its length.
    private const int Longest = 400;
    private const int MostWords = 8;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>A new id for a published work.</summary>
    public string ForWork(PublishedReference reference)
    {
        var titleWords = Words(reference.Title?.Text ?? reference.Container?.Text ?? reference.Abbreviation?.Text ?? "");
        var person = reference.Authors.Count > 0 ? reference.Authors[0] : reference.Editors.Count > 0 ? reference.Editors[0] : null;
        var head = person is null ? string.Join('-', titleWords.Take(3)) : string.Join('-', Words(person.Family));
        var year = reference.Year is null ? "" : FirstYear(reference.Year.Text);
        var id = year.Length > 0 ? $"{head}-{year}" : person is not null && titleWords.Count > 0 ? $"{head}-{titleWords[0]}" : head;
        if (id.Length == 0 || id[0] == '-')
        {
            id = "work" + id;
        }

        if (_taken.Contains(id) && person is not null && titleWords.Count > 0)
        {
            id = $"{id}-{titleWords[0]}";
        }

        return Unique(id);
    }

    /// <summary>A new id made of those words.</summary>
    public string Unique(string id)
    {
        id = id.Length > Longest ? id[..Longest] : id;
        if (_taken.Add(id))
        {
            return id;
        }

        var number = _next.GetValueOrDefault(id, 2);
        string numbered;
        do
        {
            numbered = string.Create(CultureInfo.InvariantCulture, $"{id}-{number++}");
        }
        while (!_taken.Add(numbered));

        _next[id] = number;
        return numbered;
    }

    /// <summary>Words of a text as they stand in an id: lower-case Latin letters and digits; words of one letter and articles are left out.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length && words.Count < MostWords; i++)
        {
            var inWord = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (inWord && start < 0)
            {
                start = i;
            }
            else if (!inWord && start >= 0)
            {
                var word = AsciiOf(text.AsSpan(start, i - start));
                if (word.Length > 1 && word is not ("the" or "les" or "la" or "le" or "der" or "die" or "das" or "an" or "il" or "el" or "los" or "de" or "du" or "un" or "une"))
                {
                    words.Add(word);
                }

                start = -1;
            }
        }

        return words;
    }

    private static string AsciiOf(ReadOnlySpan<char> word)
    {
        Span<char> folded = word.Length <= 64 ? stackalloc char[256] : new char[word.Length * 4];
        var length = 0;
        foreach (var c in folded[..WordFolding.Latinise(word, folded)])
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                folded[length++] = c;
            }
        }

        return new string(folded[..length]);
    }

    private static string FirstYear(string text)
    {
        for (var i = 0; i + 4 <= text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]) && char.IsAsciiDigit(text[i + 1]) && char.IsAsciiDigit(text[i + 2]) && char.IsAsciiDigit(text[i + 3]))
            {
                return text.Substring(i, 4);
            }
        }

        return "";
    }
}
