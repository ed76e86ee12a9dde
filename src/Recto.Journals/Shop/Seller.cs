namespace Recto.Journals.Shop;

/// <summary>A legal entity that sells, as it stands on receipts. Several journals may have one.</summary>
public sealed record Seller
{
    /// <summary>Its key.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name in law.</summary>
    public required string Name { get; init; }

    /// <summary>Its address, line by line; at least one line.</summary>
    public required IReadOnlyList<string> Address { get; init; }

    /// <summary>Its country, ISO 3166-1, two capital letters.</summary>
    public required string Country { get; init; }

    /// <summary>Its VAT id, with the country before; null where it has none.</summary>
    public string? VatId { get; init; }

    /// <summary>Where buyers may write; null where it is not said.</summary>
    public string? Email { get; init; }

    /// <summary>How a transfer reaches it (bank, IBAN), line by line; empty where no invoice is paid by transfer.</summary>
    public IReadOnlyList<string> Bank { get; init; } = [];

    /// <summary>What stands before numbers of receipts (<c>TLM-2026-000417</c>); null for nothing.</summary>
    public string? ReceiptPrefix { get; init; }

    /// <summary>Whether prices are what a reader pays, tax in them; otherwise tax comes on top.</summary>
    public bool PricesIncludeTax { get; init; }

    /// <summary>What stands below each receipt (register, exemption from tax); null for nothing.</summary>
    public string? Note { get; init; }
}
