using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recto.Journals.Works;

namespace Recto.Storage.Works;

/// <summary>The JSON that the index keeps.</summary>
internal static class WorksJson
{
    private static readonly WorksJsonContext Context = new(new JsonSerializerOptions(WorksJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(WorkRecord record) => JsonSerializer.Serialize(record, Context.WorkRecord);

    public static WorkRecord ReadRecord(string json) => JsonSerializer.Deserialize(json, Context.WorkRecord)!;

    public static string Write(IReadOnlyList<WorkReason> reasons) => JsonSerializer.Serialize(reasons, Context.IReadOnlyListWorkReason);

    public static IReadOnlyList<WorkReason> ReadReasons(string json) => JsonSerializer.Deserialize(json, Context.IReadOnlyListWorkReason)!;

    public static string Write(IReadOnlyList<WorkMention> mentions) => JsonSerializer.Serialize(mentions, Context.IReadOnlyListWorkMention);

    public static IReadOnlyList<WorkMention> ReadMentions(string json) => JsonSerializer.Deserialize(json, Context.IReadOnlyListWorkMention)!;

    /// <summary>By what a record is told from others of the same work.</summary>
    public static string KeyOf(string record) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(record)))[..32];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkRecord))]
[JsonSerializable(typeof(IReadOnlyList<WorkReason>))]
[JsonSerializable(typeof(IReadOnlyList<WorkMention>))]
internal sealed partial class WorksJsonContext : JsonSerializerContext;
