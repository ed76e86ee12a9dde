namespace Recto.Journals.Recommending;

/// <summary>How a recommender is built.</summary>
public sealed record RecommenderOptions
{
    /// <summary>So many articles of a session count at most, taken evenly from all of it: nobody makes the lists alone.</summary>
    public int LongestSession { get; init; } = 50;

    /// <summary>In so many sessions two articles must have been read together before it shows. A site sets 5, and never below 3; 1 is for data that hold no reader’s secret.</summary>
    public int FewestSessions { get; init; } = 1;

    /// <summary>So many articles are kept for each as read together with it.</summary>
    public int Kept { get; init; } = 200;

    /// <summary>What readers share is reckoned exactly (<see cref="ReaderRegression"/>) up to so many readers with the dimensions of content; beyond it the walk and content stand alone, for its time grows with the cube. 0 where no reader’s list may be looked at, but only how often articles were read together.</summary>
    public int MostReaders { get; init; } = 10_000;

    /// <summary>How many processors may work.</summary>
    public int Processors { get; init; } = 2;
}
