namespace Recto.App.Features.Shop.Window;

/// <summary>The ways to pay that this site has.</summary>
/// <param name="Names">Names of gateways, the first one chosen where the buyer says nothing.</param>
/// <param name="IsDemonstration">Whether no money moves.</param>
internal sealed record ShopWays(IReadOnlyList<string> Names, bool IsDemonstration);
