using System.Diagnostics.CodeAnalysis;
using Recto.Journals.Access;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>An article as programs are told of it in a list.</summary>
public record ToldArticleRow
{
    /// <summary>The article's id, which stays when its address changes.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its part of the address.</summary>
    public required string Slug { get; init; }

    /// <summary>Plain title.</summary>
    public required string Title { get; init; }

    /// <summary>Plain subtitle; null where there is none.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Heading in the issue; null where there is none.</summary>
    public string? Section { get; init; }

    /// <summary>JATS <c>article-type</c>; null where the source does not say.</summary>
    public string? Type { get; init; }

    /// <summary>BCP 47 tag; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Pages or the article number; null where the source does not say.</summary>
    public string? Pages { get; init; }

    /// <summary>Date of publication as ISO 8601, as far as it is known; null where it is not.</summary>
    public string? Published { get; init; }

    /// <summary>DOI as written; null where there is none.</summary>
    public string? Doi { get; init; }

    /// <summary>When what is told of it was last changed.</summary>
    public required DateTimeOffset RecordAt { get; init; }

    /// <summary>The journal's part of the address.</summary>
    public required string JournalKey { get; init; }

    /// <summary>The journal's title.</summary>
    public required string JournalTitle { get; init; }

    /// <summary>ISSN to show, online before print; null where there is none.</summary>
    public string? JournalIssn { get; init; }

    /// <summary>The issue's part of the address; null where it stands in none that is public.</summary>
    public string? IssueKey { get; init; }

    /// <summary>The issue's volume as printed; null where there is none.</summary>
    public string? IssueVolume { get; init; }

    /// <summary>The issue's number as printed; null where there is none.</summary>
    public string? IssueNumber { get; init; }

    /// <summary>Title of a special issue; null for others.</summary>
    public string? IssueTitle { get; init; }

    /// <summary>Cover date of the issue; null where it is not known.</summary>
    public string? IssuePublished { get; init; }

    /// <summary>Its first hundred contributors in printed order.</summary>
    public required IReadOnlyList<ToldPerson> People { get; init; }

    /// <summary>What decides who may read it (<see cref="AccessRule"/>).</summary>
    public required AccessTerms Terms { get; init; }

    /// <summary>Whether it was withdrawn: there is a tombstone then.</summary>
    public bool IsWithdrawn { get; init; }
}

/// <summary>One article with everything that programs are told of it.</summary>
public sealed record ToldArticle : ToldArticleRow
{
    [SetsRequiredMembers]
    internal ToldArticle(ToldArticleRow row) : base(row) => ArticleJson = [];

    /// <summary>UTF-8 JSON of the record.</summary>
    public required byte[] ArticleJson { get; init; }

    /// <summary>When it was last changed here, its notes and files included.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>When it was first public here; null where it never was.</summary>
    public DateTimeOffset? FirstPublic { get; init; }

    /// <summary>The journal's publisher; null where it is not known.</summary>
    public string? JournalPublisher { get; init; }

    /// <summary>What stands in the place of a withdrawn article; null where nothing was written.</summary>
    public string? Tombstone { get; init; }

    /// <summary>How many notes it has.</summary>
    public required int NoteCount { get; init; }

    /// <summary>How many sources its notes cite.</summary>
    public required int SourceCount { get; init; }

    /// <summary>Notices about it, and what it is a notice about: public ones only.</summary>
    public IReadOnlyList<ArticleRelation> Relations { get; init; } = [];

    /// <summary>What can be taken away with it, by kind; whether a reader may have it is the rule's to say.</summary>
    public IReadOnlyList<ArticleDownload> Downloads { get; init; } = [];

    /// <summary>The record, read from <see cref="ArticleJson"/> at each call.</summary>
    public Article ReadArticle() => StoredJson.ReadArticle(ArticleJson);
}

/// <summary>A contributor in a list.</summary>
/// <param name="Key">Their part of the address (<see cref="PersonKey"/>).</param>
/// <param name="Name">Name in reading order.</param>
/// <param name="Role">JATS <c>contrib-type</c>.</param>
/// <param name="Orcid">ORCID; null where none is given.</param>
public sealed record ToldPerson(string Key, string Name, string Role, string? Orcid);

/// <summary>A line of an article's history that readers see.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Act">What was done.</param>
/// <param name="Summary">What readers are told; null where the act says enough.</param>
public sealed record ToldVersion(int Number, DateTimeOffset At, VersionAct Act, string? Summary);

/// <summary>A file that came with an article.</summary>
/// <param name="Name">Its name in the article.</param>
/// <param name="Role">What it is there for: <c>source</c>, <c>figure</c>, <c>supplement</c>, <c>download</c>.</param>
/// <param name="MediaType">Media type.</param>
/// <param name="Length">Length in bytes.</param>
public sealed record ToldFile(string Name, string Role, string MediaType, long Length);

/// <summary>Which articles programs ask for; null, or false, where they do not care.</summary>
public sealed record ToldFilter
{
    /// <summary>The journal.</summary>
    public Guid? JournalId { get; init; }

    /// <summary>The issue.</summary>
    public Guid? IssueId { get; init; }

    /// <summary>What <see cref="Articles.SectionKey.Of"/> gave.</summary>
    public string? SectionKey { get; init; }

    /// <summary>What <see cref="Articles.PersonKey.Of"/> gave.</summary>
    public string? PersonKey { get; init; }

    /// <summary>BCP 47 tag in lower case; more special ones are found too.</summary>
    public string? Language { get; init; }

    /// <summary>DOI.</summary>
    public Doi? Doi { get; init; }

    /// <summary>Published on that date or later.</summary>
    public PartialDate? From { get; init; }

    /// <summary>Published on that date or earlier; a year is its last day.</summary>
    public PartialDate? Until { get; init; }

    /// <summary>What is told of them changed then or later.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    /// <summary>Only what everybody may read at that instant; null for all. A first sieve: <see cref="AccessRule"/> has the last word.</summary>
    public DateTimeOffset? OpenAt { get; init; }

    /// <summary>In order of change, oldest first; otherwise by date of publication, newest first.</summary>
    public bool ByChange { get; init; }

    /// <summary>Whether those too that were public once and are not now. Only in order of change.</summary>
    public bool WithDeleted { get; init; }

    /// <summary>Whether all texts can stand in the database at all; what cannot finds nothing.</summary>
    internal bool CanStand => StoredText.CanStand(SectionKey ?? "", PersonKey ?? "", Language ?? "", Doi?.Value ?? "");
}
