using Recto.App.Features.Shop.Orders;
using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Pages;

/// <summary>An order as its buyer sees it.</summary>
public sealed record OrderView
{
    /// <summary>The order.</summary>
    public required Order Order { get; init; }

    /// <summary>Its receipt and credit notes, oldest first.</summary>
    public required IReadOnlyList<Receipt> Receipts { get; init; }

    /// <summary>The instant of the request.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where the PDF of a line is fetched, by the line's number; none for lines without one that may be taken away.</summary>
    public IReadOnlyDictionary<int, string> Downloads { get; init; } = new Dictionary<int, string>();

    /// <summary>Whether the files bear a line that names the order.</summary>
    public bool IsStamped { get; init; }

    /// <summary>What may be bought again now, its time added at the end: the line, and how the form names it to the cart.</summary>
    public IReadOnlyList<(OrderLine Line, string Product, string Thing)> Extensions { get; init; } = [];

    /// <summary>Whether this reader comes by the account: then their rights have a page of their own.</summary>
    public bool IsOfAccount { get; init; }

    /// <summary>Whether a program that sets PDFs is here.</summary>
    public bool HasPdf { get; init; }

    /// <summary>What was just done; null for nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>Path of the order.</summary>
    public string Address => ShopPaths.Order(Order.Reference);

    /// <summary>The receipt; null before the payment.</summary>
    public Receipt? Receipt => Receipts.FirstOrDefault(receipt => receipt.Kind == ReceiptKind.Receipt);

    /// <summary>Lines that are open now.</summary>
    public IEnumerable<OrderLine> OpenLines => Order.OpenLines(At);
}
