using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Journals.Exchange.Ojs;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Issues;
using Recto.Storage.Uploads;

namespace Recto.App.Features.Import.Upload;

/// <summary>Files that come in at the desk: new articles as drafts, and a new file for an article that is there.</summary>
internal static class UploadFeature
{
    private const string Address = "/desk/articles/new";
    private static readonly TimeSpan ShortWork = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(3);

    /// <summary>Adds what it needs.</summary>
    public static void AddUploads(this IServiceCollection services)
    {
        services.AddSingleton<ImportReportStore>();
        services.AddSingleton<UploadStore>();
        services.AddBell<UploadsBell>();
        services.AddSingleton<UploadDesk>();
        services.AddWork<UploadRuns>();
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var limit = new BodyLimit(UploadLimits.Body, UploadSpool.TooLarge);
        routes.MapDeskPage(Address, ShowAsync);
        routes.MapDeskForm(Address, TakeAsync, limit);
        routes.MapDeskPage("/desk/articles/imports/{id:guid}", ReportAsync);
        routes.MapDeskPage("/desk/articles/{id:guid}/file", ShowReplaceAsync);
        routes.MapDeskForm("/desk/articles/{id:guid}/file", ReplaceAsync, limit);
        routes.MapDeskForm("/desk/articles/{id:guid}/versions/{number:int}/restore", RestoreAsync);
    }

    private static async Task ShowAsync(HttpContext context, JournalStore journals, ArticleStore articles, ImportReportStore reports, string? journal, string? issue, CancellationToken ct) =>
        await WriteFormAsync(context, new FormValues(("journal", journal), ("issue", issue)), journals, articles, reports, 200, ct);

    private static async Task WriteFormAsync(HttpContext context, FormValues form, JournalStore journals, ArticleStore articles, ImportReportStore reports, int status, CancellationToken ct)
    {
        var person = context.Person()!;
        var own = (await journals.ListAsync(ct)).Where(row => DeskRule.May(person, DeskAct.ImportArticles, row.Id)).ToList();
        if (own.Count == 0 && !DeskRule.MaySomewhere(person, DeskAct.ImportArticles))
        {
            await DeskDoor.ForbiddenAsync(context);
            return;
        }

        var issues = await articles.ListIssueChoicesAsync(own.Select(row => row.Id).ToHashSet(), ct);
        await PageWriter.WriteAsync<UploadPage>(context, new UploadView(person, form, [.. own.Select(row => (row.Key, row.Title))], issues, await reports.ListAsync(person.Id, ct)), status: status);
    }

    private static async Task TakeAsync(HttpContext context, JournalStore journals, ArticleStore articles, ImportReportStore reports, UploadDesk desk, Say say, CancellationToken ct)
    {
        var (spool, refusal) = await UploadSpool.ReadAsync(context.Request, ct);
        var form = new FormValues();
        if (spool is null)
        {
            form.Wrong("", Words(say, refusal!.Value));
            await WriteFormAsync(context, form, journals, articles, reports, 400, ct);
            return;
        }

        using (spool)
        {
            form = new FormValues(("journal", spool.Fields.GetValueOrDefault("journal")), ("issue", spool.Fields.GetValueOrDefault("issue")), ("ojs-path", spool.Fields.GetValueOrDefault("ojs-path")));
            var person = context.Person()!;
            var journal = form.Text("journal") is { } key ? await journals.FindAsync(key, ct) : null;
            if (journal is null)
            {
                form.Wrong("journal", say["Choose the journal that the articles belong to."]);
            }
            else if (!await DeskDoor.MayAsync(context, DeskAct.ImportArticles, journal.Id))
            {
                return;
            }

            var issue = form.Text("issue") is { } chosen && journal is not null
                ? (await articles.ListIssueChoicesAsync(new HashSet<Guid> { journal.Id }, ct)).FirstOrDefault(choice => $"{choice.JournalKey}/{choice.Key}" == chosen) : null;
            if (form.Text("issue") is not null && issue is null && journal is not null)
            {
                form.Wrong("issue", say["This issue is not one of that journal. Choose another, or none."]);
            }

            if (spool.Files.Count == 0 && spool.NotTaken.Count == 0)
            {
                form.Wrong("files", say["Choose at least one file."]);
            }

            OjsAddresses? old = null;
            if (form.Text("ojs-path") is { } ojsPath && journal is not null)
            {
                if (!await DeskDoor.MayAsync(context, DeskAct.EditJournal, journal.Id))
                {
                    return;
                }

                if (!OjsAddresses.TryParse(ojsPath, out old))
                {
                    form.Wrong("ojs-path", say["“{0}” is no part of an address of OJS: letters, digits, hyphens, points and underscores.", ojsPath]);
                }
            }

            if (!form.IsRight)
            {
                await WriteFormAsync(context, form, journals, articles, reports, 422, ct);
                return;
            }

            var upload = new UploadRow { Id = Guid.CreateVersion7(), Person = person.Name, Journal = journal!.Journal.Key, Issue = issue?.Key, OldPath = old is null ? null : "/" + old.Path };
            var done = await desk.AddAsync(upload, person.Id, journal.Id, spool, Begin(spool, journal.Journal, issue), ct);
            await Task.WhenAny(done, Task.Delay(ShortWork, ct)); // What is short is done when its page is there.
            desk.Done(upload.Id);
            DeskDoor.Done(context, $"/desk/articles/imports/{upload.Id}");
        }
    }

    private static string Words(Say say, UploadRefusal refusal) => refusal switch
    {
        UploadRefusal.NoForm => say["What was sent is no form with files."],
        UploadRefusal.NoRoom => say["There is not enough room on the server’s disk for this upload. Tell the people who run this site."],
        UploadRefusal.TooLarge => say["An upload takes up to 256 MB at once. Send the files in parts."],
        _ => say["The upload broke off before its end, and nothing of it was taken. Send it again."],
    };

    private static UploadReport Begin(UploadSpool spool, Recto.Journals.Issues.Journal journal, IssueChoice? issue)
    {
        var left = spool.Files.Where(file => FileKinds.Of(file) == FileKind.Other && !FileKinds.IsAside(file) && !Path.GetFileName(file).StartsWith('.'))
            .Select(file => new UploadLine { Path = file, Status = "left", Message = "Its name says that it is neither an article nor a picture nor an archive; it was left alone." });
        return new UploadReport
        {
            Journal = journal.Title,
            IssueAddress = issue is null ? null : $"/desk/journals/{journal.Key}/issues/{issue.Key}",
            Issue = issue is null ? null : issue.Title ?? IssueNumbers.Of(issue.Volume, issue.Number),
            Sent = spool.Files.Count + spool.NotTaken.Count,
            Names = [.. spool.Files.Take(5)],
            Lines = [.. spool.NotTaken.Select(file => new UploadLine { Path = file.Name, Status = "refused", Message = file.Message }), .. left],
        };
    }

    private static async Task ReportAsync(HttpContext context, ImportReportStore reports, UploadStore uploads, TimeProvider time, Guid id, CancellationToken ct)
    {
        var person = context.Person()!;
        if (await reports.FindAsync(id, person.Id, ct) is not { } row)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        // An upload that waits is read as soon as a node is there that works; only what an older program took, or what a backup did not bring along, is lost.
        var isLost = row.FinishedAt is null && time.GetUtcNow() - row.UpdatedAt > Silence && !await uploads.ExistsAsync(id, ct);
        var isRunning = row.FinishedAt is null && !isLost;
        if (isRunning)
        {
            context.Response.Headers["Refresh"] = "2"; // The server has the page asked for again; no script, and nothing to wait for.
        }

        await PageWriter.WriteAsync<ReportPage>(context, new ReportView(person, row, UploadReport.Read(row.Json), isRunning, isLost, row.JournalId is { } into && DeskRule.May(person, DeskAct.Publish, into)));
    }

    private static async Task ShowReplaceAsync(HttpContext context, ArticleStore articles, Guid id, CancellationToken ct)
    {
        if (await FindAsync(context, articles, id, ct) is { } article)
        {
            await PageWriter.WriteAsync<ReplacePage>(context, new ReplaceView(context.Person()!, article, new FormValues(), null));
        }
    }

    private static async Task ReplaceAsync(HttpContext context, ArticleStore articles, ImportArticle import, Say say, Guid id, CancellationToken ct)
    {
        if (await FindAsync(context, articles, id, ct) is not { } article)
        {
            return;
        }

        var person = context.Person()!;
        var form = new FormValues();
        var (spool, refusal) = await UploadSpool.ReadAsync(context.Request, ct);
        if (spool is null)
        {
            form.Wrong("", Words(say, refusal!.Value));
            await PageWriter.WriteAsync<ReplacePage>(context, new ReplaceView(person, article, form, null), status: 400);
            return;
        }

        using (spool)
        {
            form = new FormValues(("summary", spool.Fields.GetValueOrDefault("summary")));
            if (!article.Row.IsDraft && form.Text("summary") is null)
            {
                form.Wrong("summary", say["Say in a sentence what is new: readers find it in the history of the article."]);
            }

            using var source = new ImportSource(UploadLimits.Archives, () => Stream.Null);
            var found = spool.Files.Count == 0 ? [] : source.Read([spool.Folder]).Take(50).ToList();
            var line = spool.NotTaken.Select(file => new UploadLine { Path = file.Name, Status = "refused", Message = file.Message }).FirstOrDefault();
            if (line is null && found.OfType<FoundFile>().ToList() is not [_])
            {
                form.Wrong("files", found.OfType<UnreadableFile>().FirstOrDefault() is { } unreadable ? unreadable.Message
                    : found.Count == 0 ? say["Choose the file of the article: JATS or TEI XML, Word, Markdown, a saved page, or a .zip with it and its pictures."]
                    : say["There are {0} articles in what was sent; send the file of this one, with its pictures.", found.OfType<FoundFile>().Count()]);
            }

            if (form.IsRight && line is null)
            {
                line = UploadLine.Of(await ImportOneAsync(import, found.OfType<FoundFile>().Single(), new ImportOptions { Replaces = id, Journal = article.Row.JournalKey, IsDraft = true, By = new ImportPerson(person.Id, person.Name), Summary = form.Text("summary") }, ct), spool.Folder);
            }

            var isDone = form.IsRight && line is { Status: "updated" or "unchanged" };
            await PageWriter.WriteAsync<ReplacePage>(context, new ReplaceView(person, isDone ? await articles.FindForDeskAsync(id, ct) ?? article : article, form, line), status: isDone ? 200 : 422);
        }
    }

    private static async Task RestoreAsync(HttpContext context, ArticleStore articles, VersionStore versions, IFileStore files, ImportArticle import, Say say, Guid id, int number, CancellationToken ct)
    {
        if (await FindAsync(context, articles, id, ct) is not { } article || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (await versions.FindAsync(id, number, ct) is not { SourceFile: { } hash, SourceName: { } name } || !FileHash.TryParse(hash, out var file) || await files.OpenAsync(file, ct) is not { } content)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        byte[] bytes;
        await using (content)
        {
            bytes = ImportSource.ReadAll(content);
        }

        var person = context.Person()!;
        var options = new ImportOptions { Replaces = id, Journal = article.Row.JournalKey, IsDraft = true, By = new ImportPerson(person.Id, person.Name), Summary = form.Text("summary") ?? say["The file of version {0} stands again.", number], IsRestored = true };
        var outcome = await ImportOneAsync(import, new FoundFile(name, name, bytes, GraphicFiles.None), options, ct);
        if (outcome is Refused refused)
        {
            form.Wrong("", refused.Message);
            await PageWriter.WriteAsync<ReplacePage>(context, new ReplaceView(person, article, form, UploadLine.Of(refused, "")), status: 422);
            return;
        }

        DeskDoor.Done(context, $"/desk/articles/{id}/versions?done=restored");
    }

    private static async Task<ImportOutcome> ImportOneAsync(ImportArticle import, FoundFile file, ImportOptions options, CancellationToken ct)
    {
        var (prepared, refusal) = await import.PrepareAsync(file, options, ct);
        return refusal ?? await import.SaveAsync(prepared!, ct);
    }

    private static async Task<DeskArticle?> FindAsync(HttpContext context, ArticleStore articles, Guid id, CancellationToken ct)
    {
        if (await articles.FindForDeskAsync(id, ct) is not { } article || !DeskRule.May(context.Person(), DeskAct.SeeDrafts, article.Row.JournalId))
        {
            await NotFound.WriteAsync(context);
            return null;
        }

        return await DeskDoor.MayAsync(context, article.Row.IsDraft ? DeskAct.ImportArticles : DeskAct.Publish, article.Row.JournalId) ? article : null;
    }
}
