using System.Globalization;
using Microsoft.AspNetCore.Components;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>The pages of a journal at the desk.</summary>
/// <param name="Person">Who works on them.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Pages">Its pages in order, by key.</param>
/// <param name="Notice">What was just done.</param>
/// <param name="Fault">What is wrong with the form of a new page; null where nothing is.</param>
/// <param name="Typed">What was typed into it.</param>
public sealed record OwnPagesView(DeskPerson Person, JournalRow Journal, IReadOnlyList<IGrouping<string, JournalPageRow>> Pages, string? Notice, string? Fault = null, (string? Key, string? Language) Typed = default);

/// <summary>One page being written.</summary>
/// <param name="Person">Who writes.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Key">The page's part of the address.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="IsNew">Whether it is not kept yet.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Preview">How it will look; null where nobody asked.</param>
/// <param name="Conflict">What somebody else has saved meanwhile.</param>
/// <param name="Notice">What was just done.</param>
public sealed record OwnPageView(DeskPerson Person, JournalRow Journal, string Key, string Language, bool IsNew, FormValues Form, MarkupString? Preview, EditConflict? Conflict, string? Notice);

/// <summary>Pages of a journal's own at the desk: listed, ordered, written, deleted.</summary>
internal static class OwnPages
{
    private const int LongestTitle = 200;

    public static async Task ShowAsync(HttpContext context, JournalDoor door, JournalPageStore pages, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is { } journal)
        {
            await PageWriter.WriteAsync<OwnPagesPage>(context, await ListAsync(context, journal, pages, Notices.Of(say, context), ct));
        }
    }

    /// <summary>Moves a page up or down among the others.</summary>
    public static async Task OrderAsync(HttpContext context, JournalDoor door, JournalChange change, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is not { } journal || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        List<string> keys = [.. (await change.Pages.ListAsync(journal.Id, ct)).Select(page => page.Key).Distinct()];
        if (Moves.Apply(keys, form))
        {
            await change.MakeAsync<object>(async (tx, now) =>
            {
                await change.Pages.OrderAsync(tx, journal.Id, keys, ct);
                await change.Journals.TouchAsync(tx, journal.Id, now, ct);
                await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "journal.pages-ordered", $"journal/{journal.Id}", journal.Journal.Title, journal.Id, new System.Text.Json.Nodes.JsonObject { ["is"] = string.Join(", ", keys) }), now, ct);
                return keys;
            }, ct);
        }

        DeskDoor.Done(context, $"/desk/journals/{key}/pages?done=order");
    }

    /// <summary>Leads from the form of a new page to where it is written.</summary>
    public static async Task NewAsync(HttpContext context, JournalDoor door, JournalPageStore pages, Say say, string key, string? page, string? language, string? other, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is not { } journal)
        {
            return;
        }

        var form = new FormValues(("page", string.IsNullOrWhiteSpace(other) ? page : other.Trim().ToLowerInvariant()));
        AddressKeys.Check(form, "page", say, underJournal: false);
        if (form.Text("page") is null)
        {
            form.Wrong("page", say["Choose a page, or write an address for another one."]);
        }

        var tag = LanguageTag.Of(language);
        if (tag is null)
        {
            form.Wrong("language", say["“{0}” is not the tag of a language. As in en, fr, ru or sr-Latn.", language]);
        }

        if (!form.IsRight || form.Text("page")!.Length > 60)
        {
            var view = await ListAsync(context, journal, pages, null, ct);
            await PageWriter.WriteAsync<OwnPagesPage>(context, view with { Fault = form.Faults.Values.FirstOrDefault() ?? say["The address of a page has up to 60 characters."], Typed = (other, language) }, status: StatusCodes.Status422UnprocessableEntity);
            return;
        }

        context.Response.Redirect(LocalAddress.Escaped($"/desk/journals/{key}/pages/{form.Text("page")}/{tag}"));
    }

    public static async Task EditAsync(HttpContext context, JournalDoor door, JournalPageStore pages, Say say, string key, string page, string language, CancellationToken ct)
    {
        if (await EnterAsync(context, door, key, page, language, ct) is not { } journal)
        {
            return;
        }

        var kept = await pages.FindAsync(journal.Id, page, language, ct);
        await AnswerAsync(context, journal, page, language, kept is null, kept is null ? Empty(say, page) : Form(kept), null, null, Notices.Of(say, context), 200);
    }

    public static async Task SaveAsync(HttpContext context, JournalDoor door, JournalChange change, Say say, string key, string page, string language, CancellationToken ct)
    {
        if (await EnterAsync(context, door, key, page, language, ct) is not { } journal || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var kept = await change.Pages.FindAsync(journal.Id, page, language, ct);
        var html = Check(form, say);
        if (!form.IsRight || form.Text("do") == "preview")
        {
            await AnswerAsync(context, journal, page, language, kept is null, form, html is null ? null : new MarkupString(html), null, null, form.IsRight ? 200 : StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var shown = EditConflict.ShownVersion(form);
        var saved = await change.MakeAsync<object>(async (tx, now) =>
        {
            if (!await change.Pages.SaveAsync(tx, journal.Id, new JournalPageRow { Key = page, Language = language, Title = form.Text("title")!, Markdown = form.Text("markdown") ?? "", EditVersion = shown }, now, ct))
            {
                return null;
            }

            await change.Audit.AppendAsync(tx, DeskLog.Entry(context, kept is null ? "page.made" : "page.edited", Subject(journal, page, language), form.Text("title"), journal.Id,
                DeskLog.Changes(kept is null ? new FormValues() : Form(kept), form, ["title", "markdown"])), now, ct);
            return form;
        }, ct);
        if (saved is not null)
        {
            DeskDoor.Done(context, $"/desk/journals/{key}/pages/{page}/{language}?done=saved");
            return;
        }

        // Saved, or deleted, by somebody else.
        var now = await change.Pages.FindAsync(journal.Id, page, language, ct);
        var (person, at) = await change.LastAsync(Subject(journal, page, language), ct);
        var conflict = EditConflict.Of(form, now is null ? new FormValues() : Form(now), now?.EditVersion ?? 0, [("title", say["Title"]), ("markdown", say["Text"])], null, person, at);
        await AnswerAsync(context, journal, page, language, now is null, form, null, conflict, null, StatusCodes.Status409Conflict);
    }

    public static async Task ConfirmDeleteAsync(HttpContext context, JournalDoor door, JournalPageStore pages, Say say, string key, string page, string language, CancellationToken ct)
    {
        if (await EnterAsync(context, door, key, page, language, ct) is not { } journal)
        {
            return;
        }

        if (await pages.FindAsync(journal.Id, page, language, ct) is not { } kept)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var address = $"/desk/journals/{key}/pages/{page}/{language}";
        await PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, say["Delete “{0}”", kept.Title],
            [say["The page in this language ({0}) is deleted with its text; its address then answers as one that never was. The log of changes keeps the text.", LanguageTag.Name(language)]],
            say["Delete this page"], address + "/delete", address)
        {
            Place = "/desk/journals",
            Crumbs = [("/desk/journals", say["Journals and issues"]), ($"/desk/journals/{key}/pages", journal.Journal.Title)],
            Fields = [(EditConflict.VersionField, kept.EditVersion.ToString(CultureInfo.InvariantCulture))],
        });
    }

    public static async Task DeleteAsync(HttpContext context, JournalDoor door, JournalChange change, JournalPageStore pages, Say say, string key, string page, string language, CancellationToken ct)
    {
        if (await EnterAsync(context, door, key, page, language, ct) is not { } journal || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var kept = await pages.FindAsync(journal.Id, page, language, ct);
        if (kept is not null && kept.EditVersion != EditConflict.ShownVersion(form))
        {
            await ConfirmDeleteAsync(context, door, pages, say, key, page, language, ct); // Another text than the one that was shown: ask again.
            return;
        }

        if (kept is not null)
        {
            await change.MakeAsync<object>(async (tx, now) =>
            {
                await change.Pages.DeleteAsync(tx, journal.Id, page, language, ct);
                await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "page.deleted", Subject(journal, page, language), kept.Title, journal.Id, DeskLog.Changes(Form(kept), new FormValues(), ["title", "markdown"])), now, ct);
                return kept;
            }, ct);
        }

        DeskDoor.Done(context, $"/desk/journals/{key}/pages?done=deleted");
    }

    // What is wrong is said in the form; the HTML for a preview where there is any.
    private static string? Check(FormValues form, Say say)
    {
        if (form.Text("title") is not { } title)
        {
            form.Wrong("title", say["A page needs a title; it is how the foot of every page links to it."]);
        }
        else if (title.Length > LongestTitle)
        {
            form.Wrong("title", say["This has {0} characters; up to {1} are kept.", title.Length, LongestTitle]);
        }

        var text = form.Text("markdown") ?? "";
        if (text.Length > PageMarkup.Longest)
        {
            form.Wrong("markdown", say["This has {0} characters; up to {1} are kept.", text.Length, PageMarkup.Longest]);
            return null;
        }

        if (PageMarkup.Html(text) is not { } html)
        {
            form.Wrong("markdown", say["Quotations, lists or brackets stand too deep in one another; no page needs that."]);
            return null;
        }

        return html;
    }

    private static async Task<JournalRow?> EnterAsync(HttpContext context, JournalDoor door, string key, string page, string language, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is not { } journal)
        {
            return null;
        }

        var form = new FormValues(("page", page));
        AddressKeys.Check(form, "page", context.RequestServices.GetRequiredService<Say>(), underJournal: false);
        if (form.IsRight && page.Length <= 60 && LanguageTag.Of(language) == language)
        {
            return journal;
        }

        await NotFound.WriteAsync(context);
        return null;
    }

    private static async Task<OwnPagesView> ListAsync(HttpContext context, JournalRow journal, JournalPageStore pages, string? notice, CancellationToken ct) =>
        new(context.Person()!, journal, [.. (await pages.ListAsync(journal.Id, ct)).GroupBy(page => page.Key)], notice);

    private static FormValues Form(JournalPageRow page) => new(("title", page.Title), ("markdown", page.Markdown), (EditConflict.VersionField, page.EditVersion.ToString(CultureInfo.InvariantCulture)));

    private static FormValues Empty(Say say, string page) => new(("title", StandardPages.Keys.Contains(page) ? StandardPages.Name(say, page) : null), (EditConflict.VersionField, "0"));

    private static string Subject(JournalRow journal, string page, string language) => $"page/{journal.Id}/{page}/{language}";

    private static Task AnswerAsync(HttpContext context, JournalRow journal, string page, string language, bool isNew, FormValues form, MarkupString? preview, EditConflict? conflict, string? notice, int status) =>
        PageWriter.WriteAsync<OwnPagePage>(context, new OwnPageView(context.Person()!, journal, page, language, isNew, form, preview, conflict, notice), status: status);
}
