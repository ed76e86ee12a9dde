namespace Recto.Notes.Tokens;

/// <summary>A run of tokens by index, half-open.</summary>
/// <param name="From">Index of the first token.</param>
/// <param name="To">Index after the last.</param>
public readonly record struct TokenRange(int From, int To)
{
    /// <summary>Number of tokens.</summary>
    public int Length => Math.Max(0, To - From);

    /// <summary>Whether it holds no token.</summary>
    public bool IsEmpty => To <= From;
}
