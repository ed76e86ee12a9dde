using Recto.Journals.Issues;

namespace Recto.App.Shell;

/// <summary>Head and foot of a journal's pages.</summary>
internal static class JournalMasthead
{
    /// <summary>Of that journal; title and address are the page's to set.</summary>
    public static Masthead Of(Journal journal) =>
        Of(journal.Key, journal.Title, journal.Publisher, journal.OnlineIssn?.Value ?? journal.PrintIssn?.Value, journal.Language);

    /// <summary>The same from its parts.</summary>
    public static Masthead Of(string key, string title, string? publisher, string? issn, string? language = null) => new()
    {
        Title = title,
        Name = title,
        NameLanguage = language,
        Home = $"/journals/{key}",
        JournalKey = key,
        Publisher = publisher,
        Issn = issn,
    };

    /// <summary>The first sentence of a text, for lists of results; null where there is no text.</summary>
    public static string? FirstSentence(string? text) => text is null ? null : text[..((text.IndexOf(". ", StringComparison.Ordinal) is >= 0 and var end ? end : text.Length - 1) + 1)];
}
