using Recto.Journals.CitedBy;

namespace Recto.App.Shell;

/// <summary>Looks for the work behind a printed reference without asking anybody outside: an index of one’s own. It answers before a register is asked.</summary>
/// <param name="printed">The printed words, in one line.</param>
/// <param name="ct">Cancels.</param>
/// <returns>The work; null where it does not know it, and a register may.</returns>
internal delegate Task<FoundReference?> MatchReference(string printed, CancellationToken ct);
