using Recto.Journals.Access;

namespace Recto.Journals.Shop;

/// <summary>Who buys, as it stands on the receipt.</summary>
public sealed record Buyer
{
    /// <summary>Address of e-mail, as it was typed.</summary>
    public required string Email { get; init; }

    /// <summary>Name of the person or the body; null where it was not asked for.</summary>
    public string? Name { get; init; }

    /// <summary>Postal address, line by line; empty where it was not asked for.</summary>
    public IReadOnlyList<string> Address { get; init; } = [];

    /// <summary>Country for the tax, ISO 3166-1, two capital letters.</summary>
    public required string Country { get; init; }

    /// <summary>VAT id with its prefix; null for none.</summary>
    public string? VatId { get; init; }

    /// <summary>BCP 47 tag of mails and receipt.</summary>
    public required string Language { get; init; }

    /// <summary>Whether the person was taken out of it: then no mail can reach anybody.</summary>
    public bool IsErased => Email.EndsWith(Nowhere, StringComparison.Ordinal);

    /// <summary>The same without the person: an address that can be nobody's (RFC 2606), and what the tax is reckoned by.</summary>
    /// <param name="orderId">The order; no two have the same address afterwards.</param>
    public Buyer Erased(Guid orderId) => new() { Email = $"{orderId:N}{Nowhere}", Country = Country, Language = Language };

    private const string Nowhere = "@erased.invalid";
}

/// <summary>An order, frozen at the checkout: products, prices and rates may change, and it says what held.</summary>
public sealed record Order
{
    /// <summary>Its key in the database; in no address that strangers see.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call it: <c>R-7Q4M-20KX</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>The account that was signed in; null for a guest.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The seller as it was.</summary>
    public required Seller Seller { get; init; }

    /// <summary>The buyer.</summary>
    public required Buyer Buyer { get; init; }

    /// <summary>What was bought, in order; at least one line.</summary>
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>Before tax.</summary>
    public required Money Net { get; init; }

    /// <summary>All tax.</summary>
    public required Money Tax { get; init; }

    /// <summary>What is to pay.</summary>
    public required Money Gross { get; init; }

    /// <summary>How much of it went back.</summary>
    public required Money Refunded { get; init; }

    /// <summary>How it stands.</summary>
    public required OrderState State { get; init; }

    /// <summary>Name of the way of payment: <c>stripe</c>, <c>invoice</c>, <c>demonstration</c>; <c>free</c> where nothing was to pay.</summary>
    public required string Gateway { get; init; }

    /// <summary>The attempt to pay, counted from 1: asked twice for one attempt, the payment house answers with one session.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>What the payment house calls the attempt to pay (a session); null before it was asked.</summary>
    public string? SessionId { get; init; }

    /// <summary>Where the buyer pays; null before the payment house was asked.</summary>
    public string? PayAddress { get; init; }

    /// <summary>What the payment house, or the desk, calls the payment; null before it was made.</summary>
    public string? PaymentReference { get; init; }

    /// <summary>Code of the coupon that was used; null for none.</summary>
    public string? Coupon { get; init; }

    /// <summary>Where the buyer is, and what tells so.</summary>
    public required PlaceEvidence Evidence { get; init; }

    /// <summary>When the buyer asked to have it opened at once, knowing that the right to withdraw ends with that (Directive 2011/83/EU, article 16 m); null where that was not asked.</summary>
    public DateTimeOffset? ConsentAt { get; init; }

    /// <summary>When the checkout made it.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is given up where nobody pays; null where it waits for the desk.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The instant of the payment, from which rights last; null before.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>Number of the receipt as it is printed; null before the payment.</summary>
    public string? ReceiptNumber { get; init; }

    /// <summary>Why the last attempt to pay failed, for the desk; null where none did.</summary>
    public string? Problem { get; init; }

    /// <summary>The lines that are open at that instant: paid, neither paid back nor taken back, and not over.</summary>
    public IEnumerable<OrderLine> OpenLines(DateTimeOffset at) => OrderRule.IsOpen(State) ? Lines.Where(line => line is { RevokedAt: null, RefundedAt: null } && !(line.Until <= at)) : [];

    /// <summary>Whether it was paid by playing only.</summary>
    public bool IsDemonstration => Gateway == DemonstrationGateway;

    /// <summary>The way of payment by which no money moves.</summary>
    public const string DemonstrationGateway = "demonstration";

    /// <summary>Where nothing was to pay.</summary>
    public const string FreeGateway = "free";
}

/// <summary>A line of an order.</summary>
public sealed record OrderLine
{
    /// <summary>Its number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The product that it was sold by; it may have changed or gone since.</summary>
    public required Guid ProductId { get; init; }

    /// <summary>What was bought.</summary>
    public required BoughtThing Thing { get; init; }

    /// <summary>Its words, as they were.</summary>
    public required LineWords Words { get; init; }

    /// <summary>How long it is open, from the payment.</summary>
    public required Period Period { get; init; }

    /// <summary>What may be done.</summary>
    public required RightUses Uses { get; init; }

    /// <summary>The price, as the seller's prices were meant.</summary>
    public required Money Price { get; init; }

    /// <summary>What the coupon took off.</summary>
    public required Money Discount { get; init; }

    /// <summary>What was credited.</summary>
    public required Money Credit { get; init; }

    /// <summary>Before tax.</summary>
    public required Money Net { get; init; }

    /// <summary>The tax.</summary>
    public required Money Tax { get; init; }

    /// <summary>How it was taxed.</summary>
    public required TaxTreatment Treatment { get; init; }

    /// <summary>The rate as it was; null where the seller took no tax.</summary>
    public TaxRate? Rate { get; init; }

    /// <summary>The right of the buyer that it extends: its time begins where that one ends. Null where it begins with the payment.</summary>
    public Guid? ExtendsId { get; init; }

    /// <summary>When its money went back; null where it did not.</summary>
    public DateTimeOffset? RefundedAt { get; init; }

    /// <summary>When its time begins; null before the payment.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When it ends; null before the payment.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When its right was taken back; null where it stands.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>What was paid.</summary>
    public Money Gross => Net + Tax;
}

/// <summary>What a line says of a thing: of an article its title and authors, of an issue its name.</summary>
/// <param name="Title">Title of the article, name of the issue, of the year, of the journal.</param>
/// <param name="Journal">Title of the journal.</param>
/// <param name="Authors">Authors as one line; null for another kind.</param>
/// <param name="Doi">The DOI; null where there is none.</param>
/// <param name="Path">Where it is read: a path of the site; null where it has none.</param>
public sealed record LineWords(string Title, string Journal, string? Authors = null, string? Doi = null, string? Path = null);
