namespace Recto.Storage.Backups;

/// <summary>A table of a move, compared row by row on both sides.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">Rows of the source.</param>
/// <param name="Digest">SHA-256 of the source's rows in the order of their key, as lines of a backup; the same on both sides where nothing differs.</param>
/// <param name="Missing">Rows that the target lacks.</param>
/// <param name="Extra">Rows that only the target has.</param>
/// <param name="Changed">Rows that are not the same.</param>
/// <param name="Keys">The keys of some that differ.</param>
public sealed record MovedTable(string Table, long Rows, string Digest, long Missing, long Extra, long Changed, IReadOnlyList<string> Keys)
{
    /// <summary>Whether every row is the same.</summary>
    public bool IsSame => Missing + Extra + Changed == 0;
}

/// <summary>How far a move is.</summary>
/// <param name="Table">The table that is being worked on.</param>
/// <param name="Done">Rows that are done, of all tables.</param>
/// <param name="All">Rows that there are.</param>
public readonly record struct MoveProgress(string Table, long Done, long All);
