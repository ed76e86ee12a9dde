using System.Text;
using Recto.Journals.Exchange.Fixes;
using Recto.Notes.Text;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Fixes;

public sealed class PlainTextMapTests
{
    [Theory]
    [InlineData("Ibid. is said.\n1. Ibid.\n", 18)]
    [InlineData("Ibid. is said.\n[1]\tIbid.\n", 19)]
    [InlineData("Ibid. is said.\n1\n  Ibid.\n", 19)]
    public void A_note_is_found_behind_its_number(string source, int place) =>
        Assert.Equal(new TextSpan(place, place + 5), Map(source, "Ibid.").Find(0, new TextSpan(0, 5)));

    [Fact]
    public void Words_that_stand_twice_without_a_number_have_no_place() => Assert.Null(Map("Ibid. and Ibid.", "Ibid.").Find(0, new TextSpan(0, 5)));

    [Fact]
    public void A_line_without_end_takes_time_in_proportion()
    {
        var source = new string('x', 4_000_000) + string.Concat(Enumerable.Repeat(" ab", 1000));
        var notes = Enumerable.Range(0, 200).Select(n => new Note { Id = $"n{n}", Label = "1", Text = "ab" }).ToList();
        var clock = ProcessorClock.StartNew();

        PlainTextMap.Of(EncodedText.Of(Encoding.UTF8.GetBytes(source), new UTF8Encoding(false), 0)!, notes);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), $"{clock.Elapsed}");
    }

    private static DocumentMap Map(string source, string text) =>
        PlainTextMap.Of(EncodedText.Of(Encoding.UTF8.GetBytes(source), new UTF8Encoding(false), 0)!, [new Note { Id = "n1", Label = "1", Text = text }]);
}
