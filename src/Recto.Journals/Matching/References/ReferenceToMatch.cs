namespace Recto.Journals.Matching.References;

/// <summary>A reference for which the work is looked for: the printed string, and what is known of its fields.</summary>
public sealed record ReferenceToMatch
{
    /// <summary>The reference as printed; may be empty where there are fields.</summary>
    public required string Text { get; init; }

    /// <summary>What is known of its parts; null where only the string is.</summary>
    public ReferenceFields? Fields { get; init; }
}

/// <summary>What is known of the parts of a reference. Null where it is not known.</summary>
public sealed record ReferenceFields
{
    /// <summary>The authors' family names, in order.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The title of the work.</summary>
    public string? Title { get; init; }

    /// <summary>What it appeared in.</summary>
    public string? Container { get; init; }

    /// <summary>The year.</summary>
    public string? Year { get; init; }

    /// <summary>The volume.</summary>
    public string? Volume { get; init; }

    /// <summary>The issue.</summary>
    public string? Issue { get; init; }

    /// <summary>Pages as printed, or the first.</summary>
    public string? Pages { get; init; }

    /// <summary>A DOI that the reference prints.</summary>
    public string? Doi { get; init; }

    /// <summary>The fields as a reference would print them.</summary>
    public string Joined() => string.Join(", ", new[] { string.Join(", ", Authors), Year, Title, Container, Volume, Issue, Pages, Doi }.Where(part => !string.IsNullOrWhiteSpace(part)));
}
