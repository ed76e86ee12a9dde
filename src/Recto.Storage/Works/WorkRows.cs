using Recto.Journals.Access;
using Recto.Journals.Works;
using Recto.Notes.References;

namespace Recto.Storage.Works;

/// <summary>Who decides something of works.</summary>
/// <param name="PersonId">The account; null for the program and the command line.</param>
/// <param name="Person">The name, as shown.</param>
/// <param name="Reason">Why; null where nothing is said.</param>
public sealed record WorkDecider(Guid? PersonId, string Person, string? Reason = null);

/// <summary>A decision of an editor that is kept.</summary>
public sealed record WorkDecisionRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary><c>merge</c> or <c>split</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The work whose sources moved.</summary>
    public Guid FromWork { get; init; }

    /// <summary>The work to which they moved.</summary>
    public Guid ToWork { get; init; }

    /// <summary>Title of the one, then.</summary>
    public string FromTitle { get; init; } = "";

    /// <summary>Title of the other, then.</summary>
    public string ToTitle { get; init; } = "";

    /// <summary>Public id of the one.</summary>
    public string FromSlug { get; init; } = "";

    /// <summary>Public id of the other.</summary>
    public string ToSlug { get; init; } = "";

    /// <summary>Who decided.</summary>
    public string Person { get; init; } = "";

    /// <summary>Why; null where nothing was said.</summary>
    public string? Reason { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When it was undone; null where it holds.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who undid it; null where it holds.</summary>
    public string? EndedBy { get; init; }

    /// <summary>How many sources it moved.</summary>
    public int Moved { get; init; }
}

/// <summary>A work in a list.</summary>
public sealed record WorkListRow
{
    /// <summary>Its key.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its public id.</summary>
    public required string Slug { get; init; }

    /// <summary>The best record.</summary>
    public required WorkRecord Record { get; init; }

    /// <summary>How many articles cite it that may be told of.</summary>
    public required int Articles { get; init; }

    /// <summary>How often their notes mention it.</summary>
    public required int Mentions { get; init; }

    /// <summary>By what the list is sorted.</summary>
    public required string SortKey { get; init; }
}

/// <summary>A work for its page.</summary>
public sealed record WorkRow
{
    /// <summary>Its key.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its public id.</summary>
    public required string Slug { get; init; }

    /// <summary>The public id of the work that it has become one with; null where it stands for itself. Nothing else is told then.</summary>
    public string? MergedInto { get; init; }

    /// <summary>The best record of what may be told.</summary>
    public required WorkRecord Record { get; init; }

    /// <summary>All records of what may be told, the fullest first, at most 60.</summary>
    public required IReadOnlyList<WorkRecord> Forms { get; init; }

    /// <summary>DOI; null where none is known.</summary>
    public string? Doi { get; init; }

    /// <summary>Who says so: <c>printed</c>, <c>matched</c>, <c>editor</c>; null where there is no DOI.</summary>
    public string? DoiFrom { get; init; }

    /// <summary>How many articles cite it that may be told of.</summary>
    public required int Articles { get; init; }

    /// <summary>How often their notes mention it.</summary>
    public required int Mentions { get; init; }

    /// <summary>When something of it was last changed, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>An article that cites a work.</summary>
public sealed record CitingArticleRow
{
    /// <summary>The article's key.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>Its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Plain title.</summary>
    public required string Title { get; init; }

    /// <summary>Title as phrasing content, UTF-8.</summary>
    public required byte[] TitleHtml { get; init; }

    /// <summary>Authors in one line; null where there are none.</summary>
    public string? Authors { get; init; }

    /// <summary>Date of publication as kept; null where it is unknown.</summary>
    public string? Published { get; init; }

    /// <summary>BCP 47 tag; null where it is unknown.</summary>
    public string? Language { get; init; }

    /// <summary>DOI; null where it has none.</summary>
    public string? Doi { get; init; }

    /// <summary>The journal's part of the address.</summary>
    public required string JournalKey { get; init; }

    /// <summary>The journal's title.</summary>
    public required string JournalTitle { get; init; }

    /// <summary>Whether it is a draft.</summary>
    public required bool IsDraft { get; init; }

    /// <summary>What decides who may read it.</summary>
    public required AccessTerms Terms { get; init; }

    /// <summary>Place in the list, for the next page.</summary>
    public required string RecencyKey { get; init; }

    /// <summary>The sources of the article that mean the work, mostly one.</summary>
    public required IReadOnlyList<CitingSourceRow> Sources { get; init; }
}

/// <summary>A source of an article that means a work.</summary>
public sealed record CitingSourceRow
{
    /// <summary>Its id in the apparatus.</summary>
    public required string SourceId { get; init; }

    /// <summary>What its article says of the work.</summary>
    public required WorkRecord Record { get; init; }

    /// <summary>How much spoke for it when it was put here; 0 where nothing was compared.</summary>
    public required double Score { get; init; }

    /// <summary>Why it is here, the weightiest first.</summary>
    public required IReadOnlyList<WorkReason> Reasons { get; init; }

    /// <summary>Its mentions with the words of the notes, in document order.</summary>
    public required IReadOnlyList<CitingMentionRow> Mentions { get; init; }
}

/// <summary>A mention of a work in a note.</summary>
/// <param name="Mention">What it pins down.</param>
/// <param name="HtmlId">Page id of the note.</param>
/// <param name="Label">Label of the note as printed.</param>
/// <param name="Language">BCP 47 tag of the note; null where the source does not say.</param>
/// <param name="Words">The printed words of the mention, in one line.</param>
public sealed record CitingMentionRow(WorkMention Mention, string HtmlId, string Label, string? Language, string Words);

/// <summary>A work that has to do with another one.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Slug">Its public id.</param>
/// <param name="Record">Its best record.</param>
/// <param name="Kind">In which way.</param>
/// <param name="Articles">How many published articles cite both; 0 where that is not how they are related.</param>
public sealed record RelatedWorkRow(Guid Id, string Slug, WorkRecord Record, WorkRelation Kind, int Articles);
