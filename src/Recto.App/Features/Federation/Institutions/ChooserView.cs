using Recto.App.Shell;

namespace Recto.App.Features.Federation.Institutions;

/// <summary>What the page for choosing an institution shows.</summary>
public sealed record ChooserView
{
    /// <summary>Address of the page.</summary>
    public const string Address = "/login";

    /// <summary>Most characters that are sought.</summary>
    public const int LongestTyped = 200;

    /// <summary>What was typed; null for nothing.</summary>
    public string? Typed { get; init; }

    /// <summary>Whereto afterwards; null for the front page.</summary>
    public string? To { get; init; }

    /// <summary>One page of what was found.</summary>
    public required IReadOnlyList<InstitutionChoice> Found { get; init; }

    /// <summary>How many were found in all.</summary>
    public required int Count { get; init; }

    /// <summary>How many can be chosen in all.</summary>
    public required int All { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>Whether it is the first page.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Those that were last signed in through in this browser.</summary>
    public required IReadOnlyList<InstitutionChoice> Last { get; init; }

    /// <summary>Names of the institutions through which the reader is signed in; empty for none.</summary>
    public required IReadOnlyList<string> Through { get; init; }

    /// <summary>Until when, as shown.</summary>
    public string? Until { get; init; }

    /// <summary>Names of the institutions whose network the reader comes from; empty for none.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Whether a discovery service can be asked.</summary>
    public bool HasDiscovery { get; init; }

    /// <summary>What was just done, or what is the matter; null for nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }

    /// <summary>The query that carries along where the reader wanted to go, behind what begins it.</summary>
    public string Carried(char begins) => To is null ? "" : begins + "to=" + Uri.EscapeDataString(To);
}
