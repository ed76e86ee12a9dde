using Recto.Journals.CitedBy;

namespace Recto.Storage.Articles;

/// <summary>One thing that an article cites and that is published.</summary>
/// <param name="Key">Unique in the article.</param>
/// <param name="SourceId">The source of its apparatus; null for an entry of a reference list.</param>
/// <param name="DoiKey">DOI, upper case; null where none is printed.</param>
/// <param name="Titles">Its keys by title.</param>
/// <param name="Printed">The words that a register is asked for; null where it is not to be asked.</param>
public sealed record CitedWorkToSave(string Key, string? SourceId, string? DoiKey, TitleKeys Titles, string? Printed);

/// <summary>How a list of citing works is ordered.</summary>
public enum CitedByOrder
{
    /// <summary>Newest works first.</summary>
    Year = 1,

    /// <summary>Latest found first.</summary>
    Found,

    /// <summary>By first author and title.</summary>
    Author,
}

/// <summary>Which citing works are wanted.</summary>
/// <param name="Source">Told by that source; null for all.</param>
/// <param name="Kind">Of that kind; null for all.</param>
/// <param name="Year">Of that year; null for all.</param>
/// <param name="WithoutSelf">Whether those of the article’s own authors are left out.</param>
public sealed record CitedByFilter(CitationSource? Source, CitingKind? Kind, int? Year, bool WithoutSelf)
{
    /// <summary>All of them.</summary>
    public static CitedByFilter All { get; } = new(null, null, null, false);
}

/// <summary>One citing work in a list.</summary>
/// <param name="Id">Its id in the list.</param>
/// <param name="Citation">The work, and who tells it.</param>
public sealed record CitedByRow(Guid Id, MergedCitation Citation);

/// <summary>One place at which an article of this site cites another.</summary>
public sealed record CitingPlace
{
    /// <summary>The citing article.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>The note’s page id; null for an entry of a reference list.</summary>
    public string? NoteHtmlId { get; init; }

    /// <summary>The note’s label; null for an entry of a reference list.</summary>
    public string? NoteLabel { get; init; }

    /// <summary>The words with which it cites, as printed; null where they are not kept.</summary>
    public string? Words { get; init; }

    /// <summary>BCP 47 tag of the note; null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>The pinpoint as printed; null where there is none.</summary>
    public string? Pinpoint { get; init; }
}

/// <summary>What the lists of an article’s citing works hold in sum.</summary>
public sealed record CitedByTally
{
    /// <summary>Citing works.</summary>
    public int All { get; init; }

    /// <summary>Of them by the article’s own authors.</summary>
    public int Self { get; init; }

    /// <summary>How many each source tells.</summary>
    public IReadOnlyDictionary<CitationSource, int> Sources { get; init; } = new Dictionary<CitationSource, int>();

    /// <summary>How many are of each kind.</summary>
    public IReadOnlyDictionary<CitingKind, int> Kinds { get; init; } = new Dictionary<CitingKind, int>();

    /// <summary>How many are of each year, newest first; works without a year are left out.</summary>
    public IReadOnlyList<(int Year, int Count)> Years { get; init; } = [];
}

/// <summary>When the sources were last asked about an article; null where they never were.</summary>
/// <param name="CrossrefThrough">Last day of which Crossref’s links are here (ISO 8601).</param>
/// <param name="OpenCitations">When OpenCitations was asked.</param>
/// <param name="Counted">What Crossref counts, for itself.</param>
/// <param name="CountedAt">When it was asked for its count.</param>
public sealed record CitedByDates(string? CrossrefThrough, DateTimeOffset? OpenCitations, int? Counted, DateTimeOffset? CountedAt);

/// <summary>How often an article is cited, as its page tells it.</summary>
public sealed record ArticleCitedRow
{
    /// <summary>Citing works, each once.</summary>
    public int Count { get; init; }

    /// <summary>Of them told by Crossref.</summary>
    public int InCrossref { get; init; }

    /// <summary>Of them told by OpenCitations.</summary>
    public int InOpenCitations { get; init; }

    /// <summary>Of them articles of this site.</summary>
    public int InNotes { get; init; }

    /// <summary>When the list last changed; null where it never did.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>When each source was last asked.</summary>
    public CitedByDates Dates { get; init; } = new(null, null, null, null);

    /// <summary>What a page that tells this depends on.</summary>
    public string Stamp => ChangedAt is null && Dates.Counted is null ? "" : FormattableString.Invariant($"{ChangedAt?.UtcTicks}.{Dates.Counted}.{(Count > 0 ? Dates.CrossrefThrough : null)}.{Dates.CountedAt?.UtcDateTime:yyMMdd}.{(Count > 0 ? Dates.OpenCitations : null)?.UtcDateTime:yyMMdd}");
}
