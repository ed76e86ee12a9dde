using Recto.Notes.Text;

namespace Recto.Notes.Checks;

/// <summary>One place where the article chose.</summary>
/// <param name="Way">What it chose.</param>
/// <param name="Note">Index of the note in document order.</param>
/// <param name="Span">Where in that note.</param>
internal readonly record struct HabitUse<T>(T Way, int Note, TextSpan Span) where T : notnull;

/// <summary>How an article does a thing that may be done in several ways: what it does mostly, and where it departs from that.</summary>
/// <typeparam name="T">The ways.</typeparam>
internal sealed class Habit<T> where T : notnull
{
    /// <summary>A habit has at least so many uses.</summary>
    public const int Fewest = 4;

    /// <summary>A habit has at least this share of all uses; below it the article has none.</summary>
    public const double Share = 0.75;

    private readonly List<HabitUse<T>> _uses = [];

    /// <summary>Every use, in the order told; document order where the check goes through the notes.</summary>
    public IReadOnlyList<HabitUse<T>> Uses => _uses;

    /// <summary>Tells one use.</summary>
    public void Add(T way, int note, TextSpan span) => _uses.Add(new HabitUse<T>(way, note, span));

    /// <summary>How often a way is used.</summary>
    public int CountOf(T way) => _uses.Count(use => use.Way.Equals(way));

    /// <summary>What the article does mostly; false where it has no habit.</summary>
    /// <param name="way">What it does.</param>
    /// <param name="fewest">How many uses make a habit.</param>
    public bool TryFind(out T way, int fewest = Fewest)
    {
        var most = _uses.GroupBy(use => use.Way).Select(group => (Way: group.Key, Count: group.Count())).OrderByDescending(group => group.Count).FirstOrDefault();
        way = most.Way;
        return most.Count >= fewest && most.Count >= Share * _uses.Count;
    }

    /// <summary>The uses that are otherwise, in order.</summary>
    public IEnumerable<HabitUse<T>> Others(T way) => _uses.Where(use => !use.Way.Equals(way));
}
