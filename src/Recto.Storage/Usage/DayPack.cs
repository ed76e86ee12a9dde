using System.Buffers;

namespace Recto.Storage.Usage;

/// <summary>The counts of one day in few bytes: kept beside its events, so that what they added to the month can be taken back when the day is counted again. Nothing is looked for in it.</summary>
/// <remarks>A byte for the shape (1); how many ids, and their 16 bytes; how many rows, and for each: places of institution, journal and article among the ids, access, method, year, seven numbers. Numbers have seven bits a byte, the low ones first.</remarks>
internal static class DayPack
{
    private const byte Shape = 1;
    private const int GuidLength = 16;

    /// <summary>Packs them.</summary>
    public static byte[] Write(IReadOnlyList<(CountRow Row, long[] Numbers)> counts)
    {
        var ids = new List<Guid>();
        var places = new Dictionary<Guid, int>();
        var rows = new ArrayBufferWriter<byte>(Math.Max(1024, counts.Count * 20));
        foreach (var (row, numbers) in counts)
        {
            foreach (var id in (ReadOnlySpan<Guid>)[row.Institution, row.Journal, row.Article])
            {
                if (!places.TryGetValue(id, out var place))
                {
                    place = places[id] = ids.Count;
                    ids.Add(id);
                }

                Put(rows, place);
            }

            Put(rows, row.Access);
            Put(rows, row.Method);
            Put(rows, row.Yop);
            foreach (var number in numbers)
            {
                Put(rows, number);
            }
        }

        var pack = new ArrayBufferWriter<byte>(rows.WrittenCount + (ids.Count * GuidLength) + 32);
        pack.GetSpan(1)[0] = Shape;
        pack.Advance(1);
        Put(pack, ids.Count);
        foreach (var id in ids)
        {
            id.TryWriteBytes(pack.GetSpan(GuidLength), bigEndian: true, out _);
            pack.Advance(GuidLength);
        }

        Put(pack, counts.Count);
        pack.Write(rows.WrittenSpan);
        return pack.WrittenSpan.ToArray();
    }

    /// <summary>Unpacks them.</summary>
    /// <exception cref="InvalidDataException">A newer program has packed them.</exception>
    public static IEnumerable<(CountRow Row, long[] Numbers)> Read(byte[] pack)
    {
        if (pack[0] != Shape)
        {
            throw new InvalidDataException($"The counts of a day have the shape {pack[0]}, which this program does not know: a newer one has written them.");
        }

        var at = 1;
        var ids = new Guid[Take(pack, ref at)];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = new Guid(pack.AsSpan(at, GuidLength), bigEndian: true);
            at += GuidLength;
        }

        for (var left = Take(pack, ref at); left > 0; left--)
        {
            var row = new CountRow(ids[Take(pack, ref at)], ids[Take(pack, ref at)], ids[Take(pack, ref at)], (short)Take(pack, ref at), (short)Take(pack, ref at), (short)Take(pack, ref at));
            var numbers = new long[CountRow.Metrics.Length];
            for (var i = 0; i < numbers.Length; i++)
            {
                numbers[i] = Take(pack, ref at);
            }

            yield return (row, numbers);
        }
    }

    private static void Put(ArrayBufferWriter<byte> into, long number)
    {
        var span = into.GetSpan(10);
        var length = 0;
        for (; number >= 0x80; number >>= 7)
        {
            span[length++] = (byte)(number | 0x80);
        }

        span[length++] = (byte)number;
        into.Advance(length);
    }

    private static long Take(byte[] pack, ref int at)
    {
        long number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = pack[at++];
            number |= (long)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number;
            }
        }
    }
}
