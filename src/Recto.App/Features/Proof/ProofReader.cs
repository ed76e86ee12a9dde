using Recto.Notes;
using Recto.Notes.Corrections;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;
using Recto.Notes.Text;
using Recto.Storage.Articles;
using Recto.Storage.Reports;

namespace Recto.App.Features.Proof;

/// <summary>Everything that is known of an article's notes: the proof in one reading.</summary>
/// <param name="Row">The article.</param>
/// <param name="Apparatus">Its notes as they are read now.</param>
/// <param name="Corrections">Corrections that hold, in the order in which they were made.</param>
/// <param name="Places">For each correction the index of its note; null where it is stale.</param>
/// <param name="Findings">What is wrong with the notes.</param>
/// <param name="Reports">Open reports of readers.</param>
internal sealed record Proof(ProofRow Row, Apparatus Apparatus, IReadOnlyList<CorrectionRow> Corrections, IReadOnlyList<int?> Places, IReadOnlyList<Diagnostic> Findings, IReadOnlyList<ReportRow> Reports)
{
    /// <summary>The notes.</summary>
    public IReadOnlyList<Note> Notes { get; } = [.. Apparatus.Notes.Select(read => read.Note)];

    /// <summary>Index of the note of that id; -1 where there is none.</summary>
    public int IndexOf(string? id) => Apparatus.Notes.TakeWhile(read => read.Note.Id != id).Count() is var at && at < Apparatus.Notes.Count ? at : -1;

    /// <summary>The correction of a note; null where there is none.</summary>
    public CorrectionRow? CorrectionOf(int note) => Enumerable.Range(0, Corrections.Count).Where(i => Places[i] == note).Select(i => Corrections[i]).FirstOrDefault();

    /// <summary>What a note cites as it would be kept now: as an editor said it, else as it was read.</summary>
    public IReadOnlyList<CorrectedReference> ReadingOf(int note) => CorrectionOf(note)?.Correction.References
        ?? [.. Apparatus.Notes[note].References.Select(one => new CorrectedReference { Reference = one.Reference })];
}

/// <summary>Reads proofs.</summary>
internal sealed class ProofReader(ArticleStore articles, ApparatusStore apparatus, CorrectionStore corrections, ReportStore reports, NotesEngine engine)
{
    /// <summary>The archives that are known.</summary>
    public Recto.Notes.Archives.RepositoryDirectory Directory => engine.Directory;

    /// <summary>The proof of an article; null where there is no such article.</summary>
    /// <param name="id">The article.</param>
    /// <param name="checks">Whether findings are asked for.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Proof?> FindAsync(Guid id, bool checks, CancellationToken ct)
    {
        if (await articles.FindProofAsync(id, ct) is not { } row)
        {
            return null;
        }

        var read = await apparatus.FindAsync(id, ct) ?? new Apparatus { EngineVersion = NotesEngine.Version, Notes = [], Sources = [] };
        var rows = await corrections.ListAsync(id, ct);
        var places = CorrectionPlaces.Find([.. read.Notes.Select(note => note.Note)], [.. rows.Select(one => one.Correction)]);
        return new Proof(row, read, rows, places, checks ? engine.CheckWithin(read, null, ct) : [], checks ? await reports.ListOpenAsync(id, ct) : []);
    }

    /// <summary>What a stretch of a note cites, taken as one reference; null where it holds no word.</summary>
    public Recto.Notes.References.Reference? ReadStretch(Proof proof, int note, TextSpan stretch) => engine.ReadStretch(proof.Notes, note, stretch);
}
