using Recto.Journals.Shop;

namespace Recto.Journals.Tests.Shop;

public sealed class PlaceOfSupplyTests
{
    [Theory]
    [InlineData("FR", null, PlaceAnswer.TwoAgree)]
    [InlineData("DE", "FR", PlaceAnswer.TwoAgree)]
    [InlineData(null, null, PlaceAnswer.OnePiece)]
    [InlineData("DE", "DE", PlaceAnswer.Conflict)]
    public void Two_pieces_of_evidence_agree_or_not(string? card, string? network, PlaceAnswer answer) => Assert.Equal(answer, new PlaceEvidence("FR", card, network).Weigh());
}
