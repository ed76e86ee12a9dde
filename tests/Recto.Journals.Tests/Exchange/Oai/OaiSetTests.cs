using Recto.Journals.Exchange.Oai;

namespace Recto.Journals.Tests.Exchange.Oai;

public sealed class OaiSetTests
{
    [Theory]
    [InlineData("margin", null, "journal:margin")]
    [InlineData("margin", "articles", "journal:margin:articles")]
    [InlineData("margin", "рец", "journal:margin:!D1!80!D0!B5!D1!86")]
    [InlineData("a:b", "50%!", "journal:a!3Ab:50!25!21")] // What parts and what escapes are escaped.
    [InlineData("𝔄", null, "journal:!F0!9D!94!84")]
    public void A_set_is_named_in_characters_that_a_setSpec_may_hold_and_read_back(string journal, string? section, string spec)
    {
        var set = new OaiSet(journal, section);

        Assert.Equal(spec, set.Spec);
        Assert.True(OaiSet.IsWellFormed(spec));
        Assert.True(OaiSet.TryParse(spec, out var read));
        Assert.Equal(set, read);
    }

    [Theory]
    [InlineData("openaccess:x")]
    [InlineData("journal")]
    [InlineData("journal:a:b:c")]
    [InlineData("journal:!6D")] // A plain m, written otherwise than here.
    [InlineData("journal:!d1!80")]
    [InlineData("journal:!FF")]
    [InlineData("journal:!D1")]
    [InlineData("journal:!")]
    [InlineData("journal:! 1")]
    public void What_was_not_written_here_is_no_set(string spec) => Assert.False(OaiSet.TryParse(spec, out _));

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("a:")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("a/b")]
    public void Some_texts_are_no_setSpec_at_all(string text) => Assert.False(OaiSet.IsWellFormed(text));
}
