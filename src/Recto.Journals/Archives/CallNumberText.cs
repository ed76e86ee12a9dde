using Recto.Notes.Archives;

namespace Recto.Journals.Archives;

/// <summary>Writes a unit as it is shown: the call number in the archive's manner, and what one level is called.</summary>
public static class CallNumberText
{
    /// <summary>Siglum (or the name, where there is none) and levels: <c>RGASPI 558/11/431</c>, <c>TNA FO 371/17251</c>, <c>NARA RG 59, Box 2</c>.</summary>
    /// <param name="archive">The archive; null for one that the directory does not know.</param>
    /// <param name="name">Its name as printed, used where the directory does not know it.</param>
    /// <param name="levels">What is printed of each level, from the top down.</param>
    public static string Of(Repository? archive, string name, IReadOnlyList<string> levels) =>
        levels is [] ? NameOf(archive, name) : $"{NameOf(archive, name)}{(archive is null ? "," : "")} {Levels(archive, levels)}";

    /// <summary>The siglum by which the archive is cited; its name as printed where the directory does not know it.</summary>
    public static string NameOf(Repository? archive, string name) => archive?.Sigla is [var siglum, ..] ? siglum : archive?.EnglishName ?? name;

    /// <summary>The levels alone: <c>558/11/431</c>.</summary>
    public static string Levels(Repository? archive, IReadOnlyList<string> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        return archive?.Style switch
        {
            CallNumberStyle.Fond or CallNumberStyle.Bestand or CallNumberStyle.Cote => string.Join('/', levels),
            CallNumberStyle.Dots => string.Join('.', levels),
            CallNumberStyle.Code when levels is [var code, var series, ..] && IsLetters(code) => string.Join('/', levels.Skip(2).Prepend($"{code} {series}")),
            CallNumberStyle.Code => string.Join('/', levels),
            CallNumberStyle.Shelf => string.Join(' ', levels),
            _ => string.Join(", ", levels),
        };
    }

    /// <summary>The last level with what the archive calls it: <c>delo 431</c>; as printed where the place tells nothing (<c>Box 2</c>), with what is above where it tells nothing alone (<c>FO 371</c>).</summary>
    /// <param name="archive">The archive; null for one that the directory does not know.</param>
    /// <param name="levels">What is printed of each level, from the top down; not empty.</param>
    /// <param name="isApart">Whether it does not fit the levels.</param>
    public static string LastLevel(Repository? archive, IReadOnlyList<string> levels, bool isApart)
    {
        ArgumentNullException.ThrowIfNull(levels);
        return isApart || archive is null ? levels[^1]
            : UnitSegments.IsCounted(archive.Style) && ArchiveLevels.NameAt(archive, levels.Count) is { } name ? $"{name} {levels[^1]}"
            : archive.Style is CallNumberStyle.Code or CallNumberStyle.Bestand or CallNumberStyle.Cote or CallNumberStyle.Shelf ? Levels(archive, levels)
            : levels[^1];
    }

    /// <summary>Leaves with their word: <c>l. 125</c>, <c>ll. 122–123</c>.</summary>
    /// <param name="archive">The archive; null for one that the directory does not know.</param>
    /// <param name="leaf">The leaf or range, as its key says it (<c>5-7v</c>).</param>
    public static string Leaf(Repository? archive, string leaf)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        var (one, several) = ArchiveLevels.LeafWords(archive);
        return $"{(leaf.Contains('-', StringComparison.Ordinal) ? several : one)} {leaf.Replace('-', '–')}";
    }

    private static bool IsLetters(string text) => text.Length > 0 && text.All(char.IsLetter);
}
