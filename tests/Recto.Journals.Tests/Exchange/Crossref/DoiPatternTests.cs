using Recto.Journals.Exchange.Crossref;

namespace Recto.Journals.Tests.Exchange.Crossref;

/// <summary>Suffixes of new DOIs.</summary>
public sealed class DoiPatternTests
{
    private static readonly DoiValues Values = new("lower-margin", "12", "3", 2026, "45", 7, "b4qzk7mx");

    [Theory]
    [InlineData("{journal}.{year}.{number}", "10.5555/lower-margin.2026.7")]
    [InlineData("{journal}-{volume}({issue}){page}", "10.5555/lower-margin-12(3)45")]
    [InlineData("{random}", "10.5555/b4qzk7mx")]
    public void A_pattern_makes_a_DOI(string pattern, string doi)
    {
        Assert.Null(DoiPattern.FindFault(pattern, isIssue: false));
        Assert.Equal(doi, DoiPattern.Make("10.5555", pattern, Values, out _)?.Value);
    }

    [Theory]
    [InlineData("{page}", DoiPatternFault.NotUnique)] // Every issue has a page 5.
    [InlineData("{journal}.{year}", DoiPatternFault.NotUnique)]
    [InlineData("", DoiPatternFault.NotUnique)]
    [InlineData("{number}{pages}", DoiPatternFault.UnknownVariable)]
    [InlineData("{number} a", DoiPatternFault.Character)]
    [InlineData("{number}<", DoiPatternFault.Character)]
    [InlineData("{number}é", DoiPatternFault.Character)]
    [InlineData("{number", DoiPatternFault.Character)]
    [InlineData("{NUMBER}", DoiPatternFault.Character)]
    public void A_faulty_pattern_is_named(string pattern, DoiPatternFault fault) => Assert.Equal(fault, DoiPattern.FindFault(pattern, isIssue: false)?.Fault);

    [Fact]
    public void A_pattern_may_be_too_long() => Assert.Equal(DoiPatternFault.TooLong, DoiPattern.FindFault(new string('a', 101) + "{number}", isIssue: false)?.Fault);

    [Theory]
    [InlineData("1–2", "10.5555/1-2.7")]
    [InlineData("№ 4", "10.5555/No-4.7")] // The sign falls apart into its letters.
    [InlineData("XXII bis", "10.5555/XXII-bis.7")]
    [InlineData("<script>", "10.5555/script.7")]
    public void What_may_not_stand_in_a_DOI_is_left_out_of_what_is_printed(string volume, string doi) =>
        Assert.Equal(doi, DoiPattern.Make("10.5555", "{volume}.{number}", Values with { Volume = volume }, out _)?.Value);

    [Theory]
    [InlineData(null)]
    [InlineData("том")]
    public void Where_there_is_nothing_for_a_variable_no_DOI_is_made(string? volume)
    {
        var doi = DoiPattern.Make("10.5555", "{volume}.{number}", Values with { Volume = volume }, out var missing);

        Assert.Null(doi);
        Assert.Equal("volume", missing);
    }

    [Fact]
    public void A_random_part_has_no_vowel_and_no_sign_that_is_misread()
    {
        var random = new Random(1);

        for (var i = 0; i < 500; i++)
        {
            var part = DoiPattern.RandomPart(random.Next);
            Assert.Equal(8, part.Length);
            Assert.DoesNotContain(part, c => "aeiouy01l".Contains(c, StringComparison.Ordinal));
        }
    }
}
