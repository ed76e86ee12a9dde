using System.Collections.Frozen;

namespace Recto.Journals.Issues;

/// <summary>Words that no issue and no journal can have as their part of an address: something else stands there, or may one day.</summary>
public static class ReservedKeys
{
    // /journals/{journal}/archive is the archive, not an issue of that key.
    private static readonly FrozenSet<string> UnderJournal = FrozenSet.Create(StringComparer.Ordinal,
        "about", "archive", "articles", "authors", "cite", "colours", "colours.css", "cover", "feed", "feeds", "issues", "new", "oai", "online-first", "package.zip", "pages", "search", "sections", "sitemap");

    /// <summary>Whether an issue of that key could not be reached.</summary>
    public static bool IsOfIssues(string key) => UnderJournal.Contains(key);

    /// <summary>Whether a journal of that key could not be reached at the desk.</summary>
    public static bool IsOfJournals(string key) => key == "new";

    /// <summary>A key made of an article's own words, with another word before it where it is reserved: <c>issue-archive</c>.</summary>
    /// <param name="key">The key; empty where no word was left.</param>
    public static string ForIssue(string key) => key.Length == 0 ? "issue" : IsOfIssues(key) ? "issue-" + key : key;

    /// <summary>The same for a journal: <c>journal-new</c>.</summary>
    /// <param name="key">The key; empty where no word was left.</param>
    public static string ForJournal(string key) => key.Length == 0 ? "journal" : IsOfJournals(key) ? "journal-" + key : key;
}
