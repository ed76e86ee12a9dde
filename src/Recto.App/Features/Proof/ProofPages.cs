using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Articles;

namespace Recto.App.Features.Proof;

/// <summary>The addresses of a proof.</summary>
internal static class ProofPages
{
    private const int MostNamed = 200; // More would make an address that is too long.

    /// <summary>GET: the proof, with the form of one note where the address asks for it.</summary>
    public static async Task ShowAsync(HttpContext context, ProofReader reader, Say say, Guid id, string? note, int? reference, string? done, string? at, string? also, CancellationToken ct)
    {
        if (await FindAsync(context, reader, id, ct) is not { } proof)
        {
            return;
        }

        var index = proof.IndexOf(note);
        var form = index < 0 ? null : ProofWriter.Form(proof, index, reference ?? 0, null, null, say);
        var view = ProofWriter.Of(proof, context.Person()!, reader.Directory, form) with { Notice = Notice(done, say), NoticeAt = proof.IndexOf(at) < 0 ? null : at, Changed = done is null ? [] : Named(proof, also) };
        await WriteAsync(context, view, StatusCodes.Status200OK);
    }

    /// <summary>POST: an act of an editor.</summary>
    public static async Task CorrectAsync(HttpContext context, ProofReader reader, CorrectNote correct, Say say, Guid id, CancellationToken ct)
    {
        if (await FormValues.ReadAsync(context) is not { } form || await FindAsync(context, reader, id, ct) is not { } proof)
        {
            return;
        }

        if (form.Text("do") == "drop" && Guid.TryParseExact(form.Text("correction"), "N", out var dropped))
        {
            var outcome = await correct.DropAsync(proof, dropped, context.Person()!, ct);
            DeskDoor.Done(context, $"{ProofFeature.Address(id)}?done={(outcome.Outcome == CorrectionOutcome.Kept ? Remade(outcome, "dropped") : "gone")}");
            return;
        }

        var noteId = form.Text("note");
        var at = proof.IndexOf(noteId);
        if (at < 0)
        {
            await ErrorPages.WriteAsync(context, StatusCodes.Status404NotFound, say["The article has no such note any more. Open its proof again; what was corrected before is kept."]);
            return;
        }

        var corrected = await correct.RunAsync(proof, at, form, context.Person()!, ct);
        if (corrected.Outcome == CorrectionOutcome.Kept)
        {
            var act = form.Text("do") ?? "keep";
            var also = corrected.Changed.Count == 0 ? "" : "&also=" + string.Join('.', corrected.Changed.Take(MostNamed).Select(Uri.EscapeDataString));
            var goesOn = act is "split" or "merge" || act.StartsWith("add:", StringComparison.Ordinal) ? $"&note={Uri.EscapeDataString(noteId!)}&reference={form.Text("reference")}" : "";
            DeskDoor.Done(context, $"{ProofFeature.Address(id)}?done={Remade(corrected, act.Split(':')[0])}&at={Uri.EscapeDataString(noteId!)}{goesOn}{also}#{noteId}");
            return;
        }

        EditConflict? conflict = null;
        if (corrected.Outcome == CorrectionOutcome.Conflict)
        {
            // Between the reading above and the transaction somebody may have been faster.
            proof = await reader.FindAsync(id, checks: true, ct) ?? proof;
            at = proof.IndexOf(noteId) is >= 0 and var still ? still : at;
            conflict = Conflict(proof, at, form, say);
        }

        var index = int.TryParse(form.Text("reference"), NumberStyles.None, CultureInfo.InvariantCulture, out var sent) ? sent : 0;
        var view = ProofWriter.Of(proof, context.Person()!, reader.Directory, ProofWriter.Form(proof, at, index, form, conflict, say));
        await WriteAsync(context, view, conflict is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict);
    }

    /// <summary>GET: everything that was ever corrected in an article.</summary>
    public static async Task HistoryAsync(HttpContext context, ArticleStore articles, CorrectionStore corrections, Guid id, CancellationToken ct)
    {
        if (await articles.FindProofAsync(id, ct) is not { } row)
        {
            await NotFound.WriteAsync(context);
        }
        else if (await DeskDoor.MayAsync(context, DeskAct.CorrectReadings, row.JournalId))
        {
            await PageWriter.WriteAsync<HistoryPage>(context, new HistoryView(context.Person()!, row, await corrections.ListHistoryAsync(id, ct)));
        }
    }

    private static async Task<Proof?> FindAsync(HttpContext context, ProofReader reader, Guid id, CancellationToken ct)
    {
        if (await reader.FindAsync(id, checks: true, ct) is not { } proof)
        {
            await NotFound.WriteAsync(context);
            return null;
        }

        return await DeskDoor.MayAsync(context, DeskAct.CorrectReadings, proof.Row.JournalId) ? proof : null;
    }

    private static Task WriteAsync(HttpContext context, ProofView view, int status) => PageWriter.WriteAsync<ProofPage>(context, view,
        new Dictionary<string, ReadOnlyMemory<byte>> { ["abstract"] = view.Row.AbstractHtml, ["body"] = BodyText.WithoutNotes(view.Row.BodyHtml) }, status);

    private static EditConflict Conflict(Proof proof, int note, FormValues form, Say say)
    {
        var reading = proof.ReadingOf(note);
        var index = int.TryParse(form.Text("reference"), NumberStyles.None, CultureInfo.InvariantCulture, out var sent) && sent < reading.Count ? sent : 0;
        var theirs = reading.Count == 0 ? new FormValues() : CorrectionValues.Of(proof, note, index, reading);
        var row = proof.CorrectionOf(note);
        theirs.Set("reason", row?.Reason);
        return new EditConflict([.. CorrectionWords.Labels(say).Select(field => new ConflictField(field.Name, field.Label, theirs.Text(field.Name), form.Text(field.Name))).Where(field => field.Theirs != field.Yours)],
            row?.Person, row?.Correction.At);
    }

    private static string Remade(Corrected corrected, string act) => corrected.Trouble is null ? act : "stuck";

    private static string? Notice(string? done, Say say) => done switch
    {
        null => null,
        "keep" => say["The correction is kept."],
        "split" => say["The reference is split in two. Look at both."],
        "merge" => say["The two references are one now. Look whether its fields are right."],
        "remove" => say["This reference is taken out."],
        "add" => say["The stretch is read as a reference now. Look whether its fields are right."],
        "nothing" => say["The note cites nothing now."],
        "undo" => say["The correction is undone: the note stands again as Recto reads it."],
        "dropped" => say["The correction that no longer fitted is let go. It stays in the history."],
        "gone" => say["That correction was gone already."],
        "stuck" => say["This is kept, but the article’s pages could not be made anew: the file that it was made from is not there or cannot be read. Bring the file in again, and the correction will be in it."],
        "closed" => say["The report is closed."],
        _ => null,
    };

    // Only notes that there are: an address may hold anything.
    private static List<(string Id, string Label)> Named(Proof proof, string? also)
    {
        var asked = (also ?? "").Split('.').ToHashSet(StringComparer.Ordinal);
        return [.. proof.Notes.Where(note => asked.Contains(note.Id)).Select(note => (note.Id, note.Label))];
    }
}

/// <summary>All corrections of an article.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Row">The article.</param>
/// <param name="Corrections">Latest first.</param>
public sealed record HistoryView(DeskPerson Person, ProofRow Row, IReadOnlyList<CorrectionRow> Corrections);
