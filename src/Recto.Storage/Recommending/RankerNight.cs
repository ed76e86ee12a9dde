using Recto.Journals.Recommending;

namespace Recto.Storage.Recommending;

/// <summary>What a night’s making of lists came to.</summary>
public sealed record RankerNight
{
    /// <summary>The night: the day, UTC, on which it ended.</summary>
    public required DateOnly Night { get; init; }

    /// <summary>When it was done.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long learning and making took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>What was learned. <see cref="LearnedWeights.InForce"/> is worked out of it.</summary>
    public required LearnedWeights Learned { get; init; }

    /// <summary>The weights that are in force from then on.</summary>
    public required SignalWeights InForce { get; init; }

    /// <summary>How far the lists reach.</summary>
    public required ListCoverage Coverage { get; init; }

    /// <summary>Of how many articles a model of texts has made a vector.</summary>
    public int Vectors { get; init; }
}

/// <summary>How far the lists of a site reach.</summary>
/// <param name="Articles">Published articles, notices among them.</param>
/// <param name="Listed">Those that have a list.</param>
/// <param name="AlsoRead">Those with what people also read.</param>
/// <param name="Recommended">Those with what is recommended.</param>
/// <param name="Reasoned">Those of whose lists a line tells a reason.</param>
/// <param name="Standing">Articles that stand in a list of another.</param>
/// <param name="Places">Lines of all lists.</param>
/// <param name="MostPlaces">Lines of the article that stands in most.</param>
public sealed record ListCoverage(int Articles, int Listed, int AlsoRead, int Recommended, int Reasoned, int Standing, int Places, int MostPlaces);

/// <summary>What was read together, cut in two by time.</summary>
/// <param name="Before">Before the latest days.</param>
/// <param name="Latest">On them.</param>
public sealed record CoReadParts(IReadOnlyList<CoReadPair> Before, IReadOnlyList<CoReadPair> Latest);
