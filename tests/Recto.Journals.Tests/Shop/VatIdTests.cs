using Recto.Journals.Shop;

namespace Recto.Journals.Tests.Shop;

public sealed class VatIdTests
{
    [Theory]
    [InlineData("DE", "DE 123 456 789", "DE123456789")]
    [InlineData("DE", "123456789", "DE123456789")]
    [InlineData("GR", "el123456789", "EL123456789")]
    [InlineData("GR", "GR123456789", "EL123456789")]
    [InlineData("ES", "B1234567C", "ESB1234567C")]
    [InlineData("NL", "NL001234567B01", "NL001234567B01")]
    [InlineData("AT", "ATU12345678", "ATU12345678")]
    [InlineData("DE", "DE12345678", null)]
    [InlineData("US", "123456789", null)]
    [InlineData("FR", "FRI2345678901", null)] // No I and no O in French keys.
    public void A_vat_id_is_read_by_the_pattern_of_its_country(string country, string typed, string? read) => Assert.Equal(read, VatId.TryParse(typed, country, out var id) ? id.Number : null);
}
