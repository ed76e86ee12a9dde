using Recto.Notes.Text;

namespace Recto.Notes.Checks.Archives;

/// <summary>A level of a call number as Russian archives and their sisters label it, from the outermost in.</summary>
internal enum FondLevel
{
    /// <summary>Fond.</summary>
    Fond = 1,

    /// <summary>Opis: the inventory.</summary>
    Inventory,

    /// <summary>Papka: a folder between inventory and file, at a few archives.</summary>
    Folder,

    /// <summary>Delo, edinitsa khraneniia: the file.</summary>
    File,

    /// <summary>List: the leaf.</summary>
    Leaf,
}

/// <summary>A level with its label: <c>op. 162</c>.</summary>
/// <param name="Level">Which.</param>
/// <param name="Label">The label without a stop behind it.</param>
/// <param name="Value">The number; for leaves all of them with their sides.</param>
internal readonly record struct LabelledLevel(FondLevel Level, TextSpan Label, TextSpan Value);

/// <summary>Labelled levels that follow one another without other words: <c>f. 17, op. 162, d. 14, l. 27 ob.</c> Read from the words alone, whatever the reader made of them.</summary>
/// <param name="Note">Index of the note in document order.</param>
/// <param name="FirstToken">Index of the token that is the first label.</param>
/// <param name="Levels">At least one, in printed order.</param>
internal sealed record LevelRun(int Note, int FirstToken, IReadOnlyList<LabelledLevel> Levels)
{
    /// <summary>From the first label to the last number.</summary>
    public TextSpan Span => new(Levels[0].Label.Start, Levels[^1].Value.End);

    /// <summary>Whether a level of that sort is among them.</summary>
    public bool Has(FondLevel level) => Levels.Any(labelled => labelled.Level == level);
}
