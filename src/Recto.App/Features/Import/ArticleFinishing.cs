using Recto.App.Shell;
using Recto.Journals.Articles;
using Recto.Journals.Exchange;
using Recto.Journals.Exchange.Citations;
using Recto.Journals.Exchange.Jats;
using Recto.Notes;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Import;

/// <summary>Reads a kept article once more as it stands, for whoever writes files of it. Changes nothing.</summary>
internal sealed class ArticleFinishing(Database database, IFileStore files, NotesEngine engine, SiteOptions options)
{
    /// <summary>The article with what editors say of it; null where it is gone, or its file is not there or can no longer be read.</summary>
    public async Task<FinishedArticle?> ReadAsync(Guid id, CancellationToken ct)
    {
        if (await KeptFile.FindAsync(database, files, id, ct) is not { Read: { } read, Known: { } known } || await new ArticleStore(database).FindPageAsync(known.Slug, Visibility.WithDrafts, ct) is not { } row)
        {
            return null;
        }

        var pictures = await KeptFile.PicturesAsync(database, id, read, ct);
        read = EditedJats.Of(read, known.Edits, pictures.NameOf);
        var corrections = await KeptFile.CorrectionsAsync(database, id, ct);
        var apparatus = engine.Read([.. read.Notes.Where(note => note.Container == NoteContainer.Body).Select(note => note.Note)], corrections);
        var path = "/articles/" + row.Slug;
        return new FinishedArticle
        {
            Read = read,
            Apparatus = apparatus,
            Directory = engine.Directory,
            Slug = row.Slug,
            Citation = new ArticleCitation(read.Article, row.JournalTitle, row.IssueVolume ?? read.Article.Volume, row.IssueNumber ?? read.Article.Issue, (options.Address ?? "") + path),
            Address = options.Address is { } site ? site + path : null,
            Publisher = row.JournalPublisher,
            JournalIssn = row.JournalIssn,
            Colour = row.JournalDetails.Colour,
            Updated = row.Updated,
            Files = FilesOf(pictures),
        };
    }

    private static Dictionary<string, FinishedFile> FilesOf(ArticlePictures pictures)
    {
        var named = new Dictionary<string, FinishedFile>(StringComparer.Ordinal);
        foreach (var file in pictures.Files.Where(file => file.Kept is { Role: FileRole.Figure or FileRole.Supplement }))
        {
            var kept = file.Kept!;
            foreach (var called in kept.Called ?? file.Called ?? [])
            {
                named.TryAdd(called, new FinishedFile(kept.Name, kept.MediaType, kept.Hash.Value, kept.Length, kept.Width, kept.Height));
            }
        }

        foreach (var (href, name) in pictures.Names)
        {
            if (pictures.Files.Find(file => file.Name == name)?.Kept is { } kept)
            {
                named.TryAdd(href, new FinishedFile(kept.Name, kept.MediaType, kept.Hash.Value, kept.Length, kept.Width, kept.Height));
            }
        }

        return named;
    }
}
