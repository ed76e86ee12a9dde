using Recto.Journals.CitedBy;

namespace Recto.App.Features.Api.Answers;

[Told("Works that cite an article.")]
internal sealed record CitedByList
{
    [Told("How many there are in sum, whatever is asked for.", 3)]
    public required int Count { get; init; }

    [Told("The works of this page.")]
    public required IReadOnlyList<CitingWorkAnswer> Items { get; init; }

    [Told(Page.NextWords, Page.NextExample, Format = "uri")]
    public string? Next { get; init; }

    [Told(Page.CursorWords, Page.CursorExample)]
    public string? NextCursor { get; init; }
}

[Told("A work that cites an article, each work once, whoever tells of it.")]
internal sealed record CitingWorkAnswer
{
    [Told("What sort of thing it is; unknown where nobody says.", "article")]
    public required CitingKind Kind { get; init; }

    [Told("Title; absent where nobody tells it.", "Endnotes and their enemies")]
    public string? Title { get; init; }

    [Told("Authors in printed order.")]
    public required IReadOnlyList<CitingAuthorAnswer> Authors { get; init; }

    [Told("Journal or book in which it stands.", "Notes on Method")]
    public string? Container { get; init; }

    [Told("ISSNs of the journal.", "1069-9384")]
    public required IReadOnlyList<string> Issns { get; init; }

    [Told("Publisher, or the institution of a thesis or report.", "Routledge")]
    public string? Publisher { get; init; }

    [Told("Volume.", "7")]
    public string? Volume { get; init; }

    [Told("Issue.", "2")]
    public string? Issue { get; init; }

    [Told("First page, or the article's number.", "11")]
    public string? FirstPage { get; init; }

    [Told("Year.", 2025)]
    public int? Year { get; init; }

    [Told("DOI.", "10.1234/endnotes")]
    public string? Doi { get; init; }

    [Told("DOIs of other versions, as a preprint.", "10.1234/preprint")]
    public required IReadOnlyList<string> OtherVersions { get; init; }

    [Told("Where it can be read; absent where nobody says.", "https://doi.org/10.1234/endnotes", Format = "uri")]
    public string? Url { get; init; }

    [Told("The article, where it is one of this site.")]
    public CitingArticle? Article { get; init; }

    [Told("Whether one who wrote the cited article wrote this too.", false)]
    public required bool IsSelfCitation { get; init; }

    [Told("Whether it was retracted or withdrawn.", false)]
    public required bool IsRetracted { get; init; }

    [Told("Who tells that it cites the article, each once.")]
    public required IReadOnlyList<CitationToldBy> ToldBy { get; init; }
}

[Told("An author of a citing work.")]
internal sealed record CitingAuthorAnswer
{
    [Told("Family name; of a body the whole name.", "Hollis")]
    public required string Family { get; init; }

    [Told("Given names or initials.", "P.")]
    public string? Given { get; init; }

    [Told("ORCID.", "0000-0002-1825-0097")]
    public string? Orcid { get; init; }
}

[Told("Who tells of a citation, and since when.")]
internal sealed record CitationToldBy
{
    [Told("crossref and openCitations are asked by the site; ownNotes are the notes and reference lists of its own articles.", "ownNotes")]
    public required CitationSource Source { get; init; }

    [Told("When it was first told.", "2026-03-14T09:26:53Z")]
    public required DateTimeOffset FirstSeen { get; init; }
}
