using CsCheck;
using Recto.Journals.Access;

namespace Recto.Journals.Tests.Access;

/// <summary>Lists of ranges as they are pasted and exported.</summary>
public sealed class RangeListTests
{
    [Fact]
    public void A_line_holds_ranges_and_a_note_and_what_cannot_be_read_keeps_its_line()
    {
        var lines = RangeList.Read("""
            # Ranges of the library
            130.92.0.0/16
            130.93.1.0 - 130.93.1.255   Main building, 2nd floor
            130.94.1.10-20; 2001:620::/32, 130.95.1.*  # East wing

            library.example.org
            130.96.300.1 Cellar
            130.97.1.1 - east wing
            130.98.1.5 – 9 Reading room
            """);

        Assert.Equal(
            [
                (2, "130.92.0.0/16", null, true), (3, "130.93.1.0-130.93.1.255", "Main building, 2nd floor", true),
                (4, "130.94.1.10-20", "East wing", true), (4, "2001:620::/32", "East wing", true), (4, "130.95.1.*", "East wing", true),
                (6, "library.example.org", null, false), (7, "130.96.300.1", "Cellar", false), (8, "130.97.1.1", "east wing", true), (9, "130.98.1.5-9", "Reading room", true),
            ],
            lines.Select(line => (line.Line, line.Written, line.Note, line.Fault is null)));
    }

    [Theory]
    [InlineData("Organisation,IP Range,Comment\n\"Bern, University\",130.92.0.0/16,\"Said \"\"all\"\"\"\n", "130.92.0.0/16", "Said \"all\"")]
    [InlineData("Start IP;End IP;Site\n130.92.0.0;130.92.3.255;West\n", "130.92.0.0-130.92.3.255", "West")]
    [InlineData("ip_from\tip_to\n130.92.0.7\t130.92.0.7\n", "130.92.0.7", null)]
    [InlineData("\uFEFFip_from,ip_to,description\n130.92.0.7,,One\n", "130.92.0.7", "One")]
    [InlineData("CIDR,Version\n2001:620::/32,6\n", "2001:620::/32", null)]
    public void A_table_with_headings_is_read_by_them(string table, string written, string? note)
    {
        var line = Assert.Single(RangeList.Read(table));

        Assert.Equal((2, written, note, (RangeFault?)null), (line.Line, line.Written, line.Note, line.Fault));
    }

    [Fact]
    public void A_row_without_a_range_is_no_less_named()
    {
        var line = Assert.Single(RangeList.Read("Name,IP Range\nBern,\n"));

        Assert.NotNull(line.Fault);
    }

    [Fact]
    public void Whatever_is_pasted_is_read_or_named() => Gen.String[Gen.Char["0123456789abcf.:*/-– ,;\t\"#\nxIP Range"], 0, 80].Sample(text =>
        Assert.All(RangeList.Read(text), line => Assert.True(line.Fault is not null || AddressUses.Of(line.Range) == AddressUse.Public)), iter: 20_000);

    [Theory]
    [InlineData("https://ror.org/05a28rw58", "https://ror.org/05a28rw58")]
    [InlineData(" ror.org/05A28RW58 ", "https://ror.org/05a28rw58")]
    [InlineData("042nb2s44", "https://ror.org/042nb2s44")]
    [InlineData("042nb2s45", null)]
    [InlineData("142nb2s44", null)]
    [InlineData("0l2nb2s44", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_ROR_id_is_known_by_its_check_digits(string? written, string? id) => Assert.Equal(id, RorId.TryRead(written));
}
