namespace Recto.Journals.Recommending;

/// <summary>What each signal weighs.</summary>
/// <remarks>The numbers were chosen on development readers of citeulike-a and citeulike-t together (docs/recommending.md): one set for both, and for every site. A signal that a site lacks is simply silent.</remarks>
public static class Blend
{
    private static readonly (Signal, float)[] AlsoRead =
    [
        (Signal.ReadTogether, .1f), (Signal.Foretold, .5f), (Signal.Terms, .6f), (Signal.Okapi, .5f), (Signal.Citations, .7f), (Signal.ReadWithLike, 1f), (Signal.ReadOnward, 1.3f),
    ];

    private static readonly (Signal, float)[] Reader =
    [
        (Signal.ReadTogether, 1.1f), (Signal.Foretold, .85f), (Signal.Terms, 1.25f), (Signal.Citations, .5f), (Signal.CitationsOfOne, .2f),
    ];

    private static readonly (Signal, float)[] NewArticles =
    [
        (Signal.Terms, .9f), (Signal.Citations, .25f), (Signal.CitationsOfOne, .75f), (Signal.Meaning, .3f), (Signal.Taste, .3f), (Signal.CitationsOfReadTogether, .5f),
    ];

    /// <summary>Whether signals are taken to the power ¾ before they are added up, so that several weak ones count for more beside one that is strong.</summary>
    public static bool Damps(RecommendTask task) => task != RecommendTask.NewArticles;

    /// <summary>The weights of a task.</summary>
    public static IReadOnlyList<(Signal Signal, float Weight)> For(RecommendTask task) => task switch
    {
        RecommendTask.AlsoRead => AlsoRead,
        RecommendTask.Reader => Reader,
        _ => NewArticles,
    };
}
