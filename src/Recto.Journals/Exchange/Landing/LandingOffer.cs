using System.Text.Json;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Landing;

/// <summary>At what price something may be bought on its own page, as schema.org's <c>Offer</c> has it.</summary>
/// <param name="Price">The price, with a point: <c>53.00</c>.</param>
/// <param name="Currency">ISO 4217, three capital letters.</param>
/// <param name="Address">Absolute address of the page on which it is bought.</param>
/// <param name="IsTaxIncluded">Whether the price holds the tax already.</param>
/// <param name="From">First instant at which it is sold; null for always.</param>
/// <param name="Until">First instant at which it is sold no more; null for never.</param>
public sealed record LandingOffer(string Price, string Currency, string Address, bool IsTaxIncluded, DateTimeOffset? From, DateTimeOffset? Until)
{
    /// <summary>Writes what is offered; nothing where nothing is.</summary>
    internal static void Write(Utf8JsonWriter json, IReadOnlyList<LandingOffer> offers)
    {
        if (offers.Count == 0)
        {
            return;
        }

        json.WriteStartArray("offers");
        foreach (var offer in offers)
        {
            json.WriteStartObject();
            json.WriteString("@type", "Offer");
            json.WriteString("url", offer.Address);
            json.WriteString("price", offer.Price);
            json.WriteString("priceCurrency", offer.Currency);
            json.WriteString("availability", "https://schema.org/InStock");
            GraphJson.Text(json, "validFrom", offer.From is { } from ? IsoInstant.Of(from) : null);
            if (offer.Until is { } until)
            {
                // A day, the last on which the price still holds; the instant stands beside it.
                json.WriteString("priceValidUntil", until.UtcDateTime.AddTicks(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
                json.WriteString("availabilityEnds", IsoInstant.Of(until));
            }

            json.WriteStartObject("priceSpecification");
            json.WriteString("@type", "PriceSpecification");
            json.WriteString("price", offer.Price);
            json.WriteString("priceCurrency", offer.Currency);
            json.WriteBoolean("valueAddedTaxIncluded", offer.IsTaxIncluded);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
