using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recto.Journals.Access;

namespace Recto.Storage.Sql;

/// <summary>JSON of what journals say of reading beyond free or closed. It stands beside every article that is read, and is the same for all of a journal: so what was read once is kept.</summary>
internal static class AccessPolicyJson
{
    private const int MostKept = 4096;
    private static readonly AccessPolicyJsonContext Context = new(new JsonSerializerOptions(AccessPolicyJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    private static readonly ConcurrentDictionary<string, AccessPolicy> Kept = new(StringComparer.Ordinal);

    /// <summary>Null where nothing is said.</summary>
    public static string? Write(AccessPolicy policy) => JsonSerializer.Serialize(policy, Context.AccessPolicy) is var json && json == JsonSerializer.Serialize(AccessPolicy.None, Context.AccessPolicy) ? null : json;

    public static AccessPolicy Read(string? json)
    {
        if (json is null)
        {
            return AccessPolicy.None;
        }

        if (Kept.TryGetValue(json, out var policy))
        {
            return policy;
        }

        if (Kept.Count >= MostKept)
        {
            Kept.Clear();
        }

        return Kept[json] = JsonSerializer.Deserialize(json, Context.AccessPolicy)!;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AccessPolicy))]
internal sealed partial class AccessPolicyJsonContext : JsonSerializerContext;
