using Recto.App.Features.Search;
using Recto.Journals.Search;
using Recto.Notes.Archives;

namespace Recto.App.Tests.Features.Search;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("marchmint", "marchmont")]
    [InlineData("grimstde", "grimsted")] // changed about
    [InlineData("grafto", "grafton")]
    [InlineData("bayel", "bayle")]
    [InlineData("bay", null)] // too short to guess
    [InlineData("grafton", null)] // no other word is near
    [InlineData("zzzzzz", null)]
    public void The_nearest_word_is_proposed(string typed, string? meant) => Assert.Equal(meant, Suggestion.Nearest(typed, ["marchmont", "grimsted", "grafton", "bayle", "co operation"]));

    [Fact]
    public void Only_the_wrong_word_of_a_query_is_exchanged()
    {
        const string Typed = "Bayle \"Grafotn\"";

        Assert.Equal("Bayle \"grafton\"", Suggestion.Of(Typed, QueryReader.Read(Typed, RepositoryDirectory.Shipped), ["bayle", "grafton"]));
        Assert.Null(Suggestion.Of("Bayle", QueryReader.Read("Bayle", RepositoryDirectory.Shipped), ["bayle", "bayles"]));
    }
}
