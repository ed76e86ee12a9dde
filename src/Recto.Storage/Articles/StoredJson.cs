using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Notes.Corrections;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Storage.Articles;

/// <summary>The JSON that the database keeps: articles, contents, references. Written and read by generated code.</summary>
internal static class StoredJson
{
    // Kept in columns and never put into a page, so letters stay letters.
    private static readonly JsonSerializerOptions Options = new(StoredJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = StoredJsonContext.Default.WithAddedModifier(NameReferences).WithAddedModifier(FillLists),
    };

    private static readonly JsonTypeInfo<Article> ArticleType = TypeInfo<Article>();
    private static readonly JsonTypeInfo<IReadOnlyList<ContentsEntry>> ContentsType = TypeInfo<IReadOnlyList<ContentsEntry>>();
    private static readonly JsonTypeInfo<ResolvedReference> ReferenceType = TypeInfo<ResolvedReference>();
    private static readonly JsonTypeInfo<IReadOnlyList<EmphasisRun>> EmphasisType = TypeInfo<IReadOnlyList<EmphasisRun>>();
    private static readonly JsonTypeInfo<IReadOnlyList<TextSpan>> SpansType = TypeInfo<IReadOnlyList<TextSpan>>();
    private static readonly JsonTypeInfo<IReadOnlyList<string>> PathType = TypeInfo<IReadOnlyList<string>>();

    public static string Write(Article article) => JsonSerializer.Serialize(article, ArticleType);

    public static Article ReadArticle(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, ArticleType)!;

    public static Article ReadArticle(string json) => JsonSerializer.Deserialize(json, ArticleType)!;

    public static byte[] Write(IReadOnlyList<ContentsEntry> contents) => JsonSerializer.SerializeToUtf8Bytes(contents, ContentsType);

    public static IReadOnlyList<ContentsEntry> ReadContents(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, ContentsType)!;

    public static string Write(ResolvedReference reference) => JsonSerializer.Serialize(reference, ReferenceType);

    public static ResolvedReference ReadReference(string json) => JsonSerializer.Deserialize(json, ReferenceType)!;

    public static string Write(IReadOnlyList<EmphasisRun> runs) => JsonSerializer.Serialize(runs, EmphasisType);

    public static IReadOnlyList<EmphasisRun> ReadEmphasis(string json) => JsonSerializer.Deserialize(json, EmphasisType)!;

    public static string Write(IReadOnlyList<TextSpan> spans) => JsonSerializer.Serialize(spans, SpansType);

    public static IReadOnlyList<TextSpan> ReadSpans(string json) => JsonSerializer.Deserialize(json, SpansType)!;

    public static string Write(IReadOnlyList<string> path) => JsonSerializer.Serialize(path, PathType);

    public static IReadOnlyList<string> ReadPath(string json) => JsonSerializer.Deserialize(json, PathType)!;

    public static string Write(ArticleEdits edits) => JsonSerializer.Serialize(edits, TypeInfo<ArticleEdits>());

    public static ArticleEdits ReadEdits(string? json) => json is null ? new ArticleEdits() : JsonSerializer.Deserialize(json, TypeInfo<ArticleEdits>())!;

    public static string Write(IReadOnlyList<CorrectedReference> reading) => JsonSerializer.Serialize(reading, TypeInfo<IReadOnlyList<CorrectedReference>>());

    public static IReadOnlyList<CorrectedReference> ReadCorrected(string json) => JsonSerializer.Deserialize(json, TypeInfo<IReadOnlyList<CorrectedReference>>())!;

    public static string Write(IReadOnlyList<CitationMarkup> citations) => JsonSerializer.Serialize(citations, TypeInfo<IReadOnlyList<CitationMarkup>>());

    public static IReadOnlyList<CitationMarkup> ReadCitations(string? json) => json is null ? [] : JsonSerializer.Deserialize(json, TypeInfo<IReadOnlyList<CitationMarkup>>())!;

    public static string Write(IReadOnlyList<int> positions) => JsonSerializer.Serialize(positions, TypeInfo<IReadOnlyList<int>>());

    public static IReadOnlyList<int> ReadPositions(string? json) => json is null ? [] : JsonSerializer.Deserialize(json, TypeInfo<IReadOnlyList<int>>())!;

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>The closed family of references, each by a name of its own; the records themselves know nothing of JSON.</summary>
    private static void NameReferences(JsonTypeInfo type)
    {
        if (type.Type == typeof(Reference))
        {
            type.PolymorphismOptions = new JsonPolymorphismOptions
            {
                TypeDiscriminatorPropertyName = "is",
                UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization,
                DerivedTypes =
                {
                    new JsonDerivedType(typeof(ArchivalReference), "archival"),
                    new JsonDerivedType(typeof(PublishedReference), "published"),
                    new JsonDerivedType(typeof(BackReference), "back"),
                    new JsonDerivedType(typeof(UnreadReference), "unread"),
                },
            };
        }
    }

    /// <summary>
    /// Generated code sets every <c>init</c> property, and one that the JSON does not name to null, whatever its initializer says.
    /// A list that an older program did not know is empty instead.
    /// </summary>
    private static void FillLists(JsonTypeInfo type)
    {
        var lists = type.Type.GetProperties()
            .Where(property => type.Type != typeof(ArticleEdits)) // There null says that nothing is said.
            .Where(property => property.CanWrite && property.PropertyType is { IsGenericType: true } list && list.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            .Select(property => (Property: property, Empty: Array.CreateInstance(property.PropertyType.GetGenericArguments()[0], 0)))
            .ToArray();
        if (type.Kind == JsonTypeInfoKind.Object && lists.Length > 0)
        {
            type.OnDeserialized = read =>
            {
                foreach (var (property, empty) in lists)
                {
                    if (property.GetValue(read) is null)
                    {
                        property.SetValue(read, empty);
                    }
                }
            };
        }
    }
}

/// <summary>Generated readers and writers; read-only properties are computed and not kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(DoiConverter), typeof(IssnConverter), typeof(PartialDateConverter)])]
[JsonSerializable(typeof(Article))]
[JsonSerializable(typeof(ArticleEdits))]
[JsonSerializable(typeof(IReadOnlyList<ContentsEntry>))]
[JsonSerializable(typeof(ResolvedReference))]
[JsonSerializable(typeof(ArchivalReference))]
[JsonSerializable(typeof(PublishedReference))]
[JsonSerializable(typeof(BackReference))]
[JsonSerializable(typeof(UnreadReference))]
[JsonSerializable(typeof(IReadOnlyList<EmphasisRun>))]
[JsonSerializable(typeof(IReadOnlyList<TextSpan>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<CorrectedReference>))]
[JsonSerializable(typeof(IReadOnlyList<CitationMarkup>))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
internal sealed partial class StoredJsonContext : JsonSerializerContext;

internal sealed class DoiConverter : JsonConverter<Doi>
{
    public override Doi Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Doi.TryParse(reader.GetString(), out var doi) ? doi : throw new JsonException("Not a DOI.");

    public override void Write(Utf8JsonWriter writer, Doi value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class IssnConverter : JsonConverter<Issn>
{
    public override Issn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Issn.TryParse(reader.GetString(), out var issn) ? issn : throw new JsonException("Not an ISSN.");

    public override void Write(Utf8JsonWriter writer, Issn value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class PartialDateConverter : JsonConverter<PartialDate>
{
    public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PartialDate.TryParse(reader.GetString(), out var date) ? date! : throw new JsonException("Not a date.");

    public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
