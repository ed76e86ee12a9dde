using Recto.Journals.Exchange.Statements;

namespace Recto.App.Shell.Programs;

/// <summary>Sets a sheet with sums as PDF by the best way that is here: for features that do not know how files are made.</summary>
/// <param name="statement">The sheet.</param>
/// <param name="ct">Cancels.</param>
/// <returns>Null where no program that sets is here, or none could.</returns>
internal delegate Task<byte[]?> SetStatement(Statement statement, CancellationToken ct);
