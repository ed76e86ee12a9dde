using Recto.Journals.Issues;

namespace Recto.Journals.Tests.Issues;

public sealed class JournalColourTests
{
    [Theory]
    [InlineData("#98261a", "#98261a")]
    [InlineData(" 98261A ", "#98261a")]
    [InlineData("#92a", "#9922aa")]
    public void A_colour_is_read_in_its_usual_spellings(string typed, string colour)
    {
        Assert.True(JournalColour.TryParse(typed, out var read));
        Assert.Equal(colour, read.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("red")]
    [InlineData("#98261")]
    [InlineData("#98261a; }")]
    [InlineData("#９８２６１a")] // Full-width digits.
    [InlineData("##98261a")]
    public void Anything_else_is_none(string? typed) => Assert.False(JournalColour.TryParse(typed, out _));

    [Theory]
    [InlineData("#98261a")] // Recto's own.
    [InlineData("#2c5f3d")]
    [InlineData("#000000")]
    public void A_colour_that_can_be_read_stays_as_it_is(string typed)
    {
        Assert.True(JournalColour.TryParse(typed, out var colour));

        Assert.True(colour.OnLight >= JournalColour.Needed);
        Assert.Equal(typed, colour.ForLight().ToString());
    }

    [Fact]
    public void Every_colour_has_a_shade_for_light_and_for_dark_paper_that_can_be_read()
    {
        for (var i = 0; i < 4096; i++)
        {
            Assert.True(JournalColour.TryParse($"#{i:x3}", out var colour));
            Assert.True(colour.ForLight().OnLight >= JournalColour.Needed, $"{colour} on light paper");
            Assert.True(OnDark(colour.ForDark().ToString()) >= JournalColour.Needed, $"{colour} on dark paper");
        }
    }

    // Reckoned here anew: on the ground of a lit note in the dark, #43391d.
    private static double OnDark(string colour)
    {
        static double Luminance(string hex)
        {
            double Part(int at) => Convert.ToInt32(hex.Substring(at, 2), 16) / 255.0 is var value && value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
        }

        return (Luminance(colour) + 0.05) / (Luminance("#43391d") + 0.05);
    }
}
