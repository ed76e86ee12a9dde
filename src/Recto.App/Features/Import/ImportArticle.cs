using System.Text;
using Recto.App.Shell.Programs;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.SavedPage;
using Recto.Journals.Identifiers;
using Recto.Notes;
using Recto.Notes.Corrections;
using Recto.Storage.Articles;
using Recto.Storage.Audit;
using Recto.Storage.Files;
using Recto.Storage.Issues;
using Recto.Storage.Search;
using Recto.Storage.Sql;

namespace Recto.App.Features.Import;

/// <summary>
/// Makes a file an article of the site. In two steps, so that many files are read at once while one is written: <see cref="PrepareAsync"/> reads, reads the notes and
/// renders; <see cref="SaveAsync(PreparedArticle, CancellationToken)"/> writes everything in one transaction. A fault between them leaves nothing behind.
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

    // Somebody who corrects note after note is waited for; whoever never stops is overtaken.
    private const int MostAttempts = 5;

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
        var slug = earlier?.Slug ?? ArticleSlug.Of(article);
        var basis = earlier is not null && same is null ? await store!.FindBasisAsync(earlier.Id, ct) : null; // Before what it counts is read.
        var edits = earlier is not null && same is null ? await store!.FindEditsAsync(earlier.Id, ct) : new ArticleEdits();
        var corrections = earlier is not null && same is null ? await CorrectionsAsync(earlier.Id, ct) : [];
        if (same is null && !options.IsDryRun)
        {
            await SizesOf(files!).MakeAsync(pictures, ct);
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
            LeftOut = read.Document.LeftOut,
        };
        if (same is not null || options.IsDryRun)
        {
            return (edits.IsEmpty ? prepared : prepared with { Article = edits.Apply(article) }, null);
        }

        if (edits.IsEmpty && corrections.Count == 0)
        {
            return (Render(prepared, read, pictures, file), null);
        }

        // Only the saving knows whether it is the same article after all; so the file is made ready both ways.
        var unedited = replaced is null ? Render(prepared with { Basis = null, Corrections = [] }, read, pictures, file) : null;
        var edited = EditedJats.Of(read with { Article = article }, edits, pictures.NameOf);
        return (Render(prepared with { Article = edited.Article, AsRead = article }, edited, pictures, file) with { Unedited = unedited }, null);
    }

    private static string? Mismatch(ArticleStamp? replaced, Article article) => replaced is null ? "The article is gone meanwhile."
        : replaced.Doi is { } known && article.Doi is { } named && !replaced.HasEditedDoi && !named.Value.Equals(known, StringComparison.OrdinalIgnoreCase)
            ? $"The file names the DOI {named}, and this article has {known}: it is another article's file. Where the DOI was wrong, correct it in the record first."
            : null;

    /// <summary>Makes an article anew from the file that is kept, with what editors have said of it: after a correction, or because a newer program reads better. What is said meanwhile is in it too.</summary>
    /// <returns>What became of it; null where there is no such article or its file is gone.</returns>
    public async Task<ImportOutcome?> RemakeAsync(Guid id, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (outcome, isOvertaken) = await TryRemakeAsync(id, attempt < MostAttempts, ct);
            if (!isOvertaken)
            {
                return outcome;
            }
        }
    }

    private async Task<(ImportOutcome? Outcome, bool IsOvertaken)> TryRemakeAsync(Guid id, bool waits, CancellationToken ct)
    {
        var store = new ArticleStore(database!);
        var basis = await store.FindBasisAsync(id, ct);
        if (await store.FindToRemakeAsync(id, ct) is not { } known || !FileHash.TryParse(known.SourceFile, out var hash) || await files!.OpenAsync(hash, ct) is not { } content)
        {
            return (null, false);
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
            return (new Refused(known.SourceName, null, null, "The file that the article was made from can no longer be read as an article."), false);
        }

        var pictures = ArticlePictures.Kept(read.Document, await new ArticleFileStore(database!).ListAsync(id, ct));
        await SizesOf(files).MakeAsync(pictures, ct);
        var asRead = read.Article;
        read = EditedJats.Of(read, known.Edits, pictures.NameOf);
        var prepared = new PreparedArticle
        {
            Path = known.SourceName,
            Options = new ImportOptions { Position = known.Position, IsDraft = known.IsDraft },
            Article = read.Article,
            AsRead = known.Edits.IsEmpty ? null : asRead,
            Format = read.Document.Format,
            Identity = known.Identity,
            SourceHash = known.SourceHash,
            Slug = known.Slug,
            Remade = known,
            Basis = waits ? basis : null,
            Corrections = await CorrectionsAsync(id, ct),
            Warnings = [.. read.Document.Warnings, .. pictures.Warnings],
            LeftOut = read.Document.LeftOut,
        };
        var outcome = await SaveAsync(Render(prepared, read, pictures, new FoundFile(known.SourceName, known.SourceName, bytes, GraphicFiles.None)), ct);
        return (outcome, outcome is Overtaken);
    }

    private PictureSizes SizesOf(IFileStore store)
    {
        var rows = new ArticleFileStore(database!);
        return new PictureSizes(store, rows, new PictureTurning(store, rows, _programs));
    }

    private async Task<IReadOnlyList<NoteCorrection>> CorrectionsAsync(Guid id, CancellationToken ct) =>
        [.. (await new CorrectionStore(database!).ListAsync(id, ct)).Select(row => row.Correction)];

    /// <summary>Keeps the files of an article that is ready, so that saving need not wait for the disk, and lets go of their bytes. Safe to call from several threads. What is never saved is swept later.</summary>
    public async Task<PreparedArticle> KeepAsync(PreparedArticle prepared, CancellationToken ct)
    {
        if (prepared.Files.Count == 0)
        {
            return prepared;
        }

        var kept = await KeepFilesAsync(prepared, ct);
        return prepared with { Kept = kept, Files = [], Unedited = prepared.Unedited is { } unedited ? await KeepAsync(unedited, ct) : null };
    }

    /// <summary>Brings articles that were saved without it into the index.</summary>
    public Task IndexAsync(IReadOnlyList<Guid> articles, CancellationToken ct) => articles.Count == 0 ? Task.CompletedTask : new SearchStore(database!).IndexAsync(articles, ct);

    /// <summary>Saves the article, its notes and its files in one transaction; or tells what that would do. Call it for one article at a time.</summary>
    public Task<ImportOutcome> SaveAsync(PreparedArticle prepared, CancellationToken ct) => SaveAsync(prepared, isIndexed: true, ct);

    /// <summary>Saves the article as <see cref="SaveAsync(PreparedArticle, CancellationToken)"/> does.</summary>
    /// <param name="prepared">The article.</param>
    /// <param name="isIndexed">Whether it is brought into the search index in the same transaction; otherwise <see cref="IndexAsync"/> is for whoever saves.</param>
    /// <param name="ct">Cancels; then nothing is saved.</param>
    public async Task<ImportOutcome> SaveAsync(PreparedArticle prepared, bool isIndexed, CancellationToken ct)
    {
        if (prepared.Options.IsDryRun)
        {
            return WithReport(await _dryRun.TellAsync(prepared, database, ct), prepared);
        }

        if (prepared.Same is { } same)
        {
            return WithReport(new Unchanged(prepared.Path, same.Slug) { Id = same.Id, Title = prepared.Article.Title }, prepared);
        }

        try
        {
            var kept = prepared.Kept ?? await KeepFilesAsync(prepared, ct);
            if (prepared.Remade is null && prepared.Options.Replaces is null)
            {
                var apart = await new AnotherText(database!).ApartAsync(prepared, ct);
                prepared = apart.Identity != prepared.Identity && prepared.Unedited is { } unedited ? await new AnotherText(database!).ApartAsync(unedited, ct) : apart;
            }

            var (outcome, isBehind) = await WriteAsync(prepared, kept, isIndexed, ct);
            if (isBehind is { } id)
            {
                // An editor said something of the article while its new file was being read.
                await RemakeAsync(id, ct);
            }

            return WithReport(outcome, prepared);
        }
        catch (UnkeepableTextException refused)
        {
            // The store's way to say that a text holds what no database keeps; the transaction is gone by now.
            return WithReport(new Refused(prepared.Path, null, null, refused.Message), prepared);
        }
    }

    private PreparedArticle Render(PreparedArticle prepared, JatsArticle read, ArticlePictures pictures, FoundFile file)
    {
        var body = read.Notes.Where(note => note.Container == NoteContainer.Body).ToList();
        var apparatus = engine.Read([.. body.Select(note => note.Note)], prepared.Corrections);
        var written = ArticleHtml.Write(read.Document, prepared.Article, read.Notes, apparatus, engine.Directory, Rendering.Address(prepared.Slug),
            href => pictures.AddressOf(href, prepared.Slug), pictures.SizeOf, href => pictures.FactsOf(href, prepared.Slug));
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

    private async Task<(ImportOutcome Outcome, Guid? Behind)> WriteAsync(PreparedArticle prepared, IReadOnlyList<ArticleFile> kept, bool isIndexed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var tx = await database!.BeginAsync(ct);
        var place = prepared.Remade is { } remade ? (remade.JournalId, remade.IssueId)
            : prepared.Options.Replaces is not null ? (prepared.Earlier!.JournalId, prepared.Earlier.IssueId)
            : await new ArticlePlace(database).FindAsync(tx, prepared, now, ct);
        var store = new ArticleStore(database);
        var save = new ArticleToSave
        {
            Id = prepared.Remade?.Id ?? prepared.Options.Replaces,
            RemadeFrom = prepared.Remade?.SourceHash,
            Slug = prepared.Slug,
            JournalId = place.JournalId,
            IssueId = place.IssueId,
            Position = prepared.Options.Replaces is not null ? prepared.Earlier!.Position : prepared.Options.Position,
            Article = prepared.Article,
            Identity = prepared.Identity,
            Format = prepared.Format,
            SourceHash = prepared.SourceHash,
            IsDraft = prepared.Options.Replaces is not null ? prepared.Earlier!.IsDraft : prepared.Options.IsDraft,
            AsRead = prepared.AsRead,
            HasNoDoi = prepared.AsRead?.Doi is not null && prepared.Article.Doi is null,
            MadeBy = MadeBy,
            Fragments = prepared.Fragments!,
        };
        var saved = await store.SaveAsync(tx, save, now, ct);
        if (prepared.Unedited is { } unedited && saved.Before?.Id != prepared.Earlier!.Id)
        {
            // What the store knows of the texts says that it is another article: what editors say of the earlier is not said of this one.
            await tx.DisposeAsync();
            return await WriteAsync(unedited, unedited.Kept ?? kept, isIndexed, ct);
        }

        if (NotFromTheDesk(prepared, saved, place.JournalId) is { } refusal)
        {
            return (new Refused(prepared.Path, null, null, refusal), null);
        }

        if (saved.Outcome == SaveOutcome.Unchanged)
        {
            return (prepared.Remade is null ? new Unchanged(prepared.Path, saved.Slug) { Id = saved.Id, Title = prepared.Article.Title } : new Overtaken(prepared.Path), null);
        }

        var isBehind = saved.Outcome != SaveOutcome.Added && await store.FindBasisAsync(tx, saved.Id, ct) is { } current
            && (current.EditVersion, current.Corrections) != (prepared.Basis?.EditVersion ?? 1, prepared.Basis?.Corrections ?? 0);
        if (isBehind && prepared is { Remade: not null, Basis: not null })
        {
            return (new Overtaken(prepared.Path), null);
        }

        var before = saved.Before is null ? null : (await new ArticleFileStore(database).ListAsync(saved.Id, ct)).FirstOrDefault(file => file.Role == FileRole.Source);

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
        if (isIndexed)
        {
            await new SearchStore(database).IndexAsync(tx, saved.Id, ct);
        }

        await WriteVersionsAsync(tx, prepared, saved, place.JournalId, before?.Hash == kept.FirstOrDefault(file => file.Role == FileRole.Source)?.Hash, now, ct);
        await tx.CommitAsync(ct);
        ArticleOutcome outcome = saved.Outcome == SaveOutcome.Added ? new Imported(prepared.Path, saved.Slug) : new Updated(prepared.Path, saved.Slug);
        return (outcome with { Id = saved.Id, Title = prepared.Article.Title }, isBehind && prepared.Remade is null ? saved.Id : null);
    }

    // An upload is of drafts: what is public, or another journal's, is changed where an editor sees what it is.
    private static string? NotFromTheDesk(PreparedArticle prepared, SavedArticle saved, Guid journalId) =>
        prepared.Options.By is null || prepared.Options.Replaces is not null || saved.Before is not { } before ? null
        : before.JournalId != journalId ? $"This article is in another journal already ({Rendering.Address(before.Slug)}); a file for it is given on its own page at the desk."
        : before.IsDraft && !before.IsWithdrawn ? null
        : $"This article {(before.IsWithdrawn ? "was withdrawn" : "is published")} ({Rendering.Address(before.Slug)}). Give the new file on its own page at the desk, with a word for its readers.";

    private async Task WriteVersionsAsync(WriteTransaction tx, PreparedArticle prepared, SavedArticle saved, Guid journalId, bool isSameFile, DateTimeOffset now, CancellationToken ct)
    {
        if (prepared.Remade is not null)
        {
            return; // Whoever asked for it says why.
        }

        var options = prepared.Options;
        var (isNew, wasPublic) = (saved.Outcome == SaveOutcome.Added, saved.Before is { IsDraft: false });
        var versions = new VersionStore(database!);
        var isPublic = options.Replaces is not null ? wasPublic : !options.IsDraft;
        var act = isNew ? VersionAct.Imported : options.IsRestored ? VersionAct.Restored : isSameFile ? VersionAct.Reread : VersionAct.Replaced;
        await versions.AppendAsync(tx, new VersionToSave { ArticleId = saved.Id, Person = options.By?.Name, Act = act, Summary = options.Summary, IsPublic = wasPublic && (act is VersionAct.Replaced or VersionAct.Restored) }, now, ct);
        if (options.By is { } person)
        {
            await new AuditStore(database!).AppendAsync(tx, new AuditEntry
            {
                PersonId = person.Id,
                Person = person.Name,
                Act = act switch { VersionAct.Imported => "article.imported", VersionAct.Restored => "article.fileRestored", _ => "article.replaced" },
                Subject = $"article/{saved.Id}",
                SubjectName = prepared.Article.Title,
                JournalId = saved.Before?.JournalId ?? journalId,
                Details = System.Text.Json.JsonSerializer.Serialize(new { file = prepared.Path, summary = options.Summary }),
            }, now, ct);
        }

        if (isPublic && !wasPublic)
        {
            await versions.AppendAsync(tx, new VersionToSave { ArticleId = saved.Id, Person = options.By?.Name, Act = VersionAct.Published, IsPublic = true }, now, ct);
        }
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
