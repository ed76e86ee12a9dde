using System.Text;
using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Jats;

/// <summary>What a file asks to be taken back that Recto has not written.</summary>
public sealed class ReturnedJatsTests
{
    [Fact]
    public void Emphasis_that_was_opened_again_is_one() =>
        Assert.Equal("<p><italic>abc</italic>d</p>", Undone("<p><italic>a</italic><italic><?recto again?>b</italic><italic><?recto again?>c</italic>d</p>"));

    [Fact]
    public void Texts_that_were_put_aside_are_one_with_those_beside_them() => Assert.Equal("<p>abc<b />d</p>", Undone("<p>a<?recto text \"b\"?>c<b/><?recto text \"d\"?></p>"));

    [Theory]
    [InlineData("<?recto text \"a\"?>")]
    [InlineData("<italic><?recto again?>a</italic>")]
    public void Many_instructions_take_time_in_proportion(string part)
    {
        var clock = ProcessorClock.StartNew();

        Undone($"<p><italic>a</italic>{string.Concat(Enumerable.Repeat(part, 200_000))}</p>");

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    [Fact]
    public void Elements_that_were_left_out_of_one_another_without_end_stay_instructions()
    {
        var deep = (Open: string.Concat(Enumerable.Repeat("<a>", 300)), Close: string.Concat(Enumerable.Repeat("</a>", 300)));
        var xml = "<b/>";
        for (var i = 0; i < 60; i++)
        {
            xml = $"{deep.Open}<?recto left {Traces.Quoted(xml)}?>{deep.Close}";
        }

        var outcome = JatsLoader.Load(Encoding.UTF8.GetBytes($"<article><body>{xml}</body></article>"));

        Assert.Contains("deep", Assert.IsType<JatsRefusal>(outcome).Message, StringComparison.Ordinal);
    }

    private static string Undone(string xml)
    {
        var root = XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        Assert.True(new ReturnedJats(JatsLimits.Default).Undo(root));
        return root.ToString(SaveOptions.DisableFormatting);
    }
}
