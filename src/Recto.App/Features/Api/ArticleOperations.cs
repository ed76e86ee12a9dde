using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Recto.App.Features.Api.Answers;
using Recto.App.Features.Api.Describing;
using Recto.App.Shell.Persons;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Identifiers;
using Recto.Journals.Search;
using Recto.Journals.Usage;
using Recto.Notes.Archives;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Lists;
using Recto.Storage.Search;
using Recto.Storage.Sql;

namespace Recto.App.Features.Api;

/// <summary>Lists of articles, their records, their texts.</summary>
internal static partial class ArticleOperations
{
    /// <summary>Slug of an article, as a part of the path.</summary>
    public static readonly Parameter Slug = Parameter.Part("slug", "Slug of the article.", "marchmont-the-note");

    private static readonly string[] WithSearch = ["q", "journal", "author", "language", "access", "limit", "cursor"];

    /// <summary>The addresses.</summary>
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new(new()
        {
            Id = "listArticles",
            Path = "/articles",
            Tag = "Articles",
            Summary = "Published articles",
            Description = "By date of publication, the newest first; with updatedSince or deleted in order of change, the oldest change first, so that a harvest misses nothing; with q the best first, at most 1000.",
            Parameters =
            [
                new("journal", "Key of the journal.", "lower-margin"),
                new("issue", "Key of the issue; needs journal.", "1-1"),
                new("section", "Heading of the section, or its key.", "articles"),
                new("author", "ORCID, or key of the person.", "edith-marchmont"),
                new("language", "BCP 47 tag; more special ones are found too (ru finds ru-Latn).", "en") { Longest = 35 },
                new("doi", "DOI.", "10.5555/marchmont") { Longest = 500 },
                new("publishedFrom", "Published on that date or later: a year, a month, or a day.", "2020") { Longest = 10 },
                new("publishedUntil", "Published on that date or earlier; a year counts to its last day.", "2026-06") { Longest = 10 },
                new("updatedSince", "Changed then or later: a day or an instant, UTC. Changes of one moment may be told late: begin a minute before the last harvest.", "2026-01-01T00:00:00Z") { Longest = 40 },
                Parameter.OneOf("deleted", "Tells those too that were public once and are not now, in the list deleted.", "true", "false"),
                Parameter.OneOf("access", "open: only what everybody may read.", "open"),
                new("q", "Search in titles, abstracts, texts, notes and sources, as the page of search does. It counts as ten requests, and goes with journal, author, language and access only.", "Litvinov") { Longest = 500 },
                Parameter.Limit(),
                Parameter.Cursor,
            ],
            Answer = typeof(ArticleList),
        }, ListAsync),
        new(new() { Id = "getArticle", Path = "/articles/{slug}", Tag = "Articles", Summary = "The full record of one article", Parameters = [Slug], Answer = typeof(ArticleRecord), Problems = [301, 404, 410] },
            (request, ct) => FindAsync(request, request.Part("slug"), ct)),
        new(new()
        {
            Id = "getArticleByDoi",
            Path = "/articles/by-doi/{doi}",
            Tag = "Articles",
            Summary = "The full record of the article with that DOI",
            Parameters = [Parameter.Part("doi", "DOI, its slash as it is or as %2F.", "10.5555/marchmont", 500)],
            Answer = typeof(ArticleRecord),
            Problems = [404, 410],
        }, FindByDoiAsync),
        new(new() { Id = "getArticleBody", Path = "/articles/{slug}/body", Tag = "Articles", Summary = "The text of one article, where it is open", Parameters = [Slug], Answer = typeof(ArticleBody), Problems = [301, 403, 404, 410] }, BodyAsync),
    ];

    private static async Task ListAsync(ApiRequest request, CancellationToken ct)
    {
        if (request.Text("q") is { } q)
        {
            await SearchAsync(request, q, ct);
            return;
        }

        var (limit, after) = (request.Limit, request.Cursor);
        var filter = await FilterAsync(request, ct);
        var page = await request.Get<ArticleStore>().ListToldAsync(filter, limit, after, ct);
        var (next, cursor) = request.Next(page.Next);
        var told = page.Items.Select(row => (Row: row, Decision: Telling.Decide(request, row.Terms))).ToList();
        await ApiDoor.WriteAsync(request.Context, new ArticleList
        {
            Items = [.. told.Where(pair => pair.Decision.Record && (filter.OpenAt is null || pair.Decision.Body)).Select(pair => Telling.Of(request, pair.Row, pair.Decision))],
            Deleted = !filter.WithDeleted ? null : [.. told.Where(pair => !pair.Decision.Record).Select(pair => new DeletedArticle { Id = pair.Row.Id, Slug = pair.Row.Slug, Withdrawn = pair.Row.IsWithdrawn, Updated = pair.Row.RecordAt })],
            Next = next,
            NextCursor = cursor,
        }, ApiWriter.Json.ArticleList);
    }

    private static async Task<ToldFilter> FilterAsync(ApiRequest request, CancellationToken ct)
    {
        var filter = new ToldFilter
        {
            SectionKey = SectionKey.Of(request.Text("section")),
            PersonKey = Author(request),
            Language = Language(request),
            Doi = request.Text("doi") is not { } text ? null : Doi.TryParse(text, out var doi) ? doi : throw ApiRefusedException.Parameter("doi", "It is a DOI, as 10.5555/12345678."),
            From = request.Date("publishedFrom"),
            Until = request.Date("publishedUntil"),
            UpdatedSince = request.Instant("updatedSince"),
            WithDeleted = request.Flag("deleted"),
            OpenAt = request.Word("access") == "open" ? request.Context.Anybody().At : null,
        };
        filter = filter with { ByChange = filter.UpdatedSince is not null || filter.WithDeleted };
        var (journal, issue) = (request.Text("journal"), request.Text("issue"));
        if (issue is not null && journal is null)
        {
            throw ApiRefusedException.Parameter("issue", "It needs the parameter journal.");
        }

        if (issue is not null)
        {
            return await request.Get<IssueStore>().FindAsync(journal!, issue, ct) is { Issue.IsDraft: false } row ? filter with { JournalId = row.JournalId, IssueId = row.Id }
                : throw ApiRefusedException.Parameter("issue", "The journal has no public issue of this key.");
        }

        return journal is null ? filter : await request.Get<JournalStore>().FindAsync(journal, ct) is { } found ? filter with { JournalId = found.Id }
            : throw ApiRefusedException.Parameter("journal", "No journal has this key.");
    }

    private static async Task SearchAsync(ApiRequest request, string q, CancellationToken ct)
    {
        foreach (var name in request.Names.Where(name => !WithSearch.Contains(name)))
        {
            throw ApiRefusedException.Parameter(name, $"With q go only {string.Join(", ", WithSearch.Except(["q"]))}.");
        }

        var (limit, after, openOnly) = (request.Limit, request.Cursor, request.Word("access") == "open");
        var query = QueryReader.Read(q, RepositoryDirectory.Shipped);
        if (query.Doi is null && !query.HasWords && !query.HasFilters)
        {
            throw ApiRefusedException.Parameter("q", "It holds no word to look for.");
        }

        var found = query.Doi is not null ? [] : (await request.Get<SearchStore>().FindAsync(new SearchRequest
        {
            Query = query,
            Journals = request.Text("journal") is { } journal ? [journal] : [],
            Languages = Language(request) is { } language ? [language] : [],
            People = Author(request) is { } author ? [author] : [],
        }, ct)).Hits;
        var ids = found.Select(hit => (hit.ArticleId, Decision: Telling.Decide(request, hit.Terms))).Where(hit => hit.Decision.Record && (!openOnly || hit.Decision.Body)).Select(hit => hit.ArticleId).ToList();
        var articles = request.Get<ArticleStore>();
        if (query.Doi is { } doi && await articles.ListToldAsync(new ToldFilter { Doi = doi }, 1, null, ct) is { Items: [var only] })
        {
            ids = [only.Id];
        }

        // The hits of a search are few and made anew; the page goes on after the article where the one before ended, and where that one is gone, at its place.
        var begin = after is not { } place ? 0 : ids.IndexOf(place.Id) is >= 0 and var at ? at + 1 : int.TryParse(place.Sort, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var shown = ids.Skip(begin).Take(limit).ToList();
        var rows = (await articles.ListToldAsync(shown, ct)).ToDictionary(row => row.Id);
        var (next, cursor) = request.Next(begin + shown.Count < ids.Count ? new Cursor((begin + shown.Count).ToString(CultureInfo.InvariantCulture), shown[^1]) : null);
        await ApiDoor.WriteAsync(request.Context, new ArticleList
        {
            Items = [.. shown.Where(rows.ContainsKey).Select(id => rows[id]).Select(row => (row, Decision: Telling.Decide(request, row.Terms))).Where(pair => pair.Decision.Record).Select(pair => Telling.Of(request, pair.row, pair.Decision))],
            Next = next,
            NextCursor = cursor,
        }, ApiWriter.Json.ArticleList);
    }

    private static async Task FindAsync(ApiRequest request, string slug, CancellationToken ct)
    {
        var articles = request.Get<ArticleStore>();
        var row = await articles.FindToldAsync(slug, ct) ?? throw await ArticleDoor.MissingAsync(request, slug, ct);
        var decision = Telling.Decide(request, row.Terms);
        if (!decision.Record)
        {
            throw ArticleDoor.Refused(row.IsWithdrawn, row.Tombstone);
        }

        ArticleDoor.Count(request, row.Terms, decision, UsageForm.Record);
        var versions = await articles.ListToldVersionsAsync(row.Id, ct);
        var files = decision.Body ? await articles.ListToldFilesAsync(row.Id, ct) : [];
        await ApiDoor.WriteAsync(request.Context, Telling.Of(request, row, decision, versions, files), ApiWriter.Json.ArticleRecord, row.RecordAt > row.Updated ? row.RecordAt : row.Updated);
    }

    private static async Task FindByDoiAsync(ApiRequest request, CancellationToken ct)
    {
        if (!Doi.TryParse(request.Part("doi"), out var doi))
        {
            throw ApiRefusedException.Parameter("doi", "It is a DOI, as 10.5555/12345678.");
        }

        await FindAsync(request, await request.Get<ArticleStore>().FindSlugAsync(doi, Visibility.WithDrafts, ct) ?? throw ApiRefusedException.NotFound("No article here has this DOI."), ct);
    }

    private static async Task BodyAsync(ApiRequest request, CancellationToken ct)
    {
        await ArticleDoor.OpenAsync(request, decision => decision.Body, UsageForm.Html, ct);
        var row = await request.Get<ArticleStore>().FindPageAsync(request.Part("slug"), Visibility.Published, ct);
        if (row is null || !ArticleDoor.Held(request, row.Terms).Body)
        {
            throw ApiRefusedException.NotFound("No article has this address."); // Taken away or closed in this very moment.
        }

        var html = new ArrayBufferWriter<byte>(row.BodyHtml.Length + 256);
        request.Get<SaidWords>().Write(html, BodyText.WithoutNotes(row.BodyHtml));
        await ApiDoor.WriteAsync(request.Context, new ArticleBody { Slug = row.Slug, Language = row.Language, Html = Encoding.UTF8.GetString(html.WrittenSpan) }, ApiWriter.Json.ArticleBody, row.Updated);
    }

    private static string? Author(ApiRequest request)
    {
        if (request.Text("author") is not { } text)
        {
            return null;
        }

        var bare = text.StartsWith("https://orcid.org/", StringComparison.OrdinalIgnoreCase) ? text["https://orcid.org/".Length..] : text;
        return Orcid().IsMatch(bare) ? bare.ToUpperInvariant() : bare.ToLowerInvariant();
    }

    private static string? Language(ApiRequest request) => request.Text("language") is not { } text ? null
        : Tag().IsMatch(text) ? text.ToLowerInvariant() : throw ApiRefusedException.Parameter("language", "It is a BCP 47 tag, as en or ru-Latn.");

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9Xx]\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Orcid();

    [GeneratedRegex(@"^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();
}
