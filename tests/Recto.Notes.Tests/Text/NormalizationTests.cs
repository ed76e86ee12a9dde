using System.Text;
using Recto.Notes.Text;

namespace Recto.Notes.Tests.Text;

public sealed class NormalizationTests
{
    [Theory]
    [InlineData("é", "e\u0301")]
    [InlineData("x\ufffey", "x\ufffdy")] // Found by the property tests: the framework refuses it.
    [InlineData("\ud83d\ude00", "\ud83d\ude00")]
    [InlineData("", "")]
    public void Any_text_has_a_normal_form(string text, string normal) => Assert.Equal(normal, Normalization.Of(text, NormalizationForm.FormD));

    // Attributes cannot hold half a pair, so these stand here.
    [Fact]
    public void Half_a_pair_becomes_the_replacement_character()
    {
        Assert.Equal("a\ufffd", Normalization.Of("a\ud83d", NormalizationForm.FormD)); // As a cut label leaves it.
        Assert.Equal("\ufffdb", Normalization.Of("\ude00b", NormalizationForm.FormKC));
    }

    [Fact]
    public void A_note_with_code_units_that_are_no_characters_is_read()
    {
        var apparatus = new NotesEngine().Read([new Note { Id = "n1", Label = "1", Text = "Smith, A\ufffe\ud83d Title (London: Press 1999), 8; Smith, A\ufffe Title, 9." }]);

        Assert.Single(apparatus.Notes);
    }
}
