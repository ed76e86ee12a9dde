using System.Text;
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

/// <summary>The act behind every button of <c>/check</c>. Pure but for the time it takes.</summary>
internal sealed class Checker(NotesEngine engine, ReadDocument read, CheckLimits limits)
{
    /// <summary>Does what was asked for.</summary>
    public CheckOutcome Run(CheckSubmission sent, CancellationToken ct)
    {
        var (document, refusal, unnumbered) = Read(sent, ct);
        if (document is null)
        {
            return refusal!;
        }

        if (CheckDownloads.Find(sent.Act) is { } download)
        {
            return new CheckFile(CheckDownloads.Make(download, sent, document, engine), sent.BaseName + download.Ending, download.Type);
        }

        List<string> notices = unnumbered ? ["No numbers were found, so each line was taken for a note."] : [];
        switch (sent.Act)
        {
            case Acts.Corrected:
                var mended = document.Mend(sent, Possible(document, ChosenFixes.Of(document.Findings, sent.Fixes)));
                return mended.File is { } file
                    ? new CheckFile(file.Bytes, sent.CorrectedName, "application/octet-stream")
                    : new CheckFile(Encoding.UTF8.GetBytes(mended.Text), sent.CorrectedName, "text/plain; charset=utf-8");
            case Acts.Apply:
            case Acts.ApplySafe:
                var chosen = sent.Act == Acts.Apply ? ChosenFixes.Of(document.Findings, sent.Fixes) : ChosenFixes.Safe(document.Findings);
                var possible = Possible(document, chosen);
                var after = document.Mend(sent, possible) with { Act = Acts.Check };
                var again = Read(after, ct).Document;
                notices.Insert(0, Told(chosen, possible.Count));
                return again is null ? new CheckWithoutNotes() : new CheckResult(after, ResultWriter.Of(after, again, notices));
            default:
                return new CheckResult(sent, ResultWriter.Of(sent, document, notices));
        }
    }

    private static List<Diagnostic> Possible(CheckedDocument document, ChosenFixes chosen) => [.. chosen.Accepted.Where(finding => document.Obstacle(finding) is null)];

    private static string Told(ChosenFixes chosen, int made)
    {
        List<string> told = [made == 0 ? "Nothing was changed: no fix was ticked that could be made." : $"{Words.Counted(made, "fix", "fixes")} {(made == 1 ? "was" : "were")} made. The notes as they are now were checked again."];
        if (chosen.Clashing > 0)
        {
            told.Add($"{Words.Number(chosen.Clashing)} {(chosen.Clashing == 1 ? "was" : "were")} left out, since another changes the same words; what still holds is found again below.");
        }

        if (chosen.Gone > 0)
        {
            told.Add($"{Words.Number(chosen.Gone)} no longer {(chosen.Gone == 1 ? "fits" : "fit")} the notes, which have changed since they were checked.");
        }

        return string.Join(' ', told);
    }

    private (CheckedDocument? Document, CheckOutcome? Refusal, bool Unnumbered) Read(CheckSubmission sent, CancellationToken ct)
    {
        if (sent.IsEmpty)
        {
            return (null, new CheckRefused("Nothing was sent yet. Paste notes into the field, or choose a file."), false);
        }

        var input = NoteInput.Of(sent, read);
        ct.ThrowIfCancellationRequested();
        if (input.Notes is null)
        {
            return (null, new CheckRefused($"{(sent.File is null ? "The text" : $"“{sent.File.Name}”")} cannot be read: {input.Refusal!.TrimEnd('.')}.", IsFile: sent.File is not null), false);
        }

        if (input.Notes.Count == 0)
        {
            return (null, new CheckWithoutNotes(), false);
        }

        if (input.Notes.Count > limits.Notes)
        {
            return (null, new CheckRefused($"There are {Words.Number(input.Notes.Count)} notes; up to {Words.Number(limits.Notes)} are checked at once. Send them in parts."), false);
        }

        return (CheckedDocument.Of(engine, sent, input.Notes, ct), null, input.Unnumbered);
    }
}
