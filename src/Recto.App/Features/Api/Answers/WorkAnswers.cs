using Recto.Notes.References;

namespace Recto.App.Features.Api.Answers;

[Told("A published work that notes of this site cite, over all articles.")]
internal sealed record WorkSummary
{
    [Told("Its id, for ever.", "vaisse-1983-militaires")]
    public required string Id { get; init; }

    [Told("What sort of thing it is.", "book")]
    public required ReferenceKind Kind { get; init; }

    [Told("It as a bibliography has it.", "Vaïsse, M. Les militaires français. Paris 1983.")]
    public required string Label { get; init; }

    [Told("Authors, else editors, family name first.", "Vaïsse, M.")]
    public required IReadOnlyList<string> Names { get; init; }

    [Told("Title; absent where only the work around it is named.", "Les militaires français")]
    public string? Title { get; init; }

    [Told("Journal, newspaper or book in which it stands.", "Revue des notes")]
    public string? Container { get; init; }

    [Told("Date as printed.", "1983")]
    public string? Date { get; init; }

    [Told("DOI, where one is known.", "10.5555/vaisse")]
    public string? Doi { get; init; }

    [Told("ISBN, 13 digits, where a note prints it.", "9780306406157")]
    public string? Isbn { get; init; }

    [Told("How many published articles cite it.", 3)]
    public required int ArticleCount { get; init; }

    [Told("How often their notes mention it, each Ibid. counted.", 7)]
    public required int MentionCount { get; init; }

    [Told("This record.", "https://journals.example.org/api/v1/works/vaisse-1983-militaires", Format = "uri")]
    public required string Self { get; init; }
}

[Told("A work with the articles that cite it, the latest first.")]
internal sealed record WorkRecordAnswer
{
    [Told("The work.")]
    public required WorkSummary Work { get; init; }

    [Told("Articles that cite it, of this page.")]
    public required IReadOnlyList<WorkCiting> CitedBy { get; init; }

    [Told(Page.NextWords, Page.NextExample, Format = "uri")]
    public string? Next { get; init; }

    [Told(Page.CursorWords, Page.CursorExample)]
    public string? NextCursor { get; init; }
}

[Told("An article and its mentions of a work.")]
internal sealed record WorkCiting
{
    [Told("The article.")]
    public required CitingArticle Article { get; init; }

    [Told("The mentions; absent where the notes are closed.")]
    public IReadOnlyList<WorkMentionAnswer>? Mentions { get; init; }
}

[Told("A mention of a work in a note.")]
internal sealed record WorkMentionAnswer
{
    [Told("The note.")]
    public required CitingNote Note { get; init; }

    [Told("The pinpoint as printed; absent where there is none.", "72")]
    public string? Pages { get; init; }

    [Told("The words of the mention, as printed.", "Vaïsse, Les militaires français, 72")]
    public required string Text { get; init; }
}

[Told("Works by name.")]
internal sealed record WorkList
{
    [Told("The works of this page.")]
    public required IReadOnlyList<WorkSummary> Items { get; init; }

    [Told(Page.NextWords, Page.NextExample, Format = "uri")]
    public string? Next { get; init; }

    [Told(Page.CursorWords, Page.CursorExample)]
    public string? NextCursor { get; init; }
}
