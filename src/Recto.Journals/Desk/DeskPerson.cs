namespace Recto.Journals.Desk;

/// <summary>Somebody who works at the desk, as far as rules ask.</summary>
/// <param name="Id">Id of the account.</param>
/// <param name="Name">Name as shown to colleagues and in the history of an article.</param>
/// <param name="Email">Address for mail.</param>
/// <param name="Grants">What was given to them.</param>
public sealed record DeskPerson(Guid Id, string Name, string Email, IReadOnlyList<DeskGrant> Grants)
{
    /// <summary>What they are called where a name must stand: by their address as long as they have given none.</summary>
    public string Called => Name.Length > 0 ? Name : Email;

    /// <summary>Whether they may do everything.</summary>
    public bool IsAdministrator => Grants.Any(grant => grant.Role == DeskRole.Administrator);

    /// <summary>Whether they have any place at the desk.</summary>
    public bool HasPlace => Grants.Count > 0;

    /// <summary>The journals that they work for; null for all.</summary>
    public IReadOnlySet<Guid>? Journals => Grants.Any(grant => grant.JournalId is null) ? null : Grants.Select(grant => grant.JournalId!.Value).ToHashSet();
}

/// <summary>A role, and where it holds.</summary>
/// <param name="Role">The role.</param>
/// <param name="JournalId">The journal; null for all journals of the site (always so for an administrator).</param>
public sealed record DeskGrant(DeskRole Role, Guid? JournalId);

/// <summary>What somebody is at the desk.</summary>
public enum DeskRole
{
    /// <summary>Runs the site: people, journals, everything.</summary>
    Administrator = 1,

    /// <summary>Runs a journal: its pages, issues, articles, what is published.</summary>
    Editor,

    /// <summary>Reads drafts, corrects records and readings of notes.</summary>
    CopyEditor,
}
