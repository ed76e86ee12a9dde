using System.Net.Mail;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Reports;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Html;
using Recto.Notes.Archives;
using Recto.Storage.Articles;
using Recto.Storage.Reports;
using Recto.Storage.Sql;

namespace Recto.App.Features.Proof;

/// <summary>"Report this reading": for readers without an account. Nothing that is sent becomes public.</summary>
internal static class ReportPages
{
    /// <summary>A field that no person sees; whatever fills it is no reader.</summary>
    public const string Trap = "website";

    private const int LongestEmail = 254;

    /// <summary>GET: the form.</summary>
    public static async Task ShowAsync(HttpContext context, ArticleStore articles, ApparatusStore apparatus, Say say, string slug, string note, CancellationToken ct)
    {
        if (await FindAsync(context, articles, apparatus, slug, note, "/report", ct) is { } row)
        {
            await WriteAsync(context, apparatus, row, new FormValues(), StatusCodes.Status200OK, say, ct);
        }
    }

    /// <summary>GET: after it was sent.</summary>
    public static async Task ThanksAsync(HttpContext context, ArticleStore articles, ApparatusStore apparatus, Say say, string slug, string note, CancellationToken ct)
    {
        if (await FindAsync(context, articles, apparatus, slug, note, "/report/thanks", ct) is { } row)
        {
            await PageWriter.WriteAsync<ReportPage>(context, View(row, new FormValues(), say) with { IsSent = true });
        }
    }

    /// <summary>POST: a report.</summary>
    public static async Task SendAsync(HttpContext context, Database database, ArticleStore articles, ApparatusStore apparatus, ReportStore reports, ReportLimits limits, TimeProvider time, Say say, string slug, string note, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (ForeignForms.IsForeign(context.Request))
        {
            await ErrorPages.WriteAsync(context, new ErrorView(StatusCodes.Status403Forbidden, say["Sent from elsewhere"], say["The form was sent from a page of another site. Open the note here, and report it from there."], null));
            return;
        }

        if (await FormValues.ReadAsync(context) is not { } form || await FindAsync(context, articles, apparatus, slug, note, "/report", ct) is not { } row)
        {
            return;
        }

        var choice = Check(form, limits, say);
        if (!form.IsRight)
        {
            await WriteAsync(context, apparatus, row, form, StatusCodes.Status422UnprocessableEntity, say, ct);
            return;
        }

        if (!form.Has(Trap) || form.Text(Trap) is null)
        {
            await using var tx = await database.BeginAsync(ct);
            var outcome = await reports.AddAsync(tx, new ReportToSave
            {
                ArticleId = row.ArticleId,
                NoteId = row.HtmlId,
                NoteLabel = row.Label,
                NoteText = row.Text,
                Choice = choice,
                Words = form.Text("words"),
                Email = form.Text("email"),
            }, time.GetUtcNow(), ct);
            await tx.CommitAsync(ct);
            if (outcome == ReportOutcome.Full)
            {
                form.Wrong("", say["So many reports on this article wait for its editors that no more are taken today. Try again in a few days."]);
                await WriteAsync(context, apparatus, row, form, StatusCodes.Status503ServiceUnavailable, say, ct);
                return;
            }
        }

        DeskDoor.Done(context, $"/articles/{row.Slug}/notes/{Uri.EscapeDataString(note)}/report/thanks");
    }

    private static ReportChoice Check(FormValues form, ReportLimits limits, Say say)
    {
        if (!Enum.TryParse<ReportChoice>(form.Text("choice"), out var choice) || !Enum.IsDefined(choice))
        {
            form.Wrong("choice", say["Choose what is wrong."]);
        }

        var words = form.Text("words");
        if (words?.Length > limits.Length)
        {
            form.Wrong("words", say["This has {0} characters; up to {1} are taken.", words.Length, limits.Length]);
        }
        else if (words is null && choice == ReportChoice.Other)
        {
            form.Wrong("words", say["Say in a few words what is wrong."]);
        }
        else if (words is not null && StoredText.FindUnkeepable(words) >= 0)
        {
            form.Wrong("words", say["The text holds a broken character. Type it anew, or leave it out."]);
        }

        if (form.Text("email") is { } email && (email.Length > LongestEmail || email.Contains(' ', StringComparison.Ordinal) || !MailAddress.TryCreate(email, out var address) || address.Address != email || !address.Host.Contains('.', StringComparison.Ordinal) || StoredText.FindUnkeepable(email) >= 0))
        {
            form.Wrong("email", say["This is no whole address. As in name@example.org, or leave it empty."]);
        }

        return choice;
    }

    private static async Task<NotePageRow?> FindAsync(HttpContext context, ArticleStore articles, ApparatusStore apparatus, string slug, string note, string rest, CancellationToken ct)
    {
        if (await apparatus.FindNoteAsync(slug, "n" + note, Visibility.Published, ct) is { } row
            && await articles.FindPageAsync(slug, Visibility.Published, ct) is { } page && context.Anybody().Decide(page.Terms).Notes)
        {
            return row;
        }

        await ArticleAddresses.MovedOrMissingAsync(context, articles, slug, $"/notes/{Uri.EscapeDataString(note)}{rest}", ct);
        return null;
    }

    private static async Task WriteAsync(HttpContext context, ApparatusStore apparatus, NotePageRow row, FormValues form, int status, Say say, CancellationToken ct)
    {
        var read = await apparatus.FindAsync(row.ArticleId, ct);
        var at = read?.Notes.ToList().FindIndex(note => note.Note.Id == row.HtmlId) ?? -1;
        var view = View(row, form, say);
        await PageWriter.WriteAsync<ReportPage>(context, at < 0 ? view : view with
        {
            NoteHtml = NoteMarkup.Of(read!.Notes[at].Note, []).Html,
            ReadingHtml = ProofReadings.Of(read, RepositoryDirectory.Shipped)[at].Replace("href=\"#", $"href=\"/articles/{row.Slug}#", StringComparison.Ordinal),
        }, status: status);
    }

    private static ReportPageView View(NotePageRow row, FormValues form, Say say) => new()
    {
        Row = row,
        Form = form,
        NoteHtml = NoteMarkup.Encode(row.Text),
        Masthead = JournalMasthead.Of(row.JournalKey, row.JournalTitle, null, null) with { Title = say["Report the reading of note {0}", row.Label], Language = say.Language },
    };
}

/// <summary>The page on which a reader reports a reading.</summary>
public sealed record ReportPageView
{
    /// <summary>The note.</summary>
    public required NotePageRow Row { get; init; }

    /// <summary>What was written.</summary>
    public required FormValues Form { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }

    /// <summary>The note's words.</summary>
    public required string NoteHtml { get; init; }

    /// <summary>What Recto reads in it, paragraphs; null where it reads no such notes.</summary>
    public string? ReadingHtml { get; init; }

    /// <summary>Whether it was sent.</summary>
    public bool IsSent { get; init; }

    /// <summary>The note's own page.</summary>
    public string NoteAddress => $"/articles/{Row.Slug}/notes/{Uri.EscapeDataString(Row.HtmlId[1..])}";
}
