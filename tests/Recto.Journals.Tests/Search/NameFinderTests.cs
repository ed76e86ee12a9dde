using CsCheck;
using Recto.Journals.Search;

namespace Recto.Journals.Tests.Search;

/// <summary>Names of institutions, found as people type them.</summary>
public sealed class NameFinderTests
{
    private static readonly NameFinder<string> Finder = new([
        ("lund", ["Lunds universitet", "Lund University", "lu.se"]),
        ("zurich", ["Universität Zürich", "University of Zurich", "uzh.ch", "https://ror.org/02crff812"]),
        ("x", ["University of X"]),
        ("spb", ["Санкт-Петербургский государственный университет"]),
        ("wroclaw", ["Uniwersytet Wrocławski"]),
    ]);

    [Theory]
    [InlineData("zurich", "zurich")]
    [InlineData("ZÜRICH", "zurich")]
    [InlineData("Zu\u0308rich", "zurich")] // The accent as a character of its own.
    [InlineData("zürich univ", "zurich")] // In whatever order.
    [InlineData("uzh.ch", "zurich")]
    [InlineData("https://ror.org/02crff812", "zurich")]
    [InlineData("02crff812", "zurich")]
    [InlineData("lu.se", "lund")]
    [InlineData("wroclaw", "wroclaw")]
    [InlineData("Петербург", "spb")] // The beginning of the second of two words that a hyphen joins.
    [InlineData("петербургский", "spb")]
    [InlineData("urich", null)]
    [InlineData("lund zurich", null)] // All words in one name.
    public void A_name_is_found_as_it_is_typed(string typed, string? found)
    {
        var all = Finder.Find(typed);

        Assert.Equal(found, all.Count == 0 ? null : Assert.Single(all));
    }

    [Fact]
    public void The_very_name_comes_first_then_what_begins_with_it()
    {
        var finder = new NameFinder<string>([("c", ["The University of X"]), ("b", ["University of X at Y"]), ("a", ["University of X"])]);

        Assert.Equal(["a", "b", "c"], finder.Find("university of x"));
    }

    [Fact]
    public void Nothing_typed_finds_all_in_order() => Assert.Equal(["lund", "zurich", "x", "spb", "wroclaw"], Finder.Find(" , "));

    [Fact]
    public void Whatever_is_typed_is_answered() => Gen.String.Sample(typed => Finder.Find(typed).Count <= 5);
}
