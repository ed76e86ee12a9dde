using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Issues;
using Recto.Storage.Lists;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Desk;

/// <summary>A journal in the shop's list.</summary>
/// <param name="Key">Its part of the address.</param>
/// <param name="Title">Its title.</param>
/// <param name="Shop">What it says of its shop; null where nothing was said.</param>
/// <param name="Seller">Name of its seller; null for none.</param>
/// <param name="Products">Its products, in words.</param>
public sealed record JournalOffers(string Key, string Title, JournalShop? Shop, string? Seller, IReadOnlyList<(ProductRow Row, string Words)> Products);

/// <summary>What is sold.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Journals">A page of the journals that they may sell for.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether this is the first.</param>
/// <param name="At">The instant of the request.</param>
/// <param name="HasSeller">Whether there is a seller at all.</param>
/// <param name="Notice">What was just done.</param>
public sealed record ShopOverviewView(DeskPerson Person, IReadOnlyList<JournalOffers> Journals, string? Next, bool First, DateTimeOffset At, bool HasSeller, string? Notice);

/// <summary>The list of products, by journal.</summary>
internal static class ShopOverview
{
    private const int Size = 25;

    public static async Task ShowAsync(HttpContext context, JournalStore journals, ProductStore products, SellerStore sellers, ProductNames names, Say say, string? after, CancellationToken ct)
    {
        var person = context.Person()!;
        if (!DeskRule.MaySomewhere(person, DeskAct.EditShop))
        {
            await DeskDoor.ForbiddenAsync(context);
            return;
        }

        var only = DeskRule.May(person, DeskAct.EditShop) ? null : person.Journals;
        Cursor? cursor = Cursor.TryParse(after, out var place) ? place : null;
        var page = await journals.ListForDeskAsync(only, null, Size, cursor, ct);
        var shops = (await sellers.ListShopsAsync(ct)).ToDictionary(shop => shop.JournalId);
        var known = (await sellers.ListAsync(ct)).ToDictionary(row => row.Seller.Id, row => row.Seller.Name);
        var list = new List<JournalOffers>();
        foreach (var journal in page.Items)
        {
            var rows = new List<(ProductRow, string)>();
            var sold = await products.ListAsync(journal.Id, ct);
            var issues = sold.Any(row => row.Product.IssueId is not null) ? await names.IssuesAsync(journal.Id, ct) : [];
            foreach (var row in sold)
            {
                rows.Add((row, ProductNames.Of(say, row.Product, (await names.ArticleAsync(row.Product, ct)).Title, issues.FirstOrDefault(issue => issue.Id == row.Product.IssueId) is { } issue ? ProductNames.Name(issue) : null)));
            }

            var shop = shops.GetValueOrDefault(journal.Id);
            list.Add(new(journal.Key, journal.Title, shop, shop is null ? null : known.GetValueOrDefault(shop.SellerId), rows));
        }

        await PageWriter.WriteAsync<ShopOverviewPage>(context, new ShopOverviewView(person, list, page.Next?.ToString(), cursor is null, context.Reader().At, known.Count > 0, ShopDesk.Notice(context, say)));
    }
}
