using System.Text;
using System.Text.RegularExpressions;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Reports;
using Recto.Journals.Desk;
using Recto.Journals.Exchange.Html;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Storage.Articles;

namespace Recto.App.Features.Proof;

/// <summary>Makes the view of a proof.</summary>
internal static partial class ProofWriter
{
    private const int Surroundings = 24; // UTF-16 code units
    private const int Glimpse = 60; // UTF-16 code units

    /// <summary>The view.</summary>
    /// <param name="proof">The article.</param>
    /// <param name="person">Who looks at it.</param>
    /// <param name="directory">The archives to know.</param>
    /// <param name="form">The form of the note that is being corrected; null for none.</param>
    public static ProofView Of(Proof proof, DeskPerson person, Recto.Notes.Archives.RepositoryDirectory directory, CorrectionFormView? form)
    {
        var readings = ProofReadings.Of(proof.Apparatus, directory);
        var findings = proof.Findings.Select((finding, number) => (finding, number)).ToLookup(pair => pair.finding.NoteIndex);
        var reports = proof.Reports.ToLookup(report => report.NoteId);
        var ids = proof.Notes.Select(note => note.Id).ToHashSet(StringComparer.Ordinal);
        var called = CallId().Matches(Encoding.UTF8.GetString(proof.Row.BodyHtml)).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        return new ProofView
        {
            Person = person,
            Row = proof.Row,
            Notes = [.. proof.Notes.Select((note, i) =>
            {
                var own = findings[i].OrderBy(pair => pair.finding.Span).ToList();
                var (html, marks) = NoteMarkup.Of(note, [.. own.Select(pair => new Marking(pair.number, pair.finding.Span, pair.finding.Descriptor.Severity, FindingWords.ClassOf(pair.finding.Descriptor)))]);
                return new ProofNoteView
                {
                    Id = note.Id,
                    Label = note.Label,
                    CallId = called.Contains($"call-{note.Id[1..]}") ? $"call-{note.Id[1..]}" : null,
                    Language = note.Language,
                    Html = html,
                    ReadingHtml = readings[i],
                    Findings = [.. own.Select((pair, k) => Finding(pair.finding, pair.number, marks[k], note.Text))],
                    Correction = proof.CorrectionOf(i),
                    Reports = [.. reports[note.Id]],
                    Form = form?.NoteId == note.Id ? form : null,
                };
            })],
            Stale = [.. proof.Corrections.Where((_, i) => proof.Places[i] is null)],
            Corrections = proof.Places.Count(place => place is not null),
            LostReports = [.. proof.Reports.Where(report => !ids.Contains(report.NoteId))],
        };
    }

    /// <summary>The form of one reference of a note.</summary>
    /// <param name="proof">The article.</param>
    /// <param name="note">Index of the note.</param>
    /// <param name="reference">Index of the reference; the nearest that there is stands for it.</param>
    /// <param name="sent">What was sent; null for what is kept.</param>
    /// <param name="conflict">Both texts, where another editor was faster.</param>
    /// <param name="say">The words.</param>
    public static CorrectionFormView Form(Proof proof, int note, int reference, FormValues? sent, EditConflict? conflict, Say say)
    {
        var reading = proof.ReadingOf(note);
        var read = proof.Apparatus.Notes[note];
        var text = read.Note.Text;
        var at = Math.Clamp(reference, reading.Count == 0 ? -1 : 0, reading.Count - 1);
        var span = at < 0 ? default : reading[at].Reference.Span;
        return new CorrectionFormView
        {
            Address = ProofFeature.Address(proof.Row.Id),
            NoteId = read.Note.Id,
            Label = read.Note.Label,
            Reference = at,
            References = [.. reading.Select(one => one.Reference.Span.In(text).ToString())],
            Values = sent ?? (at < 0 ? new FormValues() : CorrectionValues.Of(proof, note, at, reading)),
            Conflict = conflict,
            Shown = CorrectNote.ShownOf(proof.CorrectionOf(note)),
            IsCorrected = proof.CorrectionOf(note) is not null,
            Splits = at < 0 ? [] : [.. SplitPlaces.Of(text, span).Select(place => (place, Tail(text[span.Start..place]), Head(text[place..span.End].TrimStart())))],
            Stretches = [.. (read.Commentary.Count == 0 && reading.Count == 0 && text.Any(char.IsLetterOrDigit) ? [new Recto.Notes.Text.TextSpan(0, text.Length)] : read.Commentary).Select(stretch => (stretch.Start, stretch.End, Head(text[stretch.Start..stretch.End])))],
            Sources = [("", say["as Recto finds it"]), (CorrectionValues.Own, say["a source of its own"]), .. proof.Apparatus.Sources.Select(source => (source.Id, Label(proof, source, say)))],
            Reports = proof.Reports.Count(report => report.NoteId == read.Note.Id),
        };
    }

    /// <summary>The pages above the proof.</summary>
    public static IReadOnlyList<(string Address, string Words)> Crumbs(DeskPerson person, ProofRow row) =>
        ArticleCrumbs.Of(person, (row.JournalId, row.JournalKey, row.JournalTitle), row.IssueKey is { } key ? (key, row.IssueVolume, row.IssueNumber, row.IssueTitle) : null, (row.Id, row.Title));

    /// <summary>The field of the whole reference in which a mark may be put.</summary>
    public static string TextOf(CorrectionFormView form) => form.Reference < 0 ? "" : form.References[form.Reference];

    private static string Label(Proof proof, Recto.Notes.Resolution.Source source, Say say)
    {
        var best = proof.Apparatus.Notes[source.Best.NoteIndex];
        var reference = best.References[source.Best.ReferenceIndex].Reference;
        var words = reference switch
        {
            ArchivalReference { Path.Count: > 0 } file => $"{file.Repository?.Text ?? file.RepositoryName?.Text} {string.Join('/', file.Path.Select(level => level.Text))}".Trim(),
            PublishedReference { Title: { } title } work => $"{(work.Authors.Count > 0 ? work.Authors[0].Family + ", " : "")}{title.Text}{(work.Year is { } year ? $" ({year.Text})" : "")}",
            _ => reference.Span.In(best.Note.Text).ToString(),
        };
        return say["{0}, note {1}", Head(words), best.Note.Label];
    }

    private static ProofFindingView Finding(Diagnostic finding, int number, string mark, string text) => new(number, finding.Descriptor, finding.Message, mark,
        finding.Fix is not { } fix ? [] : [.. fix.Edits.Select(edit =>
        {
            // A mark alone says little: some of what stands around it is shown too.
            var (start, end) = (Math.Clamp(edit.Span.Start, 0, text.Length), Math.Clamp(edit.Span.End, 0, text.Length));
            var (from, to) = (start, end);
            while (from > 0 && start - from < Surroundings && !char.IsWhiteSpace(text[from - 1]))
            {
                from--;
            }

            while (to < text.Length && to - end < Surroundings && !char.IsWhiteSpace(text[to]))
            {
                to++;
            }

            return (text[from..to], text[from..start] + edit.Text + text[end..to]);
        })], finding.Fix?.Sureness == FixSureness.Safe);

    private static string Head(string text) => text.Length <= Glimpse ? text : Whole(text[..Glimpse]).TrimEnd() + "…";

    private static string Tail(string text) => text.Length <= Glimpse ? text : "…" + (char.IsLowSurrogate(text[^Glimpse]) ? text[^(Glimpse - 1)..] : text[^Glimpse..]).TrimStart();

    private static string Whole(string text) => char.IsHighSurrogate(text[^1]) ? text[..^1] : text;

    // <a class="call c1" id="call-12" …
    [GeneratedRegex(" id=\"(call-[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex CallId();
}
