using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Notes.Text;
using Recto.Storage.Files;
using Recto.Storage.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>The cover of a journal or of an issue at the desk.</summary>
/// <param name="Person">Who works on it.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Issue">The issue; null where it is the journal's own cover.</param>
/// <param name="HasCover">Whether there is one.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Notice">What was just done.</param>
public sealed record CoverView(DeskPerson Person, JournalRow Journal, IssueRow? Issue, bool HasCover, FormValues Form, string? Notice);

/// <summary>Covers: shown at the desk and taken in.</summary>
internal static class Covers
{
    private const int LongestAlt = 500;

    public static async Task ShowOfJournalAsync(HttpContext context, JournalDoor door, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is { } journal)
        {
            await AnswerAsync(context, journal, null, Form(journal, null), Notices.Of(say, context), 200);
        }
    }

    public static async Task ShowOfIssueAsync(HttpContext context, IssueDoor door, Say say, string key, string issue, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, issue, DeskAct.EditIssues, ct) is { } place)
        {
            await AnswerAsync(context, place.Journal, place.Issue, Form(place.Journal, place.Issue), Notices.Of(say, context), 200);
        }
    }

    public static async Task SaveOfJournalAsync(HttpContext context, JournalDoor door, JournalChange change, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is { } journal)
        {
            await SaveAsync(context, change, say, journal, null, ct);
        }
    }

    public static async Task SaveOfIssueAsync(HttpContext context, IssueDoor door, JournalChange change, Say say, string key, string issue, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, issue, DeskAct.EditIssues, ct) is { } place)
        {
            await SaveAsync(context, change, say, place.Journal, place.Issue, ct);
        }
    }

    private static async Task SaveAsync(HttpContext context, JournalChange change, Say say, JournalRow journal, IssueRow? issue, CancellationToken ct)
    {
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var now = issue is null ? (File: journal.Journal.Details.CoverFile, Type: journal.Journal.Details.CoverType) : (File: issue.Issue.Details.CoverFile, Type: issue.Issue.Details.CoverType);
        var isRemoved = form.Has("remove");
        var alt = form.Text("alt");
        if (!isRemoved)
        {
            if (form.Files.GetFile("file") is { Length: > 0 } file)
            {
                now = await TakeInAsync(file, form, change, say, ct);
            }
            else if (now.File is null)
            {
                form.Wrong("file", say["Choose a picture: PNG, JPEG or WebP."]);
            }

            if (alt is null)
            {
                form.Wrong("alt", say["Say what the cover shows, for whoever cannot see it. As in the title in red over a page of handwriting."]);
            }
            else if (alt.Length > LongestAlt)
            {
                form.Wrong("alt", say["This has {0} characters; up to {1} are kept.", alt.Length, LongestAlt]);
            }
        }

        if (!form.IsRight)
        {
            await AnswerAsync(context, journal, issue, form, null, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var (newFile, newType, newAlt) = isRemoved ? (null, null, null) : (now.File, now.Type, alt);
        var saved = await change.MakeAsync(async (tx, at) =>
        {
            var details = new JsonObject { ["cover"] = newFile, ["alt"] = newAlt };
            if (issue is null)
            {
                var record = journal.Journal with { Details = journal.Journal.Details with { CoverFile = newFile, CoverType = newType, CoverAlt = newAlt } };
                if (await change.Journals.EditAsync(tx, journal.Id, record, journal.EditVersion, at, ct) is null)
                {
                    return null;
                }

                await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "journal.cover", $"journal/{journal.Id}", journal.Journal.Title, journal.Id, details), at, ct);
            }
            else
            {
                var record = issue.Issue with { Details = issue.Issue.Details with { CoverFile = newFile, CoverType = newType, CoverAlt = newAlt } };
                if (await change.Issues.EditAsync(tx, issue, record, issue.EditVersion, at, ct) is null)
                {
                    return null;
                }

                await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "issue.cover", $"issue/{issue.Id}", IssueWords.Name(issue.Issue), journal.Id, details), at, ct);
            }

            return details;
        }, ct);
        if (saved is null)
        {
            // Read and written within one request: somebody saved the record in that very moment.
            form.Wrong("", say["Somebody else saved the record in this very moment. Send the cover again."]);
            await AnswerAsync(context, journal, issue, form, null, StatusCodes.Status409Conflict);
            return;
        }

        DeskDoor.Done(context, $"{Address(journal, issue)}?done={(isRemoved ? "cover-removed" : "cover")}");
    }

    private static async Task<(string? File, string? Type)> TakeInAsync(IFormFile file, FormValues form, JournalChange change, Say say, CancellationToken ct)
    {
        if (file.Length > CoverPicture.Largest)
        {
            form.Wrong("file", say["The picture has more than 8 MB. Save it smaller, and send it again."]);
            return default;
        }

        await using var content = file.OpenReadStream();
        var head = new byte[16];
        var type = CoverPicture.TypeOf(head.AsSpan(0, await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct)));
        if (type is null)
        {
            form.Wrong("file", say["“{0}” is no PNG, JPEG or WebP. Save the cover as one of these, and send it again.", Short(file.FileName)]);
            return default;
        }

        content.Position = 0;
        return ((await change.Files.WriteAsync(content, CoverPicture.Largest, ct)).Hash.Value, type);
    }

    private static FormValues Form(JournalRow journal, IssueRow? issue) => new(("alt", issue is null ? journal.Journal.Details.CoverAlt : issue.Issue.Details.CoverAlt));

    private static string Address(JournalRow journal, IssueRow? issue) => issue is null ? $"/desk/journals/{journal.Journal.Key}/cover" : $"/desk/journals/{journal.Journal.Key}/issues/{issue.Issue.Key}/cover";

    private static string Short(string name) => BoundedText.Shortened(Path.GetFileName(name), 60);

    private static Task AnswerAsync(HttpContext context, JournalRow journal, IssueRow? issue, FormValues form, string? notice, int status) =>
        PageWriter.WriteAsync<CoverPage>(context, new CoverView(context.Person()!, journal, issue, (issue is null ? journal.Journal.Details.CoverFile : issue.Issue.Details.CoverFile) is not null, form, notice), status: status);
}
