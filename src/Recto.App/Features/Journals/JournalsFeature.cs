using Recto.App.Shell;
using Recto.App.Shell.Citations;
using Recto.App.Shell.Language;
using Recto.App.Shell.Offers;
using Recto.App.Shell.Persons;
using Recto.Journals.Exchange.Citations;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.App.Features.Journals;

/// <summary>Front page, journals, archives, issues, sections, people, lists of articles. No page asks the database more than five times; front page, journals and issues wait for it twice.</summary>
internal static class JournalsFeature
{
    private const int FrontSize = 50; // A site of up to that many articles is linked from its front page as a whole.
    private const int IssuesBeside = 6;
    private const int ContentsBegin = 10;
    private const int WaitingBegin = 6;
    private const int IssueSize = 500;
    private const int ListSize = 50;
    private const int MostCoauthors = 60;

    /// <summary>Adds what it needs.</summary>
    public static void AddJournals(this IServiceCollection services) => services.AddSingleton<PersonStore>();

    /// <summary>Maps its pages.</summary>
    public static void MapJournals(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/", FrontAsync);
        routes.MapPage("/articles", ArticlesAsync);
        routes.MapPage("/authors/{key}", AuthorAsync);
        routes.MapPage("/journals/{key}", JournalAsync);
        routes.MapPage("/journals/{key}/archive", ArchiveAsync);
        routes.MapPage("/journals/{key}/articles", ArticlesOfJournalAsync);
        routes.MapPage("/journals/{key}/online-first", OnlineFirstAsync);
        routes.MapPage("/journals/{key}/sections/{section}", SectionAsync);
        routes.MapFile("/journals/{key}/cover", Covers.OfJournalAsync);
        routes.MapPage("/journals/{key}/{issue}", IssueAsync);
        routes.MapFile("/journals/{key}/{issue}/cover", Covers.OfIssueAsync);
        foreach (var format in CitationFormats.All)
        {
            routes.MapFile($"/journals/{{key}}/{{issue}}/cite.{format.Ending()}", (HttpContext context, IssueStore issues, ArticleStore articles, string key, string issue, CancellationToken ct) =>
                CiteIssueAsync(context, issues, articles, key, issue, format, ct));
        }
    }

    private static async Task FrontAsync(HttpContext context, Database database, JournalFaces faces, JournalStore journals, IssueStore issues, ArticleStore articles, CancellationToken ct)
    {
        var together = new RoundTrip(database);
        var only = journals.FindOnly(together);
        var beside = faces.Only is { } face ? Beside.Of(together, face.JournalId, issues, articles, isFront: true) : null;
        var (all, newest) = beside is null ? (journals.List(together), articles.List(together, FrontSize, null)) : default;
        await together.AskAsync(ct);
        if (only.Value is { } found)
        {
            await WriteJournalAsync(context, found, beside, issues, articles, isFront: true, ct);
            return;
        }

        var (rows, page) = (all?.Value ?? await journals.ListAsync(ct), newest?.Value ?? await articles.ListAsync(FrontSize, null, ct));
        await PageWriter.WriteAsync<FrontPage>(context, new FrontView(rows, page.Items, page.Next is not null, context.Reader()));
    }

    private static async Task JournalAsync(HttpContext context, Database database, JournalFaces faces, JournalStore journals, IssueStore issues, ArticleStore articles, string key, string? after, CancellationToken ct)
    {
        var together = new RoundTrip(database);
        var asked = journals.Find(together, key);
        var beside = after is null && faces.Find(key) is { } face ? Beside.Of(together, face.JournalId, issues, articles, isFront: false) : null;
        await together.AskAsync(ct);
        if (!Place(after, out var cursor) || asked.Value is not { } found)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        if (cursor is { } place)
        {
            // The list of issues stood here once.
            context.Response.Redirect($"/journals/{Uri.EscapeDataString(found.Journal.Key)}/archive?after={place}", permanent: true);
            return;
        }

        await WriteJournalAsync(context, found, beside, issues, articles, isFront: false, ct);
    }

    private static async Task WriteJournalAsync(HttpContext context, JournalRow found, Beside? beside, IssueStore issues, ArticleStore articles, bool isFront, CancellationToken ct)
    {
        var view = await JournalViewAsync(context, found, beside, issues, articles, isFront, ct);
        await PageWriter.WriteAsync<JournalPage>(context, view, JournalLanding.Of(view, context.Origin()));
    }

    private static async Task<JournalView> JournalViewAsync(HttpContext context, JournalRow found, Beside? beside, IssueStore issues, ArticleStore articles, bool isFront, CancellationToken ct)
    {
        var database = context.RequestServices.GetRequiredService<Database>();
        if (beside is null || beside.JournalId != found.Id)
        {
            var together = new RoundTrip(database);
            beside = Beside.Of(together, found.Id, issues, articles, isFront);
            await together.AskAsync(ct);
        }

        var (newest, rows) = (beside.Issues.Value, beside.Articles.Value);
        List<IssueListRow> regular = [.. newest.Items.Where(issue => issue.Kind != Recto.Journals.Issues.IssueKind.OnlineFirst)];
        var current = regular.Find(issue => issue.ArticleCount > 0);
        var rest = new RoundTrip(database);
        var sections = found.Policy.Sections.Count == 0 ? null : context.RequestServices.GetRequiredService<SectionStore>().List(rest, found.Id);
        var listed = current is not null ? articles.ListOfIssue(rest, current.Id, Visibility.Published, ContentsBegin, null) : isFront ? beside.Articles : articles.ListOfJournal(rest, found.Id, FrontSize, null);
        await rest.AskAsync(ct);
        var contents = listed.Value;
        var newestOfAll = isFront && current is not null ? rows : null;
        var waiting = newestOfAll is { } all ? new Page<ArticleListRow>([.. all.Items.Where(row => row.IssueKey is null)], all.Next)
            : current is null ? new Page<ArticleListRow>([], null) : rows;
        var shown = contents.Items.Concat(waiting.Items).Select(row => row.Id).ToHashSet();
        return new JournalView
        {
            Journal = found.Journal,
            Policy = found.Policy,
            Sections = (sections?.Value ?? []).ToDictionary(section => section.Key, section => section.Name(Say.Here.Language, found.Journal.Language)),
            IsFront = isFront,
            Issues = [.. regular.Take(IssuesBeside)],
            HasMoreIssues = newest.Next is not null || regular.Count > IssuesBeside,
            Current = current,
            Contents = contents.Items,
            Waiting = waiting.Items,
            Earlier = [.. (newestOfAll?.Items ?? []).Where(row => !shown.Contains(row.Id))],
            HasMoreWaiting = waiting.Next is not null,
            Reader = context.Reader(),
        };
    }

    private static async Task ArchiveAsync(HttpContext context, JournalStore journals, IssueStore issues, string key, string? after, CancellationToken ct)
    {
        if (!Place(after, out var cursor) || await journals.FindAsync(key, ct) is not { } found)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var volumes = ArchiveVolumes.Of(await issues.ListPlacesAsync(found.Id, ct));
        var (groups, next) = volumes.PageAfter(cursor);
        var rows = groups.Count == 0 ? [] : (await issues.ListBetweenAsync(found.Id, groups.SelectMany(group => group.Places).Select(place => place.SortKey).Min(StringComparer.Ordinal)!,
            groups.SelectMany(group => group.Places).Select(place => place.SortKey).Max(StringComparer.Ordinal)!, ct)).ToDictionary(row => row.Id);
        await PageWriter.WriteAsync<ArchivePage>(context, new ArchiveView(found.Journal,
            [.. groups.Select(group => new ArchiveVolume(group.Volume, group.Years, [.. group.Places.Select(place => rows.GetValueOrDefault(place.Id)).OfType<IssueListRow>()]))],
            next?.ToString(), cursor is null, volumes.Issues, volumes.Decades()));
    }

    private static async Task IssueAsync(HttpContext context, IssueStore issues, ArticleStore articles, string key, string issue, string? after, CancellationToken ct)
    {
        var reader = context.Reader();
        if (!Place(after, out var cursor) || await issues.FindPageAsync(key, issue, ct) is not { } found || (found.Issue.Issue.IsDraft && !reader.IsStaffOf(found.Journal.Id)))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        // Who works on an issue that is not out yet looks at the whole of it.
        var together = new RoundTrip(context.RequestServices.GetRequiredService<Database>());
        var listed = articles.ListOfIssue(together, found.Issue.Id, found.Issue.Issue.IsDraft ? Visibility.WithDrafts : Visibility.Published, IssueSize, cursor);
        var sections = issues.ListSections(together, found.Journal.Id);
        await together.AskAsync(ct);
        var (page, journal) = (listed.Value, found.Journal.Journal);
        var view = new IssueView
        {
            Journal = journal,
            Issue = found.Issue.Issue,
            Previous = found.Previous,
            NextIssue = found.Next,
            Sections = ContentsSection.Of(page.Items, sections.Value, journal.Key, Say.Here.Language, journal.Language),
            Next = page.Next?.ToString(),
            First = cursor is null,
            Reader = reader,
            Offers = page.Items.Any(row => !reader.Decide(row.Terms).Body) ? context.RequestServices.GetRequiredService<ShopWindow>().OfIssue(found.Journal.Id, found.Issue.Id, found.Issue.Issue.Published?.Year, reader.At) : [],
        };
        await PageWriter.WriteAsync<IssuePage>(context, view, JournalLanding.Of(view, context.Origin()));
    }

    private static async Task CiteIssueAsync(HttpContext context, IssueStore issues, ArticleStore articles, string key, string issue, CitationFormat format, CancellationToken ct)
    {
        var reader = context.Reader();
        if (await issues.FindPageAsync(key, issue, ct) is not { } found || (found.Issue.Issue.IsDraft && !reader.IsStaffOf(found.Journal.Id)))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var page = await articles.ListOfIssueAsync(found.Issue.Id, found.Issue.Issue.IsDraft ? Visibility.WithDrafts : Visibility.Published, CitationDownload.Most, null, ct);
        var works = CitationDownload.Works(await articles.ListCitedAsync([.. page.Items.Select(row => row.Id)], ct), reader, context.Origin());
        if (works.Count == 0)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        await CitationDownload.SendAsync(context, format, works, $"{found.Journal.Journal.Key}-{found.Issue.Issue.Key}");
    }

    private static async Task ArticlesAsync(HttpContext context, ArticleStore articles, string? after, CancellationToken ct)
    {
        if (!Place(after, out var cursor))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        await ListAsync(context, new() { Heading = Say.Here["All articles, newest first"], Address = "/articles", Articles = [], Next = null, First = cursor is null, Reader = context.Reader() },
            await articles.ListAsync(ListSize, cursor, ct));
    }

    private static async Task ArticlesOfJournalAsync(HttpContext context, JournalStore journals, ArticleStore articles, string key, string? after, CancellationToken ct)
    {
        if (!Place(after, out var cursor) || await journals.FindAsync(key, ct) is not { } found)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        await ListAsync(context, OfJournal(context, found, Say.Here["All articles"], "articles", cursor), await articles.ListOfJournalAsync(found.Id, ListSize, cursor, ct));
    }

    private static async Task OnlineFirstAsync(HttpContext context, JournalStore journals, ArticleStore articles, string key, string? after, CancellationToken ct)
    {
        if (!Place(after, out var cursor) || await journals.FindAsync(key, ct) is not { } found)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        await ListAsync(context, OfJournal(context, found, Say.Here["Online first"], "online-first", cursor) with { Lede = Say.Here["Articles that are published and wait for their issue."] },
            await articles.ListWaitingAsync(found.Id, ListSize, cursor, ct));
    }

    private static async Task SectionAsync(HttpContext context, JournalStore journals, IssueStore issues, ArticleStore articles, string key, string section, string? after, CancellationToken ct)
    {
        if (!Place(after, out var cursor) || await journals.FindAsync(key, ct) is not { } found)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var page = await articles.ListOfSectionAsync(found.Id, section, ListSize, cursor, ct);
        var known = (await issues.ListSectionsAsync(found.Id, ct)).FirstOrDefault(one => one.Key == section);
        if (known is null && page.Items.Count == 0)
        {
            await NotFound.WriteAsync(context); // A heading that nobody has written, or all of whose articles are drafts.
            return;
        }

        var printed = page.Items.Select(row => row.Section).FirstOrDefault();
        var (name, language) = known is null ? (printed, found.Journal.Language) : ContentsSection.NameOf(known, printed, Say.Here.Language, found.Journal.Language);
        await ListAsync(context, OfJournal(context, found, name ?? section, "sections/" + Uri.EscapeDataString(section), cursor) with { HeadingLanguage = language }, page);
    }

    private static async Task AuthorAsync(HttpContext context, PersonStore people, ArticleStore articles, string key, string? after, CancellationToken ct)
    {
        if (!Place(after, out var cursor) || await people.FindAsync(key, ct) is not { } person)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var page = await articles.ListOfPersonAsync(key, ListSize, cursor, ct);
        await PageWriter.WriteAsync<AuthorPage>(context, new AuthorView(person, await people.ListCoauthorsAsync(key, MostCoauthors, ct), page.Items, page.Next?.ToString(), cursor is null, context.Reader()));
    }

    private static ArticlesView OfJournal(HttpContext context, JournalRow found, string heading, string place, Cursor? cursor) => new()
    {
        Heading = heading,
        Journal = found.Journal,
        Address = $"/journals/{found.Journal.Key}/{place}",
        Articles = [],
        Next = null,
        First = cursor is null,
        Reader = context.Reader(),
    };

    private static Task ListAsync(HttpContext context, ArticlesView view, Page<ArticleListRow> page) =>
        PageWriter.WriteAsync<ArticlesPage>(context, view with { Articles = page.Items, Next = page.Next?.ToString() }, JournalLanding.Of(view, context.Origin()));

    private static bool Place(string? after, out Cursor? cursor)
    {
        cursor = Cursor.TryParse(after, out var place) ? place : null;
        return after is null || cursor is not null;
    }

    // What a journal's page asks beside the journal itself, so that it is asked with it where its id is known: its newest issues; on the front page its newest articles, else those that wait.
    private sealed record Beside(Guid JournalId, Answer<Page<IssueListRow>> Issues, Answer<Page<ArticleListRow>> Articles)
    {
        public static Beside Of(RoundTrip together, Guid journalId, IssueStore issues, ArticleStore articles, bool isFront) => new(journalId, issues.List(together, journalId, IssuesBeside + 1, null),
            isFront ? articles.ListOfJournal(together, journalId, FrontSize, null) : articles.ListWaiting(together, journalId, WaitingBegin, null));
    }
}
