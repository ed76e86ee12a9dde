using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recto.Journals.Access;
using Recto.Journals.Issues;

namespace Recto.Storage.Sql;

/// <summary>JSON of what is shown of journals, issues and institutions and never sought. Several stores read it.</summary>
internal static class DetailsJson
{
    private static readonly DetailsJsonContext Context = new(new JsonSerializerOptions(DetailsJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Null where nothing is said.</summary>
    public static string? Write(JournalDetails details) => details == JournalDetails.None ? null : JsonSerializer.Serialize(details, Context.JournalDetails);

    /// <summary>Null where nothing is said.</summary>
    public static string? Write(IssueDetails details) => details == IssueDetails.None ? null : JsonSerializer.Serialize(details, Context.IssueDetails);

    /// <summary>Null where nothing is said.</summary>
    public static string? Write(InstitutionDetails details) => details == InstitutionDetails.None ? null : JsonSerializer.Serialize(details, Context.InstitutionDetails);

    /// <summary>Names by BCP 47 tag.</summary>
    public static string Write(IReadOnlyDictionary<string, string> names) => JsonSerializer.Serialize(names, Context.IReadOnlyDictionaryStringString);

    public static JournalDetails ReadJournal(string? json) => json is null ? JournalDetails.None : JsonSerializer.Deserialize(json, Context.JournalDetails)!;

    public static IssueDetails ReadIssue(string? json) => json is null ? IssueDetails.None : JsonSerializer.Deserialize(json, Context.IssueDetails)!;

    public static InstitutionDetails ReadInstitution(string? json) => json is null ? InstitutionDetails.None : JsonSerializer.Deserialize(json, Context.InstitutionDetails)!;

    public static IReadOnlyDictionary<string, string> ReadNames(string json) => JsonSerializer.Deserialize(json, Context.IReadOnlyDictionaryStringString)!;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalDetails))]
[JsonSerializable(typeof(IssueDetails))]
[JsonSerializable(typeof(InstitutionDetails))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class DetailsJsonContext : JsonSerializerContext;
