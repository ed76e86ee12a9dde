using Recto.App.Shell.Language;
using Recto.Journals.Access;
using Recto.Journals.Issues;

namespace Recto.App.Shell;

/// <summary>Who may read, and why, in words.</summary>
internal static class ReadingWords
{
    /// <summary>How a journal is read, in sentences for its page: the rule first, then what differs.</summary>
    /// <param name="say">The words.</param>
    /// <param name="reading">What holds in the journal.</param>
    /// <param name="notesAreOpen">Whether notes of closed articles stand open.</param>
    /// <param name="policy">What is said beyond that.</param>
    /// <param name="section">The name of a section by its key; null where there is none.</param>
    /// <param name="now">Now: a time that has ended is not told of.</param>
    public static IEnumerable<string> OfJournal(Say say, ReadingPolicy reading, bool notesAreOpen, AccessPolicy policy, Func<string, string?> section, DateTimeOffset now)
    {
        if (reading == ReadingPolicy.Free)
        {
            yield return say["Everybody may read its articles."];
        }
        else if (policy.MovingWallMonths is { } months)
        {
            yield return say.Count(months, "Articles become free to read {0} month after publication.|Articles become free to read {0} months after publication.");
        }
        else
        {
            yield return say["Its articles are open to subscribers."];
        }

        var others = policy.Sections.Where(pair => pair.Value != reading).Select(pair => section(pair.Key)).OfType<string>().Order(StringComparer.CurrentCulture).ToList();
        if (others.Count > 0)
        {
            yield return reading == ReadingPolicy.Free ? say["Open to subscribers: {0}.", string.Join(", ", others)] : say["Free to read at once: {0}.", string.Join(", ", others)];
        }

        if (reading == ReadingPolicy.Free && others.Count == 0)
        {
            yield break;
        }

        yield return notesAreOpen ? say["Abstracts, notes and sources are open to everyone."] : say["Abstracts and sources are open to everyone."];
        foreach (var window in policy.Windows.Where(window => window.Until > now).OrderBy(window => window.From).Take(2))
        {
            yield return (window.Words, window.Section is null ? null : section(window.Section)) switch
            {
                ({ } words, null) => say["Open to everyone from {0} to {1}: {2}.", Dates.Day(window.From), LastDay(window.Until), words],
                ({ } words, { } name) => say["{0}: open to everyone from {1} to {2} ({3}).", name, Dates.Day(window.From), LastDay(window.Until), words],
                (null, { } name) => say["{0}: open to everyone from {1} to {2}.", name, Dates.Day(window.From), LastDay(window.Until)],
                _ => say["Open to everyone from {0} to {1}.", Dates.Day(window.From), LastDay(window.Until)],
            };
        }
    }

    /// <summary>Why an article is open or closed to a reader, and until when; a phrase that begins with a capital.</summary>
    public static string Why(Say say, AccessDecision decision, AccessTerms terms) => (decision.Reason, decision.Right?.Provider, decision.Until) switch
    {
        (AccessReason.Unpublished, _, _) => say["Draft, not public"],
        (AccessReason.OpenLicence, _, _) => say["Open access"],
        (AccessReason.FreeToRead, _, _) => say["Free to read"],
        (AccessReason.MovingWall, _, _) => terms.Opening.ForGood is { } since ? say["Free to read since {0}", Dates.Day(since)] : say["Free to read"],
        (AccessReason.FreeWindow, _, { } until) => terms.WindowWords is { } words ? say["Open for {0} until {1}", words, LastDay(until)] : say["Open to everyone until {0}", LastDay(until)],
        (AccessReason.FreeWindow, _, null) => say["Free to read"],
        (AccessReason.Staff, _, _) => terms.IsPublished ? say["Subscribers; open to you, who work for the journal"] : say["Draft, not public"],
        (AccessReason.Trial, { } provider, _) => say["Access provided by {0}, on trial", provider],
        (AccessReason.Grace, { } provider, _) => say["Access provided by {0}, whose subscription has ended and may be renewed", provider],
        (AccessReason.Subscription or AccessReason.Perpetual or AccessReason.Purchase or AccessReason.Token, { } provider, _) => say["Access provided by {0}", provider],
        (AccessReason.Subscription, null, { } until) => say["You subscribe, until {0}", Dates.Moment(until)],
        (AccessReason.Subscription, null, null) => say["You subscribe"],
        (AccessReason.Grace, null, { } until) => say["Your subscription has ended; you can still read until {0}", Dates.Moment(until)],
        (AccessReason.Perpetual, null, _) => say["Yours to read for good, by a subscription that has ended"],
        (AccessReason.Trial, null, { } until) => say["On trial, until {0}", Dates.Moment(until)],
        (AccessReason.Trial, null, null) => say["On trial"],
        (AccessReason.Purchase, null, { } until) => say["You have bought access, until {0}", Dates.Moment(until)],
        (AccessReason.Purchase, null, null) => say["You have bought access"],
        (AccessReason.Token, null, { } until) => say["Access was given to you, until {0}", Dates.Moment(until)],
        (AccessReason.Token, null, null) => say["Access was given to you"],
        (AccessReason.Closed, _, _) when decision.OpensAt is { } opens => say["Subscribers; free to read from {0}", Dates.Day(opens)],
        _ => say["Subscribers"],
    };

    /// <summary>The same in one word or two, for lists.</summary>
    public static string Short(Say say, AccessDecision decision, AccessTerms terms) => decision.Reason switch
    {
        _ when !terms.IsPublished => say["draft"],
        AccessReason.OpenLicence => say["open"],
        AccessReason.FreeToRead or AccessReason.MovingWall => say["free"],
        AccessReason.FreeWindow => say["free for now"],
        AccessReason.Staff => say["subscribers and you"],
        AccessReason.Subscription or AccessReason.Grace or AccessReason.Perpetual or AccessReason.Trial or AccessReason.Purchase or AccessReason.Token => say["open to you"],
        _ => say["subscribers"],
    };

    // The first instant after it is midnight mostly: then readers are told the day before.
    private static string LastDay(DateTimeOffset until) => Dates.Day(until.AddTicks(-1));
}
