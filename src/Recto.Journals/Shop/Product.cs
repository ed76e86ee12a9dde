using Recto.Journals.Access;

namespace Recto.Journals.Shop;

/// <summary>Something that is sold: reading for a time. One row may stand for every article, or every issue, of a journal.</summary>
public sealed record Product
{
    /// <summary>Its key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The journal.</summary>
    public required Guid JournalId { get; init; }

    /// <summary>What one buys.</summary>
    public required ProductKind Kind { get; init; }

    /// <summary>The one article that it is for; null for every closed article of the journal, and where another kind is sold.</summary>
    public Guid? ArticleId { get; init; }

    /// <summary>The one issue that it is for; null for every issue of the journal, and where another kind is sold.</summary>
    public Guid? IssueId { get; init; }

    /// <summary>The one year of content that it is for; null for each year, and where another kind is sold.</summary>
    public int? Year { get; init; }

    /// <summary>How long it is open, from the payment.</summary>
    public required Period Period { get; init; }

    /// <summary>What may be done beyond reading online.</summary>
    public required RightUses Uses { get; init; }

    /// <summary>Class of the tax rates that hold for it: <c>e-publication</c>, or what the operator calls it.</summary>
    public required string TaxClass { get; init; }

    /// <summary>Price by currency, as <see cref="Seller.PricesIncludeTax"/> means it. Not negative.</summary>
    public required IReadOnlyList<Money> Prices { get; init; }

    /// <summary>First instant at which it is sold; null for always.</summary>
    public DateTimeOffset? SoldFrom { get; init; }

    /// <summary>First instant at which it is sold no more; null for never.</summary>
    public DateTimeOffset? SoldUntil { get; init; }

    /// <summary>Whether it is sold at all.</summary>
    public required bool IsOn { get; init; }

    /// <summary>Its price in that currency; null where it has none.</summary>
    public Money? PriceIn(Currency currency) => Prices.FirstOrDefault(price => price.Currency == currency) is { Minor: var minor } found && found.Currency == currency ? new Money(minor, currency) : null;

    /// <summary>Whether it is sold at that instant.</summary>
    public bool IsSold(DateTimeOffset at) => IsOn && (SoldFrom is null || SoldFrom <= at) && (SoldUntil is null || at < SoldUntil);

    /// <summary>Whether that is what it is for.</summary>
    public bool IsFor(BoughtThing thing)
    {
        ArgumentNullException.ThrowIfNull(thing);
        return thing.Kind == Kind && thing.JournalId == JournalId
            && (ArticleId is null || ArticleId == thing.ArticleId) && (IssueId is null || IssueId == thing.IssueId || Kind == ProductKind.Article) && (Year is null || Year == thing.Year);
    }
}

/// <summary>Kinds of what is sold.</summary>
public enum ProductKind
{
    /// <summary>One article.</summary>
    Article = 1,

    /// <summary>All articles of one issue.</summary>
    Issue,

    /// <summary>All articles of one year of a journal.</summary>
    JournalYear,

    /// <summary>All articles of a journal.</summary>
    Journal,
}

/// <summary>What somebody buys, by name: this article, this issue, this year.</summary>
public sealed record BoughtThing
{
    /// <summary>What it is.</summary>
    public required ProductKind Kind { get; init; }

    /// <summary>Its journal.</summary>
    public required Guid JournalId { get; init; }

    /// <summary>The article; null for another kind.</summary>
    public Guid? ArticleId { get; init; }

    /// <summary>The issue: that is bought, or that the article stands in; null where there is none.</summary>
    public Guid? IssueId { get; init; }

    /// <summary>The year of content: that is bought, or of the article or issue; null where it is not known.</summary>
    public int? Year { get; init; }

    /// <summary>What a right to it is for.</summary>
    public RightScope ToScope() => Kind switch
    {
        ProductKind.Article => new() { ArticleId = ArticleId },
        ProductKind.Issue => new() { IssueId = IssueId },
        ProductKind.JournalYear => new() { JournalIds = new HashSet<Guid> { JournalId }, Years = new YearRange(Year, Year) },
        ProductKind.Journal => new() { JournalIds = new HashSet<Guid> { JournalId } },
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
