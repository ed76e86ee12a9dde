using CsCheck;
using Recto.Journals.Access;

namespace Recto.Journals.Tests.Access;

/// <summary>Whose an address is, against a slow count.</summary>
public sealed class AddressMapTests
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 4).Select(i => new Guid(i, 0, 0, new byte[8]))];

    // Few numbers, so that ranges meet: nested, equal, end to end, and at both ends of all numbers.
    private static readonly Gen<UInt128> Number = Gen.OneOf(Gen.UInt[0, 40].Select(i => (UInt128)i), Gen.UInt[0, 5].Select(i => UInt128.MaxValue - i), Gen.UInt[0, 9].Select(AddressNumber.OfIPv4));

    private static readonly Gen<InstitutionRange> Range = Gen.Select(Gen.Int[0, 3], Number, Number, Gen.Int[0, 4])
        .Select((institution, one, other, excluded) => new InstitutionRange(Ids[institution], new(UInt128.Min(one, other), UInt128.Max(one, other)), excluded == 0));

    [Fact]
    public void An_address_is_of_those_whose_ranges_hold_it_and_none_of_whose_exclusions_do() => Gen.Select(Range.Array[0, 12], Number.Array[20]).Sample((ranges, addresses) =>
    {
        var map = AddressMap.Of(ranges);
        foreach (var address in addresses)
        {
            var slow = Ids.Where(id => ranges.Any(range => range.InstitutionId == id && !range.IsExcluded && range.Range.Holds(address))
                && !ranges.Any(range => range.InstitutionId == id && range.IsExcluded && range.Range.Holds(address)));

            Assert.Equal(slow, map.Find(address) is >= 0 and var set ? map.Sets[set] : []);
        }
    }, iter: 20_000);

    [Fact]
    public void A_set_is_kept_once_and_none_is_empty() => Range.Array[0, 30].Sample(ranges =>
    {
        var map = AddressMap.Of(ranges);

        Assert.Equal(map.Sets.Length, map.Sets.Select(set => string.Join(' ', set)).Distinct().Count());
        Assert.All(map.Sets, set => Assert.NotEmpty(set));
    });

    [Fact]
    public void A_look_up_allocates_nothing()
    {
        var map = AddressMap.Of([new(Ids[0], new(5, 9)), new(Ids[1], new(7, 12))]);
        map.Find(8);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = 0;
        for (var i = 0; i < 1000; i++)
        {
            found += map.Find((UInt128)i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEqual(0, found);
        Assert.Equal(-1, AddressMap.Empty.Find(8));
    }

    [Fact]
    public void Overlaps_are_found_as_a_slow_count_finds_them() => Gen.Select(Range.Array[0, 8], Range.Array[0, 8]).Sample((asked, others) =>
    {
        // Numbered, so that equal ranges are told apart.
        var mine = asked.Select((range, i) => (Place: i, range.Range)).ToList();
        var theirs = others.Select((range, i) => (Place: 100 + i, range.Range)).ToList();
        var slow = (from one in mine from other in mine.Concat(theirs) where one.Place < other.Place && one.Range.Overlaps(other.Range) select (one.Place, other.Place)).Order();

        var found = RangeOverlaps.Find(mine, theirs, item => item.Range, 1000);

        Assert.Equal(slow, found.Select(pair => (Math.Min(pair.One.Place, pair.Other.Place), Math.Max(pair.One.Place, pair.Other.Place))).Order());
        Assert.All(found, pair => Assert.True(pair.One.Place < 100 && pair.One.Range.Holds(pair.Common.First) && pair.Other.Range.Holds(pair.Common.First) && pair.One.Range.Holds(pair.Common.Last) && pair.Other.Range.Holds(pair.Common.Last)));
    }, iter: 5_000);

    [Fact]
    public void No_more_pairs_are_given_than_were_asked_for()
    {
        var same = Enumerable.Range(0, 50).Select(i => new InstitutionRange(Ids[0], new(1, 2))).ToList();

        Assert.Equal(7, RangeOverlaps.Find(same, [], range => range.Range, 7).Count);
        Assert.Empty(RangeOverlaps.Find([], same, range => range.Range, 7));
    }

    [Fact]
    public void Ancestors_are_found_through_all_generations_once_and_a_circle_is_seen_before_it_is_made()
    {
        var parents = new Dictionary<Guid, Guid[]> { [Ids[0]] = [Ids[1], Ids[2]], [Ids[1]] = [Ids[3]], [Ids[2]] = [Ids[3]] };
        IEnumerable<Guid> Of(Guid id) => parents.GetValueOrDefault(id) ?? [];

        Assert.Equal([Ids[0], Ids[1], Ids[2], Ids[3]], InstitutionTree.WithAncestors(Ids[0], Of));
        Assert.True(InstitutionTree.WouldCircle(Ids[3], Ids[0], Of));
        Assert.True(InstitutionTree.WouldCircle(Ids[3], Ids[3], Of));
        Assert.False(InstitutionTree.WouldCircle(Ids[0], Ids[3], Of));

        parents[Ids[3]] = [Ids[0]];
        Assert.Equal(4, InstitutionTree.WithAncestors(Ids[0], Of).Length);
    }
}
