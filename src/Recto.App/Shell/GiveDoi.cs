using Recto.Journals.Desk;
using Recto.Journals.Identifiers;

namespace Recto.App.Shell;

/// <summary>Gives an article that has no DOI one, with its line in history and log; one that has a DOI keeps it: for features that do not know the desk of articles.</summary>
/// <param name="id">The article.</param>
/// <param name="doi">The DOI, which nothing else has.</param>
/// <param name="person">Who does it; null for the program itself.</param>
/// <param name="ct">Cancels.</param>
/// <returns>Whether it was given.</returns>
internal delegate Task<bool> GiveDoi(Guid id, Doi doi, DeskPerson? person, CancellationToken ct);
