using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recto.Journals.Issues;

namespace Recto.Journals.Exchange.Packages;

/// <summary>A whole issue as it stands in a package: <c>data/issue.json</c>. Paths are of the bag, below <c>data/</c>.</summary>
public sealed record IssuePackage
{
    /// <summary>Path of the file in the bag.</summary>
    public const string Path = "data/issue.json";

    /// <summary>What <see cref="Format"/> says.</summary>
    public const string FormatName = "recto-issue";

    /// <summary>The form that this program writes, and the newest that it reads.</summary>
    public const int NewestForm = 1;

    private static readonly IssuePackageJson Json = new(new JsonSerializerOptions(IssuePackageJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, NewLine = "\n" });

    /// <summary><c>recto-issue</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Form of the package, from 1.</summary>
    public required int Form { get; init; }

    /// <summary>The journal.</summary>
    public required PackagedJournal Journal { get; init; }

    /// <summary>The issue.</summary>
    public required PackagedIssue Issue { get; init; }

    /// <summary>The journal's sections, in its order.</summary>
    public required IReadOnlyList<PackagedSection> Sections { get; init; }

    /// <summary>The articles, in the order of the issue.</summary>
    public required IReadOnlyList<PackagedArticle> Articles { get; init; }

    /// <summary>What is not in the package, a line each; null where nothing is missing.</summary>
    public IReadOnlyList<string>? LeftOut { get; init; }

    /// <summary>The file, UTF-8.</summary>
    public byte[] Write() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json.IssuePackage), (byte)'\n'];

    /// <summary>Reads the file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="package">The issue.</param>
    /// <param name="fault">Why it cannot be read.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IssuePackage? package, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? fault)
    {
        package = null;
        try
        {
            package = JsonSerializer.Deserialize(bytes, Json.IssuePackage);
        }
        catch (JsonException broken)
        {
            // What JSON says is the best that can be said of a broken file.
            fault = broken.Message;
            return false;
        }

        fault = package is null || package.Format != FormatName ? $"its format is not “{FormatName}”"
            : package.Form > NewestForm ? $"it is of form {package.Form}, and this program reads up to {NewestForm}: update Recto"
            : null;
        return fault is null;
    }
}

/// <summary>The journal of a packaged issue.</summary>
public sealed record PackagedJournal
{
    /// <summary>Its part of the address.</summary>
    public required string Key { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Abbreviated title.</summary>
    public string? Abbreviation { get; init; }

    /// <summary>Publisher.</summary>
    public string? Publisher { get; init; }

    /// <summary>ISSN of the print edition.</summary>
    public string? PrintIssn { get; init; }

    /// <summary>ISSN of the online edition.</summary>
    public string? OnlineIssn { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>A few words about it.</summary>
    public string? About { get; init; }

    /// <summary><c>free</c> or <c>closed</c>.</summary>
    public required string Reading { get; init; }

    /// <summary>Whether the notes of closed articles stand open.</summary>
    public required bool NotesAreOpen { get; init; }

    /// <summary>What is shown only; without its cover.</summary>
    public JournalDetails? Details { get; init; }
}

/// <summary>A packaged issue.</summary>
public sealed record PackagedIssue
{
    /// <summary>Its part of the address.</summary>
    public required string Key { get; init; }

    /// <summary>Volume as printed.</summary>
    public string? Volume { get; init; }

    /// <summary>Number as printed.</summary>
    public string? Number { get; init; }

    /// <summary>Title of a special issue.</summary>
    public string? Title { get; init; }

    /// <summary>Cover date, ISO 8601 as far as known.</summary>
    public string? Published { get; init; }

    /// <summary><c>regular</c>, <c>special</c>, <c>supplement</c>, <c>onlineFirst</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether only editors see it.</summary>
    public required bool IsDraft { get; init; }

    /// <summary>A few words about it.</summary>
    public string? Description { get; init; }

    /// <summary>Guest editors in one line.</summary>
    public string? Editors { get; init; }

    /// <summary>The cover.</summary>
    public PackagedFile? Cover { get; init; }

    /// <summary>What the cover shows, in words.</summary>
    public string? CoverAlt { get; init; }
}

/// <summary>A section of the journal.</summary>
/// <param name="Key">Its part of the address.</param>
/// <param name="Names">Name by BCP 47 tag.</param>
public sealed record PackagedSection(string Key, IReadOnlyDictionary<string, string> Names);

/// <summary>A packaged article.</summary>
public sealed record PackagedArticle
{
    /// <summary>Its part of the address.</summary>
    public required string Slug { get; init; }

    /// <summary>Plain title, for people.</summary>
    public required string Title { get; init; }

    /// <summary>DOI, for people.</summary>
    public string? Doi { get; init; }

    /// <summary>Heading in the issue, for people.</summary>
    public string? Section { get; init; }

    /// <summary>Place in the issue, from 1; null where it is ordered by page.</summary>
    public int? Position { get; init; }

    /// <summary>Whether only editors see it.</summary>
    public required bool IsDraft { get; init; }

    /// <summary><c>free</c> or <c>closed</c>; null for what the journal says.</summary>
    public string? Reading { get; init; }

    /// <summary>Path of its JATS; null where it could not be made.</summary>
    public string? Jats { get; init; }

    /// <summary>The file that it was made from, as it came.</summary>
    public PackagedFile? Source { get; init; }

    /// <summary>Pictures and other files that belong to it.</summary>
    public required IReadOnlyList<PackagedFile> Files { get; init; }

    /// <summary>Files made of it to take away (PDF, EPUB).</summary>
    public required IReadOnlyList<PackagedFile> Made { get; init; }

    /// <summary>What editors say otherwise than its file, as Recto keeps it; null where they say nothing.</summary>
    public JsonElement? Edits { get; init; }

    /// <summary>How editors read its notes.</summary>
    public IReadOnlyList<PackagedCorrection>? Corrections { get; init; }
}

/// <summary>A file of a package.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">Its name in the article.</param>
/// <param name="Role"><c>source</c>, <c>figure</c>, <c>figureOriginal</c>, <c>supplement</c>, <c>download</c>, <c>cover</c>, <c>made</c>.</param>
/// <param name="MediaType">Media type.</param>
/// <param name="Called">By which names the document calls it; null where it does not.</param>
public sealed record PackagedFile(string Path, string Name, string Role, string MediaType, IReadOnlyList<string>? Called = null);

/// <summary>How an editor reads a note.</summary>
/// <param name="NoteId">The note's id.</param>
/// <param name="Label">Its label.</param>
/// <param name="TextHash">SHA-256 of its text.</param>
/// <param name="BeforeHash">The same of the note before.</param>
/// <param name="References">What it cites, as Recto keeps it.</param>
/// <param name="At">When.</param>
/// <param name="Person">Who says so; null where that is not told.</param>
/// <param name="Reason">Why; null where nothing was said.</param>
public sealed record PackagedCorrection(string NoteId, string Label, string TextHash, string? BeforeHash, JsonElement References, DateTimeOffset At, string? Person, string? Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, MaxDepth = 64)]
[JsonSerializable(typeof(IssuePackage))]
internal sealed partial class IssuePackageJson : JsonSerializerContext;
