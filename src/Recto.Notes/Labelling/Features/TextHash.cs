namespace Recto.Notes.Labelling.Features;

/// <summary>Hashes of words and values: the same on every machine and in every version, for models are kept by them.</summary>
internal static class TextHash
{
    private const ulong Prime = 0x9E3779B97F4A7C15UL;

    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 0x100000001B3UL;
        }

        return Mix(hash);
    }

    public static ulong Of(int value) => Mix((ulong)(uint)value + Prime);

    public static ulong Join(ulong left, ulong right) => Mix(left * 3 ^ (right + Prime + (left << 7)));

    private static ulong Mix(ulong x)
    {
        x ^= x >> 32;
        x *= 0xD6E8FEB86659FD93UL;
        x ^= x >> 32;
        return x;
    }
}
