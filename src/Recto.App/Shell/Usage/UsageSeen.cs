using System.Collections.Immutable;
using System.Net;
using Recto.App.Shell.Persons;

namespace Recto.App.Shell.Usage;

/// <summary>What is known of a request that counts, in memory only and for a second: who it was is made into a key by <c>WriteUsage</c>, and forgotten.</summary>
/// <param name="At">When.</param>
/// <param name="Mark">What.</param>
/// <param name="Address">Where it came from; null where that is not known.</param>
/// <param name="Agent">What called itself so.</param>
/// <param name="Institutions">Through which it came.</param>
/// <param name="Account">Who has signed in; null for nobody.</param>
/// <param name="Session">The sign-in; null for none.</param>
/// <param name="IsUnfollowed">Whether they ask not to be followed (DNT, GPC).</param>
/// <param name="IsCrawler">Whether it is a crawler that was verified.</param>
internal sealed record UsageSeen(DateTimeOffset At, UsageMark Mark, IPAddress? Address, string Agent, ImmutableArray<KnownInstitution> Institutions, Guid? Account, Guid? Session, bool IsUnfollowed, bool IsCrawler)
{
    /// <summary>The host of the page that led here; null where none did, where it was one of this site, and where they ask not to be followed.</summary>
    public string? ReferringHost { get; init; }

    /// <summary>The article’s page of this site that led to this one, by its part of the address as the browser says, which may be made up; null where none did, and where they ask not to be followed.</summary>
    public string? From { get; init; }

    /// <summary>Whether lists were shown in another order.</summary>
    public bool IsShuffled { get; init; }
}
