using Recto.App.Shell.Language;
using Recto.Journals.Recommending;

namespace Recto.App.Shell.Recommending;

/// <summary>What signals are called, and what each says, in words.</summary>
internal static class SignalWords
{
    /// <summary>Its name.</summary>
    public static string Name(Say say, NeighbourSignal signal) => signal switch
    {
        NeighbourSignal.Read => say["Read together"],
        NeighbourSignal.Text => say["Words"],
        NeighbourSignal.Archives => say["Archives"],
        NeighbourSignal.Works => say["Works"],
        NeighbourSignal.Citation => say["Citation"],
        NeighbourSignal.Author => say["Author"],
        NeighbourSignal.Section => say["Section"],
        NeighbourSignal.Meaning => say["Meaning"],
        NeighbourSignal.ReadWithLike => say["Read with similar articles"],
        _ => say["Read one step further"],
    };

    /// <summary>What it says of two articles.</summary>
    public static string Says(Say say, NeighbourSignal signal) => signal switch
    {
        NeighbourSignal.Read => say["the same readers opened both on one day"],
        NeighbourSignal.Text => say["both use the same rare words"],
        NeighbourSignal.Archives => say["both cite the same files, series or fonds"],
        NeighbourSignal.Works => say["both cite the same works"],
        NeighbourSignal.Citation => say["one cites the other"],
        NeighbourSignal.Author => say["they have an author in common"],
        NeighbourSignal.Section => say["they stand under one heading"],
        NeighbourSignal.Meaning => say["a model of texts holds them for similar"],
        NeighbourSignal.ReadWithLike => say["readers of similar articles opened it"],
        _ => say["it was read together with what was read together with the article"],
    };
}
