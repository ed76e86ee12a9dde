using System.Text;

namespace Recto.Journals.Search;

/// <summary>Finds things by any of their names, as people type them: without accents and case, by the beginnings of words, in whatever order. For lists that fit in memory. Safe for use by several threads.</summary>
/// <typeparam name="T">What is found.</typeparam>
public sealed class NameFinder<T>
{
    private const int MostWords = 20;
    private readonly List<(T Item, string[][] Names)> _items;

    /// <summary>Takes them in.</summary>
    /// <param name="items">Each with its names, the first of which it is known by; in the order in which equals are to be found.</param>
    public NameFinder(IEnumerable<(T Item, IReadOnlyList<string> Names)> items) => _items = [.. items.Select(item => (item.Item, item.Names.Select(Fold).Where(words => words.Length > 0).ToArray()))];

    /// <summary>What bears a name in which every word begins that was typed; that very name first, then what begins with it, then the rest, each in the given order. All of them where nothing was typed.</summary>
    public IReadOnlyList<T> Find(string? typed)
    {
        var words = Fold(typed ?? "");
        return words.Length == 0
            ? [.. _items.Select(item => item.Item)]
            : [.. _items.Select(item => (item.Item, Rank: item.Names.Select(name => RankOf(name, words)).DefaultIfEmpty(null).Min())).Where(found => found.Rank is not null).OrderBy(found => found.Rank).Select(found => found.Item)];
    }

    private static int? RankOf(string[] name, string[] words) =>
        !words.All(word => name.Any(part => part.StartsWith(word, StringComparison.Ordinal))) ? null
        : name.SequenceEqual(words) ? 0
        : name.Length >= words.Length && words.Zip(name).All(pair => pair.Second.StartsWith(pair.First, StringComparison.Ordinal)) ? 1
        : 2;

    private static string[] Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            folded.Append(char.IsSurrogate(c) || char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark ? char.IsSurrogate(c) ? c.ToString() : LetterFolding.Of(c) : " ");
        }

        return [.. folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords)];
    }
}
