using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recto.App.Features.GetFtr;

/// <summary>What GetFTR asks (Entitlement API for publishers, version 2).</summary>
internal sealed record EntitlementsRequest
{
    /// <summary>By what the reader's institution is known; null where only what is open to everybody is asked for.</summary>
    public OrganisationIds? Org { get; init; }

    /// <summary>The DOIs.</summary>
    public IReadOnlyList<string?>? Dois { get; init; }
}

/// <summary>By what an institution is known; in answers, by what it was found. Absent parts are null.</summary>
internal sealed record OrganisationIds
{
    /// <summary>IPv4 address of the reader.</summary>
    public string? Ipv4 { get; init; }

    /// <summary>IPv6 address of the reader.</summary>
    public string? Ipv6 { get; init; }

    /// <summary>entityID of the institution's identity provider.</summary>
    [JsonPropertyName("entityID")]
    public string? EntityId { get; init; }

    /// <summary>What that provider says of the reader: <c>member@uni.example</c>.</summary>
    public string? EduPersonScopedAffiliation { get; init; }

    /// <summary>ROR id.</summary>
    [JsonPropertyName("rorID")]
    public string? RorId { get; init; }
}

/// <summary>What is answered.</summary>
/// <param name="Entitlements">One for each DOI, in the order of the question.</param>
internal sealed record EntitlementsAnswer(IReadOnlyList<Entitlement> Entitlements);

/// <summary>What may be read of one DOI.</summary>
/// <param name="Doi">As it was asked.</param>
/// <param name="StatusCode">200, or 404 where the site has no such article.</param>
internal sealed record Entitlement(string Doi, int StatusCode)
{
    /// <summary><c>yes</c>, <c>no</c> or <c>maybe</c>; null with 404.</summary>
    public string? Entitled { get; init; }

    /// <summary><c>open</c>, <c>permFree</c>, <c>free</c> or <c>paid</c>; null with 404.</summary>
    public string? AccessType { get; init; }

    /// <summary>Address of the article's page; null with 404.</summary>
    public string? Document { get; init; }

    /// <summary>By what the institution was found that opens it; null where everybody may read it, or nobody was found.</summary>
    public OrganisationIds? Org { get; init; }

    /// <summary>Where the version of record is read; null with 404.</summary>
    public IReadOnlyList<EntitledDocument>? Vor { get; init; }

    /// <summary>Where another version is read: the site has none; null with 404.</summary>
    public IReadOnlyList<EntitledDocument>? Av { get; init; }
}

/// <summary>A form of the text.</summary>
/// <param name="Url">Where it is read, by way of the institution's sign-in where that is how the reader is known.</param>
/// <param name="ContentType">Its media type.</param>
internal sealed record EntitledDocument(string Url, string ContentType);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNameCaseInsensitive = true, MaxDepth = 8)]
[JsonSerializable(typeof(EntitlementsRequest))]
[JsonSerializable(typeof(EntitlementsAnswer))]
internal sealed partial class GetFtrJsonContext : JsonSerializerContext;

/// <summary>How the answers are written.</summary>
internal static class GetFtrJson
{
    /// <summary>With letters as they are.</summary>
    public static GetFtrJsonContext Letters { get; } = new(new JsonSerializerOptions(GetFtrJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
