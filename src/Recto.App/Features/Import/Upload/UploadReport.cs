using System.Text.Json;
using System.Text.Json.Serialization;
using Recto.Journals.Articles;

namespace Recto.App.Features.Import.Upload;

/// <summary>What became of one upload.</summary>
public sealed record UploadReport
{
    /// <summary>Title of the journal.</summary>
    public string Journal { get; init; } = "";

    /// <summary>The issue in words; null where none was chosen.</summary>
    public string? Issue { get; init; }

    /// <summary>Where the desk has that issue; null where none was chosen, and in reports of before it was kept.</summary>
    public string? IssueAddress { get; init; }

    /// <summary>How many files were sent.</summary>
    public int Sent { get; init; }

    /// <summary>The first of their names.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What became of each article, and of each file that was none.</summary>
    public IReadOnlyList<UploadLine> Lines { get; init; } = [];

    /// <summary>How many files are done.</summary>
    public int Done { get; init; }

    /// <summary>Why it ended before its end, in English; null where it did not.</summary>
    public string? Stopped { get; init; }

    /// <summary>As it is kept.</summary>
    public string Write() => JsonSerializer.Serialize(this, UploadJson.Default.UploadReport);

    /// <summary>Reads what <see cref="Write"/> writes.</summary>
    public static UploadReport Read(string json) => JsonSerializer.Deserialize(json, UploadJson.Default.UploadReport) ?? new UploadReport();
}

/// <summary>What became of one file.</summary>
public sealed record UploadLine
{
    /// <summary>Its path in the upload.</summary>
    public string Path { get; init; } = "";

    /// <summary><c>imported</c>, <c>updated</c>, <c>unchanged</c>, <c>refused</c>, <c>left</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>The article; null where there is none.</summary>
    public Guid? Id { get; init; }

    /// <summary>Its title; null where there is none.</summary>
    public string? Title { get; init; }

    /// <summary>Line of what is wrong, from 1; null where no place can be named.</summary>
    public int? Line { get; init; }

    /// <summary>Column of what is wrong in UTF-16 code units, from 1; null where no place can be named.</summary>
    public int? Column { get; init; }

    /// <summary>What is wrong and what to do; null where nothing is.</summary>
    public string? Message { get; init; }

    /// <summary>What was odd, absent or supplied.</summary>
    public IReadOnlyList<ImportWarning> Warnings { get; init; } = [];

    /// <summary>What was left out, as printed.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Whether it says what became of an article that was read; else what was said of a file before.</summary>
    public bool IsRead { get; init; }

    /// <summary>The line of an outcome.</summary>
    /// <param name="outcome">What became of the file.</param>
    /// <param name="folder">The temporary folder, which nobody needs to see.</param>
    internal static UploadLine Of(ImportOutcome outcome, string folder)
    {
        var refused = outcome as Refused;
        var article = outcome as ArticleOutcome;
        return new UploadLine
        {
            Path = Bare(outcome.Path),
            Status = outcome switch { Imported => "imported", Updated => "updated", Unchanged => "unchanged", _ => "refused" },
            Id = article?.Id,
            Title = article?.Title,
            Line = refused?.Line,
            Column = refused?.Column,
            Message = refused is null ? null : Bare(refused.Message),
            Warnings = [.. outcome.Warnings.Take(200)],
            LeftOut = [.. outcome.LeftOut.Take(200)],
        };

        string Bare(string text) => text.Replace(folder + System.IO.Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UploadReport))]
internal sealed partial class UploadJson : JsonSerializerContext;
