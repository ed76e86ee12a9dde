using Recto.App.Shell.Language;
using Recto.Journals.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>How issues are called at the desk.</summary>
internal static class IssueWords
{
    /// <summary>Volume 3, issue 2; else its title; else its address.</summary>
    public static string Name(Say say, Issue issue) => Name(say, issue.Volume, issue.Number, issue.Title, issue.Key);

    /// <summary>The same from a row of a list.</summary>
    public static string Name(Say say, string? volume, string? number, string? title, string key) => (volume, number) switch
    {
        (not null, not null) => say["Volume {0}, issue {1}", volume, number],
        (not null, null) => say["Volume {0}", volume],
        (null, not null) => say["Issue {0}", number],
        _ => title ?? key,
    };

    /// <summary>What sort of issue.</summary>
    public static string Kind(Say say, IssueKind kind) => kind switch
    {
        IssueKind.Regular => say["regular issue"],
        IssueKind.Special => say["special issue"],
        IssueKind.Supplement => say["supplement"],
        IssueKind.OnlineFirst => say["online first"],
        _ => throw new System.Diagnostics.UnreachableException(kind.ToString()),
    };
}
