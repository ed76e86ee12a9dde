using System.Net;
using Recto.Journals.Usage;

namespace Recto.Journals.Tests.Usage;

public sealed class UserKeyTests
{
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.168");

    [Fact]
    public void The_same_reader_has_the_same_key_under_one_salt_and_another_under_the_next()
    {
        byte[] next = [.. Readers.Salt.Reverse()];

        Assert.Equal(UserKey.OfAddress(Readers.Salt, Address, "Mozilla/5.0"), UserKey.OfAddress(Readers.Salt, Address, "Mozilla/5.0"));
        Assert.NotEqual(UserKey.OfAddress(Readers.Salt, Address, "Mozilla/5.0"), UserKey.OfAddress(next, Address, "Mozilla/5.0"));
    }

    [Fact]
    public void It_is_the_first_half_of_an_HMAC_SHA256()
    {
        var expected = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Readers.Salt, "a11|192.0.2.168Mozilla/5.0"u8))[..32];

        Assert.Equal(expected, UserKey.OfAddress(Readers.Salt, Address, "Mozilla/5.0").ToString());
    }

    [Fact]
    public void Readers_who_are_not_to_be_followed_have_one_key_for_the_same_institutions()
    {
        Guid[] two = [Guid.Parse("00000000-0000-7000-8000-00000000000a"), Guid.Parse("00000000-0000-7000-8000-00000000000b")];

        Assert.Equal(UserKey.OfNobody(Readers.Salt, two), UserKey.OfNobody(Readers.Salt, [two[1], two[0]]));
        Assert.NotEqual(UserKey.OfNobody(Readers.Salt, two), UserKey.OfNobody(Readers.Salt, []));
    }

    [Fact]
    public void Address_and_agent_do_not_run_together()
    {
        Assert.NotEqual(UserKey.OfAddress(Readers.Salt, IPAddress.Parse("192.0.2.1"), "6"), UserKey.OfAddress(Readers.Salt, IPAddress.Parse("192.0.2.16"), ""));
        Assert.NotEqual(UserKey.OfCookie(Readers.Salt, "192.0.2.1"), UserKey.OfAddress(Readers.Salt, IPAddress.Parse("192.0.2.1"), null));
    }

    [Fact]
    public void An_address_wrapped_in_IPv6_is_the_same_reader() =>
        Assert.Equal(UserKey.OfAddress(Readers.Salt, Address, "x"), UserKey.OfAddress(Readers.Salt, Address.MapToIPv6(), "x"));

    [Fact]
    public void A_salt_that_can_be_guessed_is_refused() => Assert.Throws<ArgumentException>(() => UserKey.OfAccount(new byte[15], Guid.Empty));
}
