using Recto.App.Shell;

namespace Recto.App.Tests.Web;

public sealed class ShopOptionsTests
{
    [Fact]
    public void Without_a_word_the_demonstration_is_on() => Assert.Equal([ShopOptions.Demonstration], Read().Options!.Gateways);

    [Fact]
    public void Keys_come_from_the_environment_or_a_file_and_stand_nowhere()
    {
        var (options, _) = Read(("RECTO_PAYMENT", "stripe, invoice"), ("RECTO_STRIPE_KEY_FILE", "/run/secrets/key"), ("RECTO_STRIPE_WEBHOOK_SECRETS", "whsec_old whsec_new"), ("RECTO_ORDER_DEVICES", "3"));

        Assert.Equal(("sk_live_1", 3), (options!.StripeKey, options.Devices));
        Assert.Equal(["whsec_old", "whsec_new"], options.StripeSecrets);
        Assert.Equal("stripe, invoice", options.ToString());
    }

    [Theory]
    [InlineData("stripe", "sk_test_1", null, "RECTO_STRIPE_WEBHOOK_SECRETS")]
    [InlineData("stripe", null, "whsec_1", "RECTO_STRIPE_KEY")]
    [InlineData("stripe", "pk_test_1", "whsec_1", "sk_ or rk_")]
    [InlineData("stripe", "sk_test_1", "secret_1", "whsec_")]
    [InlineData("stripe, demonstration", "sk_test_1", "whsec_1", "without paying")]
    [InlineData("paypal", null, null, "paypal")]
    public void What_does_not_fit_is_told_without_the_key(string payment, string? key, string? secret, string told)
    {
        var (_, wrong) = Read(("RECTO_PAYMENT", payment), ("RECTO_STRIPE_KEY", key), ("RECTO_STRIPE_WEBHOOK_SECRETS", secret));

        Assert.Contains(told, wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("test_1", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("secret_1", wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RECTO_STRIPE_SERVER", "http://api.example.org")]
    [InlineData("RECTO_STRIPE_SERVER", "https://api.example.org/v1")]
    [InlineData("RECTO_ORDER_DEVICES", "0")]
    [InlineData("RECTO_STRIPE_KEY_FILE", "/nowhere")]
    public void A_value_that_cannot_be_used_is_named(string name, string value) => Assert.Contains(name, Read((name, value)).Wrong, StringComparison.Ordinal);

    private static (ShopOptions? Options, string? Wrong) Read(params (string Name, string? Value)[] said) =>
        ShopOptions.TryRead(name => said.FirstOrDefault(one => one.Name == name).Value, path => path == "/run/secrets/key" ? "sk_live_1\n" : throw new FileNotFoundException(path), out var options, out var wrong) ? (options, null) : (null, wrong);
}
