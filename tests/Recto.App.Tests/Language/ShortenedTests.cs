using Recto.App.Shell.Language;

namespace Recto.App.Tests.Language;

public sealed class ShortenedTests
{
    [Theory]
    [InlineData("margin", 6, "margin")]
    [InlineData("margins", 6, "margi…")]
    [InlineData("a margin", 6, "a…")]
    [InlineData("mar\U0001F4D6in", 5, "mar…")] // A book, of two code units: whole, or not at all.
    [InlineData("", 5, "")]
    public void A_text_is_cut_at_a_blank_and_never_within_a_character(string text, int longest, string shortened) => Assert.Equal(shortened, Shortened.AtWord(text, longest));
}
