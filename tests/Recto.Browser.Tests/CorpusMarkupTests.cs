
namespace Recto.Browser.Tests;

/// <summary>Real articles under the eyes of the checkers: what authors and publishers tag, and not only what we thought of.</summary>
public sealed class CorpusMarkupTests(CorpusSite corpus, Site site) : IClassFixture<CorpusSite>
{
    private const int MostForAxe = 8;

    /// <summary>What the authors' own text makes the checker say. Nothing of it is ours to change.</summary>
    private static readonly string[] TheAuthors =
    [
        "(?s).*Text run is not in Unicode Normalization Form C.*", ".*Text run starts with a composing character.*", // the letters that they typed, accents of formulas among them
        ".*The value of attribute “content” on element “meta” .* is not in Unicode Normalization Form C.*", // the same letters, as machines are told them
        ".*This document appears to be written in .*", // a German article in the frame of the reader's own language; a specimen in Lorem ipsum
        ".*Duplicate “dt” name “orange” in “dl” element.*", ".*The first occurrence of “dt” name “orange” was here.*", // a specimen that explains one word twice
    ];

    [Fact]
    public async Task The_HTML_checker_has_nothing_to_say_on_any_real_article()
    {
        CorpusSite.Ready();
        Assert.True(corpus.Pages.Count > 500, $"{corpus.Pages.Count} articles");

        Assert.Equal("", await MarkupTests.SaidAsync(corpus.Pages, TheAuthors));
    }

    [Fact]
    public async Task The_second_HTML_checker_has_nothing_to_say_on_the_articles_that_have_every_element_class_and_attribute()
    {
        CorpusSite.Ready();

        Assert.Equal("", await HtmlValidate.SaidAsync(corpus.Varied()));
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Axe_finds_no_violation_on_the_most_varied_articles_and_none_is_wider_than_its_window(int width)
    {
        CorpusSite.Ready();
        var wrong = new List<string>();
        foreach (var (path, _) in corpus.Varied(MostForAxe))
        {
            var page = await site.OpenAsync(corpus.Address + path, width);
            wrong.AddRange(await Axe.ViolationsAsync(page, path));
            wrong.AddRange((await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")) is > 0 and var over ? [$"{path} is {over} px wider than {width}."] : []);
            await page.Context.CloseAsync();
        }

        Findings.MustBeNone(wrong);
    }
}
