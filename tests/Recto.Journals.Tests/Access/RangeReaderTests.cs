using System.Net;
using CsCheck;
using Recto.Journals.Access;

namespace Recto.Journals.Tests.Access;

/// <summary>Ranges of addresses as librarians write them.</summary>
public sealed class RangeReaderTests
{
    [Theory]
    [InlineData("8.8.8.8", "8.8.8.8", "8.8.8.8")]
    [InlineData(" 130.92.0.0/16 ", "130.92.0.0", "130.92.255.255")]
    [InlineData("130.92.0.0/255.255.0.0", "130.92.0.0", "130.92.255.255")]
    [InlineData("130.92.1.7/32", "130.92.1.7", "130.92.1.7")]
    [InlineData("130.92.1.0-130.92.3.255", "130.92.1.0", "130.92.3.255")]
    [InlineData("130.92.1.0 – 130.92.3.255", "130.92.1.0", "130.92.3.255")]
    [InlineData("130.92.1.10-20", "130.92.1.10", "130.92.1.20")]
    [InlineData("130.92.1.*", "130.92.1.0", "130.92.1.255")]
    [InlineData("130.92.*.*", "130.92.0.0", "130.92.255.255")]
    [InlineData("130.92.4-7.*", "130.92.4.0", "130.92.7.255")]
    [InlineData("2001:620:5ca1::7", "2001:620:5ca1::7", "2001:620:5ca1::7")]
    [InlineData("2001:620::/32", "2001:620::", "2001:620:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("2001:620::-2001:620::ff", "2001:620::", "2001:620::ff")]
    [InlineData("::ffff:130.92.1.0/120", "130.92.1.0", "130.92.1.255")]
    [InlineData("192.0.2.0/24", "192.0.2.0", "192.0.2.255")]
    public void Every_way_of_writing_gives_both_ends(string written, string first, string last)
    {
        Assert.Null(RangeReader.TryRead(written, out var range));
        Assert.Equal((Number(first), Number(last)), (range.First, range.Last));
    }

    [Theory]
    [InlineData("library.example.org", RangeFaultKind.NoAddress, "library.example.org", null)]
    [InlineData("130.92.1", RangeFaultKind.NoAddress, "130.92.1", null)]
    [InlineData("130.92.1.0:8080", RangeFaultKind.NoAddress, "130.92.1.0:8080", null)]
    [InlineData("fe80::1%eth0", RangeFaultKind.NoAddress, "fe80::1%eth0", null)]
    [InlineData("0x82.92.1.0", RangeFaultKind.NoAddress, "0x82.92.1.0", null)]
    [InlineData("130.92.300.1", RangeFaultKind.NumberTooLarge, "300", null)]
    [InlineData("130.092.001.000", RangeFaultKind.LeadingZero, "130.092.001.000", "130.92.1.0")]
    [InlineData("130.92.0.0/33", RangeFaultKind.Prefix, "33", null)]
    [InlineData("130.92.0.0/255.0.255.0", RangeFaultKind.Prefix, "255.0.255.0", null)]
    [InlineData("2001:620::/129", RangeFaultKind.Prefix, "129", null)]
    [InlineData("2001:620::/x", RangeFaultKind.Prefix, "x", null)]
    [InlineData("130.92.1.7/16", RangeFaultKind.HostBits, "130.92.1.7/16", "130.92.0.0/16")]
    [InlineData("130.92.3.0-130.92.1.0", RangeFaultKind.Backwards, "130.92.1.0", "130.92.1.0-130.92.3.0")]
    [InlineData("130.92.1.20-10", RangeFaultKind.Backwards, "10", "130.92.1.10-130.92.1.20")]
    [InlineData("130.92.1.0-2001:620::", RangeFaultKind.TwoKinds, "2001:620::", null)]
    [InlineData("130.92.1.0-3.255", RangeFaultKind.NoAddress, "3.255", null)]
    [InlineData("130.*.1.0", RangeFaultKind.Wildcard, "130.*.1.0", null)]
    [InlineData("130.92.1*.*", RangeFaultKind.Wildcard, "130.92.1*.*", null)]
    [InlineData("2001:620:*", RangeFaultKind.Wildcard, "2001:620:*", null)]
    [InlineData("130.92.7-4.*", RangeFaultKind.Wildcard, "130.92.7-4.*", null)]
    public void What_cannot_be_read_is_named_and_where_it_can_be_told_how_it_was_meant(string written, RangeFaultKind kind, string word, string? suggestion)
    {
        var fault = RangeReader.TryRead(written, out _);

        Assert.NotNull(fault);
        Assert.Equal((kind, word, suggestion), (fault.Kind, fault.Word, fault.Suggestion));
        if (suggestion is not null)
        {
            Assert.Null(RangeReader.TryRead(suggestion, out _));
        }
    }

    [Theory]
    [InlineData("10.1.0.0/16", AddressUse.Private)]
    [InlineData("172.20.1.1", AddressUse.Private)]
    [InlineData("192.168.0.0/16", AddressUse.Private)]
    [InlineData("100.64.0.0/10", AddressUse.Private)]
    [InlineData("9.0.0.0-11.0.0.0", AddressUse.Private)]
    [InlineData("127.0.0.1", AddressUse.Loopback)]
    [InlineData("169.254.1.1", AddressUse.LinkLocal)]
    [InlineData("224.0.0.5", AddressUse.Multicast)]
    [InlineData("255.255.255.255", AddressUse.Reserved)]
    [InlineData("0.0.0.0/0", AddressUse.Reserved)]
    [InlineData("::1", AddressUse.Loopback)]
    [InlineData("::", AddressUse.Reserved)]
    [InlineData("::/0", AddressUse.Reserved)]
    [InlineData("fd00::/8", AddressUse.Private)]
    [InlineData("fe80::/10", AddressUse.LinkLocal)]
    [InlineData("ff02::1", AddressUse.Multicast)]
    [InlineData("64:ff9b::/96", AddressUse.Reserved)]
    public void Nobody_outside_comes_from_these(string written, AddressUse use)
    {
        var fault = RangeReader.TryRead(written, out _);

        Assert.Equal((RangeFaultKind.NotPublic, use), (fault?.Kind ?? default, fault?.Use ?? default));
    }

    [Theory]
    [InlineData("11.0.0.0/8", false)]
    [InlineData("11.0.0.0-12.0.0.0", true)]
    [InlineData("12.0.0.0/7", true)]
    [InlineData("2001:600::/24", false)]
    [InlineData("2001:600::/23", true)]
    public void Wider_than_a_quarter_of_a_thousandth_of_the_net_has_to_be_meant(string written, bool isWide)
    {
        Assert.Null(RangeReader.TryRead(written, out var range));
        Assert.Equal(isWide, range.IsWide);
    }

    [Fact]
    public void An_address_reads_as_the_framework_reads_it_and_back() => Gen.Byte.Array[16].Select(Gen.Bool).Sample((bytes, isIPv4) =>
    {
        var address = new IPAddress(isIPv4 ? bytes[..4] : bytes);
        var number = AddressNumber.Of(address);

        Assert.Equal(number, AddressNumber.TryRead(address.ToString()));
        Assert.Equal(number, AddressNumber.TryRead(AddressNumber.Text(number)));
        Assert.Equal(number, AddressNumber.FromBytes(AddressNumber.ToBytes(number)));
        Assert.Equal(number, AddressNumber.Of(address.MapToIPv6()));
    });

    [Fact]
    public void What_a_range_is_written_as_reads_as_the_same_range() =>
        Gen.Select(Gen.UInt[0x0b000000, 0x63ffffff], Gen.UInt[0x0b000000, 0x63ffffff], Gen.Int[0, 16], Gen.Bool).Sample((one, other, bits, isNetwork) =>
        {
            var range = isNetwork ? AddressRange.Network(AddressNumber.OfIPv4(one), bits) : new AddressRange(AddressNumber.OfIPv4(Math.Min(one, other)), AddressNumber.OfIPv4(Math.Max(one, other)));

            Assert.Null(RangeReader.TryRead(range.ToString(), out var read));
            Assert.Equal(range, read);
        });

    [Fact]
    public void A_network_reads_as_the_framework_reads_it() => Gen.Select(Gen.Byte.Array[16], Gen.Int[3, 128]).Sample((bytes, length) =>
    {
        bytes[0] = (byte)(0x20 | bytes[0] & 0x1f);
        var address = new IPAddress(bytes);
        var range = AddressRange.Network(AddressNumber.Of(address), 128 - length);

        Assert.Null(RangeReader.TryRead($"{AddressNumber.Text(range.First)}/{length}", out var read));
        Assert.Equal(range, read);
        Assert.True(IPNetwork.Parse($"{AddressNumber.Text(read.First)}/{length}").Contains(address));
        Assert.True(read.Holds(AddressNumber.Of(address)));
    });

    [Fact]
    public void Whatever_is_typed_is_read_or_named() => Gen.String[Gen.Char["0123456789abcf.:*/-– %x[]"], 0, 40].Sample(text =>
    {
        if (RangeReader.TryRead(text, out var range) is null)
        {
            Assert.True(range.First <= range.Last);
            Assert.Equal(AddressUse.Public, AddressUses.Of(range));
        }
    }, iter: 20_000);

    private static UInt128 Number(string address) => AddressNumber.Of(IPAddress.Parse(address));
}
