namespace Recto.App.Shell;

/// <summary>Makes an article anew from the file that is kept, with everything that editors have said of it (record and readings): for features of the desk, which do not know the import.</summary>
/// <param name="id">The article.</param>
/// <param name="ct">Cancels.</param>
/// <returns>Null where it was made; else one sentence that says why it could not be.</returns>
internal delegate Task<string?> RemakeArticle(Guid id, CancellationToken ct);

/// <summary>Reads an article as it stands, with what editors say of it, for whoever writes files of it: for features that do not know the import.</summary>
/// <param name="id">The article.</param>
/// <param name="ct">Cancels.</param>
/// <returns>Null where it is gone, or its file is not there or can no longer be read.</returns>
internal delegate Task<Recto.Journals.Exchange.FinishedArticle?> FinishArticle(Guid id, CancellationToken ct);
