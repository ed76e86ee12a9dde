using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Articles;
using Recto.Storage.Audit;
using Recto.Storage.Files;

namespace Recto.App.Features.ArticleDesk;

/// <summary>The record of an article, field by field.</summary>
internal static class RecordDoor
{
    private const int LargestForm = 8 * 1024 * 1024;

    public static async Task ShowAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, Guid id, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.EditRecord, ct) is { } article)
        {
            await WriteAsync(context, files, article, RecordForm.Of(article), null, 200, ct);
        }
    }

    public static async Task TakeAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, ArticleActs acts, AuditStore audit, Say say, Guid id, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.EditRecord, ct) is not { } article)
        {
            return;
        }

        // An article may have hundreds of authors, each with eight fields.
        context.Features.Set<IFormFeature>(new FormFeature(context.Request, new FormOptions { ValueCountLimit = 20_000, ValueLengthLimit = LargestForm, BufferBodyLengthLimit = LargestForm }));
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (RecordForm.Do(form, article.AsRead))
        {
            await WriteAsync(context, files, article, form, null, 200, ct);
            return;
        }

        var said = RecordForm.Read(form, article.AsRead, say);
        if (said.Doi is { } doi && !doi.Equals(article.Article.Doi ?? default) && await articles.FindNamedForDeskAsync(doi.Value, ct) is { } owner && owner.Id != id)
        {
            form.Wrong("doi", say["“{0}” has this DOI already. A DOI names one article.", owner.Title]);
        }

        if (!form.IsRight)
        {
            await WriteAsync(context, files, article, form, null, 422, ct);
            return;
        }

        var shown = int.TryParse(form.Text("shown"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
        var edits = RecordForm.Edits(form, article.AsRead, said);
        string? answer;
        try
        {
            answer = await acts.EditAsync(article, edits, RecordForm.Reading(form), shown, form.Text("summary"), context.Person()!, ct);
        }
        catch (Recto.Storage.Sql.UnkeepableTextException refused)
        {
            form.Wrong("", refused.Message);
            await WriteAsync(context, files, article, form, null, 422, ct);
            return;
        }

        if (answer is null)
        {
            // Both texts stay: what was typed in the fields, what is kept beside them.
            var now = await articles.FindForDeskAsync(id, ct) ?? article;
            var (person, at) = await DeskLog.LastAsync(audit, $"article/{id}", ct);
            form.Set("shown", now.EditVersion.ToString(CultureInfo.InvariantCulture));
            await WriteAsync(context, files, now, form, new EditConflict([.. RecordText.Conflicts(now, edits.Apply(now.AsRead), edits, RecordForm.Reading(form), say)], person, at), StatusCodes.Status409Conflict, ct);
            return;
        }

        if (answer.Length > 0)
        {
            var now = await articles.FindForDeskAsync(id, ct) ?? article;
            form.Set("shown", now.EditVersion.ToString(CultureInfo.InvariantCulture));
            form.Wrong("", say["The record is kept, but the page could not be made anew: {0}", answer]);
            await WriteAsync(context, files, now, form, null, 422, ct);
            return;
        }

        DeskDoor.Done(context, $"/desk/articles/{id}?done=record");
    }

    private static async Task WriteAsync(HttpContext context, ArticleFileStore files, DeskArticle article, FormValues form, EditConflict? conflict, int status, CancellationToken ct) =>
        await PageWriter.WriteAsync<RecordPage>(context, new RecordView(context.Person()!, article, form,
            [.. (await files.ListAsync(article.Row.Id, ct)).Where(file => file.Role == FileRole.Figure).Select(file => file.Name)], conflict), status: status);
}

/// <summary>What the form of the record shows.</summary>
/// <param name="Person">Who asks.</param>
/// <param name="Article">The article.</param>
/// <param name="Form">What was typed, and what is wrong.</param>
/// <param name="Pictures">Names of its pictures.</param>
/// <param name="Conflict">Both records, where somebody else has kept one meanwhile; else null.</param>
public sealed record RecordView(DeskPerson Person, DeskArticle Article, FormValues Form, IReadOnlyList<string> Pictures, EditConflict? Conflict);
