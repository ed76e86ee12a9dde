using System.Globalization;

namespace Recto.Journals.Shop;

/// <summary>The number of a receipt or credit note: of one seller, counted from 1 in each year and without gaps, receipts and credit notes each by themselves.</summary>
/// <param name="Kind">What it numbers.</param>
/// <param name="Year">The year of its date, in UTC.</param>
/// <param name="Number">From 1.</param>
public readonly record struct ReceiptNumber(ReceiptKind Kind, int Year, int Number)
{
    /// <summary>As it is printed: <c>2026-000417</c>, <c>TLM-2026-000417</c>; of a credit note <c>CN-2026-000012</c>, <c>TLM-CN-2026-000012</c>.</summary>
    /// <param name="prefix">What the seller puts before; null for nothing.</param>
    public string ToText(string? prefix) => string.Create(CultureInfo.InvariantCulture, $"{(prefix is null ? "" : prefix + "-")}{(Kind == ReceiptKind.CreditNote ? "CN-" : "")}{Year:0000}-{Number:000000}");
}

/// <summary>Kinds of documents that are numbered.</summary>
public enum ReceiptKind
{
    /// <summary>What was paid.</summary>
    Receipt = 1,

    /// <summary>What was paid back of a receipt.</summary>
    CreditNote,
}
