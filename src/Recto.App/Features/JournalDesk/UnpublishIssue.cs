using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>Taking an issue back: its contents page goes away; its articles too, where an editor says so.</summary>
internal static class UnpublishIssue
{
    public static async Task ConfirmAsync(HttpContext context, IssueDoor door, IssueContentsStore contents, Say say, string key, string issue, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, issue, DeskAct.Publish, ct) is not { } place)
        {
            return;
        }

        var isPublic = (await contents.ListAsync(place.Issue.Id, ct)).Count(row => !row.IsDraft);
        var (name, address) = (IssueWords.Name(place.Issue.Issue), $"/desk/journals/{key}/issues/{issue}");
        await PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, say["Make {0} a draft again", name],
            [
                say["Readers no longer find the contents page of the issue; whoever has its address is told that there is no such page. It can be published again."],
                .. isPublic == 0 ? Array.Empty<string>() : [say["{0} in it. They stay at their own addresses, where scholars may have cited them, and no longer name the issue. To withdraw one of them with a word to its readers, go to the article.", say.Count(isPublic, "{0} public article stands|{0} public articles stand")]],
            ], say["Make it a draft"], address + "/unpublish", address)
        {
            Place = "/desk/journals",
            Crumbs = [("/desk/journals", say["Journals and issues"]), ($"/desk/journals/{key}/issues", place.Journal.Journal.Title), (address, name)],
            Tick = isPublic == 0 ? null : ("articles", say["Make its articles drafts again too: the issue was published by mistake"]),
        });
    }

    public static async Task UnpublishAsync(HttpContext context, IssueDoor door, JournalChange change, Say say, string key, string issue, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, issue, DeskAct.Publish, ct) is not { } place || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        await change.MakeAsync<object>(async (tx, now) =>
        {
            var hidden = new JsonArray();
            if (form.Has("articles"))
            {
                foreach (var row in (await change.Contents.ListAsync(tx, place.Issue.Id, ct)).Where(row => !row.IsDraft))
                {
                    hidden.Add(row.Title);
                    await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "article.hidden", $"article/{row.Id}", row.Title, place.Journal.Id, new JsonObject { ["issue"] = issue }), now, ct);
                }

                await change.Contents.HideAsync(tx, place.Issue.Id, now, ct);
            }

            await change.Issues.SetDraftAsync(tx, place.Issue.Id, isDraft: true, now, ct);
            await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "issue.unpublished", $"issue/{place.Issue.Id}", IssueWords.Name(place.Issue.Issue), place.Journal.Id, new JsonObject { ["articles"] = hidden }), now, ct);
            return hidden;
        }, ct);
        DeskDoor.Done(context, $"/desk/journals/{key}/issues/{issue}?done=unpublished");
    }
}
