namespace Recto.Journals.Matching;

/// <summary>The answer to one reference. “No match” is an answer: then <see cref="Doi"/> and <see cref="Id"/> are null.</summary>
/// <param name="Doi">The work's DOI as its record has it; null for no match, and where the work has none.</param>
/// <param name="Id">The work's own identifier; null for no match, and where the work has none.</param>
/// <param name="Confidence">How likely the best work found is the right one, 0 to 1; 0 where none was found. Under the threshold there is no match.</param>
public sealed record MatchAnswer(string? Doi, string? Id, double Confidence)
{
    /// <summary>Nothing found at all.</summary>
    public static MatchAnswer Nothing { get; } = new(null, null, 0);

    /// <summary>Whether a work is named.</summary>
    public bool IsMatch => Doi is not null || Id is not null;
}
