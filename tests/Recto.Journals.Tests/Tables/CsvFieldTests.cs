using Recto.Journals.Tables;

namespace Recto.Journals.Tests.Tables;

public sealed class CsvFieldTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("Notes on method", "Notes on method")]
    [InlineData("Notes, on method", "\"Notes, on method\"")]
    [InlineData("the “so-called” \"method\"", "\"the “so-called” \"\"method\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=HYPERLINK(A1)", "'=HYPERLINK(A1)")]
    [InlineData("+1", "'+1")]
    [InlineData("-1, or less", "\"'-1, or less\"")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")] // Some spreadsheets trim before they look.
    public void What_a_spreadsheet_would_reckon_is_text(string? text, string field) => Assert.Equal(field, CsvField.Of(text));
}
