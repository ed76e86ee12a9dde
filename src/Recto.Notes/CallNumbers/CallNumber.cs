using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>What was read behind (or before) the name of an archive.</summary>
internal sealed class CallNumber
{
    // No archive has so many levels; the bound keeps reading linear.
    private const int MostLevels = 24;

    public List<TextSpan> Path { get; } = [];

    /// <summary>Kinds of the levels, beside <see cref="Path"/>.</summary>
    public List<LabelKind> Kinds { get; } = [];

    public TextSpan? Folio { get; set; }

    public LeafSide? Side { get; set; }

    public TextSpan? Series { get; set; }

    public TextSpan? Description { get; set; }

    public TextSpan? Date { get; set; }

    /// <summary>First code unit that belongs to it.</summary>
    public int Start { get; set; }

    /// <summary>The code unit after the last that belongs to it.</summary>
    public int End { get; set; }

    /// <summary>How much like a call number of that archive it looks; 0 where it is none.</summary>
    public double Score { get; set; }

    /// <summary>Where its last field ends: no full stop before that may be cut off.</summary>
    public int FieldsEnd()
    {
        var end = Path.Count == 0 ? 0 : Path.Max(level => level.End);
        foreach (var field in (TextSpan?[])[Folio, Series, Description, Date])
        {
            end = Math.Max(end, field?.End ?? 0);
        }

        return end;
    }

    /// <summary>Takes a leaf without the mark of its side: "27 ob." is 27, verso; "12r" keeps its letter.</summary>
    public void TakeLeaf(string text, TextSpan value) => (Folio, Side) = FolioSides.Read(text, value);

    /// <summary>Adds a level below the others; behind many the rest is one level.</summary>
    public void Add(TextSpan level, LabelKind kind)
    {
        if (Path.Count == MostLevels)
        {
            Path[^1] = new TextSpan(Path[^1].Start, Math.Max(Path[^1].End, level.End));
            return;
        }

        Path.Add(level);
        Kinds.Add(kind);
    }
}
