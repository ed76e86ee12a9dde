using Recto.App.Shell.Language;
using Recto.Journals.Desk;
using Recto.Storage.Issues;

namespace Recto.App.Features.Accounts.Users;

/// <summary>What was given to somebody, in words.</summary>
internal static class RoleWords
{
    /// <summary>One phrase for each role: <c>Editor of The Lower Margin, Margins</c>.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<DeskGrant> grants, IReadOnlyList<JournalListRow> journals, Say say) =>
        [.. grants.GroupBy(grant => grant.Role).OrderBy(group => group.Key).Select(group => Of(group.Key, group, journals, say))];

    private static string Of(DeskRole role, IEnumerable<DeskGrant> grants, IReadOnlyList<JournalListRow> journals, Say say)
    {
        var given = grants.ToList();
        var names = string.Join(", ", given.Select(grant => journals.FirstOrDefault(journal => journal.Id == grant.JournalId)?.Title ?? say["a journal that is gone"]));
        return (role, given.Any(grant => grant.JournalId is null)) switch
        {
            (DeskRole.Administrator, _) => say["Administrator"],
            (DeskRole.Editor, true) => say["Editor of all journals"],
            (DeskRole.Editor, false) => say["Editor of {0}", names],
            (_, true) => say["Copy editor of all journals"],
            (_, false) => say["Copy editor of {0}", names],
        };
    }
}
