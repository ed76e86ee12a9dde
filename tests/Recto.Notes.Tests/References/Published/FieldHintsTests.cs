using Recto.Notes.Labelling;
using Recto.Notes.References.Published;

namespace Recto.Notes.Tests.References.Published;

public sealed class FieldHintsTests
{
    [Fact]
    public void Every_word_is_told_as_what_the_rules_read_it()
    {
        var hinted = new HintedStrings().Next(WordSequence.Cut("Ida Lindqvist, Tar and Timber (Leiden: Kite, 1988), 12–14."));

        Assert.Equal("Author Author Title Title Title Place Publisher Year Pages", string.Join(' ', hinted.Hints!.Fields));
        Assert.Equal("en", hinted.Hints.Language);
        Assert.InRange(hinted.Hints.Sureness, 2, 3);
    }

    [Fact]
    public void Names_and_titles_cited_before_are_known_again()
    {
        var strings = new HintedStrings();

        var first = strings.Next(WordSequence.Cut("Ida Lindqvist, Tar and Timber (Leiden: Kite, 1988), 12–14."));
        var second = strings.Next(WordSequence.Cut("Lindqvist, Timber, 45."));

        Assert.All(first.Hints!.Seen, seen => Assert.Equal(SeenWord.None, seen));
        Assert.Equal([SeenWord.Name, SeenWord.Title, SeenWord.None], second.Hints!.Seen);
    }

    [Fact]
    public void A_new_document_knows_nothing_of_the_one_before()
    {
        var strings = new HintedStrings();
        strings.Next(WordSequence.Cut("Ida Lindqvist, Tar and Timber (Leiden: Kite, 1988), 12–14."));
        for (var i = 1; i < HintedStrings.DocumentLength; i++)
        {
            strings.Next(WordSequence.Cut("12 May."));
        }

        Assert.DoesNotContain(strings.Next(WordSequence.Cut("Lindqvist, Timber, 45.")).Hints!.Seen, seen => seen != SeenWord.None);
    }

    [Theory]
    [InlineData("")]
    [InlineData("…")]
    [InlineData("12")]
    public void What_is_no_reference_has_hints_too(string text)
    {
        var hinted = new HintedStrings().Next(WordSequence.Cut(text));

        Assert.Equal(hinted.Words.Count, hinted.Hints!.Fields.Count);
        Assert.Equal(0, hinted.Hints.Sureness);
    }
}
