namespace Recto.Journals.Access;

/// <summary>What a reader may have of an article, why, until when, and what would open the rest.</summary>
public sealed record AccessDecision
{
    /// <summary>Nothing at all: there is no such article for this reader.</summary>
    public static AccessDecision Nothing { get; } = new() { Open = AccessParts.None, Reason = AccessReason.Unpublished };

    /// <summary>What is open.</summary>
    public required AccessParts Open { get; init; }

    /// <summary>Why it is open or closed.</summary>
    public required AccessReason Reason { get; init; }

    /// <summary>The right that opens it; null where another reason does, or none.</summary>
    public HeldRight? Right { get; init; }

    /// <summary>When what is open closes again, the first instant after: of the right (grace counted), of the free window; null where it stays.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When a closed article becomes free to read for everybody; null where that is not known, and where it is open.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>The right to this article that ended last, or was taken back, and would have opened it; null where there was none. For a closed article only.</summary>
    public HeldRight? Lapsed { get; init; }

    /// <summary>What would open what is closed.</summary>
    public AccessWays Ways { get; init; }

    /// <summary>Whether printing is permitted.</summary>
    public bool MayPrint { get; init; }

    /// <summary>Title, abstract, sources and references: what every door shows of a published article.</summary>
    public bool Record => Open.HasFlag(AccessParts.Record);

    /// <summary>The notes.</summary>
    public bool Notes => Open.HasFlag(AccessParts.Notes);

    /// <summary>The text.</summary>
    public bool Body => Open.HasFlag(AccessParts.Body);

    /// <summary>The source and files that came with the article, but for the pictures of its text.</summary>
    public bool Files => Open.HasFlag(AccessParts.Files);

    /// <summary>The PDF.</summary>
    public bool Pdf => Open.HasFlag(AccessParts.Pdf);

    /// <summary>The EPUB.</summary>
    public bool Epub => Open.HasFlag(AccessParts.Epub);

    /// <summary>The JATS.</summary>
    public bool Jats => Open.HasFlag(AccessParts.Jats);

    /// <summary>A name of what is open and why, for keys of caches: equal where two readers are shown the same page.</summary>
    public string Class => $"{(int)Open:x2}{(MayPrint ? "p" : "")}{(int)Reason}{(Right?.InstitutionId is { } institution ? "-" + institution.ToString("N") : "")}";

    /// <summary>All that a page tells of the decision, for the tag of its version: the class, and what is said of times and of whose right it is.</summary>
    public string Version => $"{Class}{Told('u', Until)}{Told('o', OpensAt)}{(Right is { InstitutionId: null } own ? $"-r{own.Id:N}" : "")}{(Lapsed is { } lapsed ? $"-l{lapsed.Id:N}{Told('u', lapsed.RevokedAt ?? lapsed.Until + lapsed.Grace)}" : "")}";

    /// <summary>Whether the page says something that is this reader's own, an end or a right that lapsed, so that it is kept for nobody.</summary>
    public bool IsPersonal => Lapsed is not null || Right is { InstitutionId: null };

    private static string Told(char what, DateTimeOffset? instant) => instant is { } at ? $"-{what}{at.UtcTicks:x}" : "";
}

/// <summary>Parts of an article that are open or closed.</summary>
[Flags]
public enum AccessParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Title, abstract, sources and references.</summary>
    Record = 1,

    /// <summary>The notes.</summary>
    Notes = 2,

    /// <summary>The text, with its pictures.</summary>
    Body = 4,

    /// <summary>The source and files that came with the article; the pictures of its text are part of the text.</summary>
    Files = 8,

    /// <summary>The PDF.</summary>
    Pdf = 16,

    /// <summary>The EPUB.</summary>
    Epub = 32,

    /// <summary>The JATS.</summary>
    Jats = 64,

    /// <summary>What can be taken away.</summary>
    Downloads = Files | Pdf | Epub | Jats,

    /// <summary>All of it.</summary>
    Everything = Record | Notes | Body | Downloads,
}

/// <summary>Why something is open or closed.</summary>
public enum AccessReason
{
    /// <summary>The licence is open.</summary>
    OpenLicence = 1,

    /// <summary>The journal, its section, or an editor for this article, lets everybody read it.</summary>
    FreeToRead,

    /// <summary>The reader works for the journal.</summary>
    Staff,

    /// <summary>The article is closed, and nothing gives this reader a right to it.</summary>
    Closed,

    /// <summary>The article is not public.</summary>
    Unpublished,

    /// <summary>The moving wall has passed it.</summary>
    MovingWall,

    /// <summary>It stands open to everybody for a while.</summary>
    FreeWindow,

    /// <summary>A subscription of the reader, or of an institution that the reader belongs to.</summary>
    Subscription,

    /// <summary>A subscription has ended, and its grace has not.</summary>
    Grace,

    /// <summary>A subscription has ended, and this year of content stays.</summary>
    Perpetual,

    /// <summary>A trial.</summary>
    Trial,

    /// <summary>The reader has bought it.</summary>
    Purchase,

    /// <summary>Given by the desk, or carried by a link.</summary>
    Token,

    /// <summary>A crawler that was verified reads it, so that it is found.</summary>
    Crawler,
}

/// <summary>What would open a closed article.</summary>
[Flags]
public enum AccessWays
{
    /// <summary>Nothing that is known.</summary>
    None = 0,

    /// <summary>To wait: it becomes free to read.</summary>
    Wait = 1,

    /// <summary>An institution that subscribes.</summary>
    Institution = 2,

    /// <summary>To buy it, or its issue; which offers there are, the shop knows.</summary>
    Buy = 4,

    /// <summary>To renew a right that has ended.</summary>
    Renew = 8,
}
