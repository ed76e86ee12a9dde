namespace Recto.Journals.Tables;

/// <summary>
/// A field of a table as CSV (RFC 4180). What a spreadsheet would take for a formula begins with an apostrophe: titles and names are written by anybody, and a formula of theirs would run where the table is opened.
/// </summary>
public static class CsvField
{
    /// <summary>The field, in quotation marks where it needs them.</summary>
    /// <param name="text">Its text; null for an empty field.</param>
    public static string Of(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text ?? "";
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
