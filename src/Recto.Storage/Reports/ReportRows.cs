namespace Recto.Storage.Reports;

/// <summary>What a reader says is wrong with a reading.</summary>
public enum ReportChoice
{
    /// <summary>It names the wrong source, or points to the wrong note.</summary>
    Source = 1,

    /// <summary>One reference is read as several, or several as one.</summary>
    Parts,

    /// <summary>The source is right, and a detail of it is not: an author, a year, a leaf.</summary>
    Details,

    /// <summary>It cites nothing, or something that was not read.</summary>
    Missing,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>A report as a reader sends it.</summary>
public sealed record ReportToSave
{
    /// <summary>The article.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>Id of the note.</summary>
    public required string NoteId { get; init; }

    /// <summary>Its label.</summary>
    public required string NoteLabel { get; init; }

    /// <summary>What it says.</summary>
    public required string NoteText { get; init; }

    /// <summary>What is wrong.</summary>
    public required ReportChoice Choice { get; init; }

    /// <summary>In the reader's words; null where there are none.</summary>
    public string? Words { get; init; }

    /// <summary>Where an answer is to go; null where none is asked for.</summary>
    public string? Email { get; init; }
}

/// <summary>What became of a report that was sent.</summary>
public enum ReportOutcome
{
    /// <summary>It was kept.</summary>
    Kept = 1,

    /// <summary>The same was said of the note already, and is still open.</summary>
    Known,

    /// <summary>So many reports of this article are open that no more are taken.</summary>
    Full,
}

/// <summary>A report that is kept.</summary>
public sealed record ReportRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>The article.</summary>
    public Guid ArticleId { get; init; }

    /// <summary>Its plain title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Its journal.</summary>
    public Guid JournalId { get; init; }

    /// <summary>The journal's title.</summary>
    public string JournalTitle { get; init; } = "";

    /// <summary>Id of the note when it was reported.</summary>
    public string NoteId { get; init; } = "";

    /// <summary>Its label then.</summary>
    public string NoteLabel { get; init; } = "";

    /// <summary>What it said then.</summary>
    public string NoteText { get; init; } = "";

    /// <summary>What is wrong.</summary>
    public ReportChoice Choice { get; init; }

    /// <summary>In the reader's words; null where there are none.</summary>
    public string? Words { get; init; }

    /// <summary>Where an answer is to go; null where none is asked for, and once the report is closed.</summary>
    public string? Email { get; init; }

    /// <summary>When it was sent, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When it was closed, UTC; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who closed it; null while it is open.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>What was said to it; null where nothing was.</summary>
    public string? Answer { get; init; }
}
