using Recto.Notes.Checks;
using Recto.Notes.Text;

namespace Recto.Notes.Tests.Checks;

/// <summary>Notes cut off anywhere: no check may look behind the end.</summary>
public sealed class CutNotesTests
{
    private static readonly NotesEngine Engine = new();

    [Theory]
    [InlineData("Jane Doe, ‘Reading the Margins’, in Ann Low and Carl Rice (eds.), Margins of Note (Leiden: Kite, 1999), Vol. 2, 12–15; Ibid., p. 14.")]
    [InlineData("See http://www.example. org/page, https://doi.org/10.1000/182 ... and www.example.org/a_ b.pdf (accessed 12 May 2020) ...")]
    [InlineData("RGASPI, f. 558, op. 11, d. 431, l. 125 ob.–126; see note 12 above (n. 3), op. cit., 45, ,Titel‘ s. a Bd.1 pp. 5")]
    [InlineData("О. Иванов, История портов. М.: Наука, 1995. Т. 2. С. 12–15 (далее – ИП); Там же. Л. 5 об.")]
    [InlineData("[XXX] {Smith, 1999 #12} (Paris: Plon. 1984)( 12 – 15 ), ,, .. «a “b ‘c 1 000 IIII 31 June 1935 ISBN 978-3-16-148410-1 ISSN 1234-5678")]
    [InlineData("J.-P. Müller (Hg.), Die Ge- schichte der Ha\u00ADfen, 2. Aufl. (Berlin–New York: Nord 1931), S. 3 ff., Anm. 4; ders., Häfen, Aug. 1931")]
    public void A_note_cut_off_anywhere_is_checked_without_fault(string text)
    {
        foreach (var style in HouseStyle.All)
        {
            for (var end = 0; end <= text.Length; end++)
            {
                // Twice and beside a whole one: what is compared is there, too.
                IReadOnlyList<Note> notes = [Note(1, text), Note(2, text[..end]), Note(3, text[end..]), Note(4, text[..end])];

                var findings = Engine.Check(Engine.Read(notes), new CheckOptions { Style = style, ArticleYear = 2001 });

                Assert.All(findings, finding =>
                {
                    Assert.InRange(finding.Span.End, finding.Span.Start, notes[finding.NoteIndex].Text.Length);
                    Assert.All(finding.Fix?.Edits ?? [], edit => Assert.InRange(edit.Span.End, edit.Span.Start, notes[finding.NoteIndex].Text.Length));
                });
            }
        }
    }

    private static Note Note(int number, string text) => new() { Id = $"n{number}", Label = $"{number}", Text = text };
}
