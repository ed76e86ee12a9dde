using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Journals.Shop;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Desk;

/// <summary>A product at the desk.</summary>
/// <param name="Person">Who works on it.</param>
/// <param name="Journal">Its journal.</param>
/// <param name="Row">The product as it is kept; null for a new one.</param>
/// <param name="Words">What it sells, in words; null for a new one.</param>
/// <param name="Issues">Issues of the journal: id and name.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Conflict">What somebody else has saved meanwhile; null where nobody has.</param>
/// <param name="At">The instant of the request.</param>
/// <param name="Notice">What was just done.</param>
public sealed record ProductView(DeskPerson Person, JournalRow Journal, ProductRow? Row, string? Words, IReadOnlyList<(string Id, string Name)> Issues, FormValues Form, EditConflict? Conflict, DateTimeOffset At, string? Notice);

/// <summary>Products at the desk: made, changed, taken away.</summary>
internal static class ProductDoor
{
    public static async Task NewAsync(HttpContext context, JournalDoor door, ProductNames names, string? journal, CancellationToken ct)
    {
        if (await door.EnterAsync(context, journal ?? "", DeskAct.EditShop, ct) is { } row)
        {
            await AnswerAsync(context, names, row, null, ProductForm.New(), null, null, StatusCodes.Status200OK, ct);
        }
    }

    public static async Task MakeAsync(HttpContext context, JournalDoor door, ProductStore products, ArticleStore articles, ProductNames names, ShopChange change, Say say, string? journal, CancellationToken ct)
    {
        if (await door.EnterAsync(context, journal ?? "", DeskAct.EditShop, ct) is { } row && await FormValues.ReadAsync(context) is { } form)
        {
            var product = await ReadAsync(form, change.NewId(), row.Id, articles, names, say, ct);
            if (!form.IsRight)
            {
                await AnswerAsync(context, names, row, null, form, null, null, StatusCodes.Status422UnprocessableEntity, ct);
                return;
            }

            await change.MakeAsync((tx, now) => products.SaveAsync(tx, product, 0, now, ct),
                DeskLog.Entry(context, "product.made", $"product/{product.Id}", Name(product, row), row.Id, ShopChange.Changes(null, form, ProductForm.Names)), ct);
            DeskDoor.Done(context, $"{ShopDesk.Address}?done=made");
        }
    }

    public static async Task ShowAsync(HttpContext context, JournalStore journals, ProductStore products, ProductNames names, Say say, Guid id, CancellationToken ct)
    {
        if (await EnterAsync(context, journals, products, id, ct) is var (row, journal))
        {
            await AnswerAsync(context, names, journal, row, await FormAsync(row, names, ct), null, ShopDesk.Notice(context, say), StatusCodes.Status200OK, ct);
        }
    }

    public static async Task SaveAsync(HttpContext context, JournalStore journals, ProductStore products, ArticleStore articles, ProductNames names, ShopChange change, Say say, Guid id, CancellationToken ct)
    {
        if (await EnterAsync(context, journals, products, id, ct) is not var (row, journal) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var product = await ReadAsync(form, id, journal.Id, articles, names, say, ct);
        if (!form.IsRight)
        {
            await AnswerAsync(context, names, journal, row, form, null, null, StatusCodes.Status422UnprocessableEntity, ct);
            return;
        }

        var before = await FormAsync(row, names, ct);
        var shown = EditConflict.ShownVersion(form);
        if (shown > 0 && await change.MakeAsync((tx, now) => products.SaveAsync(tx, product, shown, now, ct),
            DeskLog.Entry(context, "product.edited", $"product/{id}", Name(product, journal), journal.Id, ShopChange.Changes(before, form, ProductForm.Names)), ct))
        {
            DeskDoor.Done(context, $"{ShopDesk.Address}/products/{id}?done=saved");
            return;
        }

        if (await products.FindAsync(id, ct) is not { } now)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        await AnswerAsync(context, names, journal, now, form, await change.ConflictAsync(form, await FormAsync(now, names, ct), now.EditVersion, ProductForm.Names.Select(name => (name, ProductForm.Label(say, name))), $"product/{id}", ct), null, StatusCodes.Status409Conflict, ct);
    }

    public static async Task AskDeleteAsync(HttpContext context, JournalStore journals, ProductStore products, ProductNames names, Say say, Guid id, CancellationToken ct)
    {
        if (await EnterAsync(context, journals, products, id, ct) is var (row, journal))
        {
            var address = $"{ShopDesk.Address}/products/{id}";
            await PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, say["Delete this product"],
                [await WordsAsync(say, row.Product, names, ct), say["It leaves the carts of readers. What was sold stays open, and orders keep what they were sold by. To sell it again later, rather take it off sale."]],
                say["Delete"], address + "/delete", address)
            { Place = ShopDesk.Address, Crumbs = [(ShopDesk.Address, say["Shop"])] });
        }
    }

    public static async Task DeleteAsync(HttpContext context, JournalStore journals, ProductStore products, ShopChange change, Guid id, CancellationToken ct)
    {
        if (await EnterAsync(context, journals, products, id, ct) is var (row, journal))
        {
            var done = await change.MakeAsync((tx, _) => products.DeleteAsync(tx, id, ct), DeskLog.Entry(context, "product.deleted", $"product/{id}", Name(row.Product, journal), journal.Id), ct);
            DeskDoor.Done(context, $"{ShopDesk.Address}?done={(done ? "deleted" : "gone")}");
        }
    }

    private static async Task<(ProductRow Row, JournalRow Journal)?> EnterAsync(HttpContext context, JournalStore journals, ProductStore products, Guid id, CancellationToken ct)
    {
        if (await products.FindAsync(id, ct) is not { } row || await journals.FindAsync(row.Product.JournalId, ct) is not { } journal || !DeskRule.MaySomewhere(context.Person(), DeskAct.EditShop))
        {
            await NotFound.WriteAsync(context);
            return null;
        }

        return await DeskDoor.MayAsync(context, DeskAct.EditShop, journal.Id) ? (row, journal) : null;
    }

    private static async Task<Product> ReadAsync(FormValues form, Guid id, Guid journalId, ArticleStore articles, ProductNames names, Say say, CancellationToken ct)
    {
        var product = ProductForm.Read(form, id, journalId, say);
        if (product.Kind == ProductKind.Article && form.Text("article") is { } named)
        {
            var slug = named.Split('?', '#')[0].TrimEnd('/');
            slug = slug.Contains("/articles/", StringComparison.Ordinal) ? Uri.UnescapeDataString(slug[(slug.LastIndexOf("/articles/", StringComparison.Ordinal) + "/articles/".Length)..]) : named;
            if (await articles.FindNamedForDeskAsync(slug, ct) is { } article && article.JournalId == journalId)
            {
                product = product with { ArticleId = article.Id };
            }
            else
            {
                form.Wrong("article", say["This journal has no article of that address or DOI."]);
            }
        }

        if (product.Kind == ProductKind.Issue && form.Text("issue") is { } issue)
        {
            product = Guid.TryParse(issue, out var chosen) && (await names.IssuesAsync(journalId, ct)).Any(one => one.Id == chosen) ? product with { IssueId = chosen } : product;
            if (product.IssueId is null)
            {
                form.Wrong("issue", say["This journal has no such issue."]);
            }
        }

        return product;
    }

    private static async Task<FormValues> FormAsync(ProductRow row, ProductNames names, CancellationToken ct)
    {
        var form = ProductForm.Of(row.Product, (await names.ArticleAsync(row.Product, ct)).Slug, row.Product.IssueId?.ToString());
        form.Set(EditConflict.VersionField, row.EditVersion.ToString(CultureInfo.InvariantCulture));
        return form;
    }

    private static async Task<string> WordsAsync(Say say, Product product, ProductNames names, CancellationToken ct) =>
        ProductNames.Of(say, product, (await names.ArticleAsync(product, ct)).Title, product.IssueId is { } id && (await names.IssuesAsync(product.JournalId, ct)).FirstOrDefault(issue => issue.Id == id) is { } issue ? ProductNames.Name(issue) : null);

    // For the log, in no language: what it is, of which journal.
    private static string Name(Product product, JournalRow journal) => $"{product.Kind}, {product.Period}, {journal.Journal.Title}";

    private static async Task AnswerAsync(HttpContext context, ProductNames names, JournalRow journal, ProductRow? row, FormValues form, EditConflict? conflict, string? notice, int status, CancellationToken ct)
    {
        var words = row is null ? null : await WordsAsync(context.RequestServices.GetRequiredService<Say>(), row.Product, names, ct);
        var issues = (await names.IssuesAsync(journal.Id, ct)).Select(issue => (issue.Id.ToString(), ProductNames.Name(issue))).ToList();
        await PageWriter.WriteAsync<ProductPage>(context, new ProductView(context.Person()!, journal, row, words, issues, form, conflict, context.Reader().At, notice), status: status);
    }
}
