using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Journals.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>A form at the desk that belongs to no journal yet.</summary>
/// <param name="Person">Who fills it in.</param>
/// <param name="Form">What it holds.</param>
public sealed record NewJournalView(DeskPerson Person, FormValues Form);

/// <summary>Founding a journal.</summary>
internal static class NewJournal
{
    /// <summary>Shows the form.</summary>
    public static async Task ShowAsync(HttpContext context)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.MakeJournal, null))
        {
            await PageWriter.WriteAsync<NewJournalPage>(context, new NewJournalView(context.Person()!, new FormValues()));
        }
    }

    /// <summary>Takes the form.</summary>
    public static async Task MakeAsync(HttpContext context, JournalChange change, Say say, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.MakeJournal, null) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var journal = Read(form, say);
        var made = form.IsRight ? await change.MakeAsync(async (tx, now) =>
        {
            if (await change.Moved.FindOwnerAsync(tx, $"/journals/{journal.Key}", ct) is { } owner)
            {
                form.Wrong("key", say["“{0}” was the address of another journal, and old links to it lead to {1}. Choose another address.", journal.Key, owner.Target]);
                return null;
            }

            if (await change.Journals.AddAsync(tx, journal, now, ct) is not { } row)
            {
                form.Wrong("key", say["Another journal has the address “{0}”. Choose another.", journal.Key]);
                return null;
            }

            await change.Audit.AppendAsync(tx, DeskLog.Entry(context, "journal.made", $"journal/{row.Id}", row.Journal.Title, row.Id, DeskLog.Changes(new FormValues(), form, ["title", "key", "language", "publisher"])), now, ct);
            return row;
        }, ct) : null;
        if (made is null)
        {
            await PageWriter.WriteAsync<NewJournalPage>(context, new NewJournalView(context.Person()!, form), status: StatusCodes.Status422UnprocessableEntity);
            return;
        }

        DeskDoor.Done(context, $"/desk/journals/{made.Journal.Key}?done=made");
    }

    private static Journal Read(FormValues form, Say say)
    {
        if (form.Text("title") is not { } title)
        {
            form.Wrong("title", say["A journal needs a title."]);
        }
        else if (title.Length > 500)
        {
            form.Wrong("title", say["This has {0} characters; up to {1} are kept.", title.Length, 500]);
        }

        if (form.Text("key") is null)
        {
            form.Set("key", AddressWord.Of(form.Text("title")));
            if (form.Text("key") is null && form.Text("title") is not null)
            {
                form.Wrong("key", say["No address can be made of this title. Write one in letters a to z. As in lower-margin."]);
            }
        }

        AddressKeys.Check(form, "key", say, underJournal: false);
        var language = form.Text("language");
        if (language is not null && LanguageTag.Of(language) is null)
        {
            form.Wrong("language", say["“{0}” is not the tag of a language. As in en, fr, ru or sr-Latn.", language]);
        }

        if (form.Text("publisher") is { Length: > 300 } publisher)
        {
            form.Wrong("publisher", say["This has {0} characters; up to {1} are kept.", publisher.Length, 300]);
        }

        return new Journal { Key = form.Text("key") ?? "-", Title = form.Text("title") ?? "-", Language = LanguageTag.Of(language), Publisher = form.Text("publisher") };
    }
}
