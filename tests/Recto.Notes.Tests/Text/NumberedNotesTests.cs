using Recto.Notes.Text;

namespace Recto.Notes.Tests.Text;

public sealed class NumberedNotesTests
{
    [Theory]
    [InlineData("1 One.\n2 Two.", "1=One.|2=Two.")]
    [InlineData("1. One.\r\n2. Two.", "1=One.|2=Two.")]
    [InlineData("[1] One.\n[2] Two.", "1=One.|2=Two.")]
    [InlineData("1) One.\n* Star.", "1=One.|*=Star.")]
    [InlineData("1 One\n\n   goes   on.\n2 Two.", "1=One\ngoes on.|2=Two.")]
    [InlineData("9 Nine.\n1935 was a year.\n10 Ten.", "9=Nine.\n1935 was a year.|10=Ten.")] // a year begins a line
    [InlineData("One.\nTwo.", "1=One.|2=Two.")] // no label at all
    [InlineData("", "")]
    public void Lines_become_notes(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', NumberedNotes.Read(text).Select(note => $"{note.Label}={note.Text}")));

    [Fact]
    public void A_label_used_twice_gives_two_ids()
    {
        var notes = NumberedNotes.Read("1 One.\n2 Two.\n1 Again.");

        Assert.Equal(["n1", "n2", "n1-2"], notes.Select(note => note.Id));
    }
}
