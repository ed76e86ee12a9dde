using Recto.App.Shell.Programs;
using Recto.Journals.Exchange.Jats;
using Recto.Notes.Corrections;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Import;

/// <summary>The file that an article was made from, read once more.</summary>
/// <param name="Known">The article.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Read">What is read in it, without what editors say; null where it can no longer be read as an article.</param>
internal sealed record KeptFile(ArticleToRemake Known, byte[] Bytes, JatsArticle? Read)
{
    /// <summary>Reads it; null where there is no such article, or its file is not there.</summary>
    public static async Task<KeptFile?> FindAsync(Database database, IFileStore files, Guid id, CancellationToken ct)
    {
        if (await new ArticleStore(database).FindToRemakeAsync(id, ct) is not { } known || !FileHash.TryParse(known.SourceFile, out var hash) || await files.OpenAsync(hash, ct) is not { } content)
        {
            return null;
        }

        await using (content)
        {
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, ct);
            var bytes = copy.ToArray();
            return new KeptFile(known, bytes, ArticleReading.Read(bytes, known.SourceName) as JatsArticle);
        }
    }

    /// <summary>Its pictures as they are kept.</summary>
    public static async Task<ArticlePictures> PicturesAsync(Database database, Guid id, JatsArticle read, CancellationToken ct) =>
        ArticlePictures.Kept(read.Document, await new ArticleFileStore(database).ListAsync(id, ct));

    /// <summary>What editors say of its notes, in the order in which they said it.</summary>
    public static async Task<IReadOnlyList<NoteCorrection>> CorrectionsAsync(Database database, Guid id, CancellationToken ct) =>
        [.. (await new CorrectionStore(database).ListAsync(id, ct)).Select(row => row.Correction)];

    /// <summary>What makes the sizes of pictures.</summary>
    public static PictureSizes SizesOf(Database database, IFileStore files, OptionalPrograms programs)
    {
        var rows = new ArticleFileStore(database);
        return new PictureSizes(files, rows, new PictureTurning(files, rows, programs));
    }
}
