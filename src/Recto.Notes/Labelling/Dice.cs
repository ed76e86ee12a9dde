namespace Recto.Notes.Labelling;

/// <summary>Chance with a seed: SplitMix64 (Steele, Lea, Flood 2014), so that what is generated is the same with every version of .NET, which <see cref="Random"/> does not promise.</summary>
/// <param name="seed">Equal seeds give equal throws.</param>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 to below <paramref name="end"/>, which is 1 or more.</summary>
    public int Next(int end) => (int)Math.BigMul(Next(), (ulong)end, out _);

    /// <summary>A number from <paramref name="first"/> to <paramref name="last"/>, both possible.</summary>
    public int Between(int first, int last) => first + Next(last - first + 1);

    /// <summary>True in that part of the throws, from 0 to 1.</summary>
    public bool Chance(double part) => (Next() >> 11) * (1.0 / (1UL << 53)) < part;

    /// <summary>One of them; all are equally likely.</summary>
    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

    /// <summary>One of them by its weight.</summary>
    public T Weighted<T>(params ReadOnlySpan<(int Weight, T Value)> from)
    {
        var all = 0;
        foreach (var (weight, _) in from)
        {
            all += weight;
        }

        var left = Next(all);
        foreach (var (weight, value) in from)
        {
            if (left < weight)
            {
                return value;
            }

            left -= weight;
        }

        return from[^1].Value;
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
