using Recto.Journals.Desk;

namespace Recto.App.Features.Accounts.Changes;

/// <summary>What the log of changes shows.</summary>
public sealed record ChangesView
{
    /// <summary>Who looks.</summary>
    public required DeskPerson Person { get; init; }

    /// <summary>The lines, latest first.</summary>
    public required IReadOnlyList<ChangeLine> Lines { get; init; }

    /// <summary>Of whom or what the list is, in words; null for everything.</summary>
    public string? Only { get; init; }

    /// <summary>Address of the list without its place: where its first page is.</summary>
    public required string Address { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>Whether this is the first page.</summary>
    public required bool IsFirst { get; init; }
}

/// <summary>A line of the log as shown.</summary>
public sealed record ChangeLine
{
    /// <summary>When, ISO 8601.</summary>
    public required string At { get; init; }

    /// <summary>The day, in words.</summary>
    public required string Day { get; init; }

    /// <summary>The time of day, UTC.</summary>
    public required string Time { get; init; }

    /// <summary>Who.</summary>
    public required string Person { get; init; }

    /// <summary>Address of everything that they did; null for what no account did.</summary>
    public string? PersonAddress { get; init; }

    /// <summary>What, as a sentence without its subject.</summary>
    public required string Sentence { get; init; }

    /// <summary>Address of everything that was done to the same thing.</summary>
    public required string SubjectAddress { get; init; }

    /// <summary>In which journal; null for the whole site.</summary>
    public string? Journal { get; init; }

    /// <summary>What it was and what it is.</summary>
    public required IReadOnlyList<string> Details { get; init; }
}
