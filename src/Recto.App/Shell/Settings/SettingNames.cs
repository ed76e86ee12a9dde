namespace Recto.App.Shell.Settings;

/// <summary>Names that are no settings, and which were meant.</summary>
internal static class SettingNames
{
    private const int MostLetters = 4;

    /// <summary>The name of a setting that is most like it; null where none is.</summary>
    public static string? FindNearest(string name)
    {
        var upper = name.ToUpperInvariant();
        return SettingCatalogue.All.Select(setting => (setting.Name, Far: Distance(upper, setting.Name))).Where(one => one.Far <= Math.Min(MostLetters, Math.Max(1, name.Length / 4)))
            .OrderBy(one => one.Far).ThenBy(one => one.Name, StringComparer.Ordinal).Select(one => one.Name).FirstOrDefault();
    }

    // Letters to add, to drop or to change (Levenshtein).
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (left[i - 1] == right[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
