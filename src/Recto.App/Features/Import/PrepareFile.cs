using Recto.App.Shell.Programs;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.SavedPage;
using Recto.Journals.Identifiers;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Import;

/// <summary>Reads a file that comes in, and says whether it is new, another version, or the same as before.</summary>
/// <param name="database">Where articles are kept; null for a dry run on a site that does not exist yet.</param>
/// <param name="files">Where files are kept; null for a dry run.</param>
/// <param name="render">Makes of it what is saved.</param>
/// <param name="programs">Optional programs that turn pictures.</param>
internal sealed class PrepareFile(Database? database, IFileStore? files, RenderArticle render, OptionalPrograms programs)
{
    /// <summary>Reads a file and gets everything ready. Safe to call from several threads.</summary>
    /// <returns>The article, or why it is none.</returns>
    public async Task<(PreparedArticle? Article, Refused? Refusal)> RunAsync(FoundFile file, ImportOptions options, CancellationToken ct)
    {
        var outcome = ArticleReading.Read(file.Bytes, file.FileName);
        if (outcome is not JatsArticle read)
        {
            var refusal = (JatsRefusal)outcome;
            return (null, new Refused(file.Path, refusal.Line, refusal.Column, refusal.Message));
        }

        var warnings = read.Document.Warnings.Concat(file.Placed?.Warnings(options) ?? []).ToList();
        var article = read.Article;
        var identity = file.Placed?.Identity ?? ArticleIdentity.Of(article, file.FileName);
        if (options.Doi is not null && Doi.TryParse(options.Doi, out var given))
        {
            if (article.Doi is { } own && !own.Equals(given))
            {
                warnings.Add(new ImportWarning(null, $"The article names the DOI {own}; {given} was asked for and stands now."));
            }

            article = article with { Doi = given };
        }

        warnings.RemoveAll(warning => IsIdle(warning, options, read));
        var pictures = ArticlePictures.Find(read.Document, file.Graphics, programs);
        pictures.AddOwnPdf(PublisherPdf.Find(read.Document, file.FileName, file.Graphics, pictures.Warnings));
        var hash = SourceStamp.Of(file.Bytes, ImportArticle.MadeBy,
            options.Journal, options.Issue, options.Doi, options.Position?.ToString(System.Globalization.CultureInfo.InvariantCulture), options.IsDraft ? "draft" : null,
            pictures.Files.Count == 0 ? null : string.Join('\n', pictures.Files.Select(picture => picture.Name + HashOf(picture))));

        var store = database is null ? null : new ArticleStore(database);
        var replaced = store is null || options.Replaces is not { } replaces ? null : await store.FindStampAsync(replaces, ct);
        if (options.Replaces is not null && Mismatch(replaced, article) is { } mismatch)
        {
            return (null, new Refused(file.Path, null, null, mismatch));
        }

        if (replaced is not null)
        {
            pictures.AddKept(ArticlePictures.Kept(read.Document, await new ArticleFileStore(database!).ListAsync(replaced.Id, ct)));
        }

        var same = store is null ? null : replaced is not null ? replaced.SourceHash == hash ? replaced : null : await store.FindBySourceAsync(hash, ct);
        var earlier = store is null || same is not null ? same : replaced ?? await store.FindSameAsync(article.Doi, identity, ct);
        var slug = earlier?.Slug ?? (ArticleSlug.IsOne(options.Slug) ? options.Slug! : ArticleSlug.Of(article));
        var basis = earlier is not null && same is null ? await store!.FindBasisAsync(earlier.Id, ct) : null; // Before what it counts is read.
        var edits = earlier is not null && same is null ? await store!.FindEditsAsync(earlier.Id, ct) : new ArticleEdits();
        var corrections = earlier is not null && same is null ? await KeptFile.CorrectionsAsync(database!, earlier.Id, ct) : [];
        if (same is null && !options.IsDryRun)
        {
            await KeptFile.SizesOf(database!, files!, programs).MakeAsync(pictures, ct);
        }

        warnings.AddRange(pictures.Warnings.Except(pictures.Found));
        warnings.AddRange(pictures.WarningOfWords(read.Document.Jats, edits) is { } silent ? [silent] : []);

        var prepared = new PreparedArticle
        {
            Path = file.Path,
            Options = options,
            Article = article,
            Format = read.Document.Format,
            Identity = identity,
            SourceHash = hash,
            Slug = slug,
            Same = same,
            Earlier = earlier,
            Basis = basis,
            Corrections = corrections,
            Warnings = [.. warnings.OrderBy(warning => warning.Line ?? int.MaxValue)],
            LeftOut = [.. file.Placed?.LeftOut ?? [], .. read.Document.LeftOut],
        };
        if (same is not null || options.IsDryRun)
        {
            return (edits.IsEmpty ? prepared : prepared with { Article = edits.Apply(article) }, null);
        }

        if (edits.IsEmpty && corrections.Count == 0)
        {
            return (render.Of(prepared, read, pictures, file), null);
        }

        // Only the saving knows whether it is the same article after all; so the file is made ready both ways.
        var unedited = replaced is null ? render.Of(prepared with { Basis = null, Corrections = [] }, read, pictures, file) : null;
        var edited = EditedJats.Of(read with { Article = article }, edits, pictures.NameOf);
        return (render.Of(prepared with { Article = edited.Article, AsRead = article }, edited, pictures, file) with { Unedited = unedited }, null);
    }

    private static string? Mismatch(ArticleStamp? replaced, Article article) => replaced is null ? "The article is gone meanwhile."
        : replaced.Doi is { } known && article.Doi is { } named && !replaced.HasEditedDoi && !named.Value.Equals(known, StringComparison.OrdinalIgnoreCase)
            ? $"The file names the DOI {named}, and this article has {known}: it is another article's file. Where the DOI was wrong, correct it in the record first."
            : null;

    // What an option has given is no longer absent; and a saved page says itself what it lacks, and has no text that could call its notes.
    private static bool IsIdle(ImportWarning warning, ImportOptions options, JatsArticle read) =>
        options.Doi is not null && (PageJats.IsAbsence(warning, "--doi") || warning.Message == "The file states no DOI.")
        || options.Journal is not null && (PageJats.IsAbsence(warning, "--journal") || warning.Message == "The file states no journal.")
        || options.Issue is not null && (PageJats.IsAbsence(warning, "--issue") || warning.Message is "The file states no issue." or "The file states no volume.")
        || read.Document.Format is not (SourceFormat.Jats or SourceFormat.Docx) && (warning.Message.StartsWith("The file states no ", StringComparison.Ordinal)
            || warning.Message.StartsWith("Nothing in the text calls ", StringComparison.Ordinal) && read.Document.Jats.Root?.Element("body") is null);

    private static string HashOf(FileToSave picture)
    {
        using var file = picture.Open();
        return FileHash.OfStream(file).Value;
    }
}
