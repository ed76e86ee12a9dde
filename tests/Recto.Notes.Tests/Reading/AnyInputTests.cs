using CsCheck;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;
using Recto.Tests.Shared;

namespace Recto.Notes.Tests.Reading;

public sealed class AnyInputTests
{
    [Fact]
    public void Any_notes_are_read_without_fault_and_alike_each_time() =>
        AnyText.Gen.Array[0, 6].Sample(texts =>
        {
            var notes = Notes(texts);

            var apparatus = new NotesEngine().Read(notes);

            Assert.Equal(notes.Count, apparatus.Notes.Count);
            AssertInOrder(apparatus);
            Assert.Equal(Written(apparatus), Written(new NotesEngine().Read(notes)));
        });

    [Fact]
    public void Any_emphasis_is_borne() =>
        Gen.Select(AnyText.Gen, Gen.Int[-3, 60], Gen.Int[-3, 60]).Sample((text, start, end) =>
        {
            var note = new Note { Id = "n1", Label = "1", Text = text, Emphasis = [new EmphasisRun(new TextSpan(start, end), Emphasis.Italic)] };

            AssertInOrder(new NotesEngine().Read([note]));
        });

    // A line each: a pathological shape, repeated to about a megabyte. Ten seconds is a hundred times what it takes; a quadratic step would take minutes.
    [Theory]
    [InlineData("Smith, Title (London: Routledge, 1999), 12; ")]
    [InlineData("a")]
    [InlineData("(")]
    [InlineData("((n. 1) ")]
    [InlineData("‘")]
    [InlineData("“a ‘b ")]
    [InlineData("Smith, A (n. 1) ")]
    [InlineData("J. and ")]
    [InlineData("A, ")]
    [InlineData("A. B ")]
    [InlineData("see note 1 ")]
    [InlineData("12, ")]
    [InlineData("Ibid. ")]
    [InlineData("Paris, Plon, 1984. ")]
    [InlineData("RGASPI 558/11/431/94. ")]
    public void A_note_of_a_megabyte_is_read_in_linear_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)).Trim();
        var watch = ProcessorClock.StartNew();

        var apparatus = new NotesEngine().Read(Notes([text]));

        AssertInOrder(apparatus);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{piece}: {watch.Elapsed}");
    }

    [Theory]
    [InlineData("Smith, A History of Town {0} (London: Routledge, 1999), 12.")]
    [InlineData("Ibid.")]
    [InlineData("See note {1} below.")]
    [InlineData("Smith, History, {0}.")]
    [InlineData("New York Herald, January 12, 1873.")]
    [InlineData("RGASPI 558/11/{0}/94.")]
    public void Twenty_thousand_notes_are_read_in_linear_time(string shape)
    {
        var texts = Enumerable.Range(0, 20_000).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, i, i + 2)).ToArray();
        var watch = ProcessorClock.StartNew();

        var apparatus = new NotesEngine().Read(Notes(texts));

        AssertInOrder(apparatus);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{shape}: {watch.Elapsed}");
    }

    [Fact]
    public void Brackets_may_nest_a_hundred_thousand_deep()
    {
        var text = "Smith, Title " + new string('(', 100_000) + "London 1999" + new string(')', 100_000) + ", 5.";

        AssertInOrder(new NotesEngine().Read(Notes([text])));
    }

    private static List<Note> Notes(IReadOnlyList<string> texts) => [.. texts.Select((text, i) => new Note { Id = $"n{i + 1}", Label = $"{i + 1}", Text = text })];

    private static void AssertInOrder(Apparatus apparatus)
    {
        foreach (var note in apparatus.Notes)
        {
            var stretches = note.References.Select(reference => reference.Reference.Span).Concat(note.Commentary).Order().ToList();
            var end = 0;
            foreach (var span in stretches)
            {
                Assert.True(span.Start >= end && span.End > span.Start && span.End <= note.Note.Text.Length, $"{span} after {end} in {note.Note.Text.Length}");
                end = span.End;
            }

            Assert.Equal(note.References.Select(reference => reference.Reference.Span).Order(), note.References.Select(reference => reference.Reference.Span));
            Assert.All(note.References, reference => Assert.InRange(reference.Confidence, 0, 1));
            Assert.All(note.References.Select(reference => reference.Reference).OfType<PublishedReference>(), reference => Assert.All(Printed(reference), field => Assert.Equal(field.Span.In(note.Note.Text).ToString(), field.Text)));
        }
    }

    private static IEnumerable<Field> Printed(PublishedReference reference) =>
        new[] { reference.Title, reference.Container, reference.Place, reference.Publisher, reference.Year, reference.Volume, reference.Issue, reference.Pages, reference.Series, reference.Doi, reference.Url }.OfType<Field>();

    private static string Written(Apparatus apparatus) =>
        string.Join('\n', apparatus.Notes.SelectMany(note => note.References.Select(reference => $"{reference.Reference.Span} {reference.Kind} {reference.SourceId} {reference.RefersTo} {reference.Reason}")));
}
