using Recto.Journals.Issues;

namespace Recto.Journals.Access;

/// <summary>Who may read what, and why: the one place that decides it. Pure and total; pages, badges, files, search and every door for machines ask here.</summary>
public static class AccessRule
{
    /// <summary>What that reader may have of that article at that instant.</summary>
    /// <param name="terms">The article's terms.</param>
    /// <param name="reader">Who asks.</param>
    public static AccessDecision Decide(AccessTerms terms, AccessReader reader)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(reader);
        if (!terms.IsPublished)
        {
            return reader.IsStaffOf(terms.JournalId) ? AccessDecision.Everything(AccessReason.Staff) : AccessDecision.Nothing;
        }

        if (terms.HasOpenLicence)
        {
            return AccessDecision.Everything(AccessReason.OpenLicence);
        }

        if ((terms.Own ?? terms.Journal) == ReadingPolicy.Free)
        {
            return AccessDecision.Everything(AccessReason.FreeToRead);
        }

        return reader.IsStaffOf(terms.JournalId) ? AccessDecision.Everything(AccessReason.Staff) : AccessDecision.Closed(terms.NotesAreOpen);
    }
}

/// <summary>What is to be known of an article to decide who may read it.</summary>
public sealed record AccessTerms
{
    /// <summary>Its journal.</summary>
    public required Guid JournalId { get; init; }

    /// <summary>Whether it is public: no draft, and not withdrawn.</summary>
    public required bool IsPublished { get; init; }

    /// <summary>Whether its licence lets everybody read and share it (<see cref="OpenLicence"/>).</summary>
    public required bool HasOpenLicence { get; init; }

    /// <summary>What holds in its journal.</summary>
    public required ReadingPolicy Journal { get; init; }

    /// <summary>What an editor has said of this article; null where the journal's policy holds.</summary>
    public ReadingPolicy? Own { get; init; }

    /// <summary>Whether the notes of a closed article stand open (the journal's policy).</summary>
    public bool NotesAreOpen { get; init; } = true;
}

/// <summary>Who asks.</summary>
/// <param name="IsAdministrator">Whether it is an administrator of the site.</param>
/// <param name="StaffOf">The journals whose editor or copy editor it is.</param>
public sealed record AccessReader(bool IsAdministrator, IReadOnlySet<Guid> StaffOf)
{
    /// <summary>Somebody of whom nothing is known.</summary>
    public static AccessReader Anybody { get; } = new(false, new HashSet<Guid>());

    /// <summary>Whether it works for that journal.</summary>
    public bool IsStaffOf(Guid journalId) => IsAdministrator || StaffOf.Contains(journalId);
}

/// <summary>What a reader may have, and why.</summary>
/// <param name="Record">Title, abstract, sources and references: what every door shows of a published article.</param>
/// <param name="Notes">The notes.</param>
/// <param name="Body">The text.</param>
/// <param name="Files">The files: pictures, the source, PDF.</param>
/// <param name="Reason">Why.</param>
public sealed record AccessDecision(bool Record, bool Notes, bool Body, bool Files, AccessReason Reason)
{
    /// <summary>Nothing at all: there is no such article for this reader.</summary>
    public static AccessDecision Nothing { get; } = new(false, false, false, false, AccessReason.Unpublished);

    /// <summary>A name of what is open, for keys of caches: <c>rnbf</c> for everything, <c>rn--</c> for record and notes. Equal where two readers are shown the same page.</summary>
    public string Class => string.Create(4, this, static (name, decision) =>
    {
        name[0] = decision.Record ? 'r' : '-';
        name[1] = decision.Notes ? 'n' : '-';
        name[2] = decision.Body ? 'b' : '-';
        name[3] = decision.Files ? 'f' : '-';
    });

    internal static AccessDecision Everything(AccessReason reason) => new(true, true, true, true, reason);

    internal static AccessDecision Closed(bool notes) => new(true, notes, false, false, AccessReason.Closed);
}

/// <summary>Why something is open or closed.</summary>
public enum AccessReason
{
    /// <summary>The licence is open.</summary>
    OpenLicence = 1,

    /// <summary>The journal, or an editor for this article, lets everybody read it.</summary>
    FreeToRead,

    /// <summary>The reader works for the journal.</summary>
    Staff,

    /// <summary>The article is closed, and nothing gives this reader a right to it.</summary>
    Closed,

    /// <summary>The article is not public.</summary>
    Unpublished,
}
