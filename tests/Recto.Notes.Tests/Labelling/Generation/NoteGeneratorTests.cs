using Recto.Notes.Archives;
using Recto.Notes.Labelling;
using Recto.Notes.Labelling.Corpora;
using Recto.Notes.Labelling.Generation;

namespace Recto.Notes.Tests.Labelling.Generation;

public sealed class NoteGeneratorTests
{
    private static readonly WorkRecord[] Works =
    [
        new("The salt roads of the northern coast") { Authors = [new("Orlova", "Anna")], Year = "1994", Publisher = "Leiden: Kite", Type = "book" },
        new("Die Straßen des Salzes und ihre Herren") { Authors = [new("Müller", "Karl-Heinz")], Year = "1931", Place = "Berlin", Publisher = "Verlag Nord", Type = "book" },
        new("Les routes du sel dans les provinces") { Authors = [new("Vaillant", "É.")], Year = "1962", Container = "Revue du sel", Volume = "12", Issue = "3", Pages = "45-67", Type = "journal-article" },
    ];

    [Fact]
    public void Every_word_of_a_note_bears_a_label()
    {
        foreach (var task in new[] { LabelTask.Fields, LabelTask.Span })
        {
            Assert.All(Notes(1, 500, task), note =>
            {
                Assert.NotEmpty(note.Labels);
                Assert.Equal(note.Sequence.Words.Count, note.Labels.Count);
                Assert.True(note.Sequence.Italic is null || note.Sequence.Italic.Count == note.Labels.Count);
            });
        }
    }

    [Fact]
    public void Notes_hold_up_to_four_references_and_some_hold_none()
    {
        var counts = Notes(2, 2000, LabelTask.Span).Select(note => FieldRun.OfMarked(note.Labels).Count(run => run.Label == "r")).ToList();

        Assert.Equal([0, 1, 2, 3, 4], counts.Distinct().Order());
        Assert.InRange(counts.Average(), 1.5, 2.5);
    }

    [Fact]
    public void A_reference_begins_once_and_ends_once()
    {
        foreach (var note in Notes(3, 1000, LabelTask.Span))
        {
            foreach (var run in FieldRun.OfMarked(note.Labels).Where(run => run.Label == "r"))
            {
                Assert.Equal("b-r", note.Labels[run.First]);
                Assert.All(Enumerable.Range(run.First + 1, Math.Max(0, run.End - run.First - 2)), word => Assert.Equal("i-r", note.Labels[word]));
                Assert.True(run.End - run.First == 1 || note.Labels[run.End - 1] == "e-r");
            }
        }
    }

    [Fact]
    public void Fields_and_spans_tell_of_the_same_words()
    {
        var fields = Notes(4, 200, LabelTask.Fields);
        var spans = Notes(4, 200, LabelTask.Span);

        Assert.Equal(fields.Select(note => note.Sequence.Text), spans.Select(note => note.Sequence.Text));
        foreach (var (field, span) in fields.Zip(spans))
        {
            Assert.All(Enumerable.Range(0, field.Labels.Count).Where(word => span.Labels[word] == "o"), word => Assert.Equal("note", field.Labels[word]));
        }
    }

    [Fact]
    public void The_same_seed_makes_the_same_notes_however_many_are_made() =>
        Assert.Equal(Notes(5, 300, LabelTask.Span).Take(30).Select(note => note.Sequence.Text), Notes(5, 30, LabelTask.Span).Select(note => note.Sequence.Text));

    [Fact]
    public void What_is_shortened_was_most_often_cited_before_in_the_same_document()
    {
        var made = new ReferenceGenerator(Many(), RepositoryDirectory.Shipped, 6).Generate(4000).ToList();
        var (shortened, cited) = (0, 0);
        for (var i = 0; i < made.Count; i++)
        {
            // A name, a title and a page, and no year: shortened.
            if (i % ReferenceGenerator.DocumentLength < 10 || !made[i].Labels.Distinct().Order(StringComparer.Ordinal).SequenceEqual(["author", "pages", "title"]))
            {
                continue;
            }

            shortened++;
            var name = Name(made[i]);
            var start = i - i % ReferenceGenerator.DocumentLength;
            cited += Enumerable.Range(start, i - start).Any(earlier => made[earlier].Sequence.Text.Contains(name, StringComparison.OrdinalIgnoreCase)) ? 1 : 0;
        }

        Assert.InRange(shortened, 20, 1000);
        Assert.InRange(cited, shortened / 3, shortened);
    }

    [Fact]
    public void Italics_fall_on_books_and_journals_and_not_on_quoted_titles()
    {
        var made = new ReferenceGenerator(Works, RepositoryDirectory.Shipped, 7).Generate(2000).Where(reference => reference.Sequence.Italic is not null).ToList();

        Assert.NotEmpty(made);
        Assert.All(made, reference =>
        {
            var italic = reference.Sequence.Italic!;
            Assert.All(Enumerable.Range(0, italic.Count).Where(word => italic[word]), word => Assert.Contains(reference.Labels[word], new[] { "title", "journal", "container-title" }));
        });
        Assert.Contains(made, reference => reference.Sequence.Italic!.Any(word => word));
    }

    private static List<LabelledSequence> Notes(int seed, int count, LabelTask task) => [.. new ReferenceGenerator(Works, RepositoryDirectory.Shipped, seed).GenerateNotes(count, task)];

    // Works by authors of whom no name is part of another.
    private static IEnumerable<WorkRecord> Many() => Enumerable.Range(0, 400).Select(n =>
        new WorkRecord($"The chronicle of the {n}th voyage and its makers") { Authors = [new($"Q{(char)('a' + n % 26)}{(char)('a' + n / 26)}orn", "Ida")], Year = "1994", Publisher = "Leiden: Kite", Type = "book" });

    private static string Name(LabelledSequence reference)
    {
        var author = FieldRun.Of(reference.Labels).First(run => run.Label == "author");
        return Enumerable.Range(author.First, author.End - author.First).Select(word => reference.Sequence[word].Trim(",.:;").ToString()).MaxBy(word => word.Length)!;
    }
}
