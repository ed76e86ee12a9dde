using Recto.App.Shell.Forms;
using Recto.Journals.Desk;
using Recto.Notes.Diagnostics;
using Recto.Storage.Articles;
using Recto.Storage.Reports;

namespace Recto.App.Features.Proof;

/// <summary>The proof of an article.</summary>
public sealed record ProofView
{
    /// <summary>Who looks at it.</summary>
    public required DeskPerson Person { get; init; }

    /// <summary>The article.</summary>
    public required ProofRow Row { get; init; }

    /// <summary>Its notes.</summary>
    public required IReadOnlyList<ProofNoteView> Notes { get; init; }

    /// <summary>Corrections whose note says something else now, or is gone.</summary>
    public required IReadOnlyList<CorrectionRow> Stale { get; init; }

    /// <summary>How many corrections are applied.</summary>
    public required int Corrections { get; init; }

    /// <summary>Open reports of notes that are not there any more.</summary>
    public required IReadOnlyList<ReportRow> LostReports { get; init; }

    /// <summary>What was just done; null where nothing was.</summary>
    public string? Notice { get; init; }

    /// <summary>Page id of the note that it was done to; null where it concerns none that is there.</summary>
    public string? NoticeAt { get; init; }

    /// <summary>Notes that read otherwise since then: page id and label.</summary>
    public IReadOnlyList<(string Id, string Label)> Changed { get; init; } = [];

    /// <summary>Whether the article has a text to show.</summary>
    public bool HasText => Row.BodyHtml.Length > 0;

    /// <summary>Where the proof is.</summary>
    public string Address => ProofFeature.Address(Row.Id);

    /// <summary>How many findings are that severe.</summary>
    public int Count(Severity severity) => Notes.Sum(note => note.Findings.Count(finding => finding.Rule.Severity == severity));

    /// <summary>How many findings there are.</summary>
    public int Findings => Notes.Sum(note => note.Findings.Count);

    /// <summary>How many reports are open.</summary>
    public int Reports => Notes.Sum(note => note.Reports.Count) + LostReports.Count;
}

/// <summary>A note of the proof.</summary>
public sealed record ProofNoteView
{
    /// <summary>Its page id.</summary>
    public required string Id { get; init; }

    /// <summary>Its label.</summary>
    public required string Label { get; init; }

    /// <summary>Id of its first call in the text; null where nothing calls it.</summary>
    public string? CallId { get; init; }

    /// <summary>BCP 47 tag; null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>Its words with the places of findings marked.</summary>
    public required string Html { get; init; }

    /// <summary>What is read in it, paragraphs.</summary>
    public required string ReadingHtml { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required IReadOnlyList<ProofFindingView> Findings { get; init; }

    /// <summary>What an editor said of it; null where nobody has.</summary>
    public CorrectionRow? Correction { get; init; }

    /// <summary>Open reports of readers.</summary>
    public required IReadOnlyList<ReportRow> Reports { get; init; }

    /// <summary>The form, where this note is being corrected; else null.</summary>
    public CorrectionFormView? Form { get; init; }
}

/// <summary>A finding at the proof.</summary>
/// <param name="Number">Its number on the page.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Message">The sentence.</param>
/// <param name="MarkId">Id of the mark where it begins.</param>
/// <param name="Changes">What could be written instead, old and new; empty where a person must think first.</param>
/// <param name="IsSafe">Whether that may be done unseen.</param>
public sealed record ProofFindingView(int Number, DiagnosticDescriptor Rule, string Message, string MarkId, IReadOnlyList<(string Before, string After)> Changes, bool IsSafe);

/// <summary>The form in which one reference of a note is corrected.</summary>
public sealed record CorrectionFormView
{
    /// <summary>Address of the proof.</summary>
    public required string Address { get; init; }

    /// <summary>The note's page id.</summary>
    public required string NoteId { get; init; }

    /// <summary>The note's label.</summary>
    public required string Label { get; init; }

    /// <summary>Which of its references, from 0; -1 where it cites nothing.</summary>
    public required int Reference { get; init; }

    /// <summary>The printed words of each of its references.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>What stands in the fields.</summary>
    public required FormValues Values { get; init; }

    /// <summary>Both texts, where another editor was faster; else null.</summary>
    public EditConflict? Conflict { get; init; }

    /// <summary>The correction that is shown.</summary>
    public required string Shown { get; init; }

    /// <summary>Whether there is a correction to undo.</summary>
    public required bool IsCorrected { get; init; }

    /// <summary>Places where the reference may be split: position, the words before it, the words behind it.</summary>
    public required IReadOnlyList<(int At, string Before, string After)> Splits { get; init; }

    /// <summary>Stretches of the note that are read as citing nothing: begin, end, words.</summary>
    public required IReadOnlyList<(int Start, int End, string Words)> Stretches { get; init; }

    /// <summary>Sources of the article: id and label.</summary>
    public required IReadOnlyList<(string Value, string Words)> Sources { get; init; }

    /// <summary>Number of the note's open reports.</summary>
    public required int Reports { get; init; }
}
