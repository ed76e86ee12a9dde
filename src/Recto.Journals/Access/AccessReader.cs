namespace Recto.Journals.Access;

/// <summary>Who asks.</summary>
public sealed record AccessReader
{
    /// <summary>Somebody of whom nothing is known.</summary>
    public static AccessReader Anybody { get; } = new();

    /// <summary>Whether it is an administrator of the site.</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>The journals whose editor or copy editor it is.</summary>
    public IReadOnlySet<Guid> StaffOf { get; init; } = System.Collections.Frozen.FrozenSet<Guid>.Empty;

    /// <summary>What they hold, themselves and through institutions, also what has ended: so that they can be told.</summary>
    public IReadOnlyList<HeldRight> Rights { get; init; } = [];

    /// <summary>Whether it is a crawler of a search engine that was verified.</summary>
    public bool IsCrawler { get; init; }

    /// <summary>Whether it works for that journal.</summary>
    public bool IsStaffOf(Guid journalId) => IsAdministrator || StaffOf.Contains(journalId);

    /// <summary>
    /// All that they hold, as it stands at that instant, in words: of two who have the same words every article is decided alike, until the clock opens or closes it for everybody. Empty where nothing is held;
    /// null where what is decided is for this reader alone, by a right of their own or their work, and for a crawler.
    /// </summary>
    public string? SharedRights(DateTimeOffset at) => IsCrawler || IsAdministrator || StaffOf.Count > 0 || Rights.Any(right => right.InstitutionId is null) ? null : string.Join('\n', Rights.Select(right => right.Words(at)));
}

/// <summary>Somebody who asks at an instant: all of one request is decided at the same one.</summary>
/// <param name="Reader">Who.</param>
/// <param name="At">When.</param>
public sealed record Asker(AccessReader Reader, DateTimeOffset At)
{
    /// <summary>Anybody, at that instant.</summary>
    public static Asker Anybody(DateTimeOffset at) => new(AccessReader.Anybody, at);

    /// <summary>What <see cref="AccessRule"/> decides.</summary>
    public AccessDecision Decide(AccessTerms terms) => AccessRule.Decide(terms, Reader, At);

    /// <summary>Whether it works for that journal.</summary>
    public bool IsStaffOf(Guid journalId) => Reader.IsStaffOf(journalId);
}
