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

/// <summary>The sections of a journal.</summary>
/// <param name="Person">Who works on them.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Sections">In their order.</param>
/// <param name="Notice">What was just done.</param>
public sealed record SectionsView(DeskPerson Person, JournalRow Journal, IReadOnlyList<SectionRow> Sections, string? Notice);

/// <summary>One section.</summary>
/// <param name="Person">Who works on it.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Section">The section as it is kept.</param>
/// <param name="Others">The other sections.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Conflict">What somebody else has saved meanwhile.</param>
public sealed record SectionView(DeskPerson Person, JournalRow Journal, SectionRow Section, IReadOnlyList<SectionRow> Others, FormValues Form, EditConflict? Conflict);

/// <summary>Sections of a journal at the desk: put in order, named, made one.</summary>
internal static class Sections
{
    public static async Task ShowAsync(HttpContext context, JournalDoor door, SectionStore sections, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is { } journal)
        {
            await PageWriter.WriteAsync<SectionsPage>(context, new SectionsView(context.Person()!, journal, await sections.ListAsync(journal.Id, ct), Notices.Of(say, context)));
        }
    }

    /// <summary>Moves a section up or down, or adds one by its heading.</summary>
    public static async Task OrderAsync(HttpContext context, JournalDoor door, JournalChange change, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is not { } journal || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var kept = await change.Sections.ListAsync(journal.Id, ct);
        if (form.Text("heading") is { } heading && Storage.Articles.SectionKey.Of(heading) is { } fresh && heading.Length <= 200)
        {
            if (kept.All(section => section.Key != fresh))
            {
                await change.MakeAsync<object>(async (tx, now) =>
                {
                    await change.Sections.NameAsync(tx, journal.Id, fresh, new Dictionary<string, string> { [journal.Journal.Language ?? SectionRow.AsPrinted] = heading }, 0, ct);
                    await change.Journals.TouchAsync(tx, journal.Id, now, ct);
                    await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "section.made", $"section/{journal.Id}/{fresh}", heading, journal.Id), now, ct);
                    return kept;
                }, ct);
            }

            DeskDoor.Done(context, $"/desk/journals/{key}/sections?done=saved");
            return;
        }

        List<string> keys = [.. kept.Select(section => section.Key)];
        if (Moves.Apply(keys, form))
        {
            await change.MakeAsync<object>(async (tx, now) =>
            {
                await change.Sections.OrderAsync(tx, journal.Id, [.. keys.Select(one => kept.First(section => section.Key == one))], ct);
                await change.Journals.TouchAsync(tx, journal.Id, now, ct);
                await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "journal.sections-ordered", $"journal/{journal.Id}", journal.Journal.Title, journal.Id,
                    new JsonObject { ["was"] = string.Join(", ", kept.Select(section => section.Key)), ["is"] = string.Join(", ", keys) }), now, ct);
                return keys;
            }, ct);
        }

        DeskDoor.Done(context, $"/desk/journals/{key}/sections?done=order");
    }

    public static async Task EditAsync(HttpContext context, JournalDoor door, SectionStore sections, string key, string section, CancellationToken ct)
    {
        if (await EnterAsync(context, door, sections, key, section, ct) is { } place)
        {
            await AnswerAsync(context, place, Form(place.Section), null, 200);
        }
    }

    public static async Task SaveAsync(HttpContext context, JournalDoor door, JournalChange change, Say say, string key, string section, CancellationToken ct)
    {
        if (await EnterAsync(context, door, change.Sections, key, section, ct) is not { } place || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var names = LanguageTag.ReadLines(form.Text("names"), line => form.Wrong("names", say["“{0}” is not a language, a colon and a name, or the language stands twice. As in fr: Comptes rendus.", line]));
        if (names.Count == 0)
        {
            form.Wrong("names", say["A section needs a name in one language at least. As in en: Reviews."]);
        }

        if (!form.IsRight)
        {
            await AnswerAsync(context, place, form, null, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var shown = EditConflict.ShownVersion(form);
        var subject = $"section/{place.Journal.Id}/{section}";
        var saved = await change.MakeAsync<object>(async (tx, now) =>
        {
            if (!await change.Sections.NameAsync(tx, place.Journal.Id, section, names, shown, ct))
            {
                return null;
            }

            await change.Journals.TouchAsync(tx, place.Journal.Id, now, ct);
            await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "section.named", subject, names.First().Value, place.Journal.Id, DeskLog.Changes(Form(place.Section), form, ["names"])), now, ct);
            return names;
        }, ct);
        if (saved is not null)
        {
            DeskDoor.Done(context, $"/desk/journals/{key}/sections?done=saved");
            return;
        }

        if (await EnterAsync(context, door, change.Sections, key, section, ct) is { } now)
        {
            var (person, at) = await change.LastAsync(subject, ct);
            var conflict = EditConflict.Of(form, Form(now.Section), now.Section.EditVersion, [("names", say["Names"])], null, person, at);
            await AnswerAsync(context, now, form, conflict, StatusCodes.Status409Conflict);
        }
    }

    public static async Task ConfirmMergeAsync(HttpContext context, JournalDoor door, SectionStore sections, Say say, string key, string section, string? into, CancellationToken ct)
    {
        if (await EnterAsync(context, door, sections, key, section, ct) is not { } place)
        {
            return;
        }

        if (place.All.FirstOrDefault(other => other.Key == into && other.Key != section) is not { } target)
        {
            context.Response.Redirect(LocalAddress.Escaped($"/desk/journals/{key}/sections/{Uri.EscapeDataString(section)}"));
            return;
        }

        var (name, other) = (place.Section.Name(say.Language, place.Journal.Journal.Language), target.Name(say.Language, place.Journal.Journal.Language));
        var address = $"/desk/journals/{key}/sections/{Uri.EscapeDataString(section)}";
        await PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, say["Merge {0} into {1}", name, other],
            [
                say["{0} stand in “{1}” from then on, and so do articles that come later with the heading “{2}”.", say.Count(place.Section.ArticleCount, "{0} article|{0} articles"), other, name],
                say["What the articles' own files say stays as it is; the address of the old section leads to the new one. This cannot be undone by a button."],
            ], say["Merge the two sections"], address + "/merge", address)
        {
            Place = "/desk/journals",
            Crumbs = [("/desk/journals", say["Journals and issues"]), ($"/desk/journals/{key}/sections", place.Journal.Journal.Title)],
            Fields = [("into", target.Key)],
        });
    }

    public static async Task MergeAsync(HttpContext context, JournalDoor door, JournalChange change, string key, string section, CancellationToken ct)
    {
        if (await EnterAsync(context, door, change.Sections, key, section, ct) is not { } place || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (place.All.FirstOrDefault(other => other.Key == form.Text("into") && other.Key != section) is not { } target)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        await change.MakeAsync<object>(async (tx, now) =>
        {
            var moved = await change.Sections.MergeAsync(tx, place.Journal.Id, place.Section, target, now, ct);
            await change.Moved.MoveAsync(tx, $"/journals/{place.Journal.Journal.Key}/sections/{section}", $"/journals/{place.Journal.Journal.Key}/sections/{target.Key}", place.Journal.Id, now, ct);
            await change.Journals.TouchAsync(tx, place.Journal.Id, now, ct);
            await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "section.merged", $"section/{place.Journal.Id}/{section}", place.Section.Name(), place.Journal.Id, new JsonObject { ["into"] = target.Key, ["articles"] = moved }), now, ct);
            return place.Section;
        }, ct);
        DeskDoor.Done(context, $"/desk/journals/{key}/sections?done=merged");
    }

    private static async Task<(JournalRow Journal, SectionRow Section, IReadOnlyList<SectionRow> All)?> EnterAsync(HttpContext context, JournalDoor door, SectionStore sections, string key, string section, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is not { } journal)
        {
            return null;
        }

        var all = await sections.ListAsync(journal.Id, ct);
        if (all.FirstOrDefault(one => one.Key == section) is { } found)
        {
            return (journal, found, all);
        }

        await NotFound.WriteAsync(context);
        return null;
    }

    private static FormValues Form(SectionRow section) => new(("names", LanguageTag.WriteLines(section.Names)), (EditConflict.VersionField, section.EditVersion.ToString(CultureInfo.InvariantCulture)));

    private static Task AnswerAsync(HttpContext context, (JournalRow Journal, SectionRow Section, IReadOnlyList<SectionRow> All) place, FormValues form, EditConflict? conflict, int status) =>
        PageWriter.WriteAsync<SectionPage>(context, new SectionView(context.Person()!, place.Journal, place.Section, [.. place.All.Where(other => other.Key != place.Section.Key)], form, conflict), status: status);
}
