using Recto.App.Shell.Persons;
using Recto.Journals.Exchange.Feeds;
using Recto.Storage.Articles;

namespace Recto.App.Shell.Feeds;

/// <summary>What a feed is of.</summary>
/// <param name="Id">An IRI that is its own for ever; null for the address of its page.</param>
/// <param name="Title">Its title, English where it is ours.</param>
/// <param name="Page">Path of the page that shows the same.</param>
internal sealed record FeedSubject(string? Id, string Title, string Page)
{
    /// <summary>A sentence about it; null where there is none.</summary>
    public string? Subtitle { get; init; }

    /// <summary>BCP 47 tag of its title.</summary>
    public string? Language { get; init; }

    /// <summary>Who publishes it; null where nobody is named.</summary>
    public string? Publisher { get; init; }

    /// <summary>The journal; null where the feed is of more than one.</summary>
    public FeedJournal? Journal { get; init; }
}

/// <summary>Writes a page of a feed in the form that was asked for.</summary>
internal static class FeedAnswer
{
    /// <summary>Entries on a page.</summary>
    public const int PageSize = 30;

    /// <summary>Endings of the two forms.</summary>
    public static IReadOnlyList<string> Endings { get; } = ["atom", "rdf"];

    /// <summary>Answers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="ending">Which form.</param>
    /// <param name="subject">What it is a feed of.</param>
    /// <param name="rows">The articles of this page.</param>
    /// <param name="self">Path and query of this page.</param>
    /// <param name="first">Path and query of the first.</param>
    /// <param name="next">Path and query of the next; null on the last.</param>
    /// <param name="changed">When anything that feeds tell was last changed.</param>
    /// <param name="tell">Says of an article's entry what this feed is of; null for the entry as it is.</param>
    public static Task WriteAsync(HttpContext context, string ending, FeedSubject subject, IEnumerable<FeedRow> rows, string self, string first, string? next, DateTimeOffset? changed, Func<FeedRow, FeedEntry, FeedEntry>? tell = null)
    {
        var origin = context.RequestServices.GetRequiredService<SiteOptions>().AddressFor(context.Request);
        IReadOnlyList<FeedEntry> entries = [.. rows.SelectMany(row => FeedEntries.Of(row, origin, context.Anybody()).Select(entry => tell is null ? entry : tell(row, entry)))];
        var feed = new Feed
        {
            Id = subject.Id ?? origin + subject.Page,
            Title = subject.Title,
            Subtitle = subject.Subtitle,
            Language = subject.Language,
            Publisher = subject.Publisher ?? subject.Journal?.Title ?? "Recto",
            Address = origin + subject.Page,
            Self = origin + self,
            First = origin + first,
            Next = next is null ? null : origin + next,
            Updated = entries.Select(entry => (DateTimeOffset?)entry.Updated).Max() ?? changed ?? DateTimeOffset.UnixEpoch,
            Journal = subject.Journal,
            Entries = entries,
        };
        var (body, mediaType) = ending == "atom" ? (AtomWriter.Write(feed), AtomWriter.MediaType) : (RssWriter.Write(feed), RssWriter.MediaType);
        return MachineAnswers.SendAsync(context, body, mediaType + "; charset=utf-8", changed);
    }
}
