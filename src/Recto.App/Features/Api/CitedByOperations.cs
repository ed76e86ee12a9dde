using System.Text.Json;
using Recto.App.Features.Api.Answers;
using Recto.App.Features.Api.Describing;
using Recto.Journals.CitedBy;
using Recto.Journals.Usage;
using Recto.Storage.Articles;

namespace Recto.App.Features.Api;

/// <summary>Who cites an article.</summary>
internal static class CitedByOperations
{
    /// <summary>The addresses.</summary>
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new(new()
        {
            Id = "listCitedBy",
            Path = "/articles/{slug}/cited-by",
            Tag = "Articles",
            Summary = "Works that cite one article, and who tells of each",
            Description = "Notes and reference lists of this site, and what Crossref and OpenCitations tell where the site asks them. The newest first.",
            Parameters =
            [
                ArticleOperations.Slug,
                Parameter.OneOf("source", "Only what this source tells.", [.. Enum.GetValues<CitationSource>().Select(Word)]),
                Parameter.OneOf("kind", "Only works of this kind.", [.. Enum.GetValues<CitingKind>().Where(kind => kind != CitingKind.Unknown).Select(Word)]),
                Parameter.OneOf("self", "false: without works by an author of the article.", "false", "true"),
                Parameter.OneOf("sort", "year: the newest first; found: the latest told first.", "year", "found"),
                Parameter.Limit(),
                Parameter.Cursor,
            ],
            Answer = typeof(CitedByList),
            Problems = [301, 404, 410],
        }, ListAsync),
    ];

    private static async Task ListAsync(ApiRequest request, CancellationToken ct)
    {
        var filter = new CitedByFilter(Named<CitationSource>(request.Word("source")), Named<CitingKind>(request.Word("kind")), null, request.Word("self") == "false");
        var (order, limit, after) = (request.Word("sort") == "found" ? CitedByOrder.Found : CitedByOrder.Year, request.Limit, request.Cursor);
        var (row, _) = await ArticleDoor.OpenAsync(request, decision => decision.Record, UsageForm.CitedBy, ct);
        var lists = request.Get<CitedByStore>();
        var page = await lists.ListAsync(row.Id, filter, order, limit, after, ct);
        var tally = await lists.TallyAsync(row.Id, ct);
        var own = (await request.Get<ArticleStore>().ListCitedAsync([.. page.Items.Select(one => one.Citation.ArticleId).OfType<Guid>()], ct))
            .Where(article => Telling.Decide(request, article.Terms).Record).ToDictionary(article => article.Id);
        var (next, cursor) = request.Next(page.Next);
        await ApiDoor.WriteAsync(request.Context, new CitedByList
        {
            Count = tally.All,
            Items = [.. page.Items.Select(one => Of(request, one.Citation, one.Citation.ArticleId is { } id ? own.GetValueOrDefault(id) : null))],
            Next = next,
            NextCursor = cursor,
        }, ApiWriter.Json.CitedByList);
    }

    private static CitingWorkAnswer Of(ApiRequest request, MergedCitation citation, CitedArticleRow? own)
    {
        var work = citation.Work;
        return new()
        {
            Kind = work.Kind,
            Title = work.Title,
            Authors = [.. work.Authors.Select(author => new CitingAuthorAnswer { Family = author.Family, Given = author.Given, Orcid = author.Orcid })],
            Container = work.Container,
            Issns = work.Issns,
            Publisher = work.Publisher,
            Volume = work.Volume,
            Issue = work.Issue,
            FirstPage = work.FirstPage,
            Year = work.Year,
            Doi = work.Doi?.Value,
            OtherVersions = [.. citation.OtherVersions.Select(version => version.ToLowerInvariant())],
            Url = own is not null ? request.Page("articles", own.Slug) : work.Doi?.Address,
            Article = own is null ? null : new() { Slug = own.Slug, Title = own.ReadArticle().Title, Doi = work.Doi?.Value, Self = request.Self("articles", own.Slug) },
            IsSelfCitation = citation.IsSelf,
            IsRetracted = citation.IsRetracted,
            ToldBy = [.. citation.SeenBy.Select(seen => new CitationToldBy { Source = seen.Source, FirstSeen = seen.First })],
        };
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static T? Named<T>(string? word) where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => Word(value!.Value) == word);
}
