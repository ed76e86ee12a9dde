namespace Recto.Notes.Labelling.Features;

/// <summary>In which fields of real records a word has been seen, as a small profile. Empty unless trained with records.</summary>
internal sealed class Lexicon
{
    /// <summary>Knows no word.</summary>
    public static readonly Lexicon Empty = new();

    /// <summary>Profile of a word in folded letters and digits; 0 where it is unknown.</summary>
    public int Of(ReadOnlySpan<char> core) => _profiles.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(core, out var profile) ? profile : 0;

    private readonly Dictionary<string, int> _profiles = [];
}
