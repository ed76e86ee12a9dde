using Recto.App.Features.Api.Answers;
using Recto.App.Features.Api.Describing;
using Recto.Journals.Access;
using Recto.Journals.Works;
using Recto.Storage.Sql;
using Recto.Storage.Works;

namespace Recto.App.Features.Api;

/// <summary>Works over all articles.</summary>
internal static class WorkOperations
{
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new(new()
        {
            Id = "listWorks",
            Path = "/works",
            Tag = "Sources",
            Summary = "Published works that the published articles of this site cite, by name",
            Description = "Every book, chapter, article, thesis and printed edition once, however the articles write it.",
            Parameters = [new("q", "Words of names, titles and years, or their beginnings, all of which must stand in the record, in any alphabet; or a DOI.", "vaisse militaires") { Longest = 200 }, Parameter.Limit(), Parameter.Cursor],
            Answer = typeof(WorkList),
        }, ListAsync),
        new(new()
        {
            Id = "getWork",
            Path = "/works/{work}",
            Tag = "Sources",
            Summary = "One work, with the articles that cite it and their mentions",
            Description = "Of a work that has become one with another, the other is told: look at its id.",
            Parameters = [Parameter.Part("work", "Id of the work.", "vaisse-1983-militaires"), Parameter.Limit(), Parameter.Cursor],
            Answer = typeof(WorkRecordAnswer),
            Problems = [404],
        }, FindAsync),
    ];

    private static async Task ListAsync(ApiRequest request, CancellationToken ct)
    {
        var page = await request.Get<WorkStore>().ListAsync(request.Text("q"), WorkOrder.Name, Visibility.Published, request.Limit, request.Cursor, ct);
        var (next, cursor) = request.Next(page.Next);
        await ApiDoor.WriteAsync(request.Context, new WorkList { Items = [.. page.Items.Select(row => Of(request, row.Slug, row.Record, row.Record.Doi, row.Articles, row.Mentions))], Next = next, NextCursor = cursor }, ApiWriter.Json.WorkList);
    }

    private static async Task FindAsync(ApiRequest request, CancellationToken ct)
    {
        var works = request.Get<WorkStore>();
        var work = await works.FindAsync(request.Part("work"), Visibility.Published, ct);
        work = work?.MergedInto is { } other ? await works.FindAsync(other, Visibility.Published, ct) : work;
        if (work is null)
        {
            throw ApiRefusedException.NotFound("There is no work of this id.");
        }

        var page = await works.ListCitingAsync(work.Id, Visibility.Published, request.Limit, request.Cursor, ct);
        var (next, cursor) = request.Next(page.Next);
        await ApiDoor.WriteAsync(request.Context, new WorkRecordAnswer
        {
            Work = Of(request, work.Slug, work.Record, work.Doi, work.Articles, work.Mentions),
            CitedBy = [.. page.Items.Select(article => Of(request, article))],
            Next = next,
            NextCursor = cursor,
        }, ApiWriter.Json.WorkRecordAnswer);
    }

    private static WorkSummary Of(ApiRequest request, string slug, WorkRecord record, string? doi, int articles, int mentions) => new()
    {
        Id = slug,
        Kind = record.Kind,
        Label = WorkLine.Text(record),
        Names = [.. record.People.Select(person => person.Inverted)],
        Title = record.Title,
        Container = record.Container,
        Date = record.Year,
        Doi = doi,
        Isbn = record.Isbn,
        ArticleCount = articles,
        MentionCount = mentions,
        Self = request.Self("works", slug),
    };

    private static WorkCiting Of(ApiRequest request, CitingArticleRow article) => new()
    {
        Article = new() { Slug = article.Slug, Title = article.Title, Doi = article.Doi, Self = request.Self("articles", article.Slug) },
        Mentions = !Telling.Decide(request, article.Terms).Notes ? null
            : [.. article.Sources.SelectMany(source => source.Mentions).OrderBy(mention => mention.Mention.Note).Select(mention => new WorkMentionAnswer
            {
                Note = new() { Key = Telling.KeyOf(mention.HtmlId), Label = mention.Label },
                Pages = mention.Mention.Locator,
                Text = mention.Words,
            })],
    };
}
