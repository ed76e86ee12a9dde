using Recto.App.Tests.Web;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Search;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Harvest.Lists;

/// <summary>A site with a free journal, a closed one and an empty one beside the demo journal, with drafts, withdrawn articles, a retraction and titles that want to be markup.</summary>
public sealed class ListsSite : IAsyncLifetime
{
    /// <summary>What no list may ever hold.</summary>
    public const string Hidden = "HIDDENMARK";

    /// <summary>The text of closed articles, which no list may hold either.</summary>
    public const string ClosedText = "BODYMARK";

    public const string Hostile = "A <script>alert(1)</script> & ]]> \u0001\u000B \uFFFE leaf\u2028\"'";

    internal static readonly DateTimeOffset Then = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private int _saved;

    internal WebSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Site = await WebSite.StartAsync();
        await FillAsync();
        var search = new SearchStore(Site.Database);
        while (await search.ListBehindAsync(200, Ct) is { Count: > 0 } behind)
        {
            await search.IndexAsync(behind, Ct); // All of them: a page of a search that is still being indexed moves.
        }

        for (var tries = 0; tries < 200 && !(await Site.TextAsync("/sitemap.xml")).Contains("/leaves/", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(300, Ct);
        }
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    private async Task FillAsync()
    {
        var (journals, issues, articles) = (new JournalStore(Site.Database), new IssueStore(Site.Database), new ArticleStore(Site.Database));
        await using var tx = await Site.Database.BeginAsync(Ct);
        var free = await journals.SaveAsync(tx, new Journal { Key = "leaves", Title = "Leaves & <Margins>", Publisher = "Éditions de l’Arc", OnlineIssn = Issn("2049-3630"), Language = "en", Details = new() { LicenceAddress = "https://creativecommons.org/licenses/by/4.0/", FormerTitle = "Old Leaves" } }, Then, Ct);
        var closed = await journals.SaveAsync(tx, new Journal { Key = "closed", Title = "Closed Quarterly", PrintIssn = Issn("0317-8471"), Reading = ReadingPolicy.Closed, Details = new() { Email = "rights@example.org" } }, Then, Ct);
        await journals.SaveAsync(tx, new Journal { Key = "empty", Title = "Old Leaves" }, Then, Ct);
        var first = await issues.SaveAsync(tx, free.Id, new Issue { Key = "1-1", Volume = "1", Number = "1", Published = new PartialDate(2019, 3) }, Then, Ct);
        var second = await issues.SaveAsync(tx, free.Id, new Issue { Key = "2-1", Volume = "2", Number = "1", Published = new PartialDate(2026, 2) }, Then, Ct);
        var draft = await issues.SaveAsync(tx, free.Id, new Issue { Key = "3-1", Volume = "3", Number = "1", Title = Hidden, Published = new PartialDate(2027), IsDraft = true }, Then, Ct);
        var ids = new List<Guid>();
        for (var i = 0; i < 70; i++)
        {
            ids.Add((await SaveAsync(articles, tx, free.Id, i < 40 ? first.Id : second.Id, $"leaf-{i}", $"Leaf {i}", new PartialDate(i < 40 ? 2019 : 2026, 3, 14), $"10.5555/leaf.{i}")).Id);
        }

        await SaveAsync(articles, tx, free.Id, null, "hostile", Hostile, new PartialDate(2026), null);
        await SaveAsync(articles, tx, free.Id, null, "undated", "Undated", null, null);
        await SaveAsync(articles, tx, free.Id, draft.Id, "hidden-draft", Hidden, new PartialDate(2026), null, isDraft: true);
        var withdrawn = await SaveAsync(articles, tx, free.Id, second.Id, "withdrawn", Hidden, new PartialDate(2026), null);
        var notice = await SaveAsync(articles, tx, free.Id, second.Id, "notice", "Notice on leaf 3", new PartialDate(2026, 4, 1), "10.5555/notice");
        for (var i = 0; i < 3; i++)
        {
            await SaveAsync(articles, tx, closed.Id, null, $"closed-{i}", $"Closed {i}", new PartialDate(2025, 1, 1 + i), $"10.5555/closed.{i}", licence: i == 2 ? "https://creativecommons.org/licenses/by/4.0/" : null);
        }

        Assert.True(await articles.WithdrawAsync(tx, withdrawn.Id, "It was wrong.", Then.AddHours(2), Ct));
        Assert.True(await articles.RelateAsync(tx, notice.Id, ids[3], RelationKind.Retraction, Then.AddHours(3), Ct));
        await tx.CommitAsync(Ct);
    }

    /// <summary>Adds an article to the free journal.</summary>
    internal async Task AddAsync(string slug, string title, DateTimeOffset at)
    {
        var found = await new JournalStore(Site.Database).FindAsync("leaves", Ct);
        await using var tx = await Site.Database.BeginAsync(Ct);
        await SaveAsync(new ArticleStore(Site.Database), tx, found!.Id, null, slug, title, new PartialDate(2026, 5, 1), null, at: at);
        await tx.CommitAsync(Ct);
    }

    internal static Issn Issn(string text) => Recto.Journals.Identifiers.Issn.TryParse(text, out var issn) ? issn : throw new ArgumentException(text);

    private Task<SavedArticle> SaveAsync(ArticleStore articles, WriteTransaction tx, Guid journal, Guid? issue, string slug, string title, PartialDate? published, string? doi, bool isDraft = false, string? licence = null, DateTimeOffset? at = null)
    {
        var article = new Article
        {
            Title = title,
            Doi = Doi.TryParse(doi, out var known) ? known : null,
            FirstPage = $"{_saved + 1}",
            LastPage = $"{_saved + 5}",
            Section = "Articles",
            Language = "en",
            PublishedOnline = published,
            Licence = licence is null ? null : new(licence, null),
            Contributors = [new() { Role = "author", Family = "Contin", Given = "Sara", Orcid = "0000-0002-1825-0097" }, new() { Role = "author", Family = "Meladze <&>", Given = "Davit" }],
            Abstracts = [new(null, "en", $"What {title} says.\nAnd more.")],
        };
        return articles.SaveAsync(tx, new ArticleToSave
        {
            Slug = slug,
            JournalId = journal,
            IssueId = issue,
            Position = issue is null ? null : ++_saved,
            Article = article,
            Identity = ArticleIdentity.Of(article, null) + slug,
            Format = SourceFormat.Jats,
            SourceHash = slug,
            IsDraft = isDraft,
            Fragments = new() { Title = "t", Abstract = "", Body = $"<p>{ClosedText} {title.Length}</p>", Notes = "", Sources = "", References = "", About = "", Contents = [], NoteBodies = [] },
        }, at ?? Then.AddSeconds(_saved), Ct);
    }
}
