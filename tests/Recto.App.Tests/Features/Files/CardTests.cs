using Recto.App.Features.Files.Cards;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Recto.App.Tests.Features.Files;

/// <summary>The picture that stands beside a link.</summary>
public sealed class CardTests
{
    public static TheoryData<string, string> Titles => new()
    {
        { "short", "Keepers" },
        { "usual", "Nothing but the reference to an authority: the footnote from Bayle to the archive" },
        { "long", string.Join(' ', Enumerable.Repeat("On the remarkable and hitherto unnoticed circumstances of the transfer of the papers", 8)) },
        { "one word", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsverordnungsentwurf" },
        { "cyrillic", "«Лист 5 об.»: как читать ссылки на фонды Российского государственного архива" },
        { "greek", "Περὶ τῶν ὑποσημειώσεων καὶ τῆς τάξεως τῶν βιβλίων" },
        { "hebrew", "הערות שוליים בארכיון: קריאה מחדש של תיק 558 (RGASPI) בין 1919 ל־1921" },
        { "arabic", "الحواشي في الأرشيف العثماني: قراءة جديدة في سجلات المحاكم الشرعية" },
        { "hostile", "<script>alert(1)</script> \u202E\u0000 & \uD800 \"" },
        { "empty", "" },
    };

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_card_is_drawn_for_any_title_within_its_margins_and_the_same_words_give_the_same_bytes(string name, string title)
    {
        var words = new CardWords(title, name == "usual" ? "A history" : null, name == "empty" ? null : "Sara Contin, Davit Meladze and Люся Рудакова", "The Lower Margin", "3/2 (2026)", name == "cyrillic" ? "#1a5fb4" : null);
        using var first = new CardDrawing();
        using var second = new CardDrawing();

        var png = first.Draw(words);
        using var picture = Image.Load<Rgba32>(png);
        var (dark, outside) = (0, 0);
        for (var y = 20; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var isInk = picture[x, y].R < 120 && picture[x, y].G < 120;
                dark += isInk ? 1 : 0;
                outside += isInk && x is < 60 or > 1140 && isInk ? 1 : 0;
            }
        }

        Assert.Equal((1200, 630), (picture.Width, picture.Height));
        Assert.True(dark > 500, "Something is written.");
        Assert.Equal(0, outside);
        Assert.Equal(png, second.Draw(words));
        Assert.True(png.Length < 250_000, $"{png.Length} bytes");
        if (Environment.GetEnvironmentVariable("RECTO_CARDS") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, name.Replace(' ', '-') + ".png"), png);
        }
    }

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("אבג", "<אבג")]
    [InlineData("אבג 558 דהו", "< דהו|558|<אבג ")]
    [InlineData("אבג (RGASPI) דהו", "<) דהו|RGASPI|<אבג (")]
    [InlineData("abc אבג def", "abc |<אבג| def")]
    public void A_line_of_two_directions_stands_as_it_is_read(string line, string expected) =>
        Assert.Equal(expected, string.Join('|', WritingRuns.Of(line, WritingRuns.IsRightToLeft(line)).Select(run => (run.IsRightToLeft ? "<" : "") + run.Text)));

    [Fact]
    public async Task A_published_article_names_its_card_in_its_head_and_everybody_may_have_it()
    {
        await using var site = await Web.WebSite.StartAsync();
        Assert.Equal(0, await site.Commands.RectoAsync("files", "make", "--kind", "card", "--data", site.Commands.Data));

        string page;
        for (var i = 0; ; i++)
        {
            page = await site.TextAsync(Web.ReadOnlySite.Marchmont);
            if (page.Contains("og:image", StringComparison.Ordinal))
            {
                break;
            }

            Assert.True(i < 100, "The page names no picture.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        var address = System.Text.RegularExpressions.Regex.Match(page, "property=\"og:image\" content=\"([^\"]+)\"").Groups[1].Value;
        using var card = await site.GetAsync(new Uri(address).PathAndQuery);

        Assert.StartsWith(site.Address.ToString().TrimEnd('/') + Web.ReadOnlySite.Marchmont, address, StringComparison.Ordinal);
        Assert.Contains("<meta property=\"og:image:width\" content=\"1200\"", page, StringComparison.Ordinal);
        Assert.Contains("og:image:alt\" content=\"‘Nothing but", page, StringComparison.Ordinal);
        Assert.Equal(("image/png", "cross-origin"), (card.Content.Headers.ContentType?.MediaType, card.Headers.GetValues("Cross-Origin-Resource-Policy").Single()));
        Assert.True(card.Headers.CacheControl?.Public);
    }
}
