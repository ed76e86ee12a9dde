using Recto.App.Shell.Language;
using Recto.Journals.Issues;

namespace Recto.App.Shell;

/// <summary>How an issue is called.</summary>
internal static class IssueNames
{
    /// <summary>Volume 3, issue 2; null where the journal counts neither.</summary>
    public static string? Long(string? volume, string? number) => (volume, number) switch
    {
        (not null, not null) => Say.Here["Volume {0}, issue {1}", volume, number],
        (not null, null) => Say.Here["Volume {0}", volume],
        (null, not null) => Say.Here["Issue {0}", number],
        _ => null,
    };

    /// <summary>3/2; null where the journal counts neither.</summary>
    public static string? Short(string? volume, string? number) => volume is null && number is null ? null : IssueNumbers.Of(volume, number);

    /// <summary>What it is called in a list: volume and number, else its title, else its date, else its key.</summary>
    public static string InList(string? volume, string? number, string? title, string? published, string key) => Long(volume, number) ?? title ?? Dates.Month(published) ?? key;

    /// <summary>3/2, March 2026: for a link to a neighbour.</summary>
    public static string Brief(string? volume, string? number, string? title, string? published, string key) =>
        (Short(volume, number) ?? title, Dates.Month(published)) switch
        {
            ({ } name, { } month) => $"{name}, {month}",
            ({ } name, null) => name,
            (null, { } month) => month,
            _ => key,
        };
}
