using System.Text;
using Recto.Journals.Exchange.Fixes;
using Recto.Notes.Text;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Fixes;

public sealed class MarkdownMapTests
{
    [Theory]
    [InlineData("See [the *file*](a (b) \"c\") here.", "See the file here.", "here", 28)]
    [InlineData("See {.x} <b>here</b>.", "See here.", "here", 12)]
    [InlineData("A &amp; (here)", "A & (here)", "here", 9)]
    public void Marks_of_markup_are_passed_over(string source, string text, string word, int place)
    {
        var map = Map(source, text);

        Assert.Equal(new TextSpan(place, place + word.Length), map.Find(0, new TextSpan(text.IndexOf(word, StringComparison.Ordinal), text.IndexOf(word, StringComparison.Ordinal) + word.Length)));
    }

    [Theory]
    [InlineData("](")]
    [InlineData("<a ")]
    [InlineData("{")]
    [InlineData("](<a {")]
    public void Markup_that_nothing_closes_takes_time_in_proportion(string part)
    {
        var source = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));
        var clock = ProcessorClock.StartNew();

        Map(source, source);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), $"{clock.Elapsed}");
    }

    private static DocumentMap Map(string source, string text) =>
        MarkdownMap.Of(EncodedText.Of(Encoding.UTF8.GetBytes(source), new UTF8Encoding(false), 0)!, [new Note { Id = "n1", Label = "1", Text = text }], [new MarkdownPlace(0, source.Length)]);
}
