using Microsoft.AspNetCore.OutputCaching;
using Recto.App.Features.Shop.Payment;
using Recto.App.Shell;
using Recto.App.Shell.Offers;
using Recto.App.Shell.Rounds;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Window;

/// <summary>Lays out in the window what is on sale or will be, and throws finished pages away where that is anything else than before.</summary>
internal sealed class LayOut(ProductStore products, SellerStore sellers, ShopWindow window, IOutputCacheStore cache, Gateways gateways, TimeProvider time)
{
    /// <summary>Does it.</summary>
    public async Task RenewAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var offered = new List<OfferedProduct>();
        var shops = (await sellers.ListShopsAsync(ct)).Where(shop => shop.IsOn).ToList();
        var sold = shops.Count == 0 ? [] : (await sellers.ListAsync(ct)).ToDictionary(row => row.Seller.Id, row => row.Seller);
        foreach (var shop in shops)
        {
            foreach (var product in (await products.ListAsync(shop.JournalId, ct)).Select(row => row.Product).Where(product => product.IsOn && !(product.SoldUntil <= now) && product.Prices.Count > 0))
            {
                offered.Add(new(product with { Prices = [.. product.Prices.OrderBy(price => price.Currency != shop.Currency).ThenBy(price => price.Currency.Code, StringComparer.Ordinal)] },
                    sold.TryGetValue(shop.SellerId, out var seller) && seller.PricesIncludeTax));
            }
        }

        if (window.Lay(offered, gateways.IsDemonstration))
        {
            await cache.EvictByTagAsync(PageCache.Tag, ct);
        }
    }
}

/// <summary>Looks at the shop every few seconds: another process may have changed it. That a sale begins or ends, the window knows by itself.</summary>
internal sealed class KeepWindow(LayOut layOut, TimeProvider time, ILogger<KeepWindow> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);
    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotLook)), "The shop could not be read; it is read again in a moment");

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken); // The first page that is asked for has its prices.
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rest, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken ct) => await JobDoor.TryAsync("window", layOut.RenewAsync, fault => CouldNotLook(log, fault), log, ct);
}
