using Recto.Journals.CitedBy;

namespace Recto.App.Shell;

/// <summary>Looks for the work behind a printed reference without asking anybody outside: an index of one’s own. It answers before a register is asked.</summary>
/// <param name="printed">The printed words, in one line.</param>
/// <param name="ct">Cancels.</param>
/// <returns>The work; null where it does not know it, and a register may.</returns>
internal delegate Task<FoundReference?> MatchReference(string printed, CancellationToken ct);

/// <summary>The site’s own index of works, for whoever has references to match.</summary>
/// <param name="Version">Its version, another one whenever works were appended; null where the site has no index, or one that cannot be used.</param>
/// <param name="Match">Asks it; null too where there is none.</param>
internal sealed record OwnIndex(Func<long?> Version, MatchReference Match)
{
    /// <summary>No index.</summary>
    public static OwnIndex None { get; } = new(() => null, (_, _) => Task.FromResult<FoundReference?>(null));
}
