using Recto.Journals.Desk;
using Recto.Storage.Sql;

namespace Recto.App.Shell;

/// <summary>
/// Makes a draft public in the transaction of a larger act, with its line in the history: for features of the desk that publish several. One that said no date says today's from then on;
/// make it anew (<see cref="RemakeArticle"/>) once the transaction is through.
/// </summary>
/// <param name="tx">The transaction.</param>
/// <param name="id">The article.</param>
/// <param name="person">Who does it.</param>
/// <param name="now">When.</param>
/// <param name="ct">Cancels.</param>
/// <returns>Whether there was such a draft.</returns>
internal delegate Task<bool> PublishArticle(WriteTransaction tx, Guid id, DeskPerson person, DateTimeOffset now, CancellationToken ct);
