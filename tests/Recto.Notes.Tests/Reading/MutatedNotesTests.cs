using CsCheck;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Tests.Reading;

public sealed class MutatedNotesTests
{
    [Fact]
    public void Damaged_notes_are_read_and_checked_without_fault_and_alike_each_time() =>
        MutatedNotes.Documents.Sample(notes =>
        {
            var engine = new NotesEngine();

            var apparatus = engine.Read(notes);

            AssertSound(engine, apparatus);
            Assert.Equal(Written(apparatus), Written(new NotesEngine().Read(notes)));
        });

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("[")]
    [InlineData("“")]
    [InlineData("”")]
    [InlineData("‘")]
    [InlineData("’")]
    [InlineData("«")]
    [InlineData("»")]
    [InlineData("\"")]
    [InlineData(";")]
    [InlineData(".")]
    [InlineData(",")]
    [InlineData("–")]
    [InlineData("\n")]
    [InlineData("\0")]
    [InlineData("\uD800")]
    [InlineData("\u0301")]
    [InlineData("\u202E")]
    [InlineData("1")]
    [InlineData("ш")]
    public void A_hundred_thousand_of_a_mark_are_borne_alone_and_in_a_reference(string mark)
    {
        var many = string.Concat(Enumerable.Repeat(mark, 100_000));
        var engine = new NotesEngine();

        var apparatus = engine.Read([Note(1, many), Note(2, "Smith, A History " + many + " (London: Routledge, 1999), 12."), Note(3, "Ibid. " + many)]);

        AssertSound(engine, apparatus);
    }

    [Fact]
    public void Every_kind_of_bracket_may_nest_in_every_other()
    {
        string[] open = ["(", "[", "“", "«", "‘", "„"];
        string[] close = [")", "]", "”", "»", "’", "“"];
        var text = "Smith, Title " + string.Concat(Enumerable.Range(0, 10_000).Select(i => open[i % 6])) + "London 1999" + string.Concat(Enumerable.Range(0, 10_000).Select(i => close[5 - i % 6])) + ", 5.";
        var engine = new NotesEngine();

        AssertSound(engine, engine.Read([Note(1, text)]));
    }

    [Fact]
    public void An_archival_path_of_a_hundred_thousand_levels_is_cut_and_the_Ibid_behind_it_read()
    {
        var engine = new NotesEngine();

        var apparatus = engine.Read([Note(1, "RGASPI, f. 1, op. 2" + string.Concat(Enumerable.Repeat(", d. 3", 100_000))), Note(2, "Ibid., d. 4."), Note(3, "Ibid., l. 5.")]);

        AssertSound(engine, apparatus);
        Assert.All(apparatus.Sources, source => Assert.True(source.Id.Length < 1_000));
    }

    private static Note Note(int i, string text) => new() { Id = $"n{i}", Label = $"{i}", Text = text };

    private static void AssertSound(NotesEngine engine, Apparatus apparatus)
    {
        foreach (var note in apparatus.Notes)
        {
            var end = 0;
            foreach (var span in note.References.Select(reference => reference.Reference.Span).Concat(note.Commentary).Order())
            {
                Assert.True(span.Start >= end && span.End > span.Start && span.End <= note.Note.Text.Length, $"{span} after {end} in {note.Note.Text.Length}");
                end = span.End;
            }

            Assert.All(note.References, reference => Assert.InRange(reference.Confidence, 0, 1));
            Assert.All(note.References, reference => Assert.True(reference.RefersTo?.NoteIndex is null or >= 0 && (reference.RefersTo?.NoteIndex ?? 0) < apparatus.Notes.Count));
        }

        var ids = apparatus.Sources.Select(source => source.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(apparatus.Sources.Count, ids.Count);
        Assert.All(apparatus.Notes.SelectMany(note => note.References), reference => Assert.True(reference.SourceId is null || ids.Contains(reference.SourceId)));
        Assert.All(engine.Check(apparatus), finding => Assert.InRange(finding.Span.End, finding.Span.Start, apparatus.Notes[finding.NoteIndex].Note.Text.Length));
    }

    private static string Written(Apparatus apparatus) => string.Join('\n', apparatus.Notes.SelectMany(note =>
        note.References.Select(reference => $"{reference.Reference} {reference.Kind} {reference.SourceId} {reference.RefersTo} {reference.Reason}").Concat(note.Commentary.Select(commentary => commentary.ToString()))));
}
