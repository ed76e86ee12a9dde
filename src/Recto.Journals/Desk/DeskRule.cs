using System.Diagnostics;

namespace Recto.Journals.Desk;

/// <summary>Who may do what at the desk: the one place that decides it.</summary>
public static class DeskRule
{
    /// <summary>Whether somebody may do that.</summary>
    /// <param name="person">Who; null for somebody who is not signed in.</param>
    /// <param name="act">What.</param>
    /// <param name="journalId">In which journal; null where the act concerns the whole site. An act of a journal without a journal is an administrator's (or of whoever has the role for all journals).</param>
    public static bool May(DeskPerson? person, DeskAct act, Guid? journalId = null) =>
        person is not null && person.Grants.Any(grant => (grant.JournalId is null || grant.JournalId == journalId) && May(grant.Role, act));

    /// <summary>Whether somebody may do that in at least one journal: for menus.</summary>
    public static bool MaySomewhere(DeskPerson? person, DeskAct act) => person is not null && person.Grants.Any(grant => May(grant.Role, act));

    private static bool May(DeskRole role, DeskAct act) => role switch
    {
        DeskRole.Administrator => true,
        DeskRole.Editor => act is not (DeskAct.ManagePeople or DeskAct.MakeJournal or DeskAct.SeeStatus),
        DeskRole.CopyEditor => act is DeskAct.SeeDrafts or DeskAct.EditRecord or DeskAct.CorrectReadings,
        _ => throw new UnreachableException(role.ToString()),
    };
}

/// <summary>What can be done at the desk.</summary>
public enum DeskAct
{
    /// <summary>Accounts and roles, and by what else somebody can sign in.</summary>
    ManagePeople = 1,

    /// <summary>Found a journal, delete an empty one.</summary>
    MakeJournal,

    /// <summary>A journal's record, pages, sections, colours, policies.</summary>
    EditJournal,

    /// <summary>Volumes and issues.</summary>
    EditIssues,

    /// <summary>Bring in files.</summary>
    ImportArticles,

    /// <summary>See what is not public.</summary>
    SeeDrafts,

    /// <summary>An article's record.</summary>
    EditRecord,

    /// <summary>How notes were read.</summary>
    CorrectReadings,

    /// <summary>Publish, schedule, withdraw, delete, move.</summary>
    Publish,

    /// <summary>Read the log of changes.</summary>
    SeeAudit,

    /// <summary>Say which mentions mean the same work. Works belong to no journal: whoever may do it in one may do it.</summary>
    EditWorks,

    /// <summary>Institutions: their records, addresses and keys. They belong to no journal.</summary>
    ManageInstitutions,

    /// <summary>What is sold, at which prices: of a journal its products; of the site coupons, tax rates and sellers.</summary>
    EditShop,

    /// <summary>Orders, with what buyers said of themselves: see them, pay back, release invoices. Orders may be of several journals: it is for the whole site only.</summary>
    HandleOrders,

    /// <summary>Subscriptions and other rights, lists of titles, links that carry a right, and who looks after institutions. They belong to the whole site.</summary>
    ManageRights,

    /// <summary>How often a journal's articles were read, and from where. Nothing of it tells of a single reader.</summary>
    SeeUsage,

    /// <summary>What stands beside an article: articles that come first in its lists, or never.</summary>
    ChooseRecommended,

    /// <summary>How the program, its database and its jobs are.</summary>
    SeeStatus,
}
