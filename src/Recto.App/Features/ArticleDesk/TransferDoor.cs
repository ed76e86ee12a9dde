using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Issues;

namespace Recto.App.Features.ArticleDesk;

/// <summary>Moving an article to another journal: first the journal is chosen, then the page says what follows, then it is done.</summary>
internal static class TransferDoor
{
    /// <summary>Whether somebody could move an article of that journal to another one.</summary>
    public static bool May(DeskPerson? person, Guid journal) =>
        DeskRule.May(person, DeskAct.Publish, journal) && person!.Grants.Any(grant => grant.JournalId != journal && DeskRule.May(person, DeskAct.Publish, grant.JournalId));

    public static async Task ShowAsync(HttpContext context, ArticleStore articles, JournalStore journals, SectionStore sections, Say say, Guid id, string? to, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.Publish, ct) is { } article)
        {
            var form = new FormValues(("to", to), ("shown", article.EditVersion.ToString(CultureInfo.InvariantCulture)));
            await WriteAsync(context, articles, journals, sections, say, article, form, 200, ct);
        }
    }

    public static async Task MoveAsync(HttpContext context, ArticleStore articles, JournalStore journals, SectionStore sections, ArticleActs acts, Say say, Guid id, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.Publish, ct) is not { } article || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (await ChosenAsync(journals, article, context.Person()!, form.Text("to"), ct) is not { } journal)
        {
            await WriteAsync(context, articles, journals, sections, say, article, form, 422, ct);
            return;
        }

        var issue = form.Text("issue") is { } chosen ? (await articles.ListIssueChoicesAsync(new HashSet<Guid> { journal.Id }, ct)).FirstOrDefault(choice => choice.Id.ToString() == chosen) : null;
        if (form.Text("issue") is not null && issue is null)
        {
            form.Wrong("issue", say["This issue is not one of {0}. Choose another.", journal.Journal.Title]);
            await WriteAsync(context, articles, journals, sections, say, article, form, 422, ct);
            return;
        }

        var shown = int.TryParse(form.Text("shown"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
        if (await acts.TransferAsync(article, journal, issue, shown, context.Person()!, ct))
        {
            DeskDoor.Done(context, $"/desk/articles/{id}?done=transferred");
            return;
        }

        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.Publish, ct) is { } now)
        {
            form.Wrong("", say["Somebody else has changed this article since the page was shown. Nothing was moved; read below what would follow now, and send it again."]);
            form.Set("shown", now.EditVersion.ToString(CultureInfo.InvariantCulture));
            await WriteAsync(context, articles, journals, sections, say, now, form, StatusCodes.Status409Conflict, ct);
        }
    }

    private static async Task<JournalRow?> ChosenAsync(JournalStore journals, DeskArticle article, DeskPerson person, string? key, CancellationToken ct) =>
        key is not null && await journals.FindAsync(key, ct) is { } journal && journal.Id != article.Row.JournalId && DeskRule.May(person, DeskAct.Publish, journal.Id) ? journal : null;

    private static async Task WriteAsync(HttpContext context, ArticleStore articles, JournalStore journals, SectionStore sections, Say say, DeskArticle article, FormValues form, int status, CancellationToken ct)
    {
        var person = context.Person()!;
        var journal = await ChosenAsync(journals, article, person, form.Text("to"), ct);
        if (form.Text("to") is not null && journal is null)
        {
            form.Wrong("to", say["Choose one of these journals."]); // Gone meanwhile, its own, or one that they do not work for.
        }

        await PageWriter.WriteAsync<TransferPage>(context, new TransferView
        {
            Person = person,
            Article = article,
            Form = form,
            Journals = [.. (await journals.ListAsync(ct)).Where(row => row.Id != article.Row.JournalId && DeskRule.May(person, DeskAct.Publish, row.Id)).Select(row => (row.Key, row.Title))],
            Journal = journal,
            Issues = journal is null ? [] : await articles.ListIssueChoicesAsync(new HashSet<Guid> { journal.Id }, ct),
            Follows = journal is null ? [] : Follows(article, journal, await SectionAsync(sections, article, journal, ct), say),
        }, status: form.IsRight || status != StatusCodes.Status200OK ? status : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<SectionRow?> SectionAsync(SectionStore sections, DeskArticle article, JournalRow journal, CancellationToken ct) =>
        SectionKey.Of(article.Row.Section) is { } key ? (await sections.ListAsync(journal.Id, ct)).FirstOrDefault(section => section.Key == key) : null;

    // What an editor should know before it is done.
    private static List<string> Follows(DeskArticle article, JournalRow journal, SectionRow? section, Say say)
    {
        var (row, title) = (article.Row, journal.Journal.Title);
        List<string> follows = [say["Its address stays /articles/{0}, and with it every link and every citation that leads there.", row.Slug]];
        if (DeskWords.Issue(row.IssueVolume, row.IssueNumber, row.IssueTitle, row.IssueKey) is { } issue)
        {
            follows.Add(say["It leaves the issue {0} of {1}; the other articles there stay as they are.", issue, row.JournalTitle]);
        }

        if (row.Section is { } heading)
        {
            follows.Add(section is null ? say["It keeps its heading “{0}”, which {1} does not have yet: it becomes a section there.", heading, title] : say["It keeps its heading “{0}” and stands in that section of {1}.", heading, title]);
        }

        if (article.Reading is null && article.JournalReading != journal.Journal.Reading && !OpenLicence.Is(article.Article.Licence?.Address))
        {
            follows.Add(journal.Journal.Reading == ReadingPolicy.Free
                ? say["From then on everybody may read it, as {0} has it.", title]
                : say["From then on only those may read it who have a right to it, as {0} has it.", title]);
        }

        follows.Add(row.PublishedAt is null
            ? say["Whoever works for {0} alone no longer sees this draft at the desk.", row.JournalTitle]
            : say["Its history tells readers that it came from {0}. Whoever works for that journal alone no longer changes it at the desk.", row.JournalTitle]);
        if (article.AsRead.Journal?.Title is { } stated && stated != title)
        {
            follows.Add(say["Its file goes on naming {0}; a new file of the article, whatever it names, stays in {1}.", stated, title]);
        }

        return follows;
    }
}

/// <summary>What the page shows that moves an article to another journal.</summary>
public sealed record TransferView
{
    /// <summary>Who asks.</summary>
    public required DeskPerson Person { get; init; }

    /// <summary>The article.</summary>
    public required DeskArticle Article { get; init; }

    /// <summary>What was chosen, and what is wrong.</summary>
    public required FormValues Form { get; init; }

    /// <summary>Keys and titles of the journals that it can go to.</summary>
    public required IReadOnlyList<(string Key, string Title)> Journals { get; init; }

    /// <summary>The journal that was chosen; null where none is yet.</summary>
    public JournalRow? Journal { get; init; }

    /// <summary>Issues of that journal.</summary>
    public required IReadOnlyList<IssueChoice> Issues { get; init; }

    /// <summary>What will follow, sentence by sentence.</summary>
    public required IReadOnlyList<string> Follows { get; init; }

    /// <summary>Path of the page.</summary>
    public string Address => $"/desk/articles/{Article.Row.Id}/journal";
}
