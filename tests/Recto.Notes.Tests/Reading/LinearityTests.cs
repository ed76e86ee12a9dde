using System.Globalization;
using Recto.Notes.Text;
using Recto.Tests.Shared;

namespace Recto.Notes.Tests.Reading;

/// <summary>Sixteen times the length may take four times sixteen the time, never two hundred and fifty-six. What is compared is the time that this thread had of the processor, so that a busy machine makes no difference.</summary>
public sealed class LinearityTests
{
    private const int Length = 4_000;
    private const int Times = 16;
    private const int Slack = 4;

    public static TheoryData<string> Shapes =>
    [
        "a", "(", "“", "‘", "; ", ", ", ". ", "A. B ", "J. and ", "12, ", "May 1, ", "((n. 1) ", "“a ‘b ", "A (B) ", "see note 1 ", "Ibid. ", "Ibid., d. 4. ", "Idem, A. ", "v. A ",
        "Smith, A (n. 1) ", "Smith, Title (London: Routledge, 1999), 12; ", "Paris, Plon, 1984. ", "Weber 1995, 29. ", "RGASPI 558/11/431/94. ", "RGASPI, f. 17, op. 162, d. 3, ", "Box 1, ", "l. 5, ", "TNA, ", "Letter. TNA. ",
        "Letter 5 May 1914. TNA, RG 59. ", "National Archives (NA) ", "MS 5, ", "FO 371/1 and Letter ", "http://a.b/c ", "Ф. 1. Оп. 2. Д. 3. Л. 4. ", "vol. 1, ", "von der A ", "pp. 1, ", "(hereafter A) ",
        "(hereafter AB) ", "Alpha Beta Gamma (ABG) ", "GAVO, f. 1, op. 2, l. 3r-1, ", "GPQ, Box 1; ", "fols. 1r, 2, ", "fond 1, opis 2, delo 3; ",
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_note_takes_time_in_proportion_to_its_length(string shape) =>
        AssertLinear(length => [Note(1, "1", string.Concat(Enumerable.Repeat(shape, length / shape.Length)))]);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_document_takes_time_in_proportion_to_its_notes(string shape) =>
        AssertLinear(length => [.. Enumerable.Range(1, length / 40).Select(i => Note(i, Number(i), $"Smith, Title{i} {shape}{i}."))]);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_document_of_one_label_takes_time_in_proportion_to_its_notes(string shape) =>
        AssertLinear(length => [.. Enumerable.Range(1, length / 40).Select(i => Note(i, "1", shape + Number(i) + "."))]);

    [Fact]
    public void Emphasis_takes_time_in_proportion_to_its_runs() =>
        AssertLinear(length => [Note(1, "1", string.Concat(Enumerable.Repeat("a b ", length / 4))) with { Emphasis = [.. Enumerable.Range(0, length / 4).Select(i => new EmphasisRun(new TextSpan(i, length), Emphasis.Italic))] }]);

    [Fact]
    public void A_note_tagged_as_one_citation_takes_time_in_proportion_to_its_works() => AssertLinear(length =>
    {
        const string Work = "Town; ";
        var text = string.Concat(Enumerable.Repeat(Work, length / Work.Length));
        return [Note(1, "1", text) with { Citations = [new CitationMarkup { Span = new TextSpan(0, text.Length), Fields = [.. Enumerable.Range(0, length / Work.Length).Select(i => Field(i * Work.Length, 4, MarkedLabel.Source))] }] }];
    });

    [Fact]
    public void A_note_of_tagged_citations_takes_time_in_proportion_to_them() => AssertLinear(length =>
    {
        const string Work = "Town, 1999. 1234567; ";
        CitationMarkup Citation(int at) => new() { Span = new TextSpan(at, at + 19), Fields = [Field(at, 4, MarkedLabel.Source), Field(at + 6, 4, MarkedLabel.Year), Field(at + 12, 7, MarkedLabel.Identifier)] };
        return [Note(1, "1", string.Concat(Enumerable.Repeat(Work, length / Work.Length))) with { Citations = [.. Enumerable.Range(0, length / Work.Length).Select(i => Citation(i * Work.Length))] }];
    });

    private static MarkedField Field(int start, int length, MarkedLabel label) => new(new TextSpan(start, start + length), label);

    private static void AssertLinear(Func<int, Note[]> make)
    {
        var (few, many) = (make(Length), make(Length * Times));
        ReadAndCheck(few);
        var first = Enumerable.Range(0, 3).Min(_ => Time(few));
        // A collection of the heap or a compilation may fall into one run, hardly into three.
        var second = Enumerable.Range(0, 3).Min(_ => Time(many));

        Assert.True(second < first * Times * Slack || second < 0.05, $"{Times} times the length took {second / first:0} times as long: {first * 1000:0.0} and {second * 1000:0.0} ms");
    }

    private static double Time(Note[] notes)
    {
        var clock = ProcessorClock.StartNew();
        ReadAndCheck(notes);
        return clock.Elapsed.TotalSeconds;
    }

    private static void ReadAndCheck(Note[] notes)
    {
        var engine = new NotesEngine();
        engine.Check(engine.Read(notes));
    }

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);

    private static Note Note(int i, string label, string text) => new() { Id = $"n{i}", Label = label, Text = text };
}
