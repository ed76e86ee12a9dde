using Recto.Notes.Resolution;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>What the notes of articles say, one row a note and one row a reference.</summary>
/// <param name="database">Where they are kept.</param>
public sealed partial class ApparatusStore(Database database)
{
    /// <summary>Writes the apparatus of an article in place of the one before.</summary>
    /// <param name="tx">The article's own transaction.</param>
    /// <param name="articleId">The article.</param>
    /// <param name="apparatus">What the engine read.</param>
    /// <param name="notes">Every note of the article in document order; those of the body are the apparatus's, in its order.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ArgumentException">The notes of the body are not those of the apparatus.</exception>
    /// <exception cref="UnkeepableTextException">A note holds U+0000 or half a surrogate pair.</exception>
    public Task ReplaceAsync(WriteTransaction tx, Guid articleId, Apparatus apparatus, IReadOnlyList<NoteToSave> notes, CancellationToken ct) => throw new NotImplementedException(database.ToString());

    /// <summary>The apparatus of an article just as the engine gave it; null where none was written.</summary>
    public Task<Apparatus?> FindAsync(Guid articleId, CancellationToken ct) => throw new NotImplementedException(database.ToString());

    /// <summary>Everything that the page of one note shows, by one statement; null where there is no such note that may be seen.</summary>
    public Task<NotePageRow?> FindNoteAsync(string slug, string htmlId, Visibility visibility, CancellationToken ct) => throw new NotImplementedException(database.ToString());

    /// <summary>The sources of an article in order of first mention.</summary>
    public Task<IReadOnlyList<SourceRow>> ListSourcesAsync(Guid articleId, CancellationToken ct) => throw new NotImplementedException(database.ToString());

    /// <summary>Notes of published articles that cite a file of an archive, articles newest first, at most 500.</summary>
    public Task<IReadOnlyList<CitingNoteRow>> ListCitingAsync(string repositoryId, IReadOnlyList<string> path, CancellationToken ct) => throw new NotImplementedException(database.ToString());

    /// <summary>Articles whose notes were read by another version of the engine, oldest first.</summary>
    public Task<IReadOnlyList<Guid>> ListReadByOthersAsync(string engineVersion, int limit, CancellationToken ct) => throw new NotImplementedException(database.ToString());
}
