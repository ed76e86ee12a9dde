using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Recto.Journals.Recommending;

/// <summary>From how many sessions on two articles are said to be read together, and with how much noise.</summary>
/// <param name="Sessions">From how many sessions on; 3 or more.</param>
/// <param name="Epsilon">Privacy parameter of the noise (Laplace, sensitivity <see cref="CoReadSessions.MostPairsWithNoise"/>); null for none.</param>
public sealed record CoReadThreshold(int Sessions = CoReadThreshold.Usual, double? Epsilon = null)
{
    /// <summary>As long as nobody says otherwise.</summary>
    public const int Usual = 5;

    /// <summary>The lowest that may be said.</summary>
    public const int Lowest = 3;

    /// <summary>From how many sessions on two articles are said to be read together.</summary>
    public int Fewest => Math.Max(Sessions, Lowest);

    /// <summary>From how many sessions on a pair must be known to say whether it passes: with noise any may.</summary>
    public int FewestToWeigh => Epsilon is null ? Sessions : 1;

    /// <summary>The pairs that may be told of.</summary>
    /// <param name="pairs">All pairs.</param>
    /// <param name="secret">A secret of the site: noise is drawn from it once for each pair, so that asking often does not wear it down. Used only where there is noise.</param>
    public IReadOnlyList<CoReadPair> Passing(IEnumerable<CoReadPair> pairs, ReadOnlySpan<byte> secret)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var passing = new List<CoReadPair>();
        foreach (var pair in pairs)
        {
            if (pair.Sessions + (Epsilon is { } epsilon ? Noise(secret, pair, CoReadSessions.MostPairsWithNoise / epsilon) : 0) >= Fewest)
            {
                passing.Add(pair);
            }
        }

        return passing;
    }

    private static double Noise(ReadOnlySpan<byte> secret, CoReadPair pair, double scale)
    {
        Span<byte> text = stackalloc byte[32];
        pair.One.TryWriteBytes(text);
        pair.Other.TryWriteBytes(text[16..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, text, hash);
        var drawn = ((BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) + 0.5) / (1L << 53) - 0.5; // between -½ and ½, never either
        return -scale * Math.Sign(drawn) * Math.Log(1 - (2 * Math.Abs(drawn)));
    }
}
