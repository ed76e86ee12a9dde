using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Works;
using Recto.Notes;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Journals.Tests.Works;

public sealed class WorkComparisonTests
{
    [Theory]
    [InlineData("M. Vaïsse, Les militaires français (Paris: Seuil, 1983), 12.", "Vaïsse, Maurice, Les militaires français. Paris, 1983.", WorkVerdict.Same)]
    [InlineData("J. Haslam, Soviet Foreign Policy, 1930–33: The Impact of the Depression (London: Macmillan 1983).", "J. Haslam, Soviet Foreign Policy, 1930–1933: The Impact of the Depression (London: Palgrave 1983).", WorkVerdict.Same)]
    [InlineData("E. Hobsbawm, Age of Extremes (London: Joseph, 1994).", "E. Hobsbawm, Age of Extremes (London: Abacus, 2003).", WorkVerdict.Different)] // another edition
    [InlineData("J. Smith, History of Town (London: Routledge, 1999).", "A. Smith, History of Town (London: Routledge, 1999).", WorkVerdict.Different)] // another Smith
    [InlineData("J. Smith, The First Letter (London: Routledge, 1999).", "J. Smith, The Second Letter (London: Routledge, 1999).", WorkVerdict.Different)]
    [InlineData("J. Smith, History of Town (London: Routledge, 1999).", "J. Smith, Letters from Village (London: Routledge, 1999).", WorkVerdict.Different)]
    public void Two_references_are_of_one_work_or_not(string one, string other, WorkVerdict verdict)
    {
        var (left, right) = (Shape(one), Shape(other));

        var judgement = WorkComparison.Of(left, right);

        Assert.True(verdict == judgement.Verdict, $"{judgement.Verdict}, {judgement.Score}: {string.Join("; ", judgement.Grounds)}");
        Assert.Equal((judgement.Verdict, judgement.Score), WorkComparison.Of(right, left) is var back ? (back.Verdict, back.Score) : default);
    }

    [Fact]
    public void An_alphabet_is_as_good_as_its_transliteration()
    {
        var cyrillic = Record("Сокол", "Переписка хранителей архива", "1911");
        var latin = Record("Sokol", "Perepiska khranitelei arkhiva", "1911");

        Assert.Equal(WorkVerdict.Same, WorkComparison.Of(new WorkShape(cyrillic), new WorkShape(latin)).Verdict);
        Assert.NotEmpty(WorkKeys.Of(new WorkShape(cyrillic)).Intersect(WorkKeys.Of(new WorkShape(latin))));
        Assert.Equal("sokol-1911-perepiska", WorkSlugs.Of(cyrillic));
    }

    [Fact]
    public void Editions_are_kin_and_numbers_decide()
    {
        var (first, second) = (new WorkShape(Record("Adler", "Lower shelves", "1999")), new WorkShape(Record("Adler", "Lower shelves", "2009")));
        Assert.True(WorkComparison.Of(first, second).IsKin);
        Assert.Equal(WorkRelation.Edition, WorkRelations.Of(first, second));

        var (one, other) = (new WorkShape(Record("Adler", "Lower shelves", "1999") with { Doi = "10.5555/a" }), new WorkShape(Record("Adler", "Lower shelves", "1999") with { Doi = "10.5555/b" }));
        Assert.Equal(WorkVerdict.Different, WorkComparison.Of(one, other).Verdict);
        Assert.Equal(WorkVerdict.Same, WorkComparison.Of(one, new WorkShape(Record(null, "Shelves, lower", null) with { Doi = "10.5555/A" })).Verdict);
    }

    [Fact]
    public void A_chapter_finds_its_book()
    {
        var book = new WorkShape(Record(null, "Keepers of the lower shelves", "1999") with { Editors = [new CitedName { Family = "Adler" }] });
        var chapter = new WorkShape(Record("Boutry", "On lists", "1999") with { Kind = ReferenceKind.Chapter, Container = "Keepers of the Lower Shelves", Editors = [new CitedName { Family = "Adler" }] });

        Assert.Equal(WorkRelation.Book, WorkRelations.Of(chapter, book));
        Assert.Equal(WorkRelation.Part, WorkRelations.Of(book, chapter));
        Assert.Contains(WorkKeys.OfBook(chapter)!, WorkKeys.Of(book));
        Assert.Contains(WorkKeys.OfParts(book)!, WorkKeys.Of(chapter));
    }

    [Theory]
    [InlineData("ISBN 978-0-306-40615-7", "9780306406157")]
    [InlineData("ISBN-10: 0-306-40615-2.", "9780306406157")]
    [InlineData("ISBN 978-0-306-40615-8", null)] // a wrong check digit
    [InlineData("see 9780306406157", null)]
    public void An_ISBN_is_read_by_its_check_digit(string words, string? isbn) => Assert.Equal(isbn, CitedWorks.IsbnIn(words));

    [Fact]
    public void The_order_of_import_does_not_matter()
    {
        string[][] articles =
        [
            ["J. Smith, A History of Town (London: Routledge, 1999), 12.", "E. Hobsbawm, Age of Extremes (London: Joseph, 1994), 3."],
            ["Smith, J., A History of Town. London, 1999.", "E. Hobsbawm, Age of Extremes (London: Abacus, 2003), 5."],
            ["J. Smith, A History of Town (London: Routledge, 1999).", "Eric Hobsbawm, Age of Extremes: The Short Twentieth Century (London: Joseph, 1994)."],
            ["M. Vaïsse, Les militaires français (Paris: Seuil, 1983).", "J. Smith, A History of Village (London: Routledge, 2001)."],
        ];
        var read = articles.Select((notes, i) => (Name: $"a{i}", Cited: CitedWorks.Of(BibliographyOf(notes)))).ToList();

        var forth = Together(read);
        read.Reverse();

        Assert.Equal(forth, Together(read));
        Assert.Equal(4, forth.Count); // Three pairs of the Town, and the first edition with the one that names its subtitle.
    }

    // Which sources stand together, as text that does not depend on the order.
    private static List<string> Together(IEnumerable<(string Name, IReadOnlyList<CitedWork> Cited)> articles)
    {
        var clusters = new WorkClusters();
        var all = articles.ToList();
        all.ForEach(article => clusters.Add(article.Name, article.Cited));
        var names = all.SelectMany(article => article.Cited.Select(work => (article.Name, work.SourceId))).Order().ToList();
        return [.. names.SelectMany(one => names.Where(other => string.CompareOrdinal(one.Name + one.SourceId, other.Name + other.SourceId) < 0 && clusters.WorkOf(one.Name, one.SourceId) == clusters.WorkOf(other.Name, other.SourceId)).Select(other => $"{one} = {other}")).Order()];
    }

    private static WorkShape Shape(string note) => new(CitedWorks.Of(BibliographyOf(note)).Single().Record);

    private static Bibliography BibliographyOf(params string[] notes)
    {
        var engine = new NotesEngine();
        return Bibliography.Of(engine.Read([.. notes.Select((text, i) => new Note { Id = $"n{i + 1}", Label = $"{i + 1}", Text = text })]), engine.Directory);
    }

    private static WorkRecord Record(string? family, string title, string? year) => new() { Kind = ReferenceKind.Book, IsFull = true, Authors = family is null ? [] : [new CitedName { Family = family }], Title = title, Year = year };
}
