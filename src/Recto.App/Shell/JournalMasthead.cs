namespace Recto.App.Shell;

/// <summary>Head and foot of a journal's pages.</summary>
internal static class JournalMasthead
{
    /// <summary>Of that journal; title and address are the page's to set.</summary>
    public static Masthead Of(string key, string title, string? publisher, string? issn) => new()
    {
        Title = title,
        Name = title,
        Home = $"/journals/{key}",
        JournalKey = key,
        Imprint = (publisher, issn) switch
        {
            (not null, not null) => $"{title} is published by {publisher}. ISSN {issn}.",
            (not null, null) => $"{title} is published by {publisher}.",
            (null, not null) => $"{title}. ISSN {issn}.",
            _ => null,
        },
    };

    /// <summary>The first sentence of a text, for lists of results; null where there is no text.</summary>
    public static string? FirstSentence(string? text) => text is null ? null : text[..((text.IndexOf(". ", StringComparison.Ordinal) is >= 0 and var end ? end : text.Length - 1) + 1)];
}

/// <summary>How an issue is called.</summary>
internal static class IssueNames
{
    /// <summary>Volume 3, issue 2; null where the journal counts neither.</summary>
    public static string? Long(string? volume, string? number) => (volume, number) switch
    {
        (not null, not null) => $"Volume {volume}, issue {number}",
        (not null, null) => $"Volume {volume}",
        (null, not null) => $"Issue {number}",
        _ => null,
    };

    /// <summary>3/2; null where the journal counts neither.</summary>
    public static string? Short(string? volume, string? number) => volume is null && number is null ? null : string.Join('/', new[] { volume, number }.Where(part => part is not null));
}
