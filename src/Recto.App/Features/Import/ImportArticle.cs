using System.Text;
using Recto.App.Shell.Programs;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.SavedPage;
using Recto.Journals.Identifiers;
using Recto.Notes;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.Import;

/// <summary>
/// Makes a file an article of the site. In two steps, so that many files are read at once while one is written: <see cref="PrepareAsync"/> reads, reads the notes and
/// renders; <see cref="SaveAsync"/> writes everything in one transaction. A fault between them leaves nothing behind.
/// </summary>
/// <param name="database">Where articles are kept; null for a dry run on a site that does not exist yet.</param>
/// <param name="files">Where files are kept; null for a dry run.</param>
/// <param name="engine">Reads the notes.</param>
/// <param name="clock">Gives the instant of the change.</param>
/// <param name="programs">Optional programs that turn pictures; null for those of this machine.</param>
internal sealed class ImportArticle(Database? database, IFileStore? files, NotesEngine engine, TimeProvider clock, OptionalPrograms? programs = null)
{
    /// <summary>Raised whenever the same file would be saved otherwise.</summary>
    private const string Version = "3";

    /// <summary>What makes HTML and apparatus what they are; an article made by another is to be made anew.</summary>
    public static string MadeBy { get; } = $"{NotesEngine.Version} {ArticleHtml.Version} {Version}";

    private readonly DryRun _dryRun = new();
    private readonly OptionalPrograms _programs = programs ?? OptionalPrograms.OfMachine;

    /// <summary>Reads a file and gets everything ready. Safe to call from several threads.</summary>
    /// <returns>The article, or why it is none.</returns>
    public async Task<(PreparedArticle? Article, Refused? Refusal)> PrepareAsync(FoundFile file, ImportOptions options, CancellationToken ct)
    {
        var outcome = ArticleReading.Read(file.Bytes, file.FileName);
        if (outcome is not JatsArticle read)
        {
            var refusal = (JatsRefusal)outcome;
            return (null, new Refused(file.Path, refusal.Line, refusal.Column, refusal.Message));
        }

        var warnings = read.Document.Warnings.ToList();
        var article = read.Article;
        var identity = ArticleIdentity.Of(article, file.FileName);
        if (options.Doi is not null && Doi.TryParse(options.Doi, out var given))
        {
            if (article.Doi is { } own && !own.Equals(given))
            {
                warnings.Add(new ImportWarning(null, $"The article names the DOI {own}; {given} was asked for and stands now."));
            }

            article = article with { Doi = given };
        }

        warnings.RemoveAll(warning => IsIdle(warning, options, read));
        var pictures = ArticlePictures.Find(read.Document, file.Graphics, _programs);
        var hash = SourceStamp.Of(file.Bytes, MadeBy,
            options.Journal, options.Issue, options.Doi, options.Position?.ToString(System.Globalization.CultureInfo.InvariantCulture), options.IsDraft ? "draft" : null,
            pictures.Files.Count == 0 ? null : string.Join('\n', pictures.Files.Select(picture => picture.Name + HashOf(picture))));

        var store = database is null ? null : new ArticleStore(database);
        var same = store is null ? null : await store.FindBySourceAsync(hash, ct);
        var earlier = store is null || same is not null ? same : await store.FindSameAsync(article.Doi, identity, ct);
        var slug = earlier?.Slug ?? ArticleSlug.Of(article);
        var edits = new ArticleEdits();
        if (earlier is not null && same is null)
        {
            edits = await store!.FindEditsAsync(earlier.Id, ct);
            article = edits.Apply(article);
        }

        if (same is null && !options.IsDryRun)
        {
            await new PictureSizes(files!, new ArticleFileStore(database!), new PictureTurning(files!, new ArticleFileStore(database!), _programs)).MakeAsync(pictures, ct);
        }

        warnings.AddRange(pictures.Warnings);
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
            Warnings = [.. warnings.OrderBy(warning => warning.Line ?? int.MaxValue)],
            LeftOut = read.Document.LeftOut,
        };
        return (same is not null || options.IsDryRun ? prepared : Render(prepared, read, pictures, edits, file), null);
    }

    /// <summary>Makes an article anew from the file that is kept, with what editors have said of it: after a correction, or because a newer program reads better.</summary>
    /// <returns>What became of it; null where there is no such article or its file is gone.</returns>
    public async Task<ImportOutcome?> RemakeAsync(Guid id, CancellationToken ct)
    {
        var store = new ArticleStore(database!);
        if (await store.FindToRemakeAsync(id, ct) is not { } known || !FileHash.TryParse(known.SourceFile, out var hash) || await files!.OpenAsync(hash, ct) is not { } content)
        {
            return null;
        }

        byte[] bytes;
        await using (content)
        {
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, ct);
            bytes = copy.ToArray();
        }

        if (ArticleReading.Read(bytes, known.SourceName) is not JatsArticle read)
        {
            return new Refused(known.SourceName, null, null, "The file that the article was made from can no longer be read as an article.");
        }

        var fileRows = new ArticleFileStore(database!);
        var pictures = ArticlePictures.Kept(read.Document, await fileRows.ListAsync(id, ct));
        await new PictureSizes(files, fileRows, new PictureTurning(files, fileRows, _programs)).MakeAsync(pictures, ct);
        var prepared = new PreparedArticle
        {
            Path = known.SourceName,
            Options = new ImportOptions { Position = known.Position, IsDraft = known.IsDraft },
            Article = known.Edits.Apply(read.Article),
            Format = read.Document.Format,
            Identity = known.Identity,
            SourceHash = known.SourceHash,
            Slug = known.Slug,
            Remade = known,
            Warnings = [.. read.Document.Warnings, .. pictures.Warnings],
            LeftOut = read.Document.LeftOut,
        };
        return await SaveAsync(Render(prepared, read, pictures, known.Edits, new FoundFile(known.SourceName, known.SourceName, bytes, GraphicFiles.None)), ct);
    }

    /// <summary>Saves the article, its notes and its files in one transaction; or tells what that would do. Call it for one article at a time.</summary>
    public async Task<ImportOutcome> SaveAsync(PreparedArticle prepared, CancellationToken ct)
    {
        if (prepared.Options.IsDryRun)
        {
            return WithReport(await _dryRun.TellAsync(prepared, database, ct), prepared);
        }

        if (prepared.Same is { } same)
        {
            return WithReport(new Unchanged(prepared.Path, same.Slug), prepared);
        }

        try
        {
            var kept = await KeepFilesAsync(prepared, ct);
            prepared = prepared.Remade is null ? await new AnotherText(database!).ApartAsync(prepared, ct) : prepared;
            return WithReport(await WriteAsync(prepared, kept, ct), prepared);
        }
        catch (UnkeepableTextException refused)
        {
            // The store's way to say that a text holds what no database keeps; the transaction is gone by now.
            return WithReport(new Refused(prepared.Path, null, null, refused.Message), prepared);
        }
    }

    private PreparedArticle Render(PreparedArticle prepared, JatsArticle read, ArticlePictures pictures, ArticleEdits edits, FoundFile file)
    {
        var body = read.Notes.Where(note => note.Container == NoteContainer.Body).ToList();
        var apparatus = engine.Read([.. body.Select(note => note.Note)]);
        var written = ArticleHtml.Write(read.Document, prepared.Article, read.Notes, apparatus, engine.Directory, Rendering.Address(prepared.Slug),
            href => pictures.AddressOf(href, prepared.Slug), href => pictures.FactsOf(href, prepared.Slug, edits));
        var fragments = written.Fragments;
        var next = 0;
        return prepared with
        {
            Warnings = [.. prepared.Warnings, .. Rendering.WarningsOf(written)],
            Apparatus = apparatus,
            Fragments = fragments,
            Notes = [.. read.Notes.Select(note => new NoteToSave(note.Note, note.Container,
                note.Container == NoteContainer.Body && next < fragments.NoteBodies.Count ? fragments.NoteBodies[next++] : System.Net.WebUtility.HtmlEncode(note.Note.Text)))],
            Files = [.. SourceFiles(read, file, pictures), .. pictures.Files],
        };
    }

    private static IEnumerable<FileToSave> SourceFiles(JatsArticle read, FoundFile file, ArticlePictures pictures)
    {
        var taken = pictures.Files.Select(picture => picture.Name).ToHashSet(StringComparer.Ordinal);
        var extension = read.Document.Format switch { SourceFormat.Jats or SourceFormat.Tei => ".xml", SourceFormat.PageHtml => ".html", SourceFormat.Markdown => ".md", SourceFormat.Docx => ".docx", _ => ".txt" };
        var mediaType = read.Document.Format switch { SourceFormat.Jats or SourceFormat.Tei => "application/xml", SourceFormat.PageHtml => "text/html", SourceFormat.Markdown => "text/markdown", SourceFormat.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ => "text/plain" };
        var stem = ArticleSlug.Key(Path.GetFileNameWithoutExtension(file.FileName));
        var name = (stem.Length == 0 ? "source" : stem) + extension;
        yield return new FileToSave(taken.Contains(name) ? "source-" + name : name, FileRole.Source, mediaType, file.Bytes, null);
        if (read.Document.Format != SourceFormat.Jats)
        {
            yield return new FileToSave("article.jats.xml", FileRole.Jats, "application/xml", Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + read.Document.Jats.ToString(System.Xml.Linq.SaveOptions.DisableFormatting) + "\n"), null);
        }
    }

    private async Task<IReadOnlyList<ArticleFile>> KeepFilesAsync(PreparedArticle prepared, CancellationToken ct)
    {
        var kept = new List<ArticleFile>();
        foreach (var file in prepared.Files)
        {
            if (file.Kept is { } known)
            {
                kept.Add(known);
                continue;
            }

            await using var content = file.Open();
            var stored = await files!.WriteAsync(content, long.MaxValue, ct);
            kept.Add(file.Row(stored));
        }

        return kept;
    }

    private async Task<ArticleOutcome> WriteAsync(PreparedArticle prepared, IReadOnlyList<ArticleFile> kept, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var tx = await database!.BeginAsync(ct);
        var place = prepared.Remade is { } remade ? (remade.JournalId, remade.IssueId) : await new ArticlePlace(database).FindAsync(tx, prepared, now, ct);
        var store = new ArticleStore(database);
        var save = new ArticleToSave
        {
            Id = prepared.Remade?.Id,
            Slug = prepared.Slug,
            JournalId = place.JournalId,
            IssueId = place.IssueId,
            Position = prepared.Options.Position,
            Article = prepared.Article,
            Identity = prepared.Identity,
            Format = prepared.Format,
            SourceHash = prepared.SourceHash,
            IsDraft = prepared.Options.IsDraft,
            MadeBy = MadeBy,
            Fragments = prepared.Fragments!,
        };
        var saved = await store.SaveAsync(tx, save, now, ct);
        if (saved.Outcome == SaveOutcome.Unchanged)
        {
            return new Unchanged(prepared.Path, saved.Slug);
        }

        var notes = prepared.Notes;
        if (saved.Slug != prepared.Slug)
        {
            // The address was taken meanwhile, or the article has another one already: its links and pictures go there.
            notes = [.. notes.Select(note => Rendering.Move(note, prepared.Slug, saved.Slug))];
            await store.SaveAsync(tx, save with { SourceHash = "moving" }, now, ct);
            await store.SaveAsync(tx, save with { Fragments = Rendering.Move(save.Fragments, prepared.Slug, saved.Slug) }, now, ct);
        }

        await new ApparatusStore(database).ReplaceAsync(tx, saved.Id, prepared.Apparatus!, notes, ct);
        await new ArticleFileStore(database).ReplaceAsync(tx, saved.Id, kept, ct);
        await tx.CommitAsync(ct);
        return saved.Outcome == SaveOutcome.Added ? new Imported(prepared.Path, saved.Slug) : new Updated(prepared.Path, saved.Slug);
    }

    private static ImportOutcome WithReport(ImportOutcome outcome, PreparedArticle prepared) => outcome with { Warnings = prepared.Warnings, LeftOut = prepared.LeftOut };

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
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));
    }
}
