using Recto.App.Shell.Reports;
using Recto.Notes;
using Recto.Notes.Diagnostics;

namespace Recto.App.Features.Check;

/// <summary>What came of a check: <see cref="CheckResult"/>, <see cref="CheckFile"/>, <see cref="CheckWithoutNotes"/> or <see cref="CheckRefused"/>.</summary>
internal abstract record CheckOutcome
{
    private protected CheckOutcome() { }
}

/// <summary>A page of findings.</summary>
/// <param name="Sent">What was sent, with the fixes made that were asked for.</param>
/// <param name="View">What was found in it.</param>
internal sealed record CheckResult(CheckSubmission Sent, ResultView View) : CheckOutcome;

/// <summary>A file to keep.</summary>
/// <param name="Bytes">What it holds.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its media type.</param>
internal sealed record CheckFile(byte[] Bytes, string Name, string Type) : CheckOutcome;

/// <summary>What was sent was read and holds no note.</summary>
internal sealed record CheckWithoutNotes : CheckOutcome;

/// <summary>What was sent cannot be checked.</summary>
/// <param name="Sentence">Why, and what to do.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="IsFile">Whether it is the file's fault.</param>
internal sealed record CheckRefused(string Sentence, int Status = StatusCodes.Status422UnprocessableEntity, bool IsFile = false) : CheckOutcome;

/// <summary>The act behind every button of <c>/check</c>.</summary>
internal sealed class Checker(NotesEngine engine, NoteDoors doors, CheckLimits limits, TimeProvider time)
{
    /// <summary>Does what was asked for.</summary>
    public CheckOutcome Run(CheckSubmission sent, CancellationToken ct)
    {
        if (sent.IsEmpty)
        {
            return new CheckRefused("Nothing was sent yet. Paste notes into the field, or choose a file.");
        }

        var input = NoteInput.Of(sent, doors);
        ct.ThrowIfCancellationRequested();
        if (input.Notes is null)
        {
            return new CheckRefused($"{(sent.File is null ? "The text" : $"“{sent.File.Name}”")} cannot be read: {input.Refusal!.TrimEnd('.')}.", IsFile: sent.File is not null);
        }

        if (input.Notes.Count == 0)
        {
            return new CheckWithoutNotes();
        }

        if (input.Notes.Count > limits.Notes)
        {
            return new CheckRefused($"There are {FindingWords.Number(input.Notes.Count)} notes; up to {FindingWords.Number(limits.Notes)} are checked at once. Send them in parts.", IsFile: sent.File is not null);
        }

        var found = CheckNotes.RunWithin(engine, input.Notes, CheckedDocument.Options(sent, input), Severity.Advice, ct);
        return Do(new CheckedDocument(sent, input, found, engine, doors), input.IsUnnumbered, ct);
    }

    private CheckOutcome Do(CheckedDocument document, bool isUnnumbered, CancellationToken ct)
    {
        var sent = document.Sent;
        if (CheckDownloads.Find(sent.Act) is { } download)
        {
            return new CheckFile(CheckDownloads.Make(download, document, engine), sent.BaseName + download.Ending, download.Type);
        }

        switch (sent.Act)
        {
            case Acts.Corrected when document.Mend(ChosenFixes.Of(document.Found.Findings, sent).Plan, withRemarks: true, time.GetUtcNow(), ct) is { } corrected:
                return new CheckFile(corrected.Fixed.Bytes, sent.CorrectedName, sent.File is null ? "text/plain; charset=utf-8" : "application/octet-stream");
            case Acts.Apply or Acts.ApplySafe:
                var chosen = ChosenFixes.Of(document.Found.Findings, sent);
                return document.Mend(chosen.Plan, withRemarks: false, time.GetUtcNow(), ct) is { } mended ? Again(mended.Sent with { Act = Acts.Check, Fixes = new HashSet<string>() }, mended.Fixed, chosen) : Shown(document, ["Nothing was changed: no fix can be made in this file here."]);
            default:
                return Shown(document, isUnnumbered ? ["No numbers were found, so each line was taken for a note."] : []);
        }
    }

    private CheckResult Again(CheckSubmission after, FixedNotes made, ChosenFixes chosen) =>
        Shown(new CheckedDocument(after, NoteInput.Of(after, doors), made.Remaining, engine, doors), [Told(made, chosen)]);

    private static CheckResult Shown(CheckedDocument document, IReadOnlyList<string> notices) => new(document.Sent, ResultWriter.Of(document, notices));

    private static string Told(FixedNotes made, ChosenFixes chosen)
    {
        var count = made.Applied.Count;
        List<string> told = [count == 0 ? "Nothing was changed: no fix was ticked that can be made." : $"{FindingWords.Counted(count, "fix", "fixes")} {(count == 1 ? "was" : "were")} made. The notes as they are now were checked again."];
        told.AddRange(made.Left.GroupBy(left => left.Why).Select(left => $"{FindingWords.Counted(left.Count(), "fix", "fixes")} {(left.Count() == 1 ? "was" : "were")} left out: {left.Key}."));
        if (chosen.Gone > 0)
        {
            told.Add($"{FindingWords.Counted(chosen.Gone, "fix", "fixes")} no longer {(chosen.Gone == 1 ? "fits" : "fit")} the notes, which have changed since they were checked.");
        }

        return string.Join(' ', told);
    }
}
