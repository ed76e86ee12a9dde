using Recto.Journals.Exchange.Html;

namespace Recto.Journals.Tests.Exchange.Html;

public sealed class SpokenWordsTests
{
    [Theory]
    [InlineData("{0} (show larger)", new[] { "A map" }, "A map (show larger)")]
    [InlineData("{0}, from {1}.", new[] { "{1}", "note 3" }, "{1}, from note 3.")]
    [InlineData("{1} {0} {2}", new[] { "a", "b" }, "b a {2}")]
    [InlineData("{0} more word|{0} more words", new[] { "1" }, "1 more word")]
    [InlineData("{0} more word|{0} more words", new[] { "12" }, "12 more words")]
    public void Values_stand_where_the_words_have_them_and_are_not_read_themselves(string words, string[] values, string said) => Assert.Equal(said, SpokenWords.English.Say(words, values));
}
