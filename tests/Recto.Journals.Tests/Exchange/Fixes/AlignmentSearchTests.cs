using Recto.Journals.Exchange.Fixes;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Fixes;

/// <summary>How the characters of a note are tied to those of its source.</summary>
public sealed class AlignmentSearchTests
{
    [Theory]
    [InlineData("Ibid., 12.", "3. Ibid., 12.", new[] { 3, 4, 5, 6, 7, 8, 10, 11, 12 })]
    [InlineData("a b", "a  b", new[] { 0, 3 })]
    [InlineData("a*b c", "*a*\\*b* c", new[] { 1, 2, 5, 8 })]
    [InlineData("*a", "\\**a*", new[] { 1, 3 })]
    public void Each_character_is_tied_to_its_own(string text, string source, int[] places) =>
        Assert.Equal(places, new AlignmentSearch(text, Characters(source), isSmart: false).Find().OrderBy(tie => tie.Note).Select(tie => tie.Source));

    [Fact]
    public void What_the_source_says_otherwise_is_not_tied()
    {
        var text = new string('a', 50) + "x" + new string('b', 50);

        var ties = new AlignmentSearch(text, Characters(new string('a', 50) + "y" + new string('b', 50)), isSmart: false).Find();

        Assert.Equal(34, ties.Count(tie => tie.Note < 50));
        Assert.Equal(34, ties.Count(tie => tie.Note > 50));
        Assert.DoesNotContain(ties, tie => tie.Note == 50);
    }

    [Theory]
    [InlineData("*", "a")]
    [InlineData("a*", "")]
    [InlineData("a", "*a")]
    public void Markup_without_end_that_leads_nowhere_is_given_up_soon(string part, string more)
    {
        const int Times = 100_000;
        var source = string.Concat(Enumerable.Repeat(part + more, Times)) + "x";
        var clock = ProcessorClock.StartNew();

        new AlignmentSearch(string.Concat(Enumerable.Repeat(part, Times)) + new string('a', Times) + "y", Characters(source), isSmart: true).Find();

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), $"{clock.Elapsed}");
    }

    private static List<SourceCharacter> Characters(string source) =>
        [.. source.Select((character, index) => new SourceCharacter(character, index, index + 1, Traits: character is '*' or '\\' ? SourceTraits.MayBeLeftOut : SourceTraits.None))];
}
