using System.Globalization;

namespace Recto.Journals.Shop;

/// <summary>A rate of tax: where, for what, from when. Rates are the operator's data; a change is a new row from its day on, and what was sold before keeps what held then.</summary>
/// <param name="Country">Where the buyer is, ISO 3166-1, two capital letters.</param>
/// <param name="Class">For what: the tax class of products.</param>
/// <param name="From">First day (UTC) on which it holds, until the next one of the same country and class.</param>
/// <param name="Rate">The rate.</param>
/// <param name="Name">What the tax is called there: VAT, GST; shown to buyers.</param>
public sealed record TaxRate(string Country, string Class, DateOnly From, Percentage Rate, string Name);

/// <summary>A percentage in thousandths of a percent, so that 9.975 % is exact.</summary>
/// <param name="Thousandths">20000 for 20 %; 0 to 100000.</param>
public readonly record struct Percentage(int Thousandths)
{
    private const int Hundred = 100_000;

    /// <summary>The tax on an amount before tax, rounded to the minor unit.</summary>
    public Money On(Money net) => net.Part(Thousandths, Hundred);

    /// <summary>The tax within an amount that has it in it, rounded to the minor unit.</summary>
    public Money Within(Money gross) => gross.Part(Thousandths, Hundred + Thousandths);

    /// <summary>Reads <c>20</c>, <c>5.5</c>, <c>9,975</c>; false for a sign, more than three places or more than 100.</summary>
    public static bool TryParse(string? text, out Percentage percentage)
    {
        percentage = default;
        var typed = (text ?? "").Trim().TrimEnd('%').TrimEnd().Replace(',', '.');
        var parts = typed.Split('.');
        if (parts is not ({ Length: 1 } or { Length: 2 }) || parts[0].Length is 0 or > 3 || (parts.Length == 2 && parts[1].Length is 0 or > 3) || !parts.All(part => part.All(char.IsAsciiDigit)))
        {
            return false;
        }

        var thousandths = int.Parse(parts[0] + (parts.Length == 2 ? parts[1] : "").PadRight(3, '0'), NumberStyles.None, CultureInfo.InvariantCulture);
        percentage = new Percentage(thousandths);
        return thousandths <= Hundred;
    }

    /// <summary>The number, without the sign of percent: <c>20</c>, <c>5.5</c>.</summary>
    public override string ToString() => (Thousandths / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
}

/// <summary>The table of rates.</summary>
/// <param name="rates">All rows, in any order.</param>
public sealed class TaxTable(IEnumerable<TaxRate> rates)
{
    private readonly ILookup<(string, string), TaxRate> _rates = rates.OrderByDescending(rate => rate.From).ToLookup(rate => (rate.Country, rate.Class));

    /// <summary>The rate that holds there for that class on that day; null where the operator says nothing, and no tax is taken.</summary>
    /// <param name="country">Where the buyer is.</param>
    /// <param name="class">Tax class of the product.</param>
    /// <param name="day">The day of the sale, in UTC.</param>
    public TaxRate? Find(string country, string @class, DateOnly day) => _rates[(country, @class)].FirstOrDefault(rate => rate.From <= day);
}

/// <summary>How a line is taxed.</summary>
public enum TaxTreatment
{
    /// <summary>At a rate, which may be zero.</summary>
    Taxed = 1,

    /// <summary>Not by the seller: the buyer, a business in another country of the European Union, owes the tax (Directive 2006/112/EC, articles 44 and 196).</summary>
    ReverseCharge,

    /// <summary>The table says nothing of that country and class.</summary>
    Untaxed,
}
