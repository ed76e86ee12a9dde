using System.Globalization;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Journals.Access;
using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Desk;

/// <summary>A product as a form, there and back. The article or issue that it is for is found by whoever asks.</summary>
internal static class ProductForm
{
    private const int LongestClass = 40;
    private const int MostPrices = 20;

    /// <summary>Fields whose changes are logged and compared.</summary>
    public static readonly string[] Names = ["kind", "article", "issue", "year", "count", "unit", "download", "print", "prices", "class", "from", "until", "on"];

    /// <summary>How the form calls a field.</summary>
    public static string Label(Say say, string name) => name switch
    {
        "kind" => say["What is sold"],
        "article" => say["Only this article"],
        "issue" => say["Only this issue"],
        "year" => say["Only this year"],
        "count" => say["For how long"],
        "unit" => say["Unit"],
        "download" => say["The PDF and other files may be downloaded"],
        "print" => say["It may be printed"],
        "prices" => say["Prices"],
        "class" => say["Tax class"],
        "from" => say["First day on sale"],
        "until" => say["Last day on sale"],
        "on" => say["On sale"],
        _ => name,
    };

    /// <summary>What a form shows of a product.</summary>
    /// <param name="product">The product.</param>
    /// <param name="article">Address of its one article; null for any.</param>
    /// <param name="issue">Key of its one issue; null for any.</param>
    public static FormValues Of(Product product, string? article, string? issue)
    {
        var form = new FormValues(
            ("kind", product.Kind.ToString()),
            ("article", article),
            ("issue", issue),
            ("year", product.Year?.ToString(CultureInfo.InvariantCulture)),
            ("count", product.Period.Count.ToString(CultureInfo.InvariantCulture)),
            ("unit", product.Period.Unit.ToString()),
            ("prices", string.Join('\n', product.Prices.Select(price => price.ToString()))),
            ("class", product.TaxClass),
            ("from", DayForm.Of(product.SoldFrom)),
            ("until", DayForm.LastOf(product.SoldUntil)));
        foreach (var (name, isSet) in new[] { ("download", product.Uses.HasFlag(RightUses.Download)), ("print", product.Uses.HasFlag(RightUses.Print)), ("on", product.IsOn) })
        {
            form.Set(name, isSet ? "on" : null);
        }

        return form;
    }

    /// <summary>What a new product begins with: an article for 48 hours.</summary>
    public static FormValues New() => new(("kind", nameof(ProductKind.Article)), ("count", "48"), ("unit", nameof(PeriodUnit.Hour)), ("class", "e-publication"), ("download", "on"), ("print", "on"), ("on", "on"));

    /// <summary>Reads it; what is wrong stands in the form.</summary>
    /// <param name="form">What was sent.</param>
    /// <param name="id">The product's key.</param>
    /// <param name="journalId">Its journal.</param>
    /// <param name="say">The words.</param>
    public static Product Read(FormValues form, Guid id, Guid journalId, Say say)
    {
        if (!Enum.TryParse<ProductKind>(form.Text("kind"), out var kind) || !Enum.IsDefined(kind))
        {
            form.Wrong("kind", say["Choose what is sold."]);
        }

        int? year = null;
        if (form.Text("year") is { } typed && kind == ProductKind.JournalYear)
        {
            year = int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read is >= 1500 and <= 2200 ? read : null;
            if (year is null)
            {
                form.Wrong("year", say["A year is four digits, as 2026."]);
            }
        }

        Period period = default;
        if (!Enum.TryParse<PeriodUnit>(form.Text("unit"), out var unit) || !int.TryParse(form.Text("count"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || !Period.TryParse(new Period(count, unit).ToString(), out period))
        {
            form.Wrong("count", say["A whole number from 1, as 48 hours or 30 days."]);
        }

        if (form.Text("class") is not { Length: <= LongestClass } taxClass || taxClass.Any(char.IsControl))
        {
            form.Wrong("class", say["One line of up to {0} characters.", LongestClass]);
            taxClass = "";
        }

        var (from, until) = DayForm.ReadWindow(form, "from", "until", say);
        return new Product
        {
            Id = id,
            JournalId = journalId,
            Kind = kind,
            Year = year,
            Period = period,
            Uses = (form.Has("download") ? RightUses.Download : RightUses.None) | (form.Has("print") ? RightUses.Print : RightUses.None),
            TaxClass = taxClass,
            Prices = Prices(form, say),
            SoldFrom = from,
            SoldUntil = until,
            IsOn = form.Has("on"),
        };
    }

    private static List<Money> Prices(FormValues form, Say say)
    {
        var prices = new List<Money>();
        foreach (var line in (form.Text("prices") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostPrices))
        {
            if (MoneyForm.Read(line) is not { } price)
            {
                form.Wrong("prices", say["“{0}” is no price. Write one a line, as 53.00 USD.", line]);
            }
            else if (prices.Any(other => other.Currency == price.Currency))
            {
                form.Wrong("prices", say["There are two prices in {0}; one is enough.", price.Currency.Code]);
            }
            else
            {
                prices.Add(price);
            }
        }

        if (prices.Count == 0)
        {
            form.Wrong("prices", say["A product needs a price, as 53.00 USD. What costs nothing is better opened to everybody."]);
        }

        return prices;
    }
}
