using Recto.Notes.Labelling;
using Recto.Notes.Labelling.Corpora;
using Recto.Tests.Shared;

namespace Recto.Notes.Tests.Labelling.Corpora;

public sealed class LinkedBooksTests
{
    // Two references over three lines, the first broken at a hyphen; then a comment.
    private static readonly string Page = Tsv("""
        12 o o o
        . o o o
        Cfr o o o
        . o o o
        M author b-meta-annotation b-r
        . author i-meta-annotation i-r
        Rossi author i-meta-annotation i-r
        , author i-meta-annotation i-r
        I title i-meta-annotation i-r
        porti title i-meta-annotation i-r
        dell title i-meta-annotation i-r
        ’ title i-meta-annotation i-r
        Adria title i-meta-annotation i-r
        - title i-meta-annotation i-r

        tico title i-meta-annotation i-r
        , title i-meta-annotation i-r
        in o i-meta-annotation i-r
        « title i-meta-annotation i-r
        Rivista title i-meta-annotation i-r
        nuova title i-meta-annotation i-r
        », title i-meta-annotation i-r
        12 publicationnumber-year i-meta-annotation i-r
        ( publicationnumber-year i-meta-annotation i-r
        1970 publicationnumber-year i-meta-annotation i-r
        ), publicationnumber-year i-meta-annotation i-r
        pp pagination i-meta-annotation i-r
        . pagination i-meta-annotation i-r
        3 pagination i-meta-annotation i-r
        - pagination e-meta-annotation i-r
        9 pagination e-meta-annotation i-r
        . pagination e-meta-annotation e-r
        A archive_lib b-primary b-r
        . archive_lib i-primary i-r
        S archive_lib i-primary i-r
        . archive_lib i-primary i-r
        V archive_lib i-primary i-r
        ., archive_lib i-primary i-r
        Senato archivalreference i-primary i-r
        Terra archivalreference i-primary i-r
        , archivalreference i-primary i-r

        b box i-primary i-r
        . box i-primary i-r
        4 box e-primary e-r
        . box o o

        Niente o o o
        """);

    [Fact]
    public void References_run_over_lines_and_their_tokens_are_joined_as_printed()
    {
        var references = LinkedBooksFields.References(LinkedBooks.Read(Page));

        Assert.Equal(2, references.Count);
        Assert.Equal("author: M. Rossi, | title: I porti dell’Adriatico, | journal: in «Rivista nuova», | volume: 12 | date: (1970), | pages: pp. 3-9.", Shown.As(references[0]));
        Assert.Equal("repository: A.S.V., | locator: Senato Terra, b. 4", Shown.As(references[1]));
    }

    [Fact]
    public void The_words_of_a_task_are_the_tokens_and_a_run_ends_where_no_reference_is_open()
    {
        var lines = LinkedBooks.Read(Page);

        Assert.Equal(4, LinkedBooks.Sequences(lines, LinkedBooksTask.Span, LinkedBooksUnit.Line).Count);
        var runs = LinkedBooks.Sequences(lines, LinkedBooksTask.Span, LinkedBooksUnit.Run);
        Assert.Equal([44, 1], runs.Select(run => run.Labels.Count));
        Assert.Equal([new FieldRun("o", 0, 4), new FieldRun("r", 4, 31), new FieldRun("r", 31, 43), new FieldRun("o", 43, 44)], FieldRun.OfMarked(runs[0].Labels));
        Assert.StartsWith("M . Rossi ,", LinkedBooks.Sequences(lines, LinkedBooksTask.Generic, LinkedBooksUnit.Reference)[0].Sequence.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("author: AA. VV., | title: Atti del convegno, | location: Roma | date: 1970.", "AA author; . author; VV author; ., author; Atti title; del title; convegno title; , title; Roma publicationplace; 1970 year; . year")]
    [InlineData("title: Lettere, | editor: a cura di P. Verdi, | location: Bari | date: 1950", "Lettere title; , title; a author; cura author; di author; P author; . author; Verdi author; , author; Bari publicationplace; 1950 year")]
    [InlineData("author: Id., | title: Lettere, | note: cit., | pages: pp. 5-6", "Id abbreviation; ., abbreviation; Lettere title; , title; cit abbreviation; ., abbreviation; pp abbreviation; . abbreviation; 5 pagination; - pagination; 6 pagination")]
    public void Secondary_sources_get_the_labels_of_AnyStyle(string expected, string tokens)
    {
        var rows = tokens.Split("; ").Select((token, i) => $"{token.Replace(' ', '\t')}\t{(i == 0 ? 'b' : 'i')}-secondary\t{(i == 0 ? 'b' : 'i')}-r");

        var reference = Assert.Single(LinkedBooksFields.References(LinkedBooks.Read(string.Join('\n', rows))));

        Assert.Equal(expected, Shown.As(reference));
    }

    [Fact]
    public void A_line_without_four_columns_is_refused_by_its_number()
    {
        var refused = Assert.Throws<InvalidDataException>(() => LinkedBooks.Read("a\to\to\to\nb\to\n"));

        Assert.Contains("line 2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_public_set_has_as_many_lines_tokens_and_references_as_its_page_says()
    {
        var lines = Enumerable.Range(1, 5).SelectMany(i => LinkedBooks.Read(File.ReadAllText(SharedData.Require($"data/citations/linkedbooks/train-{i}.tsv")))).ToList();

        var references = LinkedBooks.References(lines);

        Assert.Equal((37985, 632948, 24657), (lines.Count, lines.Sum(line => line.Count), references.Count));
        Assert.Equal(5655, lines.Sum(line => line.Count(token => token.Generic == "b-primary")));
        Shown.Tiles(LinkedBooksFields.References(lines));
        Assert.Equal(632948, LinkedBooks.Sequences(lines, LinkedBooksTask.Component, LinkedBooksUnit.Run).Sum(run => run.Labels.Count));
    }

    private static string Tsv(string rows) => "# token\tcomponent\tgeneric\tspan ; blank line between sequences\n" + rows.Replace(' ', '\t');
}
