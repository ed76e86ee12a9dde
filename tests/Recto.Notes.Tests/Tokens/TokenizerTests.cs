using System.Text;
using CsCheck;
using Recto.Notes.Tests.Reading;
using Recto.Notes.Tokens;

namespace Recto.Notes.Tests.Tokens;

public sealed class TokenizerTests
{
    [Fact]
    public void Tokens_and_the_gaps_between_them_give_back_any_text() =>
        AnyText.Gen.Sample(text =>
        {
            var back = new StringBuilder();
            var at = 0;
            foreach (var token in Tokenizer.Cut(text))
            {
                Assert.True(token.Start >= at && token.End > token.Start);
                Assert.True(string.IsNullOrWhiteSpace(text[at..token.Start]));
                back.Append(text, at, token.End - at);
                at = token.End;
            }

            Assert.Equal(text, back.Append(text, at, text.Length - at).ToString());
        });

    [Theory]
    [InlineData("l’Armée de Terre", "l’Armée|de|Terre")]
    [InlineData("OLMA-PRESS 2001", "OLMA-PRESS|2001")]
    [InlineData("7N 3121", "7N|3121")]
    [InlineData("1930ʹ, Forces", "1930|ʹ|,|Forces")] // the prime stands for a closing quotation mark
    [InlineData("Mel’tyukhov", "Mel’tyukhov")]
    [InlineData("301–349.", "301|–|349|.")]
    public void A_text_is_cut_into(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Tokenizer.Cut(text).Select(token => text[token.Start..token.End])));
}
