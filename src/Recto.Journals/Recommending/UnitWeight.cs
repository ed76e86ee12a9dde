using Recto.Journals.Archives;
using Recto.Notes.Archives;

namespace Recto.Journals.Recommending;

/// <summary>How much a unit of an archive says of two articles that cite it: a file 1, what holds it ½, what holds that ¼, the archive itself nothing.</summary>
public static class UnitWeight
{
    private const int UsualLevels = 2;

    /// <summary>The weight.</summary>
    public static double Of(UnitAddress unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var depth = unit.Segments.Count;
        return depth == 0 ? 0 : Math.Pow(0.5, Math.Clamp(LevelsOf(unit.Archive) - depth, 0, 2));
    }

    /// <summary>Whether it is a file, and not what holds files.</summary>
    public static bool IsFile(UnitAddress unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return unit.Segments.Count >= LevelsOf(unit.Archive);
    }

    private static int LevelsOf(string archive) => RepositoryDirectory.Shipped.Find(archive) is { } known ? Math.Max(1, known.ShortLevels ?? ArchiveLevels.Of(known).Count) : UsualLevels;
}
