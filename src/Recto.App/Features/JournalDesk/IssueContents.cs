using System.Globalization;
using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>An issue and its articles at the desk.</summary>
/// <param name="Person">Who works on it.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Issue">The issue.</param>
/// <param name="Articles">What stands in it, in order, drafts included.</param>
/// <param name="Loose">Articles of the journal that stand in no issue.</param>
/// <param name="Search">What was sought among these; null for everything.</param>
/// <param name="Notice">What was just done.</param>
/// <param name="Fault">What could not be done; null where nothing went wrong.</param>
public sealed record IssueContentsView(DeskPerson Person, JournalRow Journal, IssueRow Issue, IReadOnlyList<IssueArticleRow> Articles, IReadOnlyList<IssueArticleRow> Loose, string? Search, string? Notice, string? Fault);

/// <summary>What stands in an issue, and in which order.</summary>
internal static class IssueContents
{
    private const int LooseSize = 20;

    public static async Task ShowAsync(HttpContext context, IssueDoor door, IssueContentsStore contents, Say say, string key, string issue, string? q, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, issue, DeskAct.EditIssues, ct) is { } place)
        {
            await AnswerAsync(context, contents, place, JournalList.Typed(q), Notices.Of(say, context), null, 200, ct);
        }
    }

    /// <summary>Takes the one form of the page: a button that moves, numbers, takes out or puts in.</summary>
    public static async Task ChangeAsync(HttpContext context, IssueDoor door, JournalChange change, Say say, string key, string issue, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, issue, DeskAct.EditIssues, ct) is not { } place || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        string? fault = null;
        var done = await change.MakeAsync(async (tx, now) =>
        {
            if (form.Text("do") == "in")
            {
                var chosen = Ids(form.All("in"));
                if (chosen.Count == 0)
                {
                    fault = say["No article was ticked; nothing was put into the issue."];
                    return null;
                }

                var put = await change.Contents.PutInAsync(tx, place.Journal.Id, place.Issue.Id, chosen, now, ct);
                await LogAsync("issue.articles-in", new JsonObject { ["articles"] = string.Join(", ", chosen), ["count"] = put });
                return "in";
            }

            var rows = await change.Contents.ListAsync(tx, place.Issue.Id, ct);
            if (!Ids(form.All("order")).SequenceEqual(rows.Select(row => row.Id)))
            {
                fault = say["Somebody else has changed the issue meanwhile. Nothing of yours was done; this is how it stands now."];
                return null;
            }

            if (Guid.TryParse(form.Text("out"), out var gone))
            {
                if (!await change.Contents.TakeOutAsync(tx, place.Issue.Id, gone, now, ct))
                {
                    return null;
                }

                await LogAsync("issue.article-out", new JsonObject { ["article"] = gone.ToString(), ["title"] = rows.FirstOrDefault(row => row.Id == gone)?.Title });
                return "out";
            }

            if (Order(form, rows, say, out fault) is not { } order)
            {
                return null;
            }

            await change.Contents.OrderAsync(tx, place.Issue.Id, order, now, ct);
            await LogAsync("issue.ordered", new JsonObject { ["was"] = Titles(rows, rows.Select(row => row.Id)), ["is"] = Titles(rows, order) });
            return "order";

            Task LogAsync(string act, JsonObject details) =>
                change.Audit.AppendAsync(tx, DeskLog.Entry(context, act, $"issue/{place.Issue.Id}", IssueWords.Name(place.Issue.Issue), place.Journal.Id, details), now, ct);
        }, ct);
        if (done is not null || fault is null)
        {
            DeskDoor.Done(context, $"/desk/journals/{key}/issues/{issue}{(done is null ? "" : "?done=" + done)}");
            return;
        }

        await AnswerAsync(context, change.Contents, place, null, null, fault, StatusCodes.Status409Conflict, ct);
    }

    private static List<Guid>? Order(FormValues form, IReadOnlyList<IssueArticleRow> rows, Say say, out string? fault)
    {
        fault = null;
        List<string> keys = [.. rows.Select(row => row.Id.ToString())];
        if (form.Text("do") != "number")
        {
            return Moves.Apply(keys, form) ? [.. keys.Select(Guid.Parse)] : null;
        }

        // Numbers are typed beside the articles; equal ones keep their order, so a number of another article puts it before or behind that one.
        var typed = form.All("place");
        var numbers = new List<double>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (i >= typed.Count || !double.TryParse(typed[i].Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number is < 0 or > 100_000)
            {
                fault = say["“{0}” beside “{1}” is no place. Write a number from 1.", i < typed.Count ? typed[i] : "", rows[i].Title];
                return null;
            }

            numbers.Add(number);
        }

        return [.. rows.Select((row, i) => (row.Id, Number: numbers[i], Was: i)).OrderBy(row => row.Number).ThenBy(row => row.Number < row.Was + 1 ? 0 : 1).Select(row => row.Id)];
    }

    private static List<Guid> Ids(IReadOnlyList<string> typed) => [.. typed.Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];

    private static string Titles(IReadOnlyList<IssueArticleRow> rows, IEnumerable<Guid> order) => string.Join("; ", order.Select(id => rows.First(row => row.Id == id).Title));

    private static async Task AnswerAsync(HttpContext context, IssueContentsStore contents, (JournalRow Journal, IssueRow Issue) place, string? search, string? notice, string? fault, int status, CancellationToken ct) =>
        await PageWriter.WriteAsync<IssueContentsPage>(context, new IssueContentsView(context.Person()!, place.Journal, place.Issue, await contents.ListAsync(place.Issue.Id, ct),
            await contents.ListLooseAsync(place.Journal.Id, search, LooseSize, ct), search, notice, fault), status: status);
}
