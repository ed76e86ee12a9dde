using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Crossref;

/// <summary>What Crossref says of a deposit (<c>doi_batch_diagnostic</c>).</summary>
/// <param name="IsDone">Whether the batch has been worked through; where not, it is asked again later.</param>
/// <param name="BatchId">Name of the batch; null where the answer names none.</param>
/// <param name="SubmissionId">Crossref's own number; null where it gives none.</param>
/// <param name="Records">One for each DOI.</param>
public sealed record DepositResult(bool IsDone, string? BatchId, string? SubmissionId, IReadOnlyList<DepositRecord> Records)
{
    /// <summary>Whether the register knows of no such batch: it never came, or is not yet in its list.</summary>
    public bool IsUnknown { get; init; }

    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 64 * 1024 * 1024 };

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">The bytes of the answer.</param>
    /// <returns>Null where it is no answer of this kind: half of one, a page in HTML, nothing.</returns>
    public static DepositResult? Read(Stream answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        XDocument document;
        try
        {
            using var reader = XmlReader.Create(answer, Safe);
            document = XDocument.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }

        if (document.Root is not { Name.LocalName: "doi_batch_diagnostic" } root)
        {
            return null;
        }

        var records = root.Elements().Where(element => element.Name.LocalName == "record_diagnostic").Select(Record).ToList();
        var counted = root.Elements().FirstOrDefault(element => element.Name.LocalName == "batch_data");
        var status = (string?)root.Attribute("status");
        return new DepositResult(status == "completed" || counted is not null, Value(root, "batch_id"), Value(root, "submission_id"), records) { IsUnknown = status == "unknown_submission" };
    }

    private static DepositRecord Record(XElement record)
    {
        var citations = record.Elements().FirstOrDefault(element => element.Name.LocalName == "citations_diagnostic");
        return new DepositRecord
        {
            Doi = Value(record, "doi"),
            Status = (string?)record.Attribute("status") switch { "Success" => DepositStatus.Success, "Warning" => DepositStatus.Warning, _ => DepositStatus.Failure },
            Message = Value(record, "msg"),
            ConflictId = Value(record, "conflict_id"),
            CitationsAreDeferred = (string?)citations?.Attribute("deferred") is { Length: > 0 } deferred && deferred != "0" && !deferred.Equals("false", StringComparison.OrdinalIgnoreCase),
            MatchedCitations = citations?.Elements().Where(element => element.Name.LocalName == "citation" && (string?)element.Attribute("status") == "resolved_reference")
                .Select(element => ((string?)element.Attribute("key") ?? "", element.Value.Trim())).Where(match => match.Item1.Length > 0 && match.Item2.Length > 0).ToList() ?? [],
        };
    }

    private static string? Value(XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } value ? value.ToString(CultureInfo.InvariantCulture) : null;
}

/// <summary>What became of one DOI.</summary>
public sealed record DepositRecord
{
    /// <summary>The DOI; null where the answer does not name it (the whole batch was refused).</summary>
    public string? Doi { get; init; }

    /// <summary>Whether it is registered.</summary>
    public required DepositStatus Status { get; init; }

    /// <summary>Crossref's words; null where there are none.</summary>
    public string? Message { get; init; }

    /// <summary>Number of a conflict with another DOI for the same metadata; null where there is none.</summary>
    public string? ConflictId { get; init; }

    /// <summary>Whether the matching of its references is still to come.</summary>
    public bool CitationsAreDeferred { get; init; }

    /// <summary>References that Crossref has matched: key and DOI.</summary>
    public IReadOnlyList<(string Key, string Doi)> MatchedCitations { get; init; } = [];
}

/// <summary>Outcome of a record.</summary>
public enum DepositStatus
{
    /// <summary>Registered.</summary>
    Success = 1,

    /// <summary>Registered, and something is to be told: no error.</summary>
    Warning,

    /// <summary>Not registered.</summary>
    Failure,
}
