using System.Globalization;

namespace Recto.Journals.Recommending;

/// <summary>How near an article is to another, by each signal; 0 for not at all, 1 for as near as can be.</summary>
public readonly record struct NeighbourSignals
{
    /// <summary>How many signals there are.</summary>
    public const int Count = 7;

    /// <summary>Read by the same readers: the pair's votes beside the most that the article has with any, drawn towards 0 where few sessions say so.</summary>
    public double Read { get; init; }

    /// <summary>The cosine of their words.</summary>
    public double Text { get; init; }

    /// <summary>Units of archives that both cite: a file 1, a series ½, a fonds ¼, less where many cite it.</summary>
    public double Archives { get; init; }

    /// <summary>Works that both cite, less where many cite them.</summary>
    public double Works { get; init; }

    /// <summary>Whether one cites the other.</summary>
    public double Citation { get; init; }

    /// <summary>Whether they have an author in common.</summary>
    public double Author { get; init; }

    /// <summary>Whether they stand under one heading of one journal.</summary>
    public double Section { get; init; }

    /// <summary>What each signal adds to the score, in the order of the properties. Reading weighs most where there is enough of it; the rest carries articles that few have read.</summary>
    public IReadOnlyList<double> Parts => [Read, 0.25 * Text, 0.25 * Archives, 0.15 * Works, 0.15 * Citation, 0.06 * Author, 0.02 * Section];

    /// <summary>All signals together.</summary>
    public double Score => Parts.Sum();

    /// <summary>As it is kept: numbers in the order of the properties.</summary>
    public string Write() => string.Join(' ', new[] { Read, Text, Archives, Works, Citation, Author, Section }.Select(value => value.ToString("0.####", CultureInfo.InvariantCulture)));

    /// <summary>Reads what <see cref="Write"/> wrote; nothing where it is something else.</summary>
    public static NeighbourSignals Of(string kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var values = kept.Split(' ').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0).ToList();
        return values.Count != Count ? default : new() { Read = values[0], Text = values[1], Archives = values[2], Works = values[3], Citation = values[4], Author = values[5], Section = values[6] };
    }
}
