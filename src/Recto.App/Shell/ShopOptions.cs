using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Recto.App.Shell;

/// <summary>How buyers pay: what the operator says. Keys are told nobody, and stand in no log.</summary>
internal sealed record ShopOptions
{
    /// <summary>Name of the way of payment by Stripe.</summary>
    public const string Stripe = "stripe";

    /// <summary>Name of the way of payment by transfer.</summary>
    public const string Invoice = "invoice";

    /// <summary>Name of the way of payment that is only played.</summary>
    public const string Demonstration = "demonstration";

    private const int MostDevices = 100;

    /// <summary>The ways of payment that are on, in the order in which they are offered; at least one.</summary>
    public IReadOnlyList<string> Gateways { get; init; } = [Demonstration];

    /// <summary>The secret key of Stripe; null where it is not on.</summary>
    public string? StripeKey { get; init; }

    /// <summary>The secrets by which Stripe signs what it tells; while one is changed for another, both.</summary>
    public IReadOnlyList<string> StripeSecrets { get; init; } = [];

    /// <summary>Where Stripe is asked.</summary>
    public Uri StripeServer { get; init; } = new("https://api.stripe.com");

    /// <summary>How many browsers may open one order.</summary>
    public int Devices { get; init; } = 5;

    /// <summary>Whether that way of payment is on.</summary>
    public bool Takes(string gateway) => Gateways.Contains(gateway);

    /// <summary>
    /// Reads <c>RECTO_PAYMENT</c> (<c>stripe, invoice</c>), <c>RECTO_STRIPE_KEY</c>, <c>RECTO_STRIPE_WEBHOOK_SECRETS</c> (each of both also as <c>…_FILE</c>, a path), <c>RECTO_STRIPE_SERVER</c> and <c>RECTO_ORDER_DEVICES</c>.
    /// </summary>
    /// <param name="read">Gives a variable of the environment.</param>
    /// <param name="readFile">Gives the text of a file.</param>
    /// <param name="options">What they say.</param>
    /// <param name="wrong">What cannot be used, and how to write it; without the keys.</param>
    public static bool TryRead(Func<string, string?> read, Func<string, string> readFile, [NotNullWhen(true)] out ShopOptions? options, [NotNullWhen(false)] out string? wrong)
    {
        options = null;
        var told = new ShopOptions();
        var names = Split(read("RECTO_PAYMENT")).Select(name => name.ToLowerInvariant()).Distinct().ToArray();
        if (names.FirstOrDefault(name => name is not (Stripe or Invoice or Demonstration)) is { } strange)
        {
            wrong = $"RECTO_PAYMENT: “{strange}” is no way of payment; there are stripe, invoice and demonstration (as without it).";
            return false;
        }

        if (names.Length > 1 && names.Contains(Demonstration))
        {
            wrong = "RECTO_PAYMENT takes the demonstration beside real payment: everybody could open everything without paying. Take one or the other.";
            return false;
        }

        told = names.Length == 0 ? told : told with { Gateways = names };
        if (!GivenSecret.TryRead(read, readFile, "RECTO_STRIPE_KEY", out var key, out wrong) || !GivenSecret.TryRead(read, readFile, "RECTO_STRIPE_WEBHOOK_SECRETS", out var secrets, out wrong))
        {
            return false;
        }

        told = told with { StripeKey = key is { Length: > 0 } ? key : null, StripeSecrets = Split(secrets) };
        if (told.Takes(Stripe) && FindWrong(told) is { } unfit)
        {
            wrong = unfit;
            return false;
        }

        if (read("RECTO_STRIPE_SERVER")?.Trim() is { Length: > 0 } server)
        {
            if (!Uri.TryCreate(server.TrimEnd('/'), UriKind.Absolute, out var uri) || uri.PathAndQuery != "/" || !ServerAddress.IsSafe(uri))
            {
                wrong = "RECTO_STRIPE_SERVER is no address at which Stripe is asked; write it as https://api.stripe.com (http only on this machine).";
                return false;
            }

            told = told with { StripeServer = uri };
        }

        if (read("RECTO_ORDER_DEVICES")?.Trim() is { Length: > 0 } devices)
        {
            if (!int.TryParse(devices, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MostDevices)
            {
                wrong = $"RECTO_ORDER_DEVICES “{devices}” says how many browsers may open one order: a number from 1 to {MostDevices}.";
                return false;
            }

            told = told with { Devices = count };
        }

        (options, wrong) = (told, null);
        return true;
    }

    // A record would write out its keys.
    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Gateways);

    private static string? FindWrong(ShopOptions told) =>
        told.StripeKey is null ? "RECTO_PAYMENT takes Stripe, and RECTO_STRIPE_KEY (or RECTO_STRIPE_KEY_FILE) does not hold its secret key; it begins with sk_ or rk_."
        : !told.StripeKey.StartsWith("sk_", StringComparison.Ordinal) && !told.StripeKey.StartsWith("rk_", StringComparison.Ordinal) ? "RECTO_STRIPE_KEY is no secret key of Stripe: such a key begins with sk_ or rk_ (pk_ is the public one)."
        : told.StripeSecrets.Count == 0 ? "RECTO_PAYMENT takes Stripe, and RECTO_STRIPE_WEBHOOK_SECRETS (or …_FILE) does not hold the secret of its webhook; it begins with whsec_."
        : told.StripeSecrets.Any(secret => !secret.StartsWith("whsec_", StringComparison.Ordinal)) ? "RECTO_STRIPE_WEBHOOK_SECRETS holds what is no secret of a webhook: such a secret begins with whsec_."
        : null;

    private static string[] Split(string? text) => (text ?? "").Split([',', ';', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
