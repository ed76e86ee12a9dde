using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recto.Storage.Access;

/// <summary>What the desk keeps of a right that no rule asks.</summary>
public sealed record RightDetails
{
    /// <summary>Nothing.</summary>
    public static RightDetails None { get; } = new();

    /// <summary>Number of an order, a contract, an invoice; of a link, what it is for. Null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>Name of whom to write to; null where it is not known.</summary>
    public string? ContactName { get; init; }

    /// <summary>Address of whom to write to, as it was typed; null where it is the holder's account, or not known.</summary>
    public string? ContactEmail { get; init; }

    /// <summary>BCP 47 tag of mails to them; null where the account says it, or nobody.</summary>
    public string? Language { get; init; }

    /// <summary>Price as agreed on, in words; null where none is said.</summary>
    public string? Price { get; init; }

    /// <summary>Notes of the desk; null for none.</summary>
    public string? Notes { get; init; }

    /// <summary>Whether no reminder goes out.</summary>
    public bool IsSilent { get; init; }
}

/// <summary>Details of rights as JSON.</summary>
internal static class RightDetailsJson
{
    private static readonly RightDetailsJsonContext Context = new(new JsonSerializerOptions(RightDetailsJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Null where nothing is said.</summary>
    public static string? Write(RightDetails details) => details == RightDetails.None ? null : JsonSerializer.Serialize(details, Context.RightDetails);

    public static RightDetails Read(string? json) => json is null ? RightDetails.None : JsonSerializer.Deserialize(json, Context.RightDetails)!;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RightDetails))]
internal sealed partial class RightDetailsJsonContext : JsonSerializerContext;
