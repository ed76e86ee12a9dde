using Recto.Journals.Issues;

namespace Recto.App.Features.Api.Answers;

[Told("A journal as other answers name it.")]
internal sealed record JournalName
{
    [Told("Its key, the part of its addresses.", "lower-margin")]
    public required string Key { get; init; }

    [Told("Full title.", "The Lower Margin")]
    public required string Title { get; init; }

    [Told("ISSN, the online one before the printed one.", "1234-5679")]
    public string? Issn { get; init; }

    [Told("Its answer in this API.", "https://journals.example.org/api/v1/journals/lower-margin", Format = "uri")]
    public required string Self { get; init; }
}

[Told("A journal.")]
internal sealed record JournalRecord
{
    [Told("Its key, the part of its addresses. It changes only when an editor gives it another.", "lower-margin")]
    public required string Key { get; init; }

    [Told("Full title.", "The Lower Margin")]
    public required string Title { get; init; }

    [Told("Subtitle.", "A Journal of Notes")]
    public string? Subtitle { get; init; }

    [Told("Titles in other languages, by BCP 47 tag.")]
    public IReadOnlyDictionary<string, string>? OtherTitles { get; init; }

    [Told("Abbreviated title.", "Lower Margin")]
    public string? Abbreviation { get; init; }

    [Told("Title that it had before.", "The Margin")]
    public string? FormerTitle { get; init; }

    [Told("Publisher.", "Society for Notes")]
    public string? Publisher { get; init; }

    [Told("Place of the publisher.", "Utrecht")]
    public string? PublisherPlace { get; init; }

    [Told("ISSN of the print edition.", "1234-5679")]
    public string? PrintIssn { get; init; }

    [Told("ISSN of the online edition.", "2049-3630")]
    public string? OnlineIssn { get; init; }

    [Told("ISSN-L.", "1234-5679")]
    public string? LinkingIssn { get; init; }

    [Told("BCP 47 tag of its main language.", "en")]
    public string? Language { get; init; }

    [Told("BCP 47 tags of the languages that it publishes in.", "fr")]
    public required IReadOnlyList<string> Languages { get; init; }

    [Told("A few words about it, plain text.", "Essays on footnotes.")]
    public string? About { get; init; }

    [Told("First year of publication.", 1997)]
    public int? Founded { get; init; }

    [Told("How often it appears, in words.", "Twice a year")]
    public string? Frequency { get; init; }

    [Told("How its contributions are reviewed, in words.", "Double-blind")]
    public string? PeerReview { get; init; }

    [Told("Address of the licence of its articles, where none of their own says otherwise.", "https://creativecommons.org/licenses/by/4.0/", Format = "uri-reference")]
    public string? Licence { get; init; }

    [Told("Who may read its articles where neither a licence nor an editor says otherwise.", "free")]
    public required ReadingPolicy Reading { get; init; }

    [Told("How many published articles it has.", 12)]
    public required int ArticleCount { get; init; }

    [Told("How many public issues it has.", 3)]
    public required int IssueCount { get; init; }

    [Told("Its page on the site.", "https://journals.example.org/journals/lower-margin", Format = "uri")]
    public required string Url { get; init; }

    [Told("Its answer in this API.", "https://journals.example.org/api/v1/journals/lower-margin", Format = "uri")]
    public required string Self { get; init; }

    [Told("When its record was last changed.", "2026-03-14T09:26:53Z")]
    public required DateTimeOffset Updated { get; init; }
}

[Told("Journals by key.")]
internal sealed record JournalList
{
    [Told("The journals of this page.")]
    public required IReadOnlyList<JournalRecord> Items { get; init; }

    [Told(Page.NextWords, Page.NextExample, Format = "uri")]
    public string? Next { get; init; }

    [Told(Page.CursorWords, Page.CursorExample)]
    public string? NextCursor { get; init; }
}

/// <summary>What every list says of its next page.</summary>
internal static class Page
{
    public const string NextWords = "Address of the next page; absent on the last page. It stands in the header Link (rel=\"next\") too.";
    public const string NextExample = "https://journals.example.org/api/v1/articles?cursor=AbC";
    public const string CursorWords = "What to send as cursor for the next page, with all other parameters as before; absent on the last page.";
    public const string CursorExample = "AbC";
}
