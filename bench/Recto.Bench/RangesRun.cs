using System.Diagnostics;
using System.Globalization;
using System.Net;
using Recto.Journals.Access;

namespace Recto.Bench;

/// <summary>
/// Whose an address is. <c>ranges [NUMBER]</c> makes that many networks of a thirtieth as many institutions (100,000 where nothing is said; two of three IPv4, a tenth inside others, one of a hundred excluded) from a fixed seed,
/// builds the map, and looks up addresses of which half lie in one; beside it the framework's <see cref="IPNetwork.Contains"/> over all networks, which must give the same answers.
/// </summary>
internal static class RangesRun
{
    private const int LookUps = 2_000_000;
    private const int LookUpsOfPeer = 200;

    public static int Run(string[] args)
    {
        var number = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var random = new Random(9);
        var institutions = Enumerable.Range(0, Math.Max(1, number / 30)).Select(i => new Guid(i, 0, 0, new byte[8])).ToArray();
        var ranges = new List<InstitutionRange>(number);
        while (ranges.Count < number)
        {
            ranges.Add(new(institutions[random.Next(institutions.Length)], Range(random, ranges), random.Next(100) == 0));
        }

        var networks = ranges.Select(range => (range.InstitutionId, range.IsExcluded, Network: Network(range.Range))).ToArray();
        var addresses = Enumerable.Range(0, 65_536).Select(i => i % 2 == 0 ? Within(random, ranges[random.Next(ranges.Count)].Range) : Anywhere(random)).ToArray();

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        var map = AddressMap.Of(ranges);
        var built = Stopwatch.GetElapsedTime(started);
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;

        var (hits, best) = (0, double.MaxValue);
        for (var round = 0; round < 5; round++)
        {
            (hits, started) = (0, Stopwatch.GetTimestamp());
            for (var i = 0; i < LookUps; i++)
            {
                hits += map.Find(AddressNumber.Of(addresses[i & 65_535])) >= 0 ? 1 : 0;
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalNanoseconds / LookUps);
        }

        started = Stopwatch.GetTimestamp();
        var answers = addresses.Take(LookUpsOfPeer).Select(address => Slowly(networks, address)).ToList();
        var peer = Stopwatch.GetElapsedTime(started).TotalNanoseconds / LookUpsOfPeer;
        var wrong = answers.Where((answer, i) => !answer.SequenceEqual(map.Find(AddressNumber.Of(addresses[i])) is >= 0 and var set ? map.Sets[set] : [])).Count();

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number:N0} networks of {institutions.Length:N0} institutions, {map.Sets.Length:N0} different answers: built in {built.TotalMilliseconds:N0} ms, {kept / 1e6:N1} MB kept"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"look-up {best:N0} ns (best of 5 times {LookUps:N0}; {100.0 * hits / LookUps:N0} % belong to somebody)"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"IPNetwork.Contains over all: {peer / 1000:N0} µs (of {LookUpsOfPeer}); {wrong} answers differ"));
        return wrong == 0 ? 0 : 1;
    }

    private static AddressRange Range(Random random, List<InstitutionRange> there)
    {
        if (there.Count > 0 && random.Next(10) == 0)
        {
            var around = there[random.Next(there.Count)].Range;
            return AddressRange.Network(around.First, Math.Max(0, 128 - (int)UInt128.LeadingZeroCount(around.First ^ around.Last) - random.Next(1, 6)));
        }

        return random.Next(3) < 2
            ? AddressRange.Network(AddressNumber.OfIPv4((uint)random.NextInt64(0x0b00_0000, 0xdf00_0000)), random.Next(0, 12))
            : AddressRange.Network(new UInt128(0x2000_0000_0000_0000 | (ulong)random.NextInt64() >> 3, 0), random.Next(64, 97));
    }

    private static IPNetwork Network(AddressRange range)
    {
        var bits = 128 - (int)UInt128.LeadingZeroCount(range.First ^ range.Last);
        return range.IsIPv4 ? new(Address(range.First), 32 - bits) : new(Address(range.First), 128 - bits);
    }

    private static IPAddress Address(UInt128 number) => AddressNumber.IsIPv4(number) ? new IPAddress(AddressNumber.ToBytes(number)).MapToIPv4() : new IPAddress(AddressNumber.ToBytes(number));

    private static IPAddress Within(Random random, AddressRange range) => Address(range.First + new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64()) % (range.Last - range.First + 1));

    private static IPAddress Anywhere(Random random) => random.Next(3) < 2 ? new((uint)random.NextInt64(uint.MaxValue)) : Address(new UInt128(0x2000_0000_0000_0000 | (ulong)random.NextInt64() >> 3, (ulong)random.NextInt64()));

    private static List<Guid> Slowly((Guid Institution, bool IsExcluded, IPNetwork Network)[] networks, IPAddress address)
    {
        var (found, excluded) = (new SortedSet<Guid>(), new HashSet<Guid>());
        foreach (var (institution, isExcluded, network) in networks)
        {
            if (network.Contains(address))
            {
                _ = isExcluded ? excluded.Add(institution) : found.Add(institution);
            }
        }

        return [.. found.Where(id => !excluded.Contains(id))];
    }
}
