using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recto.Journals.Access;
using Recto.Journals.Articles;
using Recto.Journals.CitedBy;
using Recto.Journals.Issues;
using Recto.Notes.References;
using Recto.Storage.Articles;

namespace Recto.App.Features.Api.Answers;

/// <summary>Writes the answers by generated code. What the source does not say is absent.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcInstant), typeof(CamelCase<AccessReason>), typeof(CamelCase<RelationKind>), typeof(CamelCase<VersionAct>), typeof(CamelCase<IssueKind>), typeof(CamelCase<ReadingPolicy>),
        typeof(CamelCase<NoteContainer>), typeof(CamelCase<ReferenceKind>), typeof(CamelCase<ReferenceForm>), typeof(CamelCase<FolioSide>), typeof(CamelCase<CitingKind>), typeof(CamelCase<CitationSource>), typeof(CamelCase<ReadBy>)])]
[JsonSerializable(typeof(JournalList))]
[JsonSerializable(typeof(JournalRecord))]
[JsonSerializable(typeof(IssueList))]
[JsonSerializable(typeof(IssueRecord))]
[JsonSerializable(typeof(ArticleList))]
[JsonSerializable(typeof(ArticleRecord))]
[JsonSerializable(typeof(ArticleBody))]
[JsonSerializable(typeof(CitedByList))]
[JsonSerializable(typeof(ArticleMetricsAnswer))]
[JsonSerializable(typeof(NoteList))]
[JsonSerializable(typeof(NoteRecord))]
[JsonSerializable(typeof(SourceList))]
[JsonSerializable(typeof(UnitList))]
[JsonSerializable(typeof(WorkList))]
[JsonSerializable(typeof(WorkRecordAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>What the answers are written with.</summary>
internal static class ApiWriter
{
    /// <summary>Letters stay letters: an answer is never put into a page.</summary>
    public static ApiJson Json { get; } = new(new JsonSerializerOptions(ApiJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>Members of an enum as <c>openLicence</c>.</summary>
internal sealed class CamelCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase) where T : struct, Enum;

/// <summary>Instants as <c>2026-03-14T09:26:53.123456Z</c>: good as a value of a parameter too, where a plus sign would be a blank.</summary>
internal sealed class UtcInstant : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime); // Ends in Z.
}
