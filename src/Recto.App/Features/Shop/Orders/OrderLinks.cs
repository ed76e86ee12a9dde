using System.Buffers.Text;
using System.Security.Cryptography;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Features.Shop.Orders;

/// <summary>Links that are mailed to buyers: 128 bits of chance and the site's signature on them, so that what is made up is refused without asking the database; of what is good, the database knows a hash.</summary>
internal sealed class OrderLinks(OrderLinkStore links, SiteSecretStore secrets, TimeProvider time)
{
    private const string Purpose = "order links";
    private const int Chance = 16;
    private const int Signature = 8;

    /// <summary>A new link for an order, as it stands behind <see cref="ShopPaths.Link"/>.</summary>
    public async Task<string> MakeAsync(Guid orderId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var chance = RandomNumberGenerator.GetBytes(Chance);
        var key = Base64Url.EncodeToString([.. chance, .. Sign(await secrets.GetAsync(Purpose, now, ct), chance)]);
        await links.AddAsync(orderId, OrderKeys.HashOf(key)!, now, ct);
        return key;
    }

    /// <summary>The order to which a link leads; null where it is made up.</summary>
    public async Task<LinkedOrder?> FindAsync(string key, CancellationToken ct)
    {
        if (OrderKeys.HashOf(key) is not { } hash || Base64Url.DecodeFromChars(key) is not { Length: Chance + Signature } bytes)
        {
            return null;
        }

        var secret = await secrets.GetAsync(Purpose, time.GetUtcNow(), ct);
        if (!CryptographicOperations.FixedTimeEquals(bytes.AsSpan(Chance), Sign(secret, bytes.AsSpan(0, Chance))))
        {
            return null;
        }

        return await links.FindAsync(hash, ct);
    }

    private static byte[] Sign(byte[] secret, ReadOnlySpan<byte> chance) => HMACSHA256.HashData(secret, chance)[..Signature];
}
