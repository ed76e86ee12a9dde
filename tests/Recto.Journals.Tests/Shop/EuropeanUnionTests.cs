using Recto.Journals.Shop;

namespace Recto.Journals.Tests.Shop;

public sealed class EuropeanUnionTests
{
    [Fact]
    public void Membership_holds_on_its_days()
    {
        Assert.True(EuropeanUnion.Has("GB", new DateOnly(2020, 12, 31)));
        Assert.False(EuropeanUnion.Has("GB", new DateOnly(2021, 1, 1)));
        Assert.False(EuropeanUnion.Has("HR", new DateOnly(2013, 6, 30)));
        Assert.False(EuropeanUnion.Has("CH", new DateOnly(2026, 1, 1)));
    }
}
