using System.Collections.Frozen;
using Recto.Notes.Archives;

namespace Recto.Journals.Archives;

/// <summary>What the levels of an archive are called, and which of them is no level but a leaf.</summary>
public static class ArchiveLevels
{
    private static readonly (string One, string Several) Usual = ("fol.", "fols.");

    // What a leaf is called, and how one and several of them are announced. The l. of Riga is its lieta, the file.
    private static readonly FrozenDictionary<string, (string One, string Several)> Leaves = new Dictionary<string, (string, string)>
    {
        ["list"] = ("l.", "ll."),
        ["arkush"] = ("ark.", "ark."),
        ["lapas"] = ("l.", "ll."),
        ["lapa"] = ("lp.", "lp."),
        ["leht"] = ("l.", "ll."),
        ["filă"] = ("f.", "ff."),
        ["purceli"] = ("p.", "pp."),
        ["karta"] = ("k.", "kk."),
        ["Blatt"] = ("Bl.", "Bl."),
        ["Blatt or Folio"] = ("Bl.", "Bl."),
        ["folio"] = Usual,
        ["foglio"] = ("f.", "ff."),
        ["leaf"] = Usual,
        ["page"] = ("p.", "pp."),
        ["item or folio"] = Usual,
        ["tờ"] = Usual,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names of the levels down to the file, outermost first, as the directory has them; where it says <c>fonds or series</c>, that.</summary>
    public static IReadOnlyList<string> Of(Repository archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        return archive.Levels is [_, .., var last] && Leaves.ContainsKey(last) ? [.. archive.Levels.SkipLast(1)] : archive.Levels;
    }

    /// <summary>Name of the level at a depth; null where the directory has none, or several.</summary>
    /// <param name="archive">The archive; null for one that is not known.</param>
    /// <param name="depth">1 for the outermost level.</param>
    public static string? NameAt(Repository? archive, int depth) =>
        archive is not null && Of(archive) is var levels && depth >= 1 && depth <= levels.Count && !levels[depth - 1].Contains(" or ", StringComparison.Ordinal) ? levels[depth - 1] : null;

    /// <summary>How leaves are announced in that archive, one and several: <c>l.</c>, <c>ll.</c>; <c>fol.</c>, <c>fols.</c> where it is not known.</summary>
    public static (string One, string Several) LeafWords(Repository? archive) => archive?.Levels is [.., var last] ? LeafWordsOf(last) ?? Usual : Usual;

    /// <summary>How leaves of that name are announced, one and several; null for what is no leaf.</summary>
    internal static (string One, string Several)? LeafWordsOf(string level) => Leaves.TryGetValue(level, out var words) ? words : null;
}
