namespace Recto.App.Features.Api.Describing;

/// <summary>What one address of the API takes and gives: read by the router, the description for programs, and the page for people.</summary>
public sealed record Operation
{
    /// <summary>Name of the operation, which generated clients take for their methods.</summary>
    public required string Id { get; init; }

    /// <summary>Path below the root of the API, with its parameters in braces.</summary>
    public required string Path { get; init; }

    /// <summary>The group that it stands in.</summary>
    public required string Tag { get; init; }

    /// <summary>What it gives, in a few words.</summary>
    public required string Summary { get; init; }

    /// <summary>What is to be known besides; null where the summary says enough.</summary>
    public string? Description { get; init; }

    /// <summary>What it takes.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>What it gives.</summary>
    public required Type Answer { get; init; }

    /// <summary>Problems beside those that every address has.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [];
}

/// <summary>A parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Example">A value that it may have.</param>
public sealed record Parameter(string Name, string Description, string Example)
{
    /// <summary>Whether it is a part of the path.</summary>
    public bool IsPath { get; init; }

    /// <summary>Type of JSON Schema.</summary>
    public string Type { get; init; } = "string";

    /// <summary>The values that it may have; empty for any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Of a number: what holds where it is not sent.</summary>
    public int Default { get; init; }

    /// <summary>Of a number: the greatest.</summary>
    public int Most { get; init; }

    /// <summary>Of a number: what it may be, in words; null for a text.</summary>
    public string? Range => Most == 0 ? null : $"1 to {Most}; {Default} where it is not sent.";

    /// <summary>Most UTF-16 code units.</summary>
    public int Longest { get; init; } = 200;

    /// <summary>How many items a page has.</summary>
    /// <param name="most">Most items.</param>
    /// <param name="usual">Items where it is not sent.</param>
    public static Parameter Limit(int most = 200, int usual = 50) => new("limit", "Most items of one page.", "20") { Type = "integer", Default = usual, Most = most };

    /// <summary>Where a page begins.</summary>
    public static Parameter Cursor { get; } = new("cursor", "Where the page begins: nextCursor of the page before. Send all other parameters as they were.", "AbC") { Longest = 1000 };

    /// <summary>A part of the path.</summary>
    public static Parameter Part(string name, string description, string example, int longest = 200) => new(name, description, example) { IsPath = true, Longest = longest };

    /// <summary>A word of a closed list.</summary>
    public static Parameter OneOf(string name, string description, params string[] values) => new(name, description, values[0]) { Values = values };
}
