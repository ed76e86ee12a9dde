using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recto.Journals.Identifiers;

namespace Recto.Journals.CitedBy;

/// <summary>A citing work as JSON, to be kept.</summary>
public static class CitingWorkJson
{
    private static readonly CitingWorkContext Context = new(new JsonSerializerOptions(CitingWorkContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes it.</summary>
    public static string Write(CitingWork work) => JsonSerializer.Serialize(work, Context.CitingWork);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static CitingWork Read(string json)
    {
        var work = JsonSerializer.Deserialize(json, Context.CitingWork) ?? throw new JsonException("No citing work.");
        return Filled(work);
    }

    /// <summary>Writes a merged citation: what no column says.</summary>
    public static string WriteMerged(MergedCitation citation)
    {
        ArgumentNullException.ThrowIfNull(citation);
        return JsonSerializer.Serialize(new KeptCitation(citation.Work, [.. citation.SeenBy.Select(seen => new KeptSeen(seen.Source, seen.First))], citation.OtherVersions), Context.KeptCitation);
    }

    /// <summary>Reads what <see cref="WriteMerged"/> wrote; when each source told it last is not kept there, and is when it told it first.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static MergedCitation ReadMerged(string json, string key, Guid? articleId, bool isSelf, bool isRetracted)
    {
        var kept = JsonSerializer.Deserialize(json, Context.KeptCitation) ?? throw new JsonException("No citation.");
        return new MergedCitation
        {
            Key = key,
            Work = Filled(kept.Work),
            SeenBy = [.. kept.Seen.Select(seen => new SeenBy(seen.Source, seen.First, seen.First))],
            OtherVersions = kept.OtherVersions ?? [],
            ArticleId = articleId,
            IsSelf = isSelf,
            IsRetracted = isRetracted,
        };
    }

    private static CitingWork Filled(CitingWork work) => work with { OtherKeys = work.OtherKeys ?? [], Authors = work.Authors ?? [], Issns = work.Issns ?? [], Versions = work.Versions ?? [], Retracts = work.Retracts ?? [], Kind = work.Kind == 0 ? CitingKind.Unknown : work.Kind };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true, UseStringEnumConverter = true, Converters = [typeof(CitingDoiConverter)])]
[JsonSerializable(typeof(CitingWork))]
[JsonSerializable(typeof(KeptCitation))]
internal sealed partial class CitingWorkContext : JsonSerializerContext;

internal sealed class CitingDoiConverter : JsonConverter<Doi>
{
    public override Doi Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Doi.TryParse(reader.GetString(), out var doi) ? doi : throw new JsonException("Not a DOI.");

    public override void Write(Utf8JsonWriter writer, Doi value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed record KeptCitation(CitingWork Work, IReadOnlyList<KeptSeen> Seen, IReadOnlyList<string> OtherVersions);

internal sealed record KeptSeen(CitationSource Source, DateTimeOffset First);
