using System.Text;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.SavedPage;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.SavedPage;

/// <summary>The page that Recto started from. Facts and figures only: its text is not in this repository.</summary>
public sealed class ReferencePageTests
{
    private static ArticleDocument Read() => SavedPageText.Read(File.ReadAllText(SharedData.Require("reference/article-page.txt"), Encoding.UTF8))!;

    [Fact]
    public void Every_fact_of_the_head_is_found()
    {
        var article = Read().Jats.Root!;
        var meta = article.Element("front")!.Element("article-meta")!;

        Assert.Equal("Original Articles", meta.Descendants("subject").Single().Value);
        Assert.StartsWith("‘My task is to get into the French army’: Soviet strategy", meta.Descendants("article-title").Single().Value, StringComparison.Ordinal);
        Assert.EndsWith("in the 1930s", meta.Descendants("article-title").Single().Value, StringComparison.Ordinal);
        Assert.Equal(("685", "714"), (meta.Element("fpage")!.Value, meta.Element("lpage")!.Value));
        Assert.Equal("2020-04-28", meta.Element("pub-date")!.Attribute("iso-8601-date")!.Value);
        Assert.Single(meta.Element("abstract")!.Elements("p"));
        Assert.Equal(("Vershinin", "Aleksandr"), (meta.Descendants("surname").Single().Value, meta.Descendants("given-names").Single().Value));
        Assert.Equal("MK-6084.2018.6", meta.Descendants("award-id").Single().Value);
        Assert.StartsWith("Russian Federation President Council on Grants", meta.Descendants("funding-source").Single().Value, StringComparison.Ordinal);
        Assert.EndsWith("leading Russian scientific schools", meta.Descendants("funding-source").Single().Value, StringComparison.Ordinal);
        Assert.Single(meta.Descendants("bio").Elements("p"));
        Assert.Equal("COI-statement", article.Element("back")!.Element("sec")!.Attribute("sec-type")!.Value);
    }

    [Fact]
    public void There_are_121_notes_numbered_in_order()
    {
        var notes = Read().Jats.Descendants("fn").ToList();

        Assert.Equal(121, notes.Count);
        Assert.Equal(Enumerable.Range(1, 121).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)), notes.Select(note => note.Element("label")!.Value));
        Assert.All(notes, note => Assert.Single(note.Elements("p")));
        Assert.Equal("Ibid.", notes[48].Element("p")!.Value);
    }

    [Fact]
    public void Two_offers_are_read_with_their_durations_and_prices()
    {
        var offers = Read().Offers;

        Assert.Equal([("article", 48, 5300L, "USD"), ("issue", 720, 32900L, "USD")], offers.Select(offer => (offer.Product, offer.Hours!.Value, offer.Amount, offer.Currency)));
    }

    [Fact]
    public void What_the_page_lacks_is_warned_of_and_not_invented()
    {
        var document = Read();

        Assert.Null(document.Jats.Descendants("article-id").FirstOrDefault());
        Assert.Null(document.Jats.Descendants("journal-meta").FirstOrDefault());
        foreach (var absent in (string[])["DOI", "journal", "volume", "issue"])
        {
            Assert.Single(document.Warnings, warning => warning.Message.StartsWith("The page names no " + absent, StringComparison.Ordinal));
        }

        Assert.Equal(4, document.Warnings.Count);
    }

    [Fact]
    public void Every_line_is_in_the_article_or_listed_as_left_out() => Lines.AssertNothingLost(File.ReadAllText(SharedData.Require("reference/article-page.txt"), Encoding.UTF8), Read());

    [Theory]
    [InlineData("CrossRef citations to date")]
    [InlineData("Log in via your institution")]
    [InlineData("Related Research")]
    [InlineData("* Local tax will be added as applicable")]
    [InlineData("USD 53.00 Add to cart")]
    public void Furniture_is_listed(string line) => Assert.Contains(line, Read().LeftOut);

    [Fact]
    public void Nothing_of_the_article_is_listed_as_furniture() =>
        Assert.All(Read().LeftOut, line => Assert.True(line.Length < 160, line));
}
