namespace Recto.Storage.Sql;

/// <summary>Several rows of a table beside the one that is asked for, as one text: a page needs one statement, and is never older than they are. Texts that are kept hold neither sign.</summary>
internal static class PackedLines
{
    /// <summary>Stands between the fields of a line, in a statement.</summary>
    public const string Field = "\u001F";

    /// <summary>Stands between two lines, in a statement.</summary>
    public const string Line = "\u001E";

    /// <summary>The lines that have that many fields, as the database gave them: in no order.</summary>
    /// <param name="packed">What the statement gave; null where there was no line.</param>
    /// <param name="fields">How many; what stands behind the last sign is the last field.</param>
    public static IEnumerable<string[]> Read(string? packed, int fields) => packed is null ? []
        : packed.Split(Line[0]).Select(line => line.Split(Field[0], fields)).Where(parts => parts.Length == fields);
}
