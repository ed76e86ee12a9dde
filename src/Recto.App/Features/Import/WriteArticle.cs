using Recto.Journals.Works;
using Recto.Storage.Articles;
using Recto.Storage.Audit;
using Recto.Storage.Files;
using Recto.Storage.Search;
using Recto.Storage.Sql;
using Recto.Storage.Works;

namespace Recto.App.Features.Import;

/// <summary>Saves an article that is ready, in one transaction.</summary>
/// <param name="database">Where articles are kept.</param>
/// <param name="files">Where files are kept.</param>
/// <param name="clock">Gives the instant of the change.</param>
internal sealed class WriteArticle(Database database, IFileStore files, TimeProvider clock)
{
    /// <summary>Puts the files of an article into the store, which nobody sees before the article names them.</summary>
    public async Task<IReadOnlyList<ArticleFile>> KeepFilesAsync(PreparedArticle prepared, CancellationToken ct)
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
            var stored = await files.WriteAsync(content, long.MaxValue, ct);
            kept.Add(file.Row(stored));
        }

        return kept;
    }

    /// <summary>Writes the article, its notes, its files, its words for search and its history.</summary>
    /// <param name="prepared">The article.</param>
    /// <param name="kept">Its files, which <see cref="KeepFilesAsync"/> has put into the store.</param>
    /// <param name="isIndexed">Whether it is brought into the search index and the index of works in the same transaction.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What became of it; and its id where an editor said something of it while it was read, so that it is to be made anew.</returns>
    public async Task<(ImportOutcome Outcome, Guid? Behind)> RunAsync(PreparedArticle prepared, IReadOnlyList<ArticleFile> kept, bool isIndexed, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var now = clock.GetUtcNow(); // Read once nobody else can write: what is committed later is stamped later.
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
            MadeBy = ImportArticle.MadeBy,
            Fragments = prepared.Fragments!,
        };
        var saved = await store.SaveAsync(tx, save, now, ct);
        if (prepared.Unedited is { } unedited && saved.Before?.Id != prepared.Earlier!.Id)
        {
            // What the store knows of the texts says that it is another article: what editors say of the earlier is not said of this one.
            await tx.DisposeAsync();
            return await RunAsync(unedited, unedited.Kept ?? kept, isIndexed, ct);
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
        await new CitedByStore(database).WriteAsync(tx, saved.Id, prepared.Article, prepared.Cited, now, ct);
        await new ArticleFileStore(database).ReplaceAsync(tx, saved.Id, kept, ct);
        if (isIndexed)
        {
            await new SearchStore(database).IndexAsync(tx, saved.Id, ct);
            await new WorkStore(database).PutAsync(tx, saved.Id, null, CitedWorks.Of(prepared.Bibliography!), now, ct);
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
        var versions = new VersionStore(database);
        var isPublic = options.Replaces is not null ? wasPublic : !options.IsDraft;
        var act = isNew ? VersionAct.Imported : options.IsRestored ? VersionAct.Restored : isSameFile ? VersionAct.Reread : VersionAct.Replaced;
        await versions.AppendAsync(tx, new VersionToSave { ArticleId = saved.Id, Person = options.By?.Name, Act = act, Summary = options.Summary, IsPublic = wasPublic && (act is VersionAct.Replaced or VersionAct.Restored) }, now, ct);
        if (options.By is { } person)
        {
            await new AuditStore(database).AppendAsync(tx, new AuditEntry
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
}
