using Recto.Journals.Exchange.Oai;

namespace Recto.Journals.Tests.Exchange.Oai;

public sealed class OaiTokensTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    private static readonly OaiToken Token = new()
    {
        Verb = OaiVerb.ListRecords,
        Prefix = "oai_dc",
        Set = "journal:margin:!D1!80",
        From = Now.AddDays(-2),
        Before = null,
        At = Now.AddTicks(-12_345_670),
        Last = new Guid("0192f0c1-0000-7000-8000-000000000001"),
        Cursor = 300,
        Size = 100_000,
        Expires = Now.AddDays(7),
    };

    [Fact]
    public void A_token_is_read_back_by_the_key_that_signed_it_until_it_is_old()
    {
        var tokens = new OaiTokens([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
        var text = tokens.Write(Token);

        Assert.True(tokens.TryRead(text, Now, out var read));
        Assert.Equal(Token, read);
        Assert.True(tokens.TryRead(text, Token.Expires, out _));
        Assert.False(tokens.TryRead(text, Token.Expires.AddTicks(1), out _));
        Assert.False(new OaiTokens(new byte[16]).TryRead(text, Now, out _));
        Assert.True(text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
    }

    [Fact]
    public void Any_change_of_a_token_is_noticed()
    {
        var tokens = new OaiTokens(new byte[16]);
        var text = tokens.Write(Token);

        for (var i = 0; i < text.Length; i++)
        {
            foreach (var other in "AB_".Where(c => c != text[i]))
            {
                Assert.False(tokens.TryRead(text[..i] + other + text[(i + 1)..], Now, out _));
            }

            Assert.False(tokens.TryRead(text[..i], Now, out _));
        }

        Assert.False(tokens.TryRead(text + "A", Now, out _));
        Assert.False(tokens.TryRead(new string('A', 100_000), Now, out _));
        Assert.False(tokens.TryRead("ю", Now, out _));
    }
}
