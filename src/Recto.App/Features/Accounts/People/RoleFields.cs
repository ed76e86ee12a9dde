using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Journals.Desk;
using Recto.Storage.Issues;

namespace Recto.App.Features.Accounts.People;

/// <summary>Roles as boxes of a form: <c>administrator</c>; <c>editor</c> and <c>copyEditor</c>, each with <c>all</c> or ids of journals.</summary>
internal static class RoleFields
{
    /// <summary>The value for all journals.</summary>
    public const string All = "all";

    /// <summary>Ticks the boxes of these grants.</summary>
    public static void Fill(FormValues form, IReadOnlyList<DeskGrant> grants)
    {
        if (grants.Any(grant => grant.Role == DeskRole.Administrator))
        {
            form.Set("administrator", "on");
        }

        foreach (var role in grants.Where(grant => grant.Role != DeskRole.Administrator).GroupBy(grant => NameOf(grant.Role)))
        {
            form.SetAll(role.Key, role.Select(grant => grant.JournalId?.ToString("N") ?? All));
        }
    }

    /// <summary>The grants of the boxes that are ticked; says what is wrong where none is. Journals that are gone are left out.</summary>
    /// <param name="form">The form.</param>
    /// <param name="journals">The journals of the site.</param>
    /// <param name="say">Words.</param>
    /// <param name="mayBeNone">Whether somebody may have no role.</param>
    public static IReadOnlyList<DeskGrant> Read(FormValues form, IReadOnlyList<JournalListRow> journals, Say say, bool mayBeNone)
    {
        var grants = new List<DeskGrant>();
        if (form.Has("administrator"))
        {
            grants.Add(new DeskGrant(DeskRole.Administrator, null));
        }

        foreach (var role in (DeskRole[])[DeskRole.Editor, DeskRole.CopyEditor])
        {
            var chosen = form.All(NameOf(role));
            grants.AddRange(chosen.Contains(All) ? [new DeskGrant(role, null)] : journals.Where(journal => chosen.Contains(journal.Id.ToString("N"))).Select(journal => new DeskGrant(role, journal.Id)));
        }

        if (grants.Count == 0 && !mayBeNone)
        {
            form.Wrong("roles", say["Choose what they are to do: without a role there is nothing for them at the desk."]);
        }

        return grants;
    }

    private static string NameOf(DeskRole role) => role == DeskRole.Editor ? "editor" : "copyEditor";
}
