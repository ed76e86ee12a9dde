using Recto.App.Shell.Reports;
using Recto.Notes.Text;

namespace Recto.App.Tests.Features.Notes;

public sealed class MarkedPlaceTests
{
    [Theory]
    [InlineData("See note 44 above.", 9, 11, "See note 44 above.", "         ^^")]
    // Between two characters.
    [InlineData("Title(1999)", 5, 5, "Title(1999)", "     ^")]
    [InlineData("Title", 0, 0, "Title", "^")]
    [InlineData("Title", 5, 5, "Title", "     ^")]
    // Two columns each; a combining accent has none; a letter beyond the first plane has one.
    [InlineData("日本 p.5", 3, 6, "日本 p.5", "     ^^^")]
    [InlineData("日本 p.5", 1, 2, "日本 p.5", "  ^^")]
    [InlineData("cafe\u0301 (x", 6, 7, "cafe\u0301 (x", "     ^")]
    [InlineData("𝔄 b", 3, 4, "𝔄 b", "  ^")]
    // Paragraphs of a note stand in one line.
    [InlineData("One.\nTwo(", 8, 9, "One. Two(", "        ^")]
    public void Marks_stand_under_the_words(string text, int start, int end, string line, string marks) =>
        Assert.Equal([line, marks], MarkedPlace.Of(text, new TextSpan(start, end)));

    [Theory]
    [InlineData("\u0631\u0627\u062C\u0639 \u06355 \u0647", 5, 7, "\u0631\u0627\u062C\u0639 ⟦\u06355⟧ \u0647")]
    [InlineData("\u05D0\u05D1", 1, 1, "\u05D0⟦⟧\u05D1")]
    [InlineData("\u05D0\u05D1", 2, 2, "\u05D0\u05D1⟦⟧")]
    public void Words_from_right_to_left_are_marked_in_the_line(string text, int start, int end, string line) =>
        Assert.Equal([line], MarkedPlace.Of(text, new TextSpan(start, end)));

    [Fact]
    public void A_long_note_is_shown_round_the_place()
    {
        var text = $"{string.Concat(Enumerable.Repeat("word ", 100))}HERE{string.Concat(Enumerable.Repeat(" more", 100))}";

        var lines = MarkedPlace.Of(text, new TextSpan(500, 504));

        Assert.Equal(2, lines.Count);
        Assert.InRange(lines[0].Length, 90, 100);
        Assert.Equal(lines[0].IndexOf("HERE", StringComparison.Ordinal), lines[1].IndexOf('^', StringComparison.Ordinal));
        Assert.Equal(('…', '…'), (lines[0][0], lines[0][^1]));
    }

    [Fact]
    public void Nothing_that_a_note_says_makes_it_fail()
    {
        foreach (var text in (string[])["", "\uD800", "a\uDC00b", "\u0301", "\0\n\t"])
        {
            for (var start = 0; start <= text.Length; start++)
            {
                for (var end = start; end <= text.Length; end++)
                {
                    Assert.InRange(MarkedPlace.Of(text, new TextSpan(start, end)).Count, 0, 2);
                }
            }
        }
    }
}
