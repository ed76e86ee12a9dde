namespace Recto.Journals.Exchange.Packages;

/// <summary>Compares what a bag says it holds with what it holds.</summary>
public static class BagCheck
{
    private const int Most = 10;

    /// <summary>What is wrong, a line each, at most eleven; empty where the bag is whole.</summary>
    /// <param name="manifest">Name of the list, for the lines.</param>
    /// <param name="said">Sums by path, as the list has them.</param>
    /// <param name="found">Sums by path, of the files themselves: of all that the list must name.</param>
    /// <param name="mustNameAll">Whether a file that the list does not name is a fault.</param>
    public static IReadOnlyList<string> Faults(string manifest, IReadOnlyDictionary<string, string> said, IReadOnlyDictionary<string, string> found, bool mustNameAll)
    {
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(found);
        var faults = new List<string>();
        foreach (var (path, sum) in said.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (!found.TryGetValue(path, out var own))
            {
                faults.Add($"“{path}” is missing ({manifest} names it)");
            }
            else if (own != sum)
            {
                faults.Add($"“{path}” is damaged (its checksum is not the one in {manifest})");
            }
        }

        faults.AddRange((mustNameAll ? found.Keys : []).Where(path => !said.ContainsKey(path)).Order(StringComparer.Ordinal).Select(path => $"“{path}” is not in {manifest}"));
        return faults.Count <= Most ? faults : [.. faults.Take(Most), string.Create(System.Globalization.CultureInfo.InvariantCulture, $"and {faults.Count - Most} more")];
    }
}
