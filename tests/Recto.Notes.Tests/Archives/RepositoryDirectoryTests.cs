using Recto.Notes.Archives;

namespace Recto.Notes.Tests.Archives;

public sealed class RepositoryDirectoryTests
{
    private static RepositoryDirectory Shipped => RepositoryDirectory.Shipped;

    [Fact]
    public void Every_record_is_whole()
    {
        Assert.True(Shipped.Repositories.Count >= 150);
        Assert.All(Shipped.Repositories, repository =>
        {
            Assert.Matches("^[a-z]+[0-9]?$", repository.Id);
            Assert.Matches("^[A-Z]{2}$", repository.Country);
            Assert.NotEmpty(repository.Name);
            Assert.NotEmpty(repository.Levels);
            Assert.DoesNotContain(repository.Sigla, siglum => siglum.Length == 0);
            Assert.True(repository.Successor is null || Shipped.Find(repository.Successor) is not null);
        });
    }

    [Theory]
    [InlineData("RGASPI", "rgaspi")]
    [InlineData("РГАСПИ", "rgaspi")]
    [InlineData("AVP RF", "avprf")]
    [InlineData("A.V.P. R.F.", "avprf")] // dots and blanks do not count
    [InlineData("PA-AA", "paaa")]
    [InlineData("ASV", "aav asve")] // one siglum, two houses
    [InlineData("RTsKhIDNI", "rgaspi")] // a former one
    [InlineData("rgaspi", "")] // case counts: "an" is a word
    [InlineData("XYZ", "")]
    public void A_siglum_finds_what_bears_or_bore_it(string siglum, string ids) => Assert.Equal(ids, string.Join(' ', Shipped.FindBySiglum(siglum).Select(repository => repository.Id)));

    [Theory]
    [InlineData("Russian State Archive of Socio-Political History", "rgaspi")]
    [InlineData("Archives du ministere des affaires etrangeres", "mae")] // case and accents do not count
    [InlineData("Archivio Segreto Vaticano", "aav")]
    [InlineData("National Archives", "tna nara")]
    [InlineData("No Such Archive", "")]
    public void A_name_finds_what_bears_or_bore_it(string name, string ids) =>
        Assert.Equal(ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), Shipped.FindByName(name).Select(repository => repository.Id).Order());

    [Fact]
    public void A_former_name_keeps_its_last_year_where_it_is_certain()
    {
        var shd = Shipped.Find("shd")!;

        Assert.Equal(2005, shd.Former.Single(former => former.Sigla.Contains("SHAT")).Until);
        Assert.Equal("shd", Shipped.Find("shat")!.Successor);
    }
}
