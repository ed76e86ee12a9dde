using Recto.Notes.References;

namespace Recto.App.Features.Api.Answers;

[Told("A work or archival unit that the notes of one article cite.")]
internal sealed record SourceRecord
{
    [Told("Its id within the article.", "rgaspi-558-11-431")]
    public required string Id { get; init; }

    [Told("What sort of thing it is.", "archival")]
    public required ReferenceKind Kind { get; init; }

    [Told("It in a few words.", "RGASPI 558/11/431")]
    public required string Label { get; init; }

    [Told("The work, as the mention prints it that describes it best; absent for archival units.")]
    public WorkFields? Work { get; init; }

    [Told("The archival unit; absent for works.")]
    public UnitFields? Unit { get; init; }

    [Told("Its page in the index of sources, with everybody who cites it; absent where the index does not know it yet.", "https://journals.example.org/sources/rgaspi/558/11/431", Format = "uri")]
    public string? Url { get; init; }

    [Told("DOI of the work, where the notes print one, an editor gave it, or matching found it.", "10.5555/example.431")]
    public string? Doi { get; init; }

    [Told("Who says so: printed, matched or editor; absent where there is no DOI.", "printed")]
    public string? DoiFrom { get; init; }

    [Told("How many notes cite it.", 3)]
    public required int NoteCount { get; init; }

    [Told("The notes that cite it, in order; absent where notes are closed.")]
    public IReadOnlyList<CitingNote>? Notes { get; init; }
}

[Told("A note that cites a source.")]
internal sealed record CitingNote
{
    [Told("Its key.", "12")]
    public required string Key { get; init; }

    [Told("Its label as printed.", "12")]
    public required string Label { get; init; }
}

[Told("Sources of an article in order of first mention.")]
internal sealed record SourceList
{
    [Told("The sources of this page.")]
    public required IReadOnlyList<SourceRecord> Items { get; init; }

    [Told(Page.NextWords, Page.NextExample, Format = "uri")]
    public string? Next { get; init; }

    [Told(Page.CursorWords, Page.CursorExample)]
    public string? NextCursor { get; init; }
}

[Told("An archival unit and one article that cites it.")]
internal sealed record CitedUnit
{
    [Told("The archive.")]
    public required ArchiveName Archive { get; init; }

    [Told("Levels from the top down: fonds, series, file.", "558")]
    public required IReadOnlyList<string> Path { get; init; }

    [Told("It in a few words.", "RGASPI 558/11/431")]
    public required string Label { get; init; }

    [Told("Its id within the article.", "rgaspi-558-11-431")]
    public required string SourceId { get; init; }

    [Told("How often the article mentions it, each Ibid. counted.", 4)]
    public required int Mentions { get; init; }

    [Told("The article.")]
    public required CitingArticle Article { get; init; }
}

[Told("An article that cites a source.")]
internal sealed record CitingArticle
{
    [Told("Its slug.", "marchmont-the-note")]
    public required string Slug { get; init; }

    [Told("Title, plain text.", "The Note")]
    public required string Title { get; init; }

    [Told("DOI.", "10.5555/marchmont")]
    public string? Doi { get; init; }

    [Told("Its full record in this API.", "https://journals.example.org/api/v1/articles/marchmont-the-note", Format = "uri")]
    public required string Self { get; init; }
}

[Told("Archival units over all articles, by archive and path.")]
internal sealed record UnitList
{
    [Told("The units of this page, one line for each article that cites one.")]
    public required IReadOnlyList<CitedUnit> Items { get; init; }

    [Told(Page.NextWords, Page.NextExample, Format = "uri")]
    public string? Next { get; init; }

    [Told(Page.CursorWords, Page.CursorExample)]
    public string? NextCursor { get; init; }
}
