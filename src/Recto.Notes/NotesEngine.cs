using Recto.Notes.Archives;
using Recto.Notes.Checks;
using Recto.Notes.Diagnostics;
using Recto.Notes.Labelling.Crf;
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
    public const string Version = "5";

    /// <summary>An engine that knows the archives that ship with Recto.</summary>
    public NotesEngine() : this(RepositoryDirectory.Shipped) { }

    /// <summary>The archives it knows.</summary>
    public RepositoryDirectory Directory => directory;

    /// <summary>Reads the notes of one article. Never throws for what a note says.</summary>
    /// <param name="notes">All notes, in document order.</param>
    public Apparatus Read(IReadOnlyList<Note> notes) => ReadWithin(notes, CancellationToken.None);

    /// <summary>As <see cref="Read"/>, for a caller who does not wait for ever: the token is looked at before each note.</summary>
    /// <exception cref="OperationCanceledException">The time is over.</exception>
    public Apparatus ReadWithin(IReadOnlyList<Note> notes, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(notes);
        var reader = new NoteReader(directory, new CombinedReader(new PublishedGrammar(), new LabelledReader(CrfModel.Shipped)), notes);
        var readings = reader.Read(notes, ct);
        var (references, sources) = BackReferenceResolver.Resolve(notes, [.. readings.Select(reading => reading.References)]);
        return new Apparatus
        {
            EngineVersion = Version,
            Notes = [.. notes.Select((note, i) => new ReadNote(note, references[i], readings[i].Commentary))],
            Sources = sources,
        };
    }

    /// <summary>What is wrong with the notes, in document order.</summary>
    /// <param name="apparatus">What <see cref="Read"/> gave.</param>
    /// <param name="options">What they are judged by; null for the habit of the article.</param>
    public IReadOnlyList<Diagnostic> Check(Apparatus apparatus, CheckOptions? options = null) => CheckWithin(apparatus, options, CancellationToken.None);

    /// <summary>As <see cref="Check"/>, for a caller who does not wait for ever: the token is looked at before each check.</summary>
    /// <exception cref="OperationCanceledException">The time is over.</exception>
    public IReadOnlyList<Diagnostic> CheckWithin(Apparatus apparatus, CheckOptions? options, CancellationToken ct) => CheckCatalogue.RunWithin(new CheckContext(apparatus, directory, options ?? CheckOptions.Default), ct);
}
