using Recto.Notes.Text;

namespace Recto.Notes.Tests.Text;

public sealed class BoundedTextTests
{
    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("ab😀", 3, "ab")] // The pair would be halved.
    [InlineData("a😀b", 3, "a😀")]
    [InlineData("", 1, "")]
    public void A_cut_falls_between_characters(string text, int longest, string cut) => Assert.Equal(cut, BoundedText.Cut(text, longest));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("a😀bc", 3, "a…")]
    public void The_ellipsis_counts(string text, int longest, string shortened) => Assert.Equal(shortened, BoundedText.Shortened(text, longest));
}
