using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recto.Journals.Shop;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

/// <summary>JSON of what the shop keeps as it was: sellers, buyers, words of lines, rates, receipts.</summary>
internal static class ShopJson
{
    private static readonly ShopJsonContext Context = new(new JsonSerializerOptions(ShopJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(Seller seller) => Kept(JsonSerializer.Serialize(seller, Context.Seller), "The seller");

    public static string Write(Buyer buyer) => Kept(JsonSerializer.Serialize(buyer, Context.Buyer), "The buyer");

    public static string Write(PlaceEvidence evidence) => Kept(JsonSerializer.Serialize(evidence, Context.PlaceEvidence), "What tells where the buyer is");

    public static string Write(LineWords words) => Kept(JsonSerializer.Serialize(words, Context.LineWords), "The words of a line");

    public static string? Write(TaxRate? rate) => rate is null ? null : Kept(JsonSerializer.Serialize(rate, Context.TaxRate), "The rate of tax");

    public static string Write(Receipt receipt) => Kept(JsonSerializer.Serialize(receipt, Context.Receipt), "The receipt");

    public static Seller ReadSeller(string json) => JsonSerializer.Deserialize(json, Context.Seller)!;

    public static Buyer ReadBuyer(string json) => JsonSerializer.Deserialize(json, Context.Buyer)!;

    public static PlaceEvidence ReadEvidence(string json) => JsonSerializer.Deserialize(json, Context.PlaceEvidence)!;

    public static LineWords ReadWords(string json) => JsonSerializer.Deserialize(json, Context.LineWords)!;

    public static TaxRate? ReadRate(string? json) => json is null ? null : JsonSerializer.Deserialize(json, Context.TaxRate);

    public static Receipt ReadReceipt(string json) => JsonSerializer.Deserialize(json, Context.Receipt)!;

    private static string Kept(string json, string what)
    {
        StoredText.Require(json, what);
        return json;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(MoneyConverter), typeof(PeriodConverter), typeof(PercentageConverter)])]
[JsonSerializable(typeof(Seller))]
[JsonSerializable(typeof(Buyer))]
[JsonSerializable(typeof(PlaceEvidence))]
[JsonSerializable(typeof(LineWords))]
[JsonSerializable(typeof(TaxRate))]
[JsonSerializable(typeof(Receipt))]
internal sealed partial class ShopJsonContext : JsonSerializerContext;

/// <summary><c>"5300 USD"</c>: minor units and currency.</summary>
internal sealed class MoneyConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString()?.Split(' ') is [var minor, var code] && long.TryParse(minor, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) && Currency.TryParse(code, out var currency)
            ? new Money(amount, currency) : throw new JsonException("Not an amount of money.");

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{value.Minor} {value.Currency.Code}"));
}

internal sealed class PeriodConverter : JsonConverter<Period>
{
    public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Period.TryParse(reader.GetString(), out var period) ? period : throw new JsonException("Not a period.");

    public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class PercentageConverter : JsonConverter<Percentage>
{
    public override Percentage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, Percentage value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Thousandths);
}
