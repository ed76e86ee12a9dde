namespace Recto.Journals.Matching.Words;

/// <summary>Terms of the index are numbers of 48 bits: of a word, or of several facts that a reference prints together.</summary>
internal static class TermHash
{
    /// <summary>How many bits a term has.</summary>
    public const int Bits = 48;

    /// <summary>Of a folded word.</summary>
    public static ulong Of(ReadOnlySpan<char> letters)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in letters)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return Mixed(hash);
    }

    /// <summary>Of two facts together.</summary>
    /// <param name="kind">Says what they are.</param>
    /// <param name="first">The first's term.</param>
    /// <param name="second">The second's term.</param>
    public static ulong Of(TermKind kind, ulong first, ulong second) => Mixed((first * 0x9E3779B97F4A7C15UL) ^ ((second + (ulong)kind) * 0xC2B2AE3D27D4EB4FUL));

    private static ulong Mixed(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccdUL;
        hash ^= hash >> 33;
        hash *= 0xc4ceb9fe1a85ec53UL;
        return (hash ^ (hash >> 33)) >> (64 - Bits);
    }
}

/// <summary>What two facts together are: each narrows a search that one of them does not.</summary>
internal enum TermKind
{
    /// <summary>Volume and first page.</summary>
    VolumePage = 1,

    /// <summary>Year and first page.</summary>
    YearPage = 2,

    /// <summary>Beginning of the journal's name, and volume.</summary>
    ContainerVolume = 3,

    /// <summary>Beginning of the journal's name, and year.</summary>
    ContainerYear = 4,

    /// <summary>First author and year.</summary>
    AuthorYear = 5,

    /// <summary>A DOI.</summary>
    Doi = 6,
}
