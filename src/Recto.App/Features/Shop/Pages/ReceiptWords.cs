using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Pages;

/// <summary>Seller and buyer as they stand on receipts.</summary>
internal static class ReceiptWords
{
    /// <summary>The seller, as one line.</summary>
    public static string Seller(Say say, Seller seller) => Lines([seller.Name, .. seller.Address, Countries.Name(seller.Country), seller.VatId is { } vat ? say["VAT number {0}", vat] : null]);

    /// <summary>The buyer, as one line.</summary>
    public static string Buyer(Say say, Buyer buyer) => Lines([buyer.Name, .. buyer.Address, buyer.Email, Countries.Name(buyer.Country), buyer.VatId is { } vat ? say["VAT number {0}", vat] : null]);

    private static string Lines(IEnumerable<string?> lines) => string.Join(", ", lines.Where(line => !string.IsNullOrWhiteSpace(line)));
}
