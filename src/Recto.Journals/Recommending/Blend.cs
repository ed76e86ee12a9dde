namespace Recto.Journals.Recommending;

/// <summary>What each signal weighs.</summary>
/// <remarks>The numbers were chosen on development readers of citeulike-a and citeulike-t together (docs/recommending.md): one set for both, and for every site. A signal that a site lacks is simply silent.</remarks>
public static class Blend
{
    private static readonly (Signal, float)[] AlsoRead =
    [
        (Signal.ReadTogether, .3f), (Signal.Foretold, 1.25f), (Signal.Terms, .45f), (Signal.Okapi, .5f), (Signal.Citations, .5f), (Signal.ReadWithLike, 1f), (Signal.ReadOnward, .75f),
    ];

    private static readonly (Signal, float)[] Reader =
    [
        (Signal.ReadTogether, .45f), (Signal.Foretold, 1.15f), (Signal.Terms, .5f), (Signal.Citations, .25f), (Signal.CitationsOfOne, .3f), (Signal.Meaning, .1f), (Signal.ReadWithLike, .2f), (Signal.ReadOnward, .25f), (Signal.CitationsOfReadTogether, .25f),
    ];

    private static readonly (Signal, float)[] NewArticles =
    [
        (Signal.Terms, .9f), (Signal.Citations, .25f), (Signal.CitationsOfOne, .75f), (Signal.Meaning, .55f), (Signal.CitationsOfReadTogether, .5f),
    ];

    /// <summary>Whether roots of signals are added up rather than signals: of one article less is known than of a reader, and several weak signs then count more than one that is strong.</summary>
    public static bool TakesRoots(RecommendTask task) => task == RecommendTask.AlsoRead;

    /// <summary>The weights of a task.</summary>
    public static IReadOnlyList<(Signal Signal, float Weight)> For(RecommendTask task) => task switch
    {
        RecommendTask.AlsoRead => AlsoRead,
        RecommendTask.Reader => Reader,
        _ => NewArticles,
    };
}
