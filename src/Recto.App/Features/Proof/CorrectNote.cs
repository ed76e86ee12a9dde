using System.Globalization;
using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Journals.Desk;
using Recto.Notes.Corrections;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;
using Recto.Storage.Articles;
using Recto.Storage.Audit;
using Recto.Storage.Sql;

namespace Recto.App.Features.Proof;

/// <summary>What became of an act at the proof.</summary>
internal enum CorrectionOutcome
{
    /// <summary>It is kept.</summary>
    Kept = 1,

    /// <summary>Something is wrong with the form, which says what.</summary>
    Wrong,

    /// <summary>Somebody else corrected the note since it was shown.</summary>
    Conflict,
}

/// <summary>What became of an act, and what follows.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Changed">Ids of other notes that now read otherwise.</param>
/// <param name="Trouble">Why the article could not be made anew though the correction is kept; null where it was.</param>
internal sealed record Corrected(CorrectionOutcome Outcome, IReadOnlyList<string> Changed, string? Trouble);

/// <summary>The use case: an editor says how a note is to be read, and the article is made anew.</summary>
internal sealed class CorrectNote(Database database, ArticleStore articles, CorrectionStore corrections, VersionStore versions, ApparatusStore apparatus, AuditStore audit, ProofReader reader, RemakeArticle remake, TimeProvider time,
    Say say)
{
    /// <summary>Name of the field that carries the correction which the editor was shown.</summary>
    public const string Shown = "shown";

    private const string None = "none";
    private const int LongestReason = 500;

    /// <summary>The value of <see cref="Shown"/> for what holds now.</summary>
    public static string ShownOf(CorrectionRow? correction) => correction?.Id.ToString("N") ?? None;

    /// <summary>Does what the form asks.</summary>
    /// <param name="proof">The article as it stands.</param>
    /// <param name="note">Index of the note.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="person">Who.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Corrected> RunAsync(Proof proof, int note, FormValues form, DeskPerson person, CancellationToken ct)
    {
        var act = form.Text("do") ?? "keep";
        if (form.Text("reason")?.Length > LongestReason)
        {
            form.Wrong("reason", say["The reason is longer than {0} characters. Say it more shortly.", LongestReason]);
        }

        var known = proof.CorrectionOf(note);
        var reading = act == "undo" ? null : Reading(proof, note, form, act);
        if (!form.IsRight || reading is null && act != "undo")
        {
            return new Corrected(CorrectionOutcome.Wrong, [], null);
        }

        if (form.Text(Shown) != ShownOf(known))
        {
            return new Corrected(CorrectionOutcome.Conflict, [], null);
        }

        if (known is null && act == "undo")
        {
            form.Wrong("", say["There is no correction of this note to undo."]);
            return new Corrected(CorrectionOutcome.Wrong, [], null);
        }

        await using (var tx = await database.BeginAsync(ct))
        {
            var now = time.GetUtcNow();
            var isKept = reading is null
                ? await corrections.UndoAsync(tx, proof.Row.Id, known!.Id, person.Name, now, ct)
                : await corrections.SaveAsync(tx, new CorrectionToSave
                {
                    ArticleId = proof.Row.Id,
                    Note = NoteKey.Of(proof.Notes, note),
                    References = reading,
                    PersonId = person.Id,
                    Person = person.Name,
                    Reason = form.Text("reason"),
                    Replaces = known?.Id,
                }, now, ct) is not null;
            if (!isKept)
            {
                return new Corrected(CorrectionOutcome.Conflict, [], null);
            }

            await TellReadersAsync(tx, proof.Row.Id, proof.Notes[note].Label, person, now, ct);
            await audit.AppendAsync(tx, Entry(proof, note, reading, form.Text("reason"), person), now, ct);
            await tx.CommitAsync(ct);
        }

        return await RemadeAsync(proof, proof.Apparatus.Notes[note].Note.Id, ct);
    }

    /// <summary>Lets go a correction whose note says something else now.</summary>
    public async Task<Corrected> DropAsync(Proof proof, Guid correction, DeskPerson person, CancellationToken ct)
    {
        var at = proof.Corrections.ToList().FindIndex(row => row.Id == correction);
        if (at < 0)
        {
            return new Corrected(CorrectionOutcome.Conflict, [], null);
        }

        await using (var tx = await database.BeginAsync(ct))
        {
            var now = time.GetUtcNow();
            if (!await corrections.UndoAsync(tx, proof.Row.Id, correction, person.Name, now, ct))
            {
                return new Corrected(CorrectionOutcome.Conflict, [], null);
            }

            await audit.AppendAsync(tx, Entry(proof, "reading.undone", new JsonObject { ["note"] = proof.Corrections[at].Correction.Note.Label }, person), now, ct);
            await tx.CommitAsync(ct);
        }

        return await RemadeAsync(proof, "", ct);
    }

    // The page of a published article says something else from now on; of drafts the proof's own history tells enough. The reason is for the record, not for readers.
    private async Task TellReadersAsync(WriteTransaction tx, Guid article, string label, DeskPerson person, DateTimeOffset now, CancellationToken ct)
    {
        if (await articles.FindForDeskAsync(tx, article, ct) is { Row.State: ArticleState.Published or ArticleState.Withdrawn })
        {
            await versions.AppendAsync(tx, new VersionToSave { ArticleId = article, Person = person.Name, Act = VersionAct.Corrected, Summary = label, IsPublic = true }, now, ct);
        }
    }

    private async Task<Corrected> RemadeAsync(Proof proof, string note, CancellationToken ct)
    {
        var trouble = await remake(proof.Row.Id, ct);
        var after = trouble is null ? await apparatus.FindAsync(proof.Row.Id, ct) : null;
        return new Corrected(CorrectionOutcome.Kept, after is null ? [] : LaterNotes.Changed(proof.Apparatus, after, note), trouble);
    }

    // Everything that the note cites after the act; null where the form says what is wrong.
    private List<CorrectedReference>? Reading(Proof proof, int note, FormValues form, string act)
    {
        List<CorrectedReference> reading = [.. proof.ReadingOf(note)];
        if (act == "nothing")
        {
            return [];
        }

        if (act.StartsWith("add:", StringComparison.Ordinal))
        {
            return Add(proof, note, reading, act, form);
        }

        if (!int.TryParse(form.Text("reference") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= reading.Count)
        {
            form.Wrong("", say["The note has no such reference any more. Begin again from the note as it is shown now."]);
            return null;
        }

        switch (act)
        {
            case "keep":
                if (CorrectionValues.Read(form, proof, note, reading[index], reader.Directory, say) is not { } corrected)
                {
                    return null;
                }

                reading[index] = corrected;
                return reading;
            case "split":
                return Split(proof, note, reading, index, form);
            case "merge":
                return Merge(proof, note, reading, index, form);
            case "remove":
                reading.RemoveAt(index);
                return reading;
            default:
                form.Wrong("", say["Choose what is to be done with the note."]);
                return null;
        }
    }

    private List<CorrectedReference>? Add(Proof proof, int note, List<CorrectedReference> reading, string act, FormValues form)
    {
        var parts = act.Split(':');
        if (parts.Length == 3 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var start) && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            && start < end && reader.ReadStretch(proof, note, new TextSpan(start, end)) is { } read && !reading.Exists(other => other.Reference.Span.Overlaps(read.Span)))
        {
            reading.Add(new CorrectedReference { Reference = read });
            return [.. reading.OrderBy(one => one.Reference.Span)];
        }

        form.Wrong("", say["This stretch of the note cannot be read as a reference: it holds no word, or a reference already."]);
        return null;
    }

    private List<CorrectedReference>? Split(Proof proof, int note, List<CorrectedReference> reading, int index, FormValues form)
    {
        var text = proof.Apparatus.Notes[note].Note.Text;
        var span = reading[index].Reference.Span;
        var marked = form.Text("marked") is { } written && written.Contains(SplitPlaces.Mark, StringComparison.Ordinal) ? SplitPlaces.Marked(text, span, written) : null;
        var at = marked ?? (int.TryParse(form.Text("at"), NumberStyles.None, CultureInfo.InvariantCulture, out var chosen) ? chosen : null);
        if (at is not { } place)
        {
            form.Wrong("marked", form.Text("marked")?.Contains(SplitPlaces.Mark, StringComparison.Ordinal) == true
                ? say["The words do not match the note. Change nothing in them but put one “{0}” where the second reference begins.", "|"]
                : say["Choose a place, or put “{0}” where the second reference begins.", "|"]);
            return null;
        }

        if (place <= span.Start || place >= span.End || reader.ReadStretch(proof, note, new TextSpan(span.Start, place)) is not { } left || reader.ReadStretch(proof, note, new TextSpan(place, span.End)) is not { } right)
        {
            form.Wrong("marked", say["On both sides of the split there must be words."]);
            return null;
        }

        reading.RemoveAt(index);
        reading.InsertRange(index, [new CorrectedReference { Reference = left }, new CorrectedReference { Reference = right }]);
        return reading;
    }

    private List<CorrectedReference>? Merge(Proof proof, int note, List<CorrectedReference> reading, int index, FormValues form)
    {
        if (index + 1 >= reading.Count)
        {
            form.Wrong("", say["No reference follows in this note that could be merged with this one."]);
            return null;
        }

        var whole = new TextSpan(reading[index].Reference.Span.Start, reading[index + 1].Reference.Span.End);
        reading[index] = new CorrectedReference { Reference = reader.ReadStretch(proof, note, whole) ?? reading[index].Reference with { Span = whole } };
        reading.RemoveAt(index + 1);
        return reading;
    }

    private static AuditEntry Entry(Proof proof, int note, List<CorrectedReference>? reading, string? reason, DeskPerson person) => Entry(proof, reading is null ? "reading.undone" : "reading.corrected", new JsonObject
    {
        ["note"] = proof.Apparatus.Notes[note].Note.Label,
        ["was"] = Words(proof.Apparatus.Notes[note].References.Select(one => one.Reference), proof.Apparatus.Notes[note].Note.Text),
        ["is"] = reading is null ? null : Words(reading.Select(one => one.Reference), proof.Apparatus.Notes[note].Note.Text),
        ["reason"] = reason,
    }, person);

    private static AuditEntry Entry(Proof proof, string act, JsonObject details, DeskPerson person) => new()
    {
        PersonId = person.Id,
        Person = person.Name,
        Act = act,
        Subject = $"article/{proof.Row.Id:D}",
        SubjectName = proof.Row.Title,
        JournalId = proof.Row.JournalId,
        Details = details.ToJsonString(),
    };

    private static JsonArray Words(IEnumerable<Reference> references, string text) => [.. references.Select(reference => JsonValue.Create($"{reference.Form} {ReferenceValues.Of(reference).Kind}: {reference.Span.In(text)}"))];
}
