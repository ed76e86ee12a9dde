namespace Recto.App.Features.Shop.Orders;

/// <summary>What is told where a link was opened on as many devices as may.</summary>
/// <param name="Reference">What people call the order.</param>
/// <param name="Devices">How many devices may.</param>
/// <param name="Email">Where the seller is written to; null where that is not said.</param>
public sealed record TooManyView(string Reference, int Devices, string? Email);
