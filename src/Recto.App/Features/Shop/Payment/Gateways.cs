using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Payment;

/// <summary>The ways of payment that are on, in the order in which they are offered.</summary>
/// <param name="all">Those that are on.</param>
internal sealed class Gateways(IEnumerable<IPaymentGateway> all)
{
    private readonly IPaymentGateway[] _all = [.. all];

    /// <summary>Those that are on.</summary>
    public IReadOnlyList<IPaymentGateway> All => _all;

    /// <summary>Sites on which buyers pay, scheme and host: a page whose form leads there says so (<see cref="Shell.SecurityHeaders.LetFormsLeadTo"/>).</summary>
    public IReadOnlyList<string> PaySites => [.. _all.SelectMany(gateway => gateway.PaySites)];

    /// <summary>Whether no money moves here.</summary>
    public bool IsDemonstration => _all.Any(gateway => gateway.Name == Order.DemonstrationGateway);

    /// <summary>The one of that name; null where it is not on.</summary>
    public IPaymentGateway? Find(string name) => Array.FindLast(_all, gateway => gateway.Name == name);
}
