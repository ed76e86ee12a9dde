namespace Recto.Storage.Backups;

/// <summary>A table as a backup has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in the order of the values of a row.</param>
public sealed record TableShape(string Name, IReadOnlyList<string> Columns)
{
    /// <summary>Whether the table holds only what is worked out from others, and is made anew by the program: it is in no backup.</summary>
    /// <param name="name">Its name.</param>
    public static bool IsDerived(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith("search_", StringComparison.Ordinal) || name.Equals("schemaversions", StringComparison.OrdinalIgnoreCase);
    }
}
