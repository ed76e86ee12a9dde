using Recto.Journals.Access;
using Recto.Journals.Articles;

namespace Recto.Storage.Articles;

/// <summary>An article as harvesters are told of it.</summary>
public sealed record HarvestRow
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When what is told of it last changed, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Its part of the address.</summary>
    public required string Slug { get; init; }

    /// <summary>Key of its journal.</summary>
    public required string JournalKey { get; init; }

    /// <summary>Folded heading of its section; null where it stands in none.</summary>
    public string? SectionKey { get; init; }

    /// <summary>What decides who may read it (<see cref="AccessRule"/>).</summary>
    public required AccessTerms Terms { get; init; }

    /// <summary>UTF-8 JSON of the <see cref="Article"/>; empty where only its head was asked for.</summary>
    public required byte[] ArticleJson { get; init; }

    /// <summary>Title of its journal.</summary>
    public required string JournalTitle { get; init; }

    /// <summary>Publisher of its journal; null where it is not known.</summary>
    public string? Publisher { get; init; }

    /// <summary>ISSN of the journal's print edition; null where there is none.</summary>
    public string? PrintIssn { get; init; }

    /// <summary>ISSN of the journal's online edition; null where there is none.</summary>
    public string? OnlineIssn { get; init; }

    /// <summary>Volume of its issue; null where there is none.</summary>
    public string? Volume { get; init; }

    /// <summary>Number of its issue; null where there is none.</summary>
    public string? Number { get; init; }

    /// <summary>Name in the file store of the JATS that was made of it; null where there is none (yet).</summary>
    public string? JatsHash { get; init; }

    /// <summary>Length of the JATS in bytes; 0 where there is none.</summary>
    public long JatsLength { get; init; }

    /// <summary>Its place in the order of changes.</summary>
    public HarvestPlace Place => new(ChangedAt, Id);

    /// <summary>The record of the article, read from <see cref="ArticleJson"/> at each call.</summary>
    public Article ReadArticle() => StoredJson.ReadArticle(ArticleJson);
}

/// <summary>A journal, or a section of one, as a set of articles.</summary>
/// <param name="JournalId">The journal.</param>
/// <param name="JournalKey">Its key.</param>
/// <param name="JournalTitle">Its title.</param>
/// <param name="JournalLanguage">Its main language, BCP 47; null where it is not known.</param>
/// <param name="SectionKey">Folded heading of the section; null for the whole journal.</param>
/// <param name="SectionName">What the section is called; null for the whole journal.</param>
public sealed record HarvestSet(Guid JournalId, string JournalKey, string JournalTitle, string? JournalLanguage, string? SectionKey, string? SectionName);
