using Recto.Notes.Text;

namespace Recto.Notes.Tests.References.Back;

public sealed class IbidLevelsTests
{
    [Theory]
    [InlineData("Ibid., l. 14.", "rgaspi-558-11-431", "14")]
    [InlineData("Ibid., ll. 14–15 ob.", "rgaspi-558-11-431", "14–15 ob")]
    [InlineData("Там же. Л. 3.", "rgaspi-558-11-431", "3")]
    [InlineData("Ibid., d. 432, l. 5.", "rgaspi-558-11-432", "5")]
    [InlineData("Там же. Д. 17. Л. 3–4 об.", "rgaspi-558-11-17", "3–4 об")]
    [InlineData("Ibid., op. 3, d. 7.", "rgaspi-558-3-7", null)]
    [InlineData("Ibid., f. 17, op. 162, d. 14, l. 27.", "rgaspi-17-162-14", "27")]
    [InlineData("Ibid., f. 12v.", "rgaspi-558-11-431", "12v")] // A folio, not a fond: no inventory follows.
    [InlineData("Ibid., box 12.", null, null)] // Which level a box would replace the words do not tell.
    public void An_Ibid_that_names_a_level_anew_means_another_unit_of_the_same_archive(string ibid, string? source, string? leaf)
    {
        var apparatus = new NotesEngine().Read([Of("1", "RGASPI, f. 558, op. 11, d. 431, l. 12."), Of("2", ibid), Of("3", "Ibid.")]);

        var second = Assert.Single(apparatus.Notes[1].References);
        Assert.Equal(source, second.SourceId);
        Assert.Equal(leaf, second.Reference.Pages?.Text);
        Assert.Equal((0, 0), (second.RefersTo?.NoteIndex, second.RefersTo?.Reference));
        Assert.Equal(source, Assert.Single(apparatus.Notes[2].References).SourceId);
    }

    private static Note Of(string label, string text) => new() { Id = "n" + label, Label = label, Text = text };
}
