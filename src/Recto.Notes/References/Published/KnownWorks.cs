using System.Text;
using Recto.Notes.Archives;

namespace Recto.Notes.References.Published;

/// <summary>What one document has cited so far, as far as reading needs it. Not safe for use by several threads.</summary>
internal sealed class KnownWorks
{
    private const int UsualWords = 256;
    private const int ShortestTitleWord = 5;
    private const int MostTitleWords = 40;

    private readonly HashSet<string> _families = new(StringComparer.Ordinal);
    private readonly HashSet<string> _abbreviations = new(StringComparer.Ordinal);
    private readonly HashSet<string> _titles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _titleWords = new(StringComparer.Ordinal);
    private int _byYear;

    /// <summary>Whether somebody of that family name has been cited.</summary>
    public bool KnowsFamily(ReadOnlySpan<char> family) => Knows(_families, family);

    /// <summary>Whether a work has introduced that abbreviation.</summary>
    public bool KnowsAbbreviation(ReadOnlySpan<char> words) => _abbreviations.Count > 0 && _abbreviations.Contains(NameFolding.Siglum(words));

    /// <summary>Whether a work without author begins with those words.</summary>
    public bool KnowsTitle(ReadOnlySpan<char> words) => Knows(_titles, words);

    /// <summary>Whether a work has been cited with that word, one of some length, in its title.</summary>
    public bool KnowsTitleWord(ReadOnlySpan<char> word) => word.Length >= ShortestTitleWord && Knows(_titleWords, word);

    /// <summary>Whether the document cites by author and year as a rule.</summary>
    public bool CitesByYear => _byYear >= 3;

    /// <summary>Remembers a work.</summary>
    public void Add(PublishedReference reference)
    {
        foreach (var person in reference.Authors.Concat(reference.Editors))
        {
            _families.Add(NameFolding.Word(person.Family));
        }

        _byYear += reference is { Title: null, Year: not null } ? 1 : 0;
        if (reference.Abbreviation is { } abbreviation)
        {
            _abbreviations.Add(NameFolding.Siglum(abbreviation.Text));
        }

        if (reference.Title is { } title)
        {
            _titles.Add(NameFolding.Word(title.Text));
            AddWords(title.Text);
        }
    }

    private void AddWords(string title)
    {
        var words = 0;
        for (var i = 0; i < title.Length && words < MostTitleWords; words++)
        {
            while (i < title.Length && !char.IsLetter(title[i]))
            {
                i++;
            }

            var start = i;
            while (i < title.Length && char.IsLetter(title[i]))
            {
                i++;
            }

            if (i - start >= ShortestTitleWord)
            {
                _titleWords.Add(NameFolding.Word(title.AsSpan(start, i - start)));
            }
        }
    }

    // Asked for every capitalised word: what is short and ASCII is folded without a copy.
    private static bool Knows(HashSet<string> folded, ReadOnlySpan<char> words)
    {
        if (folded.Count == 0)
        {
            return false;
        }

        if (words.Length > UsualWords || !Ascii.IsValid(words))
        {
            return folded.Contains(NameFolding.Word(words));
        }

        Span<char> lower = stackalloc char[UsualWords];
        return folded.GetAlternateLookup<ReadOnlySpan<char>>().Contains(lower[..words.ToLowerInvariant(lower)]);
    }
}
