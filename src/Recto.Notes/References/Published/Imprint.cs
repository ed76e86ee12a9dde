using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Where, by whom and when: tokens of each part, null where it is not printed.</summary>
internal sealed record Imprint
{
    /// <summary>All of it, brackets included.</summary>
    public required TokenRange Whole { get; init; }

    public TokenRange? Place { get; init; }

    public TokenRange? Publisher { get; init; }

    public TokenRange? Year { get; init; }

    public TokenRange? Edition { get; init; }

    public bool IsThesis { get; init; }
}
