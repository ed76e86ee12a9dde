using Recto.App.Shell.Programs;
using Recto.App.Shell.Works;
using Recto.Journals.Exchange.Html;
using Recto.Notes;
using Recto.Storage.Files;
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
internal sealed partial class ImportArticle(Database? database, IFileStore? files, NotesEngine engine, TimeProvider clock, OptionalPrograms? programs = null)
{
    /// <summary>Raised whenever the same file would be saved otherwise.</summary>
    private const string Version = "4";

    // Somebody who corrects note after note is waited for; whoever never stops is overtaken.
    private const int MostAttempts = 5;

    /// <summary>What makes HTML and apparatus what they are; an article made by another is to be made anew.</summary>
    public static string MadeBy { get; } = $"{NotesEngine.Version} {ArticleHtml.Version} {Version}";

    private readonly DryRun _dryRun = new();
    private readonly RenderArticle _render = new(engine);
    private readonly OptionalPrograms _programs = programs ?? OptionalPrograms.OfMachine;

    /// <summary>Reads a file and gets everything ready. Safe to call from several threads.</summary>
    /// <returns>The article, or why it is none.</returns>
    public Task<(PreparedArticle? Article, Refused? Refusal)> PrepareAsync(FoundFile file, ImportOptions options, CancellationToken ct) => new PrepareFile(database, files, _render, _programs).RunAsync(file, options, ct);

    /// <summary>Makes an article anew from the file that is kept, with what editors have said of it: after a correction, or because a newer program reads better. What is said meanwhile is in it too.</summary>
    /// <returns>What became of it; null where there is no such article or its file is gone.</returns>
    public async Task<ImportOutcome?> RemakeAsync(Guid id, CancellationToken ct)
    {
        var kept = new PrepareKept(database!, files!, _render, _programs);
        for (var attempt = 1; ; attempt++)
        {
            var (prepared, refusal) = await kept.RunAsync(id, waits: attempt < MostAttempts, ct);
            if (prepared is null)
            {
                return refusal;
            }

            if (await SaveAsync(prepared, ct) is not Overtaken and var outcome)
            {
                return outcome;
            }
        }
    }

    /// <summary>Keeps the files of an article that is ready, so that saving need not wait for the disk, and lets go of their bytes. Safe to call from several threads. What is never saved is swept later.</summary>
    public async Task<PreparedArticle> KeepAsync(PreparedArticle prepared, CancellationToken ct)
    {
        if (prepared.Files.Count == 0)
        {
            return prepared;
        }

        var kept = await new WriteArticle(database!, files!, clock).KeepFilesAsync(prepared, ct);
        return prepared with { Kept = kept, Files = [], Unedited = prepared.Unedited is { } unedited ? await KeepAsync(unedited, ct) : null };
    }

    /// <summary>Brings articles that were saved without it into the search index and the index of works.</summary>
    public async Task IndexAsync(IReadOnlyList<Guid> articles, CancellationToken ct)
    {
        if (articles.Count > 0)
        {
            await new SearchStore(database!).IndexAsync(articles, ct);
            await new IndexWorks(database!, clock).PutAsync(articles, ct);
        }
    }

    /// <summary>Saves the article, its notes and its files in one transaction; or tells what that would do. Call it for one article at a time.</summary>
    public Task<ImportOutcome> SaveAsync(PreparedArticle prepared, CancellationToken ct) => SaveAsync(prepared, isIndexed: true, ct);

    /// <summary>Saves the article as <see cref="SaveAsync(PreparedArticle, CancellationToken)"/> does.</summary>
    /// <param name="prepared">The article.</param>
    /// <param name="isIndexed">Whether it is brought into the search index and the index of works in the same transaction; otherwise <see cref="IndexAsync"/> is for whoever saves.</param>
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
            var write = new WriteArticle(database!, files!, clock);
            var kept = prepared.Kept ?? await write.KeepFilesAsync(prepared, ct);
            if (prepared.Remade is null && prepared.Options.Replaces is null)
            {
                var apart = await new AnotherText(database!).ApartAsync(prepared, ct);
                prepared = apart.Identity != prepared.Identity && prepared.Unedited is { } unedited ? await new AnotherText(database!).ApartAsync(unedited, ct) : apart;
            }

            var (outcome, isBehind) = await write.RunAsync(prepared, kept, isIndexed, ct);
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

    private static ImportOutcome WithReport(ImportOutcome outcome, PreparedArticle prepared) => outcome with { Warnings = prepared.Warnings, LeftOut = prepared.LeftOut };
}
