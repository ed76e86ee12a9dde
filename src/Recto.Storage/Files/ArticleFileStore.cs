using Recto.Storage.Sql;

namespace Recto.Storage.Files;

/// <summary>Which files belong to which article; their bytes are in the <see cref="IFileStore"/>.</summary>
/// <param name="database">Where this is kept.</param>
public sealed class ArticleFileStore(Database database)
{
    /// <summary>Writes the list of an article's files in place of the one before.</summary>
    /// <exception cref="ArgumentException">A name cannot be one segment of an address, or stands twice.</exception>
    public Task ReplaceAsync(WriteTransaction tx, Guid articleId, IReadOnlyList<ArticleFile> files, CancellationToken ct) => throw new NotImplementedException(database.ToString());

    /// <summary>A file of an article by its name; null where there is none that may be seen.</summary>
    public Task<ArticleFile?> FindAsync(string slug, string name, Visibility visibility, CancellationToken ct) => throw new NotImplementedException(database.ToString());

    /// <summary>The files of an article by name.</summary>
    public Task<IReadOnlyList<ArticleFile>> ListAsync(Guid articleId, CancellationToken ct) => throw new NotImplementedException(database.ToString());

    /// <summary>Every file that some article names: what a sweep must keep.</summary>
    public Task<IReadOnlySet<FileHash>> ListHashesAsync(CancellationToken ct) => throw new NotImplementedException(database.ToString());
}
