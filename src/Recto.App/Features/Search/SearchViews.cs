using Recto.App.Shell;
using Recto.Journals.Access;
using Recto.Journals.Search;
using Recto.Storage.Search;

namespace Recto.App.Features.Search;

/// <summary>A page of results, or of none.</summary>
public sealed record SearchView
{
    /// <summary>What was asked.</summary>
    public required SearchParameters Asked { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }

    /// <summary>How many articles; at most <see cref="SearchStore.MostHits"/>.</summary>
    public int Count { get; init; }

    /// <summary>Whether there are more.</summary>
    public bool IsCapped { get; init; }

    /// <summary>Whether not all that was typed is looked for.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether there is anything to look for.</summary>
    public bool HasQuestion { get; init; }

    /// <summary>Whether everything typed says only what must not be found.</summary>
    public bool OnlyExcludes { get; init; }

    /// <summary>A DOI that no article here has; null otherwise.</summary>
    public string? MissingDoi { get; init; }

    /// <summary>Another query that finds something; null where none is known.</summary>
    public string? Meant { get; init; }

    /// <summary>Other spellings that were found, as printed.</summary>
    public IReadOnlyList<string> Spellings { get; init; } = [];

    /// <summary>Whether a word was looked for in other spellings.</summary>
    public bool HasSpellings { get; init; }

    /// <summary>The results of this page.</summary>
    public IReadOnlyList<ResultView> Results { get; init; } = [];

    /// <summary>How they can be narrowed.</summary>
    public IReadOnlyList<FacetView> Facets { get; init; } = [];

    /// <summary>Articles among them that this reader may read.</summary>
    public int Readable { get; init; }

    /// <summary>Number of the first result on the page, from 1.</summary>
    public int First => (Asked.Page - 1) * SearchFeature.PageSize + 1;

    /// <summary>Whether a page follows.</summary>
    public bool HasMore { get; init; }
}

/// <summary>One way to narrow.</summary>
/// <param name="Name">Of the field in the address.</param>
/// <param name="Legend">What it is, said in the reader's language.</param>
/// <param name="Choices">Most frequent first.</param>
public sealed record FacetView(string Name, string Legend, IReadOnlyList<FacetChoice> Choices);

/// <summary>One value of it.</summary>
/// <param name="Value">In the address.</param>
/// <param name="Label">As shown.</param>
/// <param name="Count">Articles that have it.</param>
/// <param name="IsChosen">Whether it narrows already.</param>
public sealed record FacetChoice(string Value, string Label, int Count, bool IsChosen);

/// <summary>One result.</summary>
public sealed record ResultView
{
    /// <summary>The article.</summary>
    public required FoundArticle Article { get; init; }

    /// <summary>How it was found.</summary>
    public required SearchHit Hit { get; init; }

    /// <summary>What of it this reader may have.</summary>
    public required AccessDecision Decision { get; init; }

    /// <summary>Whether the text was found and is closed to this reader.</summary>
    public bool IsInClosedText { get; init; }

    /// <summary>The places that are shown.</summary>
    public IReadOnlyList<PlaceView> Places { get; init; } = [];

    /// <summary>Further notes in which it stands.</summary>
    public IReadOnlyList<FoundNote> MoreNotes { get; init; } = [];
}

/// <summary>A place that was found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Excerpt">The words.</param>
/// <param name="Language">BCP 47 tag; null where it is the page's or nobody says.</param>
/// <param name="Note">The note; null for another place.</param>
/// <param name="CitedIn">Notes that cite the source; empty for another place.</param>
public sealed record PlaceView(PlaceKind Kind, Excerpt Excerpt, string? Language, FoundNote? Note, IReadOnlyList<(string HtmlId, string Label)> CitedIn);

/// <summary>What a place is.</summary>
public enum PlaceKind
{
    /// <summary>Abstract or keywords.</summary>
    Abstract = 1,

    /// <summary>The text.</summary>
    Text,

    /// <summary>A note.</summary>
    Note,

    /// <summary>What the notes cite.</summary>
    Source,
}
