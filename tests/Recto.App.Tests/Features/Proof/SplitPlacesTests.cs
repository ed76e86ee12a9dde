using Recto.App.Features.Proof;
using Recto.Notes.Text;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Proof;

public sealed class SplitPlacesTests
{
    private const string Note = "See Lund, Margins, 12; Berg, Leaves, 3. Vgl. Maubert.";

    [Fact]
    public void Places_are_behind_semicolons_and_sentences() => Assert.Equal([22, 39, 44], SplitPlaces.Of(Note, new TextSpan(0, Note.Length)));

    [Theory]
    [InlineData("See Lund, Margins, 12;| Berg, Leaves, 3. Vgl. Maubert.", 22)]
    [InlineData("See Lund, Margins, 12; Berg, Leaves, 3. |Vgl.  Maubert.", 39)]
    [InlineData("See Lund, Margins, 12; Berg, Leaves, 3. Vgl. Maubert.", null)]
    [InlineData("See Lund,| Margins, 12;| Berg, Leaves, 3. Vgl. Maubert.", null)]
    [InlineData("See Lund, Mergins, 12;| Berg, Leaves, 3. Vgl. Maubert.", null)]
    public void The_mark_shows_the_place_where_all_else_is_as_in_the_note(string marked, int? place) => Assert.Equal(place, SplitPlaces.Marked(Note, new TextSpan(0, Note.Length), marked));

    [Fact]
    public void A_text_of_marks_takes_time_in_proportion()
    {
        var text = new string('|', 1_000_000);
        var clock = ProcessorClock.StartNew();

        Assert.Equal(0, SplitPlaces.Marked(text, new TextSpan(0, text.Length), text + "|"));
        Assert.Null(SplitPlaces.Marked(text + "x", new TextSpan(0, text.Length + 1), text + "y|"));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
    }
}
