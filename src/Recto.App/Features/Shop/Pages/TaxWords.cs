using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Pages;

/// <summary>Taxes in words.</summary>
internal static class TaxWords
{
    /// <summary>The line of a tax: <c>VAT, France, 20 %</c>.</summary>
    /// <param name="say">The words.</param>
    /// <param name="treatment">How it is taxed.</param>
    /// <param name="rate">The rate; null where the seller takes none.</param>
    /// <param name="country">Where the buyer is, ISO 3166-1.</param>
    public static string Of(Say say, TaxTreatment treatment, TaxRate? rate, string? country) => Of(say, treatment, rate?.Name, rate?.Rate, rate?.Country ?? country);

    /// <summary>The same from its parts.</summary>
    public static string Of(Say say, TaxTreatment treatment, string? name, Percentage? rate, string? country) => treatment switch
    {
        TaxTreatment.ReverseCharge => say["Tax: owed by the buyer (reverse charge)"],
        TaxTreatment.Taxed when rate is { } known => say["{0}, {1}, {2}%", name ?? say["Tax"], country is null ? "" : Countries.Name(country), (known.Thousandths / 1000m).ToString("0.###", say.Culture)],
        _ => country is null ? say["Tax: none"] : say["Tax, {0}: none", Countries.Name(country)],
    };
}
