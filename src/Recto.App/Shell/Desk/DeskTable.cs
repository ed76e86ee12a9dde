using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;
using Recto.Journals.Archives;
using Recto.Journals.Tables;

namespace Recto.App.Shell.Desk;

/// <summary>A table of the desk to take away, as CSV (<see cref="CsvField"/>).</summary>
internal static class DeskTable
{
    /// <summary>Sends it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="file">What the file is called.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="rows">A field for each column; a number may be negative, anything else that a spreadsheet would take for a formula is made harmless.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task SendAsync(HttpContext context, string file, IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows, CancellationToken ct)
    {
        var text = new StringBuilder("\uFEFF").AppendJoin(',', columns).Append("\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Field)).Append("\r\n");
        }

        context.Response.ContentType = OrderCsv.MediaType;
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = file }.ToString();
        await context.Response.WriteAsync(text.ToString(), ct);
    }

    private static string Field(string text) => double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? text : CsvField.Of(text);
}
