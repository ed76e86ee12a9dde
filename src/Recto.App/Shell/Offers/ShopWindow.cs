using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Recto.Journals.Access;
using Recto.Journals.Shop;

namespace Recto.App.Shell.Offers;

/// <summary>
/// What is on sale, for pages of articles and issues, which do not know the shop: it lays its products out here, and they stand in memory, so that no page asks the database for a price.
/// Nothing is sold until something is laid out. What is not on sale yet is laid out too: at its second it is there, and at its end it is gone, without anybody looking.
/// </summary>
internal sealed class ShopWindow(TimeProvider time)
{
    private static readonly OfferedProduct[] Nothing = [];
    private volatile Laid _laid = new(new Dictionary<Guid, OfferedProduct[]>(), false, "0", []);

    /// <summary>Whether anything at all is on sale now: then the head of every page leads to the cart.</summary>
    public bool IsOpen => time.GetUtcNow() is var now && _laid.Journals.Values.Any(journal => journal.Any(offer => offer.Product.IsSold(now)));

    /// <summary>Whether no money moves here: then every page of the shop says so.</summary>
    public bool IsDemonstration => _laid.IsDemonstration;

    /// <summary>A word that changes whenever an offer does, and at the second at which a sale begins or ends: part of every page's version and of its key in the cache. Empty where nothing is laid out.</summary>
    public string Key(DateTimeOffset at)
    {
        var laid = _laid;
        var place = Array.BinarySearch(laid.Turns, at);
        place = place < 0 ? ~place - 1 : place;
        return laid.Journals.Count == 0 ? "" : place < 0 ? laid.Stamp : string.Create(CultureInfo.InvariantCulture, $"{laid.Stamp}.{laid.Turns[place].UtcTicks:x}");
    }

    /// <summary>Lays out what is sold now and later, in place of what lay here.</summary>
    /// <param name="products">Products that are on sale, or will be.</param>
    /// <param name="isDemonstration">Whether no money moves.</param>
    /// <returns>Whether that is anything else than before.</returns>
    public bool Lay(IEnumerable<OfferedProduct> products, bool isDemonstration)
    {
        var all = products.OrderBy(offer => offer.Product.Kind).ThenBy(offer => offer.Product.Id).ToList();
        var text = string.Join('\n', all.Select(offer => string.Create(CultureInfo.InvariantCulture,
            $"{offer.Product.Id:N} {offer.Product.JournalId:N} {offer.Product.Kind} {offer.Product.ArticleId} {offer.Product.IssueId} {offer.Product.Year} {offer.Product.Period} {offer.Product.Uses} {string.Join(' ', offer.Product.Prices)} {offer.IsTaxIncluded} {offer.Product.SoldFrom?.UtcTicks} {offer.Product.SoldUntil?.UtcTicks}")));
        var stamp = all.Count == 0 ? "0" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{isDemonstration}\n{text}")).AsSpan(0, 6));
        var isNew = stamp != _laid.Stamp;
        _laid = new(all.GroupBy(offer => offer.Product.JournalId).ToDictionary(journal => journal.Key, journal => journal.ToArray()), isDemonstration, stamp,
            [.. all.SelectMany(offer => new[] { offer.Product.SoldFrom, offer.Product.SoldUntil }).OfType<DateTimeOffset>().Distinct().Order()]);
        return isNew;
    }

    /// <summary>What would open an article, the smallest first.</summary>
    /// <param name="terms">The article's terms.</param>
    /// <param name="at">When.</param>
    public IReadOnlyList<Offer> For(AccessTerms terms, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return Of(terms.JournalId, at, kind => new BoughtThing { Kind = kind, JournalId = terms.JournalId, ArticleId = kind == ProductKind.Article ? terms.ArticleId : null, IssueId = kind is ProductKind.Article or ProductKind.Issue ? terms.IssueId : null, Year = terms.Year },
            thing => thing.Kind switch { ProductKind.Issue => thing.IssueId is not null, ProductKind.JournalYear => thing.Year is not null, _ => true });
    }

    /// <summary>What would open an issue.</summary>
    /// <param name="journalId">Its journal.</param>
    /// <param name="issueId">The issue.</param>
    /// <param name="year">Its year of content; null where it is not known.</param>
    /// <param name="at">When.</param>
    public IReadOnlyList<Offer> OfIssue(Guid journalId, Guid issueId, int? year, DateTimeOffset at) =>
        Of(journalId, at, kind => new BoughtThing { Kind = kind, JournalId = journalId, IssueId = kind == ProductKind.Issue ? issueId : null, Year = year },
            thing => thing.Kind switch { ProductKind.Article => false, ProductKind.JournalYear => thing.Year is not null, _ => true });

    private List<Offer> Of(Guid journalId, DateTimeOffset at, Func<ProductKind, BoughtThing> name, Func<BoughtThing, bool> isThere) =>
        [.. _laid.Journals.GetValueOrDefault(journalId, Nothing).Select(offer => new Offer(offer.Product, name(offer.Product.Kind), offer.IsTaxIncluded))
            .Where(offer => offer.Product.IsSold(at) && isThere(offer.Thing) && offer.Product.IsFor(offer.Thing))];

    private sealed record Laid(IReadOnlyDictionary<Guid, OfferedProduct[]> Journals, bool IsDemonstration, string Stamp, DateTimeOffset[] Turns);
}

/// <summary>A product that is on sale, or will be.</summary>
/// <param name="Product">The product; it has a price.</param>
/// <param name="IsTaxIncluded">Whether its prices hold the tax already.</param>
public sealed record OfferedProduct(Product Product, bool IsTaxIncluded);

/// <summary>A product and what one would buy by it.</summary>
/// <param name="Product">The product.</param>
/// <param name="Thing">This article, this issue, this year.</param>
/// <param name="IsTaxIncluded">Whether its prices hold the tax already.</param>
public sealed record Offer(Product Product, BoughtThing Thing, bool IsTaxIncluded);
