using Recto.Journals.Issues;

namespace Recto.App.Features.Api.Answers;

[Told("An issue as other answers name it.")]
internal sealed record IssueName
{
    [Told("Its key under its journal.", "1-1")]
    public required string Key { get; init; }

    [Told("Volume as printed.", "1")]
    public string? Volume { get; init; }

    [Told("Number as printed.", "1")]
    public string? Number { get; init; }

    [Told("Title of a special issue.", "On Ibid.")]
    public string? Title { get; init; }

    [Told("Cover date as ISO 8601, as far as it is known: a year, a month, or a day.", "2026-03")]
    public string? Published { get; init; }

    [Told("Its answer in this API.", "https://journals.example.org/api/v1/journals/lower-margin/issues/1-1", Format = "uri")]
    public required string Self { get; init; }
}

[Told("An issue in a list.")]
internal record IssueSummary
{
    [Told("Its key under its journal.", "1-1")]
    public required string Key { get; init; }

    [Told("Volume as printed.", "1")]
    public string? Volume { get; init; }

    [Told("Number as printed.", "1")]
    public string? Number { get; init; }

    [Told("Title of a special issue.", "On Ibid.")]
    public string? Title { get; init; }

    [Told("Cover date as ISO 8601, as far as it is known: a year, a month, or a day.", "2026-03")]
    public string? Published { get; init; }

    [Told("What sort of issue it is; onlineFirst holds articles that wait for their issue.", "regular")]
    public required IssueKind Kind { get; init; }

    [Told("Guest editors in one line.", "A. Tarrow and I. Maubert")]
    public string? Editors { get; init; }

    [Told("A few words about it, plain text.", "Papers of a colloquium.")]
    public string? Description { get; init; }

    [Told("Its journal.")]
    public required JournalName Journal { get; init; }

    [Told("Its page on the site.", "https://journals.example.org/journals/lower-margin/1-1", Format = "uri")]
    public required string Url { get; init; }

    [Told("Its answer in this API.", "https://journals.example.org/api/v1/journals/lower-margin/issues/1-1", Format = "uri")]
    public required string Self { get; init; }
}

[Told("An issue in a list, with the count of its articles.")]
internal sealed record CountedIssue : IssueSummary
{
    [Told("How many published articles it has.", 7)]
    public required int ArticleCount { get; init; }
}

[Told("An issue with its contents in their order.")]
internal sealed record IssueRecord : IssueSummary
{
    [Told("The public issue before it.")]
    public IssueName? PreviousIssue { get; init; }

    [Told("The public issue after it.")]
    public IssueName? NextIssue { get; init; }

    [Told("Its published articles in their order there.")]
    public required IReadOnlyList<ArticleSummary> Articles { get; init; }

    [Told("Address of the next page of its articles; absent where all are told.", "https://journals.example.org/api/v1/journals/lower-margin/issues/1-1?cursor=AbC", Format = "uri")]
    public string? Next { get; init; }

    [Told(Page.CursorWords, Page.CursorExample)]
    public string? NextCursor { get; init; }
}

[Told("Issues of a journal, newest first.")]
internal sealed record IssueList
{
    [Told("The issues of this page.")]
    public required IReadOnlyList<CountedIssue> Items { get; init; }

    [Told(Page.NextWords, Page.NextExample, Format = "uri")]
    public string? Next { get; init; }

    [Told(Page.CursorWords, Page.CursorExample)]
    public string? NextCursor { get; init; }
}
