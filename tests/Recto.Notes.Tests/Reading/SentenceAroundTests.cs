using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Tests.Reading;

/// <summary>What an author says before a work and behind it, in one sentence with it, belongs to no field. The works are invented; italics stand between asterisks.</summary>
public sealed class SentenceAroundTests
{
    [Theory]
    [InlineData("Examples, each printed otherwise: Jane M. Smith, *Quays and Piers* (London: Routledge 1999).", "Smith", "Quays and Piers", null, "Examples, each printed otherwise")]
    [InlineData("On the port before and after: A.B. Stone, C.D. Quayle and E. Pier (eds.), *The Harbour. Letters. 1931–1936* (Leeds: Mole 2001).", "Stone", "The Harbour. Letters. 1931–1936", null, "On the port before and after")]
    [InlineData("*PORT(H): General Standard of Quays*, 2nd ed. (Leeds: Council of Ports 2000) has levels called basins, berths and bollards, of which the last is none.", null, "PORT(H): General Standard of Quays", null, "has levels called basins, berths and bollards, of which the last is none")]
    public void The_sentence_is_commentary(string marked, string? person, string title, string? container, string commentary)
    {
        var first = marked.IndexOf('*', StringComparison.Ordinal);
        var last = marked.LastIndexOf('*') - 1;
        var text = marked.Replace("*", "", StringComparison.Ordinal);

        var note = new NotesEngine().Read([new Note { Id = "n1", Label = "1", Text = text, Emphasis = [new EmphasisRun(new TextSpan(first, last), Emphasis.Italic)] }]).Notes[0];

        var work = Assert.IsType<PublishedReference>(Assert.Single(note.References).Reference);
        Assert.Equal(person, work.Authors.Concat(work.Editors).FirstOrDefault()?.Family);
        Assert.Equal(title, work.Title?.Text);
        Assert.Equal(container, work.Container?.Text);
        Assert.Contains(note.Commentary, span => text[span.Start..span.End].Trim(' ', ':', '.') == commentary);
    }

    [Fact]
    public void A_title_with_a_colon_stays_whole() =>
        Assert.Equal("author=Smith, Jane|title=Towns: Stone, Brick and Timber|place=London|publisher=Routledge|year=1999", Reading.Fields("Jane Smith, Towns: Stone, Brick and Timber (London: Routledge, 1999)."));
}
