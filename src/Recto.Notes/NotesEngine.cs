using Recto.Notes.Archives;
using Recto.Notes.Checks;
using Recto.Notes.Corrections;
using Recto.Notes.Diagnostics;
using Recto.Notes.Labelling.Crf;
using Recto.Notes.References;
using Recto.Notes.References.Published;
using Recto.Notes.References.Reading;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes;

/// <summary>Reads, resolves and checks the notes of one article. Pure: the same notes give the same apparatus. Safe for use by several threads.</summary>
/// <param name="directory">The archives to know.</param>
public sealed class NotesEngine(RepositoryDirectory directory)
{
    /// <summary>Version of the reading; raised whenever the same notes could be read otherwise.</summary>
    public const string Version = "6";

    /// <summary>An engine that knows the archives that ship with Recto.</summary>
    public NotesEngine() : this(RepositoryDirectory.Shipped) { }

    /// <summary>The archives it knows.</summary>
    public RepositoryDirectory Directory => directory;

    /// <summary>Reads the notes of one article. Never throws for what a note says.</summary>
    /// <param name="notes">All notes, in document order.</param>
    public Apparatus Read(IReadOnlyList<Note> notes) => ReadWithin(notes, CancellationToken.None);

    /// <summary>As <see cref="Read(IReadOnlyList{Note})"/>, for a caller who does not wait for ever: the token is looked at before each note.</summary>
    /// <exception cref="OperationCanceledException">The time is over.</exception>
    public Apparatus ReadWithin(IReadOnlyList<Note> notes, CancellationToken ct) => ReadWithin(notes, [], ct);

    /// <summary>Reads the notes of one article as editors have corrected them; what follows a corrected note is resolved by the correction. What fits its note no longer is left aside (<see cref="CorrectionPlaces"/> tells which).</summary>
    /// <param name="notes">All notes, in document order.</param>
    /// <param name="corrections">What editors say, at most one for each note.</param>
    public Apparatus Read(IReadOnlyList<Note> notes, IReadOnlyList<NoteCorrection> corrections) => ReadWithin(notes, corrections, CancellationToken.None);

    /// <summary>As <see cref="Read(IReadOnlyList{Note}, IReadOnlyList{NoteCorrection})"/>, for a caller who does not wait for ever: the token is looked at before each note.</summary>
    /// <exception cref="OperationCanceledException">The time is over.</exception>
    public Apparatus ReadWithin(IReadOnlyList<Note> notes, IReadOnlyList<NoteCorrection> corrections, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(notes);
        ArgumentNullException.ThrowIfNull(corrections);
        var said = PlacedCorrections.Of(notes, corrections);
        var reader = new NoteReader(directory, new CombinedReader(new PublishedGrammar(), new LabelledReader(CrfModel.Shipped)), notes);
        var readings = reader.Read(notes, said.ByNote.ToDictionary(one => one.Key, one => (IReadOnlyList<Reference>)[.. one.Value.References.Select(reference => reference.Reference)]), ct);
        var (references, sources) = BackReferenceResolver.Resolve(notes, [.. readings.Select(reading => reading.References)], said);
        return new Apparatus
        {
            EngineVersion = Version,
            Notes = [.. notes.Select((note, i) => new ReadNote(note, references[i], readings[i].Commentary) { CorrectedAt = said.ByNote.GetValueOrDefault(i)?.At })],
            Sources = sources,
        };
    }

    /// <summary>What a stretch of a note cites, taken as one reference: for an editor who splits a reference or joins two. Never throws for what the note says.</summary>
    /// <param name="notes">All notes, in document order.</param>
    /// <param name="note">Index of the note.</param>
    /// <param name="stretch">The stretch; what lies outside the note's text is left out.</param>
    /// <returns>The reference, over the whole stretch without the white space and the marks at its ends; unread where nothing was told from it; null where the stretch holds no word.</returns>
    public Reference? ReadStretch(IReadOnlyList<Note> notes, int note, TextSpan stretch)
    {
        ArgumentNullException.ThrowIfNull(notes);
        var whole = notes[note];
        if (StretchText.Trimmed(whole.Text, stretch) is not { } span)
        {
            return null;
        }

        var read = Read([.. notes.Take(note), StretchText.Alone(whole, span)]).Notes[note].References.Select(one => one.Reference).Where(one => span.Contains(one.Span));
        var longest = read.MaxBy(one => one.Span.Length);
        return longest is null ? new UnreadReference { Span = span, Form = ReferenceForm.Full, Confidence = 1 } : longest with { Span = span };
    }

    /// <summary>What is wrong with the notes, in document order.</summary>
    /// <param name="apparatus">What <see cref="Read(IReadOnlyList{Note})"/> gave.</param>
    /// <param name="options">What they are judged by; null for the habit of the article.</param>
    public IReadOnlyList<Diagnostic> Check(Apparatus apparatus, CheckOptions? options = null) => CheckWithin(apparatus, options, CancellationToken.None);

    /// <summary>As <see cref="Check"/>, for a caller who does not wait for ever: the token is looked at before each check.</summary>
    /// <exception cref="OperationCanceledException">The time is over.</exception>
    public IReadOnlyList<Diagnostic> CheckWithin(Apparatus apparatus, CheckOptions? options, CancellationToken ct) => CheckCatalogue.RunWithin(new CheckContext(apparatus, directory, options ?? CheckOptions.Default), ct);
}
