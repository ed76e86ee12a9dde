using System.Text.Json.Serialization;

namespace Recto.Storage.Backups;

/// <summary>A table as a backup has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in the order of the values of a row.</param>
public sealed record TableShape(string Name, IReadOnlyList<string> Columns)
{
    /// <summary>The columns in whose order its rows are read where order is asked for: its primary key. A table without one is read by its first column, which may then stand several times.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>Whether the table is in no backup: it holds only what is worked out from others and is made anew by the program, or what readers did one by one, the salts of their days, and what accounts have read, which are to be forgotten and not kept somewhere else; or what is of the moment between nodes: claims, bells, uploads and mails that wait, the schedule.</summary>
    /// <param name="name">Its name.</param>
    public static bool IsDerived(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IsRemade(name) || name.StartsWith("node_", StringComparison.Ordinal) || name.StartsWith("usage_events", StringComparison.Ordinal) || name is "usage_salts" or "co_read_days" or "recommended_articles" or "recommendations"
            or "reading_accounts" or "account_reads" or "near_articles" or "article_vectors";
    }

    /// <summary>Whether the table stays behind even when a site moves with everything that it has: the program makes it anew (the index of search, the schedule), or it tells of the database itself.</summary>
    /// <param name="name">Its name.</param>
    public static bool IsRemade(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith("search_", StringComparison.Ordinal) || name.StartsWith("quartz_", StringComparison.Ordinal) || name.Equals("schemaversions", StringComparison.OrdinalIgnoreCase) || name == DatabaseMove.StateTable;
    }
}
