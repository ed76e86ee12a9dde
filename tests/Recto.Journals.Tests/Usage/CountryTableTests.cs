using System.Net;
using Recto.Journals.Usage;

namespace Recto.Journals.Tests.Usage;

/// <summary>Tables that say which network is in which country.</summary>
public sealed class CountryTableTests
{
    [Theory]
    [InlineData("130.92.4.7", "CH")]
    [InlineData("::ffff:130.92.4.7", "CH")]
    [InlineData("130.93.0.0", null)]
    [InlineData("130.91.255.255", null)]
    [InlineData("2a02:1210::1", "CH")]
    [InlineData("2a02:1220::1", null)]
    [InlineData("129.194.8.1", "FR")] // A network within another goes before it,
    [InlineData("129.194.7.255", "CH")]
    [InlineData("129.194.9.0", "CH")] // and ends where it ends.
    [InlineData("129.194.8.128", "DE")]
    [InlineData("129.194.8.255", "DE")]
    [InlineData("10.1.2.3", "LI")] // One's own house.
    public void An_address_is_in_the_country_of_the_narrowest_network_that_holds_it(string address, string? country)
    {
        var table = CountryTable.TryRead("""
            network,country
            # Switzerland
            130.92.0.0/16,CH
            129.194.8.128/25,DE
            129.194.8.0/24,"fr"
            129.194.0.0/16,CH

            2a02:1210::/32,CH
            10.0.0.0/8,LI
            """, out var fault);

        Assert.Null(fault);
        Assert.Equal(country, table!.Find(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("300.92.0.0/16,CH", CountryFaultKind.Network)]
    [InlineData("130.92.0.1/16,CH", CountryFaultKind.Network)] // Not the first address of the network: one of the two is wrong.
    [InlineData("130.92.0.0/33,CH", CountryFaultKind.Network)]
    [InlineData("nothing,CH", CountryFaultKind.Network)]
    [InlineData("130.92.0.0/16,Switzerland", CountryFaultKind.Country)]
    [InlineData("130.92.0.0/16,C1", CountryFaultKind.Country)]
    [InlineData("130.92.0.0/16", CountryFaultKind.Fields)]
    [InlineData("130.92.0.0/16,CH,Bern", CountryFaultKind.Fields)]
    public void A_line_that_cannot_be_read_is_named_with_its_number(string line, CountryFaultKind kind)
    {
        var table = CountryTable.TryRead($"# first\n129.194.0.0/16,CH\n\n{line}\n0.0.0.0/99,XX", out var fault);

        Assert.Null(table);
        Assert.Equal(new CountryFault(4, line, kind), fault);
    }

    [Fact]
    public void The_whole_internet_has_edges_too()
    {
        var table = CountryTable.TryRead("::/0,AA\n0.0.0.0/0,BB\nffff:ffff:ffff:ffff:ffff:ffff:ffff:ff00/120,CC", out _)!;

        Assert.Equal(["AA", "BB", "CC", "AA"], new[] { "::", "255.255.255.255", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:feff" }.Select(address => table.Find(IPAddress.Parse(address))));
    }
}
