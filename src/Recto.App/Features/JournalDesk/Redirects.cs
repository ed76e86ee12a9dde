using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Addresses;
using Recto.Storage.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>Old addresses of a journal.</summary>
/// <param name="Person">Who works on them.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Addresses">A page of them, by letter.</param>
/// <param name="Next">The address after which the next page begins; null on the last.</param>
/// <param name="First">Whether it is the first.</param>
/// <param name="Search">What was sought; null for everything.</param>
/// <param name="Form">What the forms hold.</param>
/// <param name="Notice">What was just done.</param>
public sealed record RedirectsView(DeskPerson Person, JournalRow Journal, IReadOnlyList<MovedAddress> Addresses, string? Next, bool First, string? Search, FormValues Form, string? Notice);

/// <summary>Old addresses at the desk: listed, added one by one or as a list, removed.</summary>
internal static class Redirects
{
    private const int Size = 100;
    private const int MostLines = 5000;
    private const int MostFaults = 20;

    public static async Task ShowAsync(HttpContext context, JournalDoor door, MovedAddressStore moved, Say say, string key, string? q, string? after, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is { } journal)
        {
            await AnswerAsync(context, journal, moved, new FormValues(), JournalList.Typed(q), after, Notices.Of(say, context), 200, ct);
        }
    }

    /// <summary>Takes one address, a list, or what is to be removed.</summary>
    public static async Task AddAsync(HttpContext context, JournalDoor door, JournalChange change, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is not { } journal || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (form.Text("remove") is { } gone)
        {
            await change.MakeAsync<object>(async (tx, now) =>
            {
                if (await change.Moved.FindOwnerAsync(tx, gone, ct) is not { } kept || !await change.Moved.RemoveAsync(tx, gone, journal.Id, ct))
                {
                    return null;
                }

                await LogAsync(tx, "redirect.removed", now, new JsonObject { ["was"] = $"{kept.Address} → {kept.Target}" });
                return kept;
            }, ct);
            DeskDoor.Done(context, $"/desk/journals/{key}/redirects?done=removed");
            return;
        }

        var isList = form.Text("do") == "list";
        var pairs = Pairs(form, isList, say);
        var read = pairs.Select(pair => (pair.Line, Read: OldAddress.Read(pair.From, pair.To, journal.Journal.Key, journal.Id, say))).ToList();
        var faults = read.Where(one => one.Read.Fault is not null).Select(one => (one.Line, Fault: one.Read.Fault!)).ToList();
        if (faults.Count == 0 && form.IsRight)
        {
            await change.MakeAsync<object>(async (tx, now) =>
            {
                foreach (var (line, (one, _)) in read)
                {
                    var outcome = await change.Moved.AddAsync(tx, one!, now, ct);
                    if (outcome != MovedOutcome.Kept)
                    {
                        faults.Add((line, outcome == MovedOutcome.Loop
                            ? say["“{0}” would lead back to itself, by way of {1}.", one!.Address, one.Target]
                            : say["“{0}” leads elsewhere already, for another journal.", one!.Address]));
                    }
                }

                if (faults.Count > 0)
                {
                    return null;
                }

                await LogAsync(tx, "redirect.added", now, new JsonObject { ["count"] = read.Count, ["is"] = string.Join("; ", read.Take(100).Select(one => $"{one.Read.Moved!.Address} → {one.Read.Moved.Target}")) });
                return read;
            }, ct);
        }

        foreach (var (line, fault) in faults.Take(MostFaults))
        {
            form.Wrong(isList ? $"list-{line}" : "from", isList ? say["Line {0}: {1}", line, fault] : fault);
        }

        if (faults.Count > MostFaults)
        {
            form.Wrong("list-more", say["And {0} more lines.", faults.Count - MostFaults]);
        }

        if (!form.IsRight)
        {
            await AnswerAsync(context, journal, change.Moved, form, null, null, null, StatusCodes.Status422UnprocessableEntity, ct);
            return;
        }

        DeskDoor.Done(context, $"/desk/journals/{key}/redirects?done=added");

        Task LogAsync(Storage.Sql.WriteTransaction tx, string act, DateTimeOffset now, JsonObject details) =>
            change.Audit.AppendAsync(tx, DeskLog.Entry(context, act, $"journal/{journal.Id}", journal.Journal.Title, journal.Id, details), now, ct);
    }

    // "old,new" a line; semicolons and tabs part too, as spreadsheets write them, and a field may stand in quotation marks.
    private static List<(int Line, string? From, string? To)> Pairs(FormValues form, bool isList, Say say)
    {
        if (!isList)
        {
            return [(1, form.Text("from"), form.Text("to"))];
        }

        var pairs = new List<(int, string?, string?)>();
        var lines = (form.Text("list") ?? "").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || (i == 0 && !line.Contains('/', StringComparison.Ordinal)))
            {
                continue; // A first line of headings.
            }

            var fields = line.Split(line.Contains('\t', StringComparison.Ordinal) ? '\t' : line.Contains(';', StringComparison.Ordinal) && !line.Contains(',', StringComparison.Ordinal) ? ';' : ',', StringSplitOptions.TrimEntries);
            pairs.Add((i + 1, fields[0].Trim('"'), fields.Length == 2 ? fields[1].Trim('"') : null));
        }

        if (pairs.Count == 0)
        {
            form.Wrong("list", say["The list is empty. Write an old address, a comma and the new one on each line."]);
        }
        else if (pairs.Count > MostLines)
        {
            form.Wrong("list", say["The list has {0} lines; up to {1} are taken at once. Send it in parts.", pairs.Count, MostLines]);
            return [];
        }

        return pairs;
    }

    private static async Task AnswerAsync(HttpContext context, JournalRow journal, MovedAddressStore moved, FormValues form, string? search, string? after, string? notice, int status, CancellationToken ct)
    {
        var (items, next) = await moved.ListAsync(journal.Id, search, Size, after, ct);
        await PageWriter.WriteAsync<RedirectsPage>(context, new RedirectsView(context.Person()!, journal, items, next, after is null, search, form, notice), status: status);
    }
}
