using Recto.App.Shell.Language;

namespace Recto.App.Shell;

/// <summary>Where the feeds of a page are.</summary>
/// <param name="Atom">Path of the Atom feed.</param>
/// <param name="Rss">Path of the RSS 1.0 feed.</param>
/// <param name="Name">What they tell, in the reader's language.</param>
public sealed record FeedAddress(string Atom, string Rss, string Name)
{
    /// <summary>The feeds beside a path.</summary>
    /// <param name="path">Path without a slash at its end; empty for the whole site.</param>
    public static FeedAddress Under(string path) => new(path + "/feed.atom", path + "/feed.rdf", Say.Here["New articles"]);
}
