using System.Text;
using Recto.App.Features.Articles;
using Recto.Journals.Articles;

namespace Recto.App.Tests.Features.Articles;

public sealed class NoteDriftTests
{
    [Fact]
    public void Notes_as_long_as_their_paragraph_keep_up_with_it() =>
        Assert.InRange(NoteDrift.Of(Body(paragraphs: 40, words: 80, noteWords: 30)), 0, NoteDrift.Bearable);

    [Fact]
    public void Notes_that_outweigh_their_text_fall_behind() =>
        Assert.True(NoteDrift.Of(Body(paragraphs: 40, words: 20, noteWords: 200)) > NoteDrift.Bearable);

    [Fact]
    public void What_is_folded_takes_the_room_of_its_fold_only() =>
        Assert.InRange(NoteDrift.Of(Body(paragraphs: 40, words: 80, noteWords: 30, folded: 400)), 0, NoteDrift.Bearable);

    [Theory]
    [InlineData("")]
    [InlineData("<p>No note at all")]
    [InlineData(ArticleFragments.NotesBegin)]
    [InlineData(ArticleFragments.NotesBegin + "<details")]
    [InlineData(ArticleFragments.NotesBegin + "<div>cut off" + ArticleFragments.NotesEnd + "<")]
    public void A_body_that_is_cut_off_is_measured_as_far_as_it_goes(string body) =>
        Assert.InRange(NoteDrift.Of(Encoding.UTF8.GetBytes(body)), 0, 100);

    private static byte[] Body(int paragraphs, int words, int noteWords, int folded = 0)
    {
        static string Words(int count) => string.Join(' ', Enumerable.Repeat("leaf", count));
        var one = $"<p>{Words(words)}</p>{ArticleFragments.NotesBegin}<div class=\"notes\"><div class=\"note\">{Words(noteWords)}"
            + (folded > 0 ? $"<details class=\"more\"><summary>more</summary>{Words(folded)}</details>" : "") + $"</div></div>{ArticleFragments.NotesEnd}";
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(one, paragraphs)));
    }
}
