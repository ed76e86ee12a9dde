using System.Collections.Frozen;
using Recto.Notes.Archives;

namespace Recto.Journals.Archives;

/// <summary>What the levels of an archive are called, and which of them is no level but a leaf.</summary>
public static class ArchiveLevels
{
    private static readonly FrozenSet<string> Leaves = new[]
    {
        "list", "arkush", "lapas", "lapa", "leht", "filă", "purceli", "karta", "Blatt", "Blatt or Folio", "folio", "foglio", "leaf", "page", "item or folio", "tờ",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Names of the levels down to the file, outermost first, as the directory has them; where it says <c>fonds or series</c>, that.</summary>
    public static IReadOnlyList<string> Of(Repository archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        return archive.Levels is [_, .., var last] && Leaves.Contains(last) ? [.. archive.Levels.SkipLast(1)] : archive.Levels;
    }

    /// <summary>Name of the level at a depth; null where the directory has none, or several.</summary>
    /// <param name="archive">The archive; null for one that is not known.</param>
    /// <param name="depth">1 for the outermost level.</param>
    public static string? NameAt(Repository? archive, int depth) =>
        archive is not null && Of(archive) is var levels && depth >= 1 && depth <= levels.Count && !levels[depth - 1].Contains(" or ", StringComparison.Ordinal) ? levels[depth - 1] : null;

    /// <summary>How leaves are announced in that archive, one and several: <c>l.</c>, <c>ll.</c>; <c>fol.</c>, <c>fols.</c> where it is not known.</summary>
    public static (string One, string Several) LeafWords(Repository? archive) => archive?.Levels is [.., var last] ? last switch
    {
        "list" or "leht" or "lapa" or "lapas" => ("l.", "ll."),
        "arkush" => ("ark.", "ark."),
        "Blatt" or "Blatt or Folio" => ("Bl.", "Bl."),
        "karta" => ("k.", "kk."),
        "foglio" => ("f.", "ff."),
        "filă" => ("f.", "ff."),
        "page" => ("p.", "pp."),
        _ => ("fol.", "fols."),
    } : ("fol.", "fols.");
}
