namespace Recto.Journals.Usage;

/// <summary>
/// What the lists beside an article held when its page was shown: for each line why it stood there, and whether a list stood in another order than it was made in. One number, so that it stands in an event, and a day that is counted again
/// says the same though the lists have changed since. Which articles they were is not in it.
/// </summary>
/// <remarks>Four bits a line, 0 for none: seven lines of the first list, seven of the second; then a bit for each list that was shuffled. Lists have five lines, and a few more between an editor’s choice and the next making; what stands below the seventh is not told of.</remarks>
/// <param name="Packed">The number; 0 where nothing was shown.</param>
public readonly record struct ShownLists(long Packed)
{
    /// <summary>How many lists there are; they are called 1 and 2.</summary>
    public const int Lists = 2;

    /// <summary>So many lines of a list are told of.</summary>
    public const int MostLines = 7;

    private const int Bits = 4;
    private const long OneLine = (1L << Bits) - 1;
    private const int Marks = Lists * MostLines * Bits;

    /// <summary>Whether no line was shown.</summary>
    public bool IsEmpty => Packed == 0;

    /// <summary>With one list more.</summary>
    /// <param name="list">1 or 2.</param>
    /// <param name="reasons">Why each of its lines stands there, in order: 1 to 15.</param>
    /// <param name="isShuffled">Whether they stand in another order than they were made in.</param>
    public ShownLists With(int list, IReadOnlyList<int> reasons, bool isShuffled)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        ArgumentOutOfRangeException.ThrowIfLessThan(list, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(list, Lists);
        var packed = Packed;
        for (var i = 0; i < Math.Min(reasons.Count, MostLines); i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(reasons[i], 1, nameof(reasons));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(reasons[i], (int)OneLine, nameof(reasons));
            packed |= (long)reasons[i] << At(list, i + 1);
        }

        return new(reasons.Count > 0 && isShuffled ? packed | (1L << (Marks + list - 1)) : packed);
    }

    /// <summary>Why a line stood there; 0 where there was none.</summary>
    /// <param name="list">1 or 2.</param>
    /// <param name="place">From 1.</param>
    public int Reason(int list, int place) => (int)((Packed >> At(list, place)) & OneLine);

    /// <summary>How many lines a list had.</summary>
    public int Length(int list)
    {
        var length = 0;
        while (length < MostLines && Reason(list, length + 1) != 0)
        {
            length++;
        }

        return length;
    }

    /// <summary>Whether a list stood in another order than it was made in.</summary>
    public bool IsShuffled(int list) => (Packed >> (Marks + list - 1) & 1) == 1;

    private static int At(int list, int place) => (((list - 1) * MostLines) + place - 1) * Bits;
}

/// <summary>The line of a list by which a reader came: where it stood and why, and not in whose list.</summary>
/// <param name="List">1 or 2.</param>
/// <param name="Length">How many lines the list had.</param>
/// <param name="Place">From 1.</param>
/// <param name="Reason">Why it stood there.</param>
/// <param name="IsShuffled">Whether the list stood in another order than it was made in.</param>
public readonly record struct ListLine(int List, int Length, int Place, int Reason, bool IsShuffled)
{
    /// <summary>As it is kept: a number below 2¹².</summary>
    public short Packed => (short)(((List - 1) << 11) | (Length << 8) | (Place << 5) | (Reason << 1) | (IsShuffled ? 1 : 0));

    /// <summary>Reads what <see cref="Packed"/> gave.</summary>
    public static ListLine Of(long packed) => new((int)(packed >> 11 & 1) + 1, (int)(packed >> 8 & 7), (int)(packed >> 5 & 7), (int)(packed >> 1 & 15), (packed & 1) == 1);

    /// <summary>A line of what was shown; null where there was none at that place.</summary>
    public static ListLine? Of(ShownLists shown, int list, int place) =>
        place is >= 1 and <= ShownLists.MostLines && shown.Reason(list, place) is > 0 and var reason ? new(list, shown.Length(list), place, reason, shown.IsShuffled(list)) : null;
}
