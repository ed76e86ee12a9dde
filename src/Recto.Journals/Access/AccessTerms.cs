namespace Recto.Journals.Access;

/// <summary>What is to be known of an article to decide who may read it.</summary>
public sealed record AccessTerms
{
    /// <summary>The article.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>Its journal.</summary>
    public required Guid JournalId { get; init; }

    /// <summary>The issue that it stands in; null where it stands in none.</summary>
    public Guid? IssueId { get; init; }

    /// <summary>The year that its content counts for (COUNTER 5.1, YOP; the coverage of KBART); null where its date is not known.</summary>
    public int? Year { get; init; }

    /// <summary>Whether it is public: no draft, and not withdrawn.</summary>
    public required bool IsPublished { get; init; }

    /// <summary>Whether its licence lets everybody read and share it (<see cref="OpenLicence"/>).</summary>
    public required bool HasOpenLicence { get; init; }

    /// <summary>When everybody may read it: by <see cref="OpeningRule"/>, of what the journal, its section and an editor say.</summary>
    public required Opening Opening { get; init; }

    /// <summary>What readers are told of the time in which it stands open for a while, “Open Access Week”; null where nothing is.</summary>
    public string? WindowWords { get; init; }

    /// <summary>Whether the notes of a closed article stand open (the journal's policy).</summary>
    public bool NotesAreOpen { get; init; } = true;

    /// <summary>Which forms of the text are open to everybody where the article is free to read without an open licence (the journal's policy).</summary>
    public AccessParts FreeForms { get; init; } = AccessParts.Everything;

    /// <summary>Whether crawlers of search engines that were verified may read what is closed (the journal's policy).</summary>
    public bool LetsCrawlersIn { get; init; }
}
