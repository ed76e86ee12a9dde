using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>How issues are called at the desk.</summary>
internal static class IssueWords
{
    /// <summary>Volume 3, issue 2; else its title; else its address.</summary>
    public static string Name(Issue issue) => IssueNames.InList(issue.Volume, issue.Number, issue.Title, null, issue.Key);

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
