using System.Globalization;
using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Audit;
using Recto.Storage.Issues;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.App.Features.Subscriptions.Titles;

/// <summary>Lists of titles at the desk.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Lists">A page of them.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether it is the first.</param>
/// <param name="Form">The form of a new one.</param>
/// <param name="Notice">What was just done.</param>
public sealed record TitleListsView(DeskPerson Person, IReadOnlyList<TitleList> Lists, string? Next, bool First, FormValues Form, string? Notice);

/// <summary>One list.</summary>
/// <param name="Person">Who works on it.</param>
/// <param name="List">The list as it is kept.</param>
/// <param name="Journals">The journals of the site.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Conflict">What somebody else has saved meanwhile.</param>
/// <param name="Notice">What was just done.</param>
public sealed record TitleListView(DeskPerson Person, TitleList List, IReadOnlyList<JournalListRow> Journals, FormValues Form, EditConflict? Conflict, string? Notice);

/// <summary>Lists of titles that are sold together: made, named, filled, deleted while no right names them.</summary>
internal static class TitleLists
{
    /// <summary>Address of the lists.</summary>
    public const string Address = "/desk/title-lists";

    private const int Size = 50;
    private const int LongestName = 200;
    private const int LongestKey = 80;

    /// <summary>Shows all.</summary>
    public static async Task ShowAllAsync(HttpContext context, TitleListStore lists, CancellationToken ct)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.ManageRights, null))
        {
            await WriteAllAsync(context, lists, new FormValues(), ct);
        }
    }

    /// <summary>Makes one.</summary>
    public static async Task MakeAsync(HttpContext context, Database database, TitleListStore lists, AuditStore audit, TimeProvider time, Say say, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManageRights, null) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        Check(form, say);
        if (form.IsRight)
        {
            var (id, now) = (Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow());
            await using var tx = await database.BeginAsync(ct);
            if (await lists.AddAsync(tx, id, form.Text("key")!, form.Text("name")!, now, ct))
            {
                await audit.AppendAsync(tx, DeskLog.Entry(context, "titleList.made", $"titleList/{id}", form.Text("name"), null), now, ct);
                await tx.CommitAsync(ct);
                DeskDoor.Done(context, $"{Address}/{form.Text("key")}?done=made");
                return;
            }

            form.Wrong("key", say["Another list has the address “{0}”. Choose another.", form.Text("key")]);
        }

        await WriteAllAsync(context, lists, form, ct);
    }

    /// <summary>Shows one.</summary>
    public static async Task ShowAsync(HttpContext context, string key, TitleListStore lists, JournalStore journals, Say say, CancellationToken ct)
    {
        if (await FindAsync(context, key, lists, ct) is { } list)
        {
            await WriteAsync(context, list, await FormOfAsync(list, lists, ct), null, journals, say, ct);
        }
    }

    /// <summary>Writes name, address and journals of one.</summary>
    public static async Task SaveAsync(HttpContext context, string key, Database database, TitleListStore lists, JournalStore journals, AuditStore audit, TimeProvider time, Say say, CancellationToken ct)
    {
        if (await FindAsync(context, key, lists, ct) is not { } list || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        Check(form, say);
        var (known, before) = ((await journals.ListAsync(ct)).ToDictionary(journal => journal.Id.ToString("N"), journal => journal), await FormOfAsync(list, lists, ct));
        var chosen = form.All("journal").Where(known.ContainsKey).Distinct(StringComparer.Ordinal).ToList();
        EditConflict? conflict = null;
        if (form.IsRight)
        {
            await using var tx = await database.BeginAsync(ct);
            switch (await lists.ChangeAsync(tx, list with { Key = form.Text("key")!, Name = form.Text("name")!, EditVersion = EditConflict.ShownVersion(form) }, [.. chosen.Select(id => known[id].Id)], time.GetUtcNow(), ct))
            {
                case TitleListOutcome.Done:
                    var details = DeskLog.Changes(before, form, ["name", "key"]) ?? [];
                    var (added, removed) = (chosen.Except(before.All("journal")), before.All("journal").Except(chosen));
                    Put(details, "into", added.Select(id => known[id].Title));
                    Put(details, "from", removed.Select(id => known.TryGetValue(id, out var gone) ? gone.Title : id));
                    await audit.AppendAsync(tx, DeskLog.Entry(context, "titleList.edited", $"titleList/{list.Id}", form.Text("name"), null, details), time.GetUtcNow(), ct);
                    await tx.CommitAsync(ct);
                    DeskDoor.Done(context, $"{Address}/{form.Text("key")}?done=saved");
                    return;
                case TitleListOutcome.KeyTaken:
                    form.Wrong("key", say["Another list has the address “{0}”. Choose another.", form.Text("key")]);
                    break;
                default:
                    conflict = new EditConflict([], null, null);
                    break;
            }
        }

        if (conflict is not null)
        {
            list = await lists.FindAsync(key, ct) ?? list;
            conflict = EditConflict.Of(form, await FormOfAsync(list, lists, ct), list.EditVersion, [("name", say["Name"]), ("key", say["Address"]), ("journal", say["Journals"])],
                (name, value) => name == "journal" && value is not null ? string.Join(", ", value.Split(", ").Select(id => known.TryGetValue(id, out var journal) ? journal.Title : id)) : value);
        }

        await WriteAsync(context, list, form, conflict, journals, say, ct);
    }

    /// <summary>Asks before one is deleted.</summary>
    public static async Task ConfirmDeleteAsync(HttpContext context, string key, TitleListStore lists, Say say, CancellationToken ct)
    {
        if (await FindAsync(context, key, lists, ct) is { } list)
        {
            await PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, say["Delete the list {0}", list.Name],
                [list.Rights == 0 ? say["No right names it, and no journal is deleted with it."] : say.Count(list.Rights, "{0} right names it, so it cannot be deleted. Rights that have ended count too: they say what was sold.|{0} rights name it, so it cannot be deleted. Rights that have ended count too: they say what was sold.")],
                list.Rights == 0 ? say["Delete this list"] : null, $"{Address}/{key}/delete", $"{Address}/{key}")
            { Place = "/desk/subscriptions", Crumbs = [(Address, say["Lists of titles"]), ($"{Address}/{key}", list.Name)] });
        }
    }

    /// <summary>Deletes it.</summary>
    public static async Task DeleteAsync(HttpContext context, string key, Database database, TitleListStore lists, AuditStore audit, TimeProvider time, CancellationToken ct)
    {
        if (await FindAsync(context, key, lists, ct) is not { } list)
        {
            return;
        }

        await using var tx = await database.BeginAsync(ct);
        if (!await lists.DeleteUnusedAsync(tx, list.Id, ct))
        {
            DeskDoor.Done(context, $"{Address}/{key}/delete");
            return;
        }

        await audit.AppendAsync(tx, DeskLog.Entry(context, "titleList.deleted", $"titleList/{list.Id}", list.Name, null), time.GetUtcNow(), ct);
        await tx.CommitAsync(ct);
        DeskDoor.Done(context, $"{Address}?done=deleted");
    }

    private static async Task<TitleList?> FindAsync(HttpContext context, string key, TitleListStore lists, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManageRights, null))
        {
            return null;
        }

        if (await lists.FindAsync(key, ct) is { } list)
        {
            return list;
        }

        await NotFound.WriteAsync(context);
        return null;
    }

    private static void Check(FormValues form, Say say)
    {
        if (form.Text("name") is not { Length: <= LongestName } name)
        {
            form.Wrong("name", say["A name is one line of up to {0} characters.", LongestName]);
            return;
        }

        if (form.Text("key") is null)
        {
            form.Set("key", AddressWord.Of(name));
        }

        if (form.Text("key") is not { } key || !AddressWord.IsOne(key, LongestKey))
        {
            form.Wrong("key", say["The address takes lower-case letters a to z, digits, and single hyphens between them, up to 80. As in classic-journals."]);
        }
    }

    private static async Task<FormValues> FormOfAsync(TitleList list, TitleListStore lists, CancellationToken ct)
    {
        var form = new FormValues(("name", list.Name), ("key", list.Key), (EditConflict.VersionField, list.EditVersion.ToString(CultureInfo.InvariantCulture)));
        form.SetAll("journal", (await lists.ListTitlesAsync(list.Id, ct)).Select(title => title.Id.ToString("N")));
        return form;
    }

    private static void Put(JsonObject details, string name, IEnumerable<string> titles)
    {
        if (string.Join(", ", titles) is { Length: > 0 } text)
        {
            details[name] = text;
        }
    }

    private static async Task WriteAllAsync(HttpContext context, TitleListStore lists, FormValues form, CancellationToken ct)
    {
        var say = context.RequestServices.GetRequiredService<Say>();
        Cursor? after = Cursor.TryParse(context.Request.Query["after"], out var cursor) ? cursor : null;
        var page = await lists.ListAsync(Size, after, ct);
        await PageWriter.WriteAsync<TitleListsPage>(context, new TitleListsView(context.Person()!, page.Items, page.Next?.ToString(), after is null, form, context.Request.Query["done"] == "deleted" ? say["Deleted."] : null),
            status: form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task WriteAsync(HttpContext context, TitleList list, FormValues form, EditConflict? conflict, JournalStore journals, Say say, CancellationToken ct) =>
        await PageWriter.WriteAsync<TitleListPage>(context, new TitleListView(context.Person()!, list, await journals.ListAsync(ct), form, conflict,
            context.Request.Query["done"].ToString() switch { "made" => say["The list is there. Tick its journals."], "saved" => say["Saved."], _ => null }),
            status: conflict is not null ? StatusCodes.Status409Conflict : form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
