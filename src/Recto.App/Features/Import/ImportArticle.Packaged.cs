using Recto.Journals.Exchange.Packages;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Notes.Corrections;
using Recto.Storage.Articles;
using Recto.Storage.Issues;

namespace Recto.App.Features.Import;

internal sealed partial class ImportArticle
{
    private const long LargestCover = 8 * 1024 * 1024;

    /// <summary>Makes sure of the issue of a package: journal, record, sections, cover. What is there already stays, an editor may have written it.</summary>
    /// <returns>Why it could not be taken; null where it was, or nothing was to be done.</returns>
    public async Task<Refused?> TakeIssueAsync(FoundIssue found, ImportOptions options, CancellationToken ct)
    {
        if (options.By is not null && (found.Ojs is null || options.Issue is not null))
        {
            return null; // An editor has chosen the issue.
        }

        var package = found.Ojs is null ? found.Package : Named(found.Package, options);
        if (options.IsDryRun)
        {
            await OldAsync();
            return null;
        }

        try
        {
            var cover = await CoverAsync(found, ct);
            await using var tx = await database!.BeginAsync(ct);
            var now = clock.GetUtcNow();
            var journal = await new JournalStore(database).EnsureAsync(tx, JournalOf(package.Journal) with { Key = options.Journal ?? package.Journal.Key }, now, ct);
            await new IssueStore(database).EnsureAsync(tx, journal.Id, IssueOf(package.Issue, options, cover), now, ct);
            foreach (var section in (options.By is null ? package.Sections : []).Where(section => section.Key.Length > 0 && section.Names.Count > 0))
            {
                await new SectionStore(database).NameAsync(tx, journal.Id, section.Key, section.Names, shownVersion: 0, ct);
            }

            await tx.CommitAsync(ct);
        }
        catch (Storage.Sql.UnkeepableTextException refused)
        {
            return new Refused(found.Path, null, null, refused.Message);
        }

        await OldAsync();
        return null;

        Task OldAsync() => found.Ojs is { } old ? TakeOldAddressesAsync(old, options.Issue ?? package.Issue.Key, options, ct) : Task.CompletedTask;
    }

    // An export of OJS does not say which journal it is of.
    private static IssuePackage Named(IssuePackage package, ImportOptions options)
    {
        var key = OjsPlace.JournalOf(options);
        return package with { Journal = package.Journal with { Key = key, Title = package.Journal.Title.Length > 0 ? package.Journal.Title : key == ArticlePlace.Unsorted ? "Unsorted" : key } };
    }

    /// <summary>Takes what editors of the other site said of an article, where nobody has said anything of it here; the article is made anew with it.</summary>
    public async Task TakeSaidAsync(ImportOutcome outcome, PackagedArticle packaged, CancellationToken ct)
    {
        if (outcome is not ArticleOutcome { Id: { } id })
        {
            return;
        }

        var edits = packaged.Edits is { } said ? SaidJson.ReadEdits(said) : null;
        var corrections = (packaged.Corrections ?? []).Select(row => (Row: row, References: SaidJson.ReadReferences(row.References))).Where(row => row.References is not null).ToList();
        var reading = outcome is Imported && packaged.Reading is { } word && Enum.TryParse<ReadingPolicy>(word, ignoreCase: true, out var policy) && Enum.IsDefined(policy) ? policy : (ReadingPolicy?)null;
        var store = new ArticleStore(database!);
        if (edits is null && corrections.Count == 0 && reading is null || await store.FindToRemakeAsync(id, ct) is not { } known)
        {
            return;
        }

        var takesEdits = edits is { IsEmpty: false } && known.EditVersion == 1 && known.Edits.IsEmpty;
        var takesCorrections = corrections.Count > 0 && (await new CorrectionStore(database!).ListHistoryAsync(id, ct)).Count == 0;
        if (!takesEdits && !takesCorrections && reading is null)
        {
            return;
        }

        try
        {
            await using var tx = await database!.BeginAsync(ct);
            var now = clock.GetUtcNow();
            if (reading is not null)
            {
                await store.SetReadingAsync(tx, id, reading, now, ct);
            }

            if (takesEdits)
            {
                await store.SaveEditsAsync(tx, id, edits!, shownVersion: 1, now, ct);
            }

            foreach (var (row, references) in takesCorrections ? corrections : [])
            {
                await new CorrectionStore(database).SaveAsync(tx, new CorrectionToSave
                {
                    ArticleId = id,
                    Note = new NoteKey(row.NoteId, row.Label, row.TextHash, row.BeforeHash),
                    References = references!,
                    PersonId = Guid.Empty,
                    Person = string.IsNullOrWhiteSpace(row.Person) ? "Package" : row.Person,
                    Reason = row.Reason,
                }, row.At > DateTimeOffset.UnixEpoch && row.At < now ? row.At.ToUniversalTime() : now, ct);
            }

            await tx.CommitAsync(ct);
        }
        catch (Exception refused) when (refused is Storage.Sql.UnkeepableTextException or ArgumentException)
        {
            return; // A package that somebody has changed by hand: the article stands as its file has it.
        }

        if (takesEdits || takesCorrections)
        {
            await RemakeAsync(id, ct);
        }
    }

    private static Journal JournalOf(PackagedJournal journal) => new()
    {
        Key = journal.Key,
        Title = journal.Title,
        Abbreviation = journal.Abbreviation,
        Publisher = journal.Publisher,
        PrintIssn = Issn.TryParse(journal.PrintIssn, out var print) ? print : null,
        OnlineIssn = Issn.TryParse(journal.OnlineIssn, out var online) ? online : null,
        Language = journal.Language,
        About = journal.About,

        // What is not known to be free is closed.
        Reading = journal.Reading.Equals("free", StringComparison.OrdinalIgnoreCase) ? ReadingPolicy.Free : ReadingPolicy.Closed,
        NotesAreOpen = journal.NotesAreOpen,
        Details = (journal.Details ?? JournalDetails.None) with { CoverFile = null, CoverType = null, CoverAlt = null },
    };

    private static Issue IssueOf(PackagedIssue issue, ImportOptions options, (string Hash, string Type)? cover) => new()
    {
        Key = options.Issue ?? issue.Key,
        Volume = issue.Volume,
        Number = issue.Number,
        Title = issue.Title,
        Published = PartialDate.TryParse(issue.Published, out var date) ? date : null,
        Kind = Enum.TryParse<IssueKind>(issue.Kind, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : IssueKind.Regular,
        IsDraft = issue.IsDraft || options.IsDraft,
        Details = new IssueDetails
        {
            Description = issue.Description,
            Editors = issue.Editors,
            CoverFile = cover?.Hash,
            CoverType = cover?.Type,
            CoverAlt = cover is null ? null : issue.CoverAlt,
        },
    };

    private async Task<(string Hash, string Type)?> CoverAsync(FoundIssue found, CancellationToken ct)
    {
        if (found.Cover is not { } place || new FileInfo(place).Length > LargestCover)
        {
            return null;
        }

        await using var content = File.OpenRead(place);
        var head = new byte[1024];
        var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        if (Picture.KindOf(head.AsSpan(0, read)) is not { } kind || kind is not (PictureKind.Png or PictureKind.Jpeg or PictureKind.WebP))
        {
            return null;
        }

        content.Position = 0;
        return ((await files!.WriteAsync(content, LargestCover, ct)).Hash.Value, Picture.MediaTypeOf(kind)!);
    }
}
