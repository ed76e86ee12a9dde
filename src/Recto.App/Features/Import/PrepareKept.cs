using Recto.App.Shell.Programs;
using Recto.Journals.Exchange.Jats;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Import;

/// <summary>Reads the file anew that an article was made from, with everything that editors have said of it.</summary>
/// <param name="database">Where articles are kept.</param>
/// <param name="files">Where files are kept.</param>
/// <param name="render">Makes of it what is saved.</param>
/// <param name="programs">Optional programs that turn pictures.</param>
internal sealed class PrepareKept(Database database, IFileStore files, RenderArticle render, OptionalPrograms programs)
{
    /// <summary>Reads it.</summary>
    /// <param name="id">The article.</param>
    /// <param name="waits">Whether it is not to be saved where somebody says something of the article meanwhile.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The article, or why it is none; neither where there is no such article or its file is gone.</returns>
    public async Task<(PreparedArticle? Article, Refused? Refusal)> RunAsync(Guid id, bool waits, CancellationToken ct)
    {
        var basis = await new ArticleStore(database).FindBasisAsync(id, ct); // Before what it counts is read.
        if (await KeptFile.FindAsync(database, files, id, ct) is not var (known, bytes, read))
        {
            return default;
        }

        if (read is null)
        {
            return (null, new Refused(known.SourceName, null, null, "The file that the article was made from can no longer be read as an article."));
        }

        var pictures = await KeptFile.PicturesAsync(database, id, read, ct);
        await KeptFile.SizesOf(database, files, programs).MakeAsync(pictures, ct);
        var edited = EditedJats.Of(read, known.Edits, pictures.NameOf);
        return (render.Of(new PreparedArticle
        {
            Path = known.SourceName,
            Options = new ImportOptions { Position = known.Position, IsDraft = known.IsDraft },
            Article = edited.Article,
            AsRead = known.Edits.IsEmpty ? null : read.Article,
            Format = edited.Document.Format,
            Identity = known.Identity,
            SourceHash = known.SourceHash,
            Slug = known.Slug,
            Remade = known,
            Basis = waits ? basis : null,
            Corrections = await KeptFile.CorrectionsAsync(database, id, ct),
            Warnings = [.. edited.Document.Warnings, .. pictures.Warnings],
            LeftOut = edited.Document.LeftOut,
        }, edited, pictures, new FoundFile(known.SourceName, known.SourceName, bytes, GraphicFiles.None)), null);
    }
}
